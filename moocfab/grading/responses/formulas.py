"""Formulas: `formularesponse`, compared with the author's at random points."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from moocfab.grading.expression import Unreadable, evaluate
from moocfab.grading.model import XML, Answer, Broken, Mark, NotTaken, Try
from moocfab.grading.tolerance import DEFAULT, near

INPUTS = ("textline", "formulaequationinput")


def grade(response: XML, answers: Sequence[Answer], seed: int) -> list[Mark]:
    """Return the mark of the formula; `seed` chooses the points."""
    right, points = str(response.get("answer")), _points(str(response.get("samples")), seed)
    tolerance = next(
        (str(p.get("default")).strip() for p in response.iter("responseparam") if p.get("type") == "tolerance"), DEFAULT
    )
    sensitive = _case_sensitive(response)
    meant = []
    for values in points:
        try:
            meant.append(evaluate(right, values, case_sensitive=sensitive))
        except Unreadable:
            raise Broken(f"la formule « {right} » ne se calcule pas", f"the formula “{right}” has no value") from None
    try:
        given = [evaluate(str(answers[0]), values, case_sensitive=sensitive) for values in points]
    except Unreadable:
        raise NotTaken from None
    return [Mark(float(all(near(a, b, tolerance) for a, b in zip(given, meant, strict=True))))]


def tries(response: XML) -> list[list[Try]]:
    """Return the formula, the same written otherwise, and two that are far from it."""
    right = str(response.get("answer"))
    return [[Try(right, 1.0), Try(f"({right})*2/2", 1.0), Try(f"2*({right})+1", 0.0), Try(f"-({right})-1", 0.0)]]


def _case_sensitive(response: XML) -> bool:
    words = str(response.get("type", "")).split(",")
    return "cs" in words and "ci" not in words


def _points(samples: str, seed: int) -> list[Mapping[str, float]]:
    """Return the points of `x,y@1,2:3,4#10`: values of x and y from (1, 2) to (3, 4), ten times.

    Raises:
        Broken: it is not of that form.
    """
    rng = random.Random(seed)
    try:
        names, _, rest = samples.partition("@")
        limits, _, count = rest.partition("#")
        low, high = ([float(number) for number in side.split(",")] for side in limits.split(":"))
        ranges = dict(zip(names.split(","), zip(low, high, strict=False), strict=False))
        return [{name: rng.uniform(*ends) for name, ends in ranges.items()} for _ in range(int(count))]
    except ValueError:
        raise Broken(f"samples « {samples} » ne se lit pas", f"samples “{samples}” cannot be read") from None
