"""Numbers: `numericalresponse`, with tolerance, ranges, further answers and partial credit."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moocfab.grading.expression import Unreadable, evaluate
from moocfab.grading.model import XML, Answer, Broken, Mark, NobodyRight, NotTaken, Try, credit, said
from moocfab.grading.tolerance import DEFAULT, near, within
from moocfab.kinds.functions import Number

INPUTS = ("textline", "formulaequationinput")
_HALF = 0.5


def staff_number(text: str) -> Number:
    """Return an answer that an author wrote: a complex number as Python has it, or an expression.

    Raises:
        Broken: it is neither; every answer is then an error.
    """
    try:
        value = complex(text)
        return value if value.imag else value.real
    except ValueError:
        try:
            return evaluate(text)
        except Unreadable:
            raise Broken(f"« {text} » n'est pas un nombre", f"“{text}” is no number") from None


def learner_number(text: Answer) -> Number:
    """Return the number that a learner wrote.

    Raises:
        NotTaken: it is none.
    """
    try:
        return evaluate(str(text))
    except Unreadable:
        raise NotTaken from None


@dataclass(frozen=True)
class _Question:
    response: XML
    further: tuple[str, ...]
    credit: tuple[str, ...]
    tolerance: str
    wider: float
    partly: tuple[Number, ...]

    @classmethod
    def of(cls, response: XML, platform: str) -> _Question:
        """Read a response. Dogwood ignores `additional_answer` in a number's response (seen)."""
        more = [str(item.get("answer")) for item in response.findall("additional_answer")]
        own = next((str(p.get("default")) for p in response.iter("responseparam") if p.get("type") == "tolerance"), "")
        listed = next((str(p.get("partial_answers")) for p in response if p.get("partial_answers")), "")
        wider = next((str(p.get("partial_range")) for p in response if p.get("partial_range")), "2")
        words = credit(response, "list", "close")
        if "list" in words and not listed and not _bounds(str(response.get("answer"))):
            raise Broken("partial_credit « list » veut partial_answers", "partial_credit “list” wants partial_answers")
        partly = tuple(staff_number(text.strip()) for text in listed.split(",")) if listed else ()
        further = tuple(more) if platform != "fun" else ()
        return cls(response, further, words, own.strip() or DEFAULT, float(wider), partly)

    @property
    def answer(self) -> str:
        return str(self.response.get("answer"))

    def expanded(self) -> str:
        """Return the wider tolerance that earns a part."""
        percent = "%" if self.tolerance.endswith("%") else ""
        try:
            return f"{self.wider * float(self.tolerance.removesuffix('%'))!r}{percent}"
        except ValueError:
            raise _no_tolerance(self.tolerance) from None

    def share(self, given: Number) -> float:
        bounds = _bounds(self.answer)
        return self.in_range(given, bounds) if bounds else self.about(given)

    def about(self, given: Number) -> float:
        """Return the share of a number near the answer, near another, or near either within the wider tolerance."""
        right, wide = staff_number(self.answer), self.expanded()
        if near(given, right, self.tolerance):
            return 1.0
        if "list" not in self.credit:
            return _HALF if "close" in self.credit and near(given, right, wide) else 0.0
        for value in self.partly:
            if near(given, value, self.tolerance):
                return _HALF
            if "close" in self.credit:
                if near(given, right, wide):
                    return _HALF
                if near(given, value, wide):
                    return _HALF * _HALF
        return 0.0

    def in_range(self, given: Number, bounds: tuple[str, str]) -> float:
        if isinstance(given, complex):
            raise NotTaken
        ends = []
        for text, closed in zip(bounds, (self.answer[0] == "[", self.answer[-1] == "]"), strict=True):
            end = staff_number(text)
            if isinstance(end, complex) or end != end:
                raise Broken(f"la borne « {text} » n'est pas un nombre", f"the bound “{text}” is no number")
            ends.append(end)
            if within(given, end, sys.float_info.epsilon * max(abs(given), abs(end))):
                return float(closed)
        low, high = ends
        if low < given < high:
            return 1.0
        reach = self.wider * (high - low)
        return _HALF if "close" in self.credit and low - reach < given < high + reach else 0.0


