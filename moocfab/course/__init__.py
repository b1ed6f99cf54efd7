"""A course as a whole: what its files say, its tree, its names and dates."""

from moocfab.course.load import load
from moocfab.course.model import Course, Element, Module, Page, Sequence, Unit

__all__ = ["Course", "Element", "Module", "Page", "Sequence", "Unit", "load"]
