"""Answers, what they earn, and what playing them showed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from moocfab.diagnostics import Text

XML = etree._Element
Answer = str | Sequence[str] | Mapping[str, Any]
"""What a learner gives to one input: a text or a choice (`choice_1`), several choices, or a choice with its numbers
(`{"choice": 0, "text": "5"}`)."""


class Broken(Exception):
    """The platform cannot show the problem, or fails when it grades an answer."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(fr, en)


class NobodyRight(Broken):
    """No answer can earn all points."""

    def __init__(self) -> None:
        super().__init__("aucune réponse ne peut être juste", "no answer can be right")


class NotTaken(Exception):
    """The platform refuses the answer as no number or no formula; it counts as none."""


@dataclass(frozen=True)
class Mark:
    """What the answer to one input earned: points, of how many, and the feedback that is shown, as plain text."""

    points: float
    of: float = 1
    feedback: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the answers to a problem earned; where `trouble` says why, the platform shows an error instead."""

    marks: tuple[Mark, ...] = ()
    trouble: Text | None = None
    refused: bool = False

    @property
    def earned(self) -> float:
        """Return the points earned."""
        return round(sum(mark.points for mark in self.marks), 6)

    @property
    def possible(self) -> float:
        """Return the points that could be earned."""
        return sum(mark.of for mark in self.marks)


@dataclass(frozen=True)
class Try:
    """One answer to one input, as its author means it: the share that it earns, and what is then said.

    `feedback` is None where the author says nothing of it.
    """

    answer: Answer
    earns: float
    feedback: str | None = None


@dataclass(frozen=True)
class Play:
    """Answers to all inputs of a problem, and what its author means them to earn, of `of` points.

    Attributes:
        answers: one for each input, in order.
        earns: points; None where nobody says.
        of: points that could be earned.
        feedback: what must then be said.
        tried: which input this play is about; None where it is about all.
    """

    answers: tuple[Answer, ...]
    earns: float | None
    of: float
    feedback: str | None = None
    tried: int | None = None


def plain(markup: str) -> str:
    """Return markup as the text that is read, spaces made one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def said(element: XML | None) -> str | None:
    """Return what an element says, None where it is absent or says nothing."""
    if element is None:
        return None
    return plain(etree.tostring(element, encoding="unicode", with_tail=False)) or None


def inputs(response: XML, *tags: str) -> list[XML]:
    """Return the inputs of a response with one of `tags`, in order."""
    return [element for element in response.iter() if element.tag in tags]


def truth(element: XML, name: str = "correct") -> str:
    """Return `correct` in lower case.

    Raises:
        Broken: the element does not say.
    """
    value = element.get(name)
    if value is None:
        raise Broken(f"un <{element.tag}> n'a pas d'attribut {name}", f"a <{element.tag}> lacks its attribute {name}")
    return str(value).lower()


def credit(response: XML, *known: str) -> tuple[str, ...]:
    """Return the kinds of partial credit that a response names.

    Raises:
        Broken: one is none of `known`.
    """
    value = str(response.get("partial_credit", "false")).lower().strip()
    words = () if value == "false" else tuple(word.strip() for word in value.split(","))
    for word in words:
        if word not in known:
            raise Broken(f"partial_credit « {word} » est inconnu ici", f"partial_credit “{word}” is unknown here")
    return words
