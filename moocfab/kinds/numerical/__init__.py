"""`numerical`: a number, exact, within a tolerance or in a range."""

from __future__ import annotations

from html import escape

from moocfab.kinds.contract import Context
from moocfab.kinds.numbers import number_text, width
from moocfab.kinds.numerical.olx import DEFAULT_TOLERANCE, content, read_part
from moocfab.kinds.numerical.rules import (
    HALF_OF_RANGE,
    NEAR_TOO_SMALL,
    NO_PARTIAL,
    ONE_ANSWER,
    RANGE_REVERSED,
    RIGHT_TWICE,
    RULES,
    TOLERANCE_OF_RANGE,
)
from moocfab.kinds.numerical.spec import NumericalSpec, Partial, accepted
from moocfab.kinds.question import question_kind

Placed = tuple[float, tuple[str | int, ...]]


def check(spec: NumericalSpec, context: Context) -> None:
    """Report what no learner could answer, and what the platforms would not grade as it reads."""
    given = [name for name in ("answer", "answers", "range") if getattr(spec, name) not in (None, ())]
    if len(given) != 1:
        context.report(ONE_ANSWER.at(context.at(given[1]) if given else context.at()))
        return
    _check_range(spec, context)
    _check_answers(spec, context)
    if spec.partial is not None:
        _check_partial(spec, spec.partial, context)


def _check_range(spec: NumericalSpec, context: Context) -> None:
    if spec.range is None:
        return
    start, end = spec.range.start, spec.range.end
    if start > end or (start == end and spec.range.open):
        place = context.at("range")
        context.report(RANGE_REVERSED.at(place, start=number_text(start), end=number_text(end)))
    if spec.tolerance is not None:
        context.report(TOLERANCE_OF_RANGE.at(context.at("tolerance")))


def _check_answers(spec: NumericalSpec, context: Context) -> None:
    """Report numbers that another answer accepts."""
    answers: list[Placed] = [(a.value, ("answers", index, "value")) for index, a in enumerate(accepted(spec))]
    halves = spec.partial.answers if spec.partial else ()
    listed: list[Placed] = [(value, ("partial", "answers", index)) for index, value in enumerate(halves)]
    tolerance = spec.tolerance or DEFAULT_TOLERANCE
    for place, (value, steps) in enumerate([*answers, *listed]):
        before = answers[:place] if place < len(answers) else answers
        if any(abs(value - other) <= width(tolerance, other) for other, _ in before):
            context.report(RIGHT_TWICE.at(context.at(*steps), value=number_text(value)))


def _check_partial(spec: NumericalSpec, partial: Partial, context: Context) -> None:
    if not partial.near and not partial.answers:
        context.report(NO_PARTIAL.at(context.at("partial")))
    if spec.range is not None:
        if partial.answers:
            context.report(HALF_OF_RANGE.at(context.at("partial", "answers")))
        return
    tolerance = spec.tolerance or DEFAULT_TOLERANCE
    for answer in accepted(spec):
        least = width(tolerance, answer.value)
        if partial.near and not 0 < least < width(partial.near, answer.value):
            context.report(NEAR_TOO_SMALL.at(context.at("partial", "near"), near=partial.near))
            return


def control(spec: NumericalSpec, context: Context) -> str:
    """Return the input and its unit."""
    name = escape(context.plain(spec.ask))
    return f'<p><input type="text" inputmode="decimal" aria-label="{name}"/> {escape(spec.unit or "")}</p>'


KIND = question_kind("numerical", NumericalSpec, content, read_part, control, check, RULES, scripted=True)
