"""The fields of `image_click`: regions of a picture, in pixels of the author's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from moocfab.kinds.fields import Model, SourcePath, Words
from moocfab.kinds.problem import QuestionSpec
from moocfab.source.validate import ValueProblem

Point = tuple[float, float]


def _numbers(value: Any, count: int) -> tuple[float, ...] | None:
    if not isinstance(value, list | tuple) or len(value) != count:
        return None
    if not all(isinstance(item, int | float) and not isinstance(item, bool) for item in value):
        return None
    return tuple(float(item) for item in value)


def _corners(value: Any) -> Any:
    found = _numbers(value, 4)
    if found is None:
        raise ValueProblem(
            "écrivez deux coins opposés : [x1, y1, x2, y2]", "write two opposite corners: [x1, y1, x2, y2]"
        )
    return found


def _points(value: Any) -> Any:
    found = [_numbers(point, 2) for point in value] if isinstance(value, list | tuple) else []
    if len(found) < 3 or None in found:
        raise ValueProblem(
            "écrivez trois points au moins : [[x, y], [x, y], [x, y]]",
            "write three points at least: [[x, y], [x, y], [x, y]]",
        )
    return found


_NUMBER = {"type": "number"}
Corners = Annotated[
    tuple[float, float, float, float],
    BeforeValidator(_corners),
    WithJsonSchema({"type": "array", "items": _NUMBER, "minItems": 4, "maxItems": 4}),
]
Points = Annotated[
    tuple[Point, ...],
    BeforeValidator(_points),
    WithJsonSchema(
        {"type": "array", "minItems": 3, "items": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}}
    ),
]


class Region(Model):
    """A part of the picture: a rectangle or a polygon."""

    rectangle: Corners | None = None
    polygon: Points | None = None

    @model_validator(mode="after")
    def _one(self) -> Region:
        if (self.rectangle is None) == (self.polygon is None):
            raise ValueProblem(
                "une zone est « rectangle: [x1, y1, x2, y2] » ou « polygon: [[x, y], …] »",
                "a region is “rectangle: [x1, y1, x2, y2]” or “polygon: [[x, y], …]”",
            )
        return self

    def points(self) -> tuple[Point, ...]:
        """Return its corners."""
        if self.rectangle is None:
            return self.polygon or ()
        x1, y1, x2, y2 = self.rectangle
        return ((x1, y1), (x2, y1), (x2, y2), (x1, y2))

    def box(self) -> tuple[float, float, float, float]:
        """Return the least and the greatest x and y: left, top, right, bottom."""
        across, down = zip(*self.points(), strict=True)
        return min(across), min(down), max(across), max(down)


class ImageClickSpec(QuestionSpec):
    """Fields of `image_click`."""

    image: SourcePath
    alt: Annotated[Words, Field(min_length=1)]
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    width: Annotated[int, Field(ge=50, le=2000)] | None = None


def hollows(points: tuple[Point, ...]) -> Iterator[int]:
    """Yield the points that lie inside the hull of all: what the platforms would not see."""
    for index, point in enumerate(points):
        others = points[:index] + points[index + 1 :]
        if len(others) > 2 and _inside(point, _hull(others)):
            yield index


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _hull(points: tuple[Point, ...]) -> list[Point]:
    """Return the corners around points, in one direction."""
    found: list[Point] = []
    for run in (sorted(set(points)), sorted(set(points), reverse=True)):
        start = len(found)
        for point in run:
            while len(found) - start > 1 and _turn(found[-2], found[-1], point) <= 0:
                found.pop()
            found.append(point)
        found.pop()
    return found


def _inside(point: Point, hull: list[Point]) -> bool:
    if len(hull) < 3:
        return False
    return all(_turn(a, b, point) > 0 for a, b in zip(hull, hull[1:] + hull[:1], strict=True))
