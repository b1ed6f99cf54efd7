"""No mutation of the notation crashes its reader, or loses an answer without a word."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from moocfab.source.studio import parse
from moocfab.source.studio.model import Place
from tests.source.test_studio import PARTS

CORPUS = "\n\n---\n\n".join(f">>Question {number}<<\n{text}" for number, (_, text, _) in enumerate(PARTS))
MARKS = {"radio": r"\s*\([xX@! ]{0,3}\)", "check": r"\s*\[[xX ]?\]", "answer": r"s?=(?!=)", "list": r"\[\["}
SIGNS = "()[]{}<>=|:-\n xX@!,é&\t\r"


def lines(value: Any) -> Iterator[int]:
    """Yield the first and the last line of all that was read and has a place."""
    place = getattr(value, "place", None)
    if place is not None:
        yield place.line
        yield place.line + str(getattr(value, "text", "")).count("\n")
    inner = value if isinstance(value, tuple) else [getattr(value, name) for name in fields(value)]
    for item in inner:
        yield from lines(item)


def fields(value: Any) -> tuple[str, ...]:
    return () if isinstance(value, Place) else tuple(getattr(value, "__dataclass_fields__", ()))


def accounted(text: str) -> None:
    """Demand that each line with the mark of an answer was read as such, or has a finding; a run has one."""
    notation = parse(text)
    known = {finding.place.line for finding in notation.misread}
    for part in (part for question in notation.questions for part in question.parts):
        found = list(lines(part))
        known |= {*range(min(found), max(found) + 1)}
    before = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        mark = next((name for name, pattern in MARKS.items() if re.match(pattern, line)), "")
        assert not mark or mark == before or number in known, f"{number}: {line!r}"
        before = mark if mark in ("radio", "check") or line.strip() else before


def mutated(rng: random.Random) -> str:
    """Return the corpus with a few signs removed, doubled, moved or changed."""
    text = list(CORPUS)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(text))
        match rng.randrange(4):
            case 0:
                del text[at]
            case 1:
                text.insert(at, rng.choice(SIGNS))
            case 2:
                text[at] = rng.choice(SIGNS)
            case _:
                text[at:at] = text[at : at + rng.randint(1, 30)]
    return "".join(text)


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_mutated_notations_are_accounted_for(count: int) -> None:
    accounted(CORPUS)
    rng = random.Random(4221)
    for _ in range(count):
        accounted(mutated(rng))
