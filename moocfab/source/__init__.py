"""Files of a course as data with positions; what they mean comes later."""

from moocfab.source.data import Marks, Origin, Sourced

__all__ = ["Marks", "Origin", "Sourced"]
