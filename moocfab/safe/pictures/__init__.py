"""Pictures of a course, the only door to Pillow: their headers, copies made in a process of their own, drawings."""

from moocfab.safe.pictures.header import ENDINGS, SHOWN, Facts, facts, size
from moocfab.safe.pictures.recipe import Recipe, made
from moocfab.safe.pictures.refused import NotAPicture
from moocfab.safe.pictures.svg import clean

__all__ = ["ENDINGS", "SHOWN", "Facts", "NotAPicture", "Recipe", "clean", "facts", "made", "size"]