def grade(response: XML, answers: Sequence[Answer], platform: str) -> list[Mark]:
    """Return the mark of the number."""
    question = _Question.of(response, platform)
    given = learner_number(answers[0])
    share = question.share(given)
    if share == 1.0:
        return [Mark(1, feedback=said(response.find("correcthint")) or "")]
    for text in question.further if share == 0.0 else ():
        if complex(given) == staff_number(text):
            return [Mark(1, feedback=_further_hint(response, text) or "")]
    return [Mark(share)]


def tries(response: XML) -> list[list[Try]]:
    """Return the answers that are meant, numbers at both sides of each limit, and the further answers."""
    question = _Question.of(response, "")
    bounds = _bounds(question.answer)
    found = list(_around_range(question, bounds) if bounds else _around_value(question))
    found += [Try(text, 1.0, _further_hint(response, text)) for text in question.further]
    return [sorted(found, key=lambda item: -item.earns)]


def _bounds(answer: str) -> tuple[str, str] | None:
    if answer[:1] not in ("[", "(") or answer[-1:] not in ("]", ")"):
        return None
    low, comma, high = answer[1:-1].partition(",")
    if not comma:
        return None
    return low, high.partition(",")[0]


def _around_range(question: _Question, bounds: tuple[str, str]) -> Iterator[Try]:
    low, high = (complex(staff_number(text)).real for text in bounds)
    if low > high:
        raise NobodyRight
    hint, width = said(question.response.find("correcthint")), high - low
    yield Try(_text((low + high) / 2), 1.0, hint)
    for end, closed in ((low, question.answer[0] == "["), (high, question.answer[-1] == "]")):
        yield Try(_text(end), float(closed), hint if closed else None)
    beyond = [low - width / 10, high + width / 10]
    if "close" in question.credit:
        yield from (Try(_text(value), _HALF) for value in beyond)
        beyond = [low - (question.wider + 1) * width, high + (question.wider + 1) * width]
    yield from (Try(_text(value), 0.0) for value in beyond)


def _around_value(question: _Question) -> Iterator[Try]:
    hint = said(question.response.find("correcthint"))
    yield Try(question.answer, 1.0, hint)
    yield from (Try(_text(value), _HALF) for value in question.partly if isinstance(value, int | float))
    right = staff_number(question.answer)
    if isinstance(right, complex):
        return
    distance = _distance(question.tolerance, right)
    if distance:
        yield from (Try(_text(right + side * distance * 0.9), 1.0, hint) for side in (-1, 1))
    outer = distance
    if "close" in question.credit and distance and question.wider > 1:
        outer = distance * question.wider
        middle = (distance + outer) / 2
        if not any(abs(abs(complex(value) - right) - middle) <= 2 * outer for value in question.partly):
            yield from (Try(_text(right + side * middle), _HALF) for side in (-1, 1))
    others = [complex(value) for value in (*question.partly, *map(staff_number, question.further))]
    for value in (right - 1.5 * outer - (not outer), right + 1.5 * outer + (not outer)):
        if all(abs(value - other) > 2 * (outer + _distance(question.tolerance, abs(other))) for other in others):
            yield Try(_text(value), 0.0)


def _distance(tolerance: str, right: float) -> float:
    try:
        value = complex(evaluate(tolerance.removesuffix("%"))).real
    except Unreadable:
        raise _no_tolerance(tolerance) from None
    return abs(right) * value / 100 if tolerance.endswith("%") else value


def _no_tolerance(text: str) -> Broken:
    return Broken(f"la tolérance « {text} » n'est pas un nombre", f"the tolerance “{text}” is no number")


def _further_hint(response: XML, text: str) -> str | None:
    item = next((item for item in response.findall("additional_answer") if item.get("answer") == text), None)
    return None if item is None else said(item.find("correcthint"))


def _text(value: Number) -> str:
    return format(value, ".12g")
