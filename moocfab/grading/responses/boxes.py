"""Boxes to tick: `choiceresponse`, all or nothing or with a part for each decision (EDC) or by halves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moocfab.grading.model import XML, Answer, Broken, Mark, Try, credit, said, truth

INPUTS = ("checkboxgroup", "radiogroup")


@dataclass(frozen=True)
class _Boxes:
    response: XML
    choices: tuple[XML, ...]
    right: frozenset[str]
    wrong: frozenset[str]
    credit: tuple[str, ...]

    @classmethod
    def of(cls, response: XML) -> _Boxes:
        choices = tuple(response.iter("choice"))
        states = {f"choice_{index}": truth(choice) for index, choice in enumerate(choices)}
        right = frozenset(name for name, state in states.items() if state == "true")
        wrong = frozenset(name for name, state in states.items() if state == "false")
        return cls(response, choices, right, wrong, credit(response, "edc", "halves"))

    def share(self, ticked: frozenset[str]) -> float:
        """Return the share that ticked boxes earn; nothing ticked is always wrong."""
        if not ticked:
            return 0.0
        if not self.credit:
            return float(ticked == self.right)
        known = self.right | self.wrong
        errors = len(ticked & self.wrong) + len(self.right - ticked)
        if self.credit[0] == "edc":
            return 1.0 if errors == 0 else _rounded((len(known) - errors) / len(known))
        return {0: 1.0, 1: 0.5 if len(known) > 2 else 0.0, 2: 0.25 if len(known) > 4 else 0.0}.get(errors, 0.0)

    def feedback(self, ticked: Iterable[str]) -> str:
        """Return what is said: of the combination where one is meant, else of each box."""
        names = set(ticked)
        ids = {str(choice.get("id", chr(65 + i))).upper() for i, choice in enumerate(self.choices) if _name(i) in names}
        for hint in self.response.iterfind("checkboxgroup/compoundhint"):
            if set(str(hint.get("value", "")).upper().split()) == ids:
                return said(hint) or ""
        return " ".join(
            text
            for index, choice in enumerate(self.choices)
            for hint in choice.iterfind("choicehint")
            if str(hint.get("selected", "")).lower() == str(_name(index) in names).lower() and (text := said(hint))
        )


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of the ticked boxes."""
    boxes = _Boxes.of(response)
    if len(boxes.credit) > 1:
        raise Broken("un seul genre de partial_credit à la fois", "one kind of partial_credit at a time")
    given = answers[0]
    ticked = frozenset([given] if isinstance(given, str) and given else map(str, given))
    return [Mark(boxes.share(ticked), feedback=boxes.feedback(ticked))]


def tries(response: XML) -> list[list[Try]]:
    """Return the right boxes, then these with one decision changed, then what a combination is said of."""
    boxes = _Boxes.of(response)
    names = [_name(index) for index in range(len(boxes.choices))]
    wanted = [boxes.right, *(boxes.right ^ {name} for name in names), boxes.wrong]
    for hint in response.iterfind("checkboxgroup/compoundhint"):
        ids = set(str(hint.get("value", "")).upper().split())
        own = [str(choice.get("id", chr(65 + i))).upper() for i, choice in enumerate(boxes.choices)]
        wanted.append(frozenset(name for name, letter in zip(names, own, strict=True) if letter in ids))
    found = {ticked: Try(sorted(ticked), boxes.share(ticked), boxes.feedback(ticked) or None) for ticked in wanted}
    return [list(found.values())]


def _name(index: int) -> str:
    return f"choice_{index}"


def _rounded(share: float) -> float:
    """Return a share with two decimals, a half away from zero as Python 2 rounded."""
    return math.floor(share * 100 + 0.5) / 100
