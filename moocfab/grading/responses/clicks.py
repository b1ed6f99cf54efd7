"""Clicks on pictures: `imageresponse`, in rectangles, or in the convex hull of points."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from moocfab.grading.model import XML, Answer, Broken, Mark, Try, inputs

INPUTS = ("imageinput",)
Point = tuple[float, float]
_RECTANGLE = re.compile(r"[([](\d+),(\d+)[)\]]-[([](\d+),(\d+)[)\]]")


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of each click, written `[x,y]`."""
    return [
        Mark(float(_hits(picture, str(given)))) for picture, given in zip(_pictures(response), answers, strict=True)
    ]


def tries(response: XML) -> list[list[Try]]:
    """Return a click in the middle of each region, then one outside of all."""
    found = []
    for picture in _pictures(response):
        rectangles, hulls = _rectangles(picture), _hulls(picture)
        middles = [((left + right) // 2, (top + bottom) // 2) for left, top, right, bottom in rectangles]
        middles += [(round(sum(x for x, _ in h) / len(h)), round(sum(y for _, y in h) / len(h))) for h in hulls]
        right = [Try(f"[{int(x)},{int(y)}]", 1.0) for x, y in middles]
        edge = max([r[2] for r in rectangles] + [int(x) for hull in hulls for x, _ in hull], default=0) + 9
        wrong = [text for text in ("[0,0]", f"[{edge},1]") if not _hits(picture, text)]
        found.append([*right, *(Try(text, 0.0) for text in wrong)])
    return found


def _pictures(response: XML) -> list[XML]:
    return inputs(response, *INPUTS)


def _hits(picture: XML, given: str) -> bool:
    if not given:
        return False
    place = re.match(r"\[(\d+),(\d+)\]", given.replace(" ", ""))
    if not place:
        raise Broken(f"« {given} » n'est pas un clic [x,y]", f"“{given}” is no click [x,y]")
    x, y = int(place.group(1)), int(place.group(2))
    rectangles = _rectangles(picture)
    if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in rectangles):
        return True
    return any(_inside(hull, (x, y)) for hull in _hulls(picture))


def _rectangles(picture: XML) -> list[tuple[int, int, int, int]]:
    found = []
    for text in str(picture.get("rectangle") or "").split(";") if picture.get("rectangle") else ():
        corners = _RECTANGLE.match(text.replace(" ", ""))
        if not corners:
            raise Broken(f"le rectangle « {text} » ne se lit pas", f"the rectangle “{text}” cannot be read")
        left, top, right, bottom = map(int, corners.groups())
        found.append((left, top, right, bottom))
    return found


def _hulls(picture: XML) -> list[list[Point]]:
    """Return the convex hulls of the regions; one region may stand without the list around it."""
    text = picture.get("regions")
    if not text:
        return []
    try:
        regions = json.loads(text)
        if regions and not isinstance(regions[0][0], list):
            regions = [regions]
        hulls = [_hull([(float(x), float(y)) for x, y in region]) for region in regions]
    except (ValueError, TypeError, IndexError, KeyError):
        raise Broken(f"les zones « {text} » ne se lisent pas", f"the regions “{text}” cannot be read") from None
    return [hull for hull in hulls if len(hull) > 2]


def _hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull, turning to the left (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves = []
    for side in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in side:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return [*halves[0], *halves[1]]


def _inside(hull: Sequence[Point], point: Point) -> bool:
    """Return whether a point is within a hull; its border is not."""
    return all(_turn(start, end, point) > 0 for start, end in zip(hull, [*hull[1:], hull[0]], strict=True))


def _turn(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
