"""`formula`: an expression, compared with the expected one for values drawn at random."""

from __future__ import annotations

import re
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import ConfigDict, Field

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.expression import Unreadable, read
from moocfab.kinds.fields import Model, Words
from moocfab.kinds.formula.rules import BAD_VARIABLE, EMPTY_RANGE, FACTORIAL, RULES, UNKNOWN_NAME, UNREADABLE
from moocfab.kinds.functions import CONSTANTS, FUNCTIONS
from moocfab.kinds.numbers import Number, Width, number_text
from moocfab.kinds.problem import QuestionSpec
from moocfab.kinds.question import DECIMAL_POINT, Part, question, question_kind, says_point
from moocfab.source.validate import guess

_SAMPLES = re.compile(r"([^@]+)@([^:]+):([^#]+)#\s*(\d+)\s*")
_SHAPE = Text("une lettre sans accent, puis lettres, chiffres et _", "a letter, then letters, digits and _")
_FUNCTION = Text("c'est une fonction", "it is a function")
_CASE = Text(
    "sans « case_sensitive: true », c'est la même que {other}",
    "without “case_sensitive: true” it is {other}",
)


class Interval(Model):
    """Between which numbers the values of a variable are drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: Annotated[Number, Field(alias="from")]
    end: Annotated[Number, Field(alias="to")]


class FormulaSpec(QuestionSpec):
    """Fields of `formula`."""

    answer: Annotated[Words, Field(min_length=1)]
    variables: Annotated[dict[str, Interval], Field(min_length=1)]
    samples: Annotated[int, Field(ge=1, le=100)] = 10
    tolerance: Width | None = None
    case_sensitive: bool = False
    size: Annotated[int, Field(ge=1, le=200)] | None = None


def check(spec: FormulaSpec, context: Context) -> None:
    """Report what the platforms could not read, or not compare."""
    _check_variables(spec, context)
    _check_answer(spec, context)


def _check_variables(spec: FormulaSpec, context: Context) -> None:
    seen: dict[str, str] = {}
    for name, interval in spec.variables.items():
        other = seen.setdefault(_folded(spec, name), name)
        if problem := _wrong_name(spec, name, other):
            context.report(BAD_VARIABLE.at(context.at("variables", name), name=name, problem=problem))
        if interval.start >= interval.end:
            start, end = number_text(interval.start), number_text(interval.end)
            context.report(EMPTY_RANGE.at(context.at("variables", name), name=name, start=start, end=end))


def _wrong_name(spec: FormulaSpec, name: str, other: str) -> Text | None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name, re.ASCII):
        return _SHAPE
    if _folded(spec, name) in FUNCTIONS:
        return _FUNCTION
    return None if other == name else Text(_CASE.fr.format(other=other), _CASE.en.format(other=other))


def _folded(spec: FormulaSpec, name: str) -> str:
    return name if spec.case_sensitive else name.lower()


def _check_answer(spec: FormulaSpec, context: Context) -> None:
    try:
        found = read(spec.answer).names
    except Unreadable as error:
        context.report(UNREADABLE.at(context.within(1, error.column, 1, "answer"), problem=error.why))
        return
    variables = {*CONSTANTS} | {_folded(spec, name) for name in spec.variables}
    for name, column, called in found:
        place = context.within(1, column, len(name), "answer")
        known = {*FUNCTIONS} if called else variables
        if _folded(spec, name) not in known:
            context.report(UNKNOWN_NAME.at(place, name=name, guess=guess(name, sorted(known))))
        elif called and _folded(spec, name) in ("fact", "factorial"):
            context.report(FACTORIAL.at(place, name=name))


def content(spec: FormulaSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    response = etree.Element(
        "formularesponse", type="cs" if spec.case_sensitive else "ci", samples=_samples(spec), answer=spec.answer
    )
    if spec.tolerance is not None:
        etree.SubElement(response, "responseparam", type="tolerance", default=spec.tolerance)
    control = etree.SubElement(response, "formulaequationinput", {"size": str(spec.size)} if spec.size else {})
    note = DECIMAL_POINT if "." in spec.answer and says_point(spec.ask, context) else None
    return question(spec, context, response, control, note)


def _samples(spec: FormulaSpec) -> str:
    """Return the variables as the graders take them: `R,V@1,2:10,8#10`, all lower ends before the upper ones."""
    starts = ",".join(number_text(interval.start) for interval in spec.variables.values())
    ends = ",".join(number_text(interval.end) for interval in spec.variables.values())
    return f"{','.join(spec.variables)}@{starts}:{ends}#{spec.samples}"


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the fields of a question for a formula."""
    response = part.response
    control = next((child for child in response if child.tag in ("formulaequationinput", "textline")), None)
    found = _SAMPLES.fullmatch(response.get("samples", "").strip())
    if response.tag != "formularesponse" or control is None or not found or response.find("hintgroup") is not None:
        return None
    variables, starts, ends = ([item.strip() for item in found[group].split(",")] for group in (1, 2, 3))
    if not len(variables) == len(starts) == len(ends):
        return None
    fields: dict[str, Any] = {
        "answer": response.get("answer", ""),
        "variables": {
            name: {"from": start, "to": end} for name, start, end in zip(variables, starts, ends, strict=True)
        },
        "samples": int(found[4]),
        "case_sensitive": "cs" in response.get("type", ""),
    }
    tolerance = response.find("responseparam[@type='tolerance']")
    if tolerance is not None:
        fields["tolerance"] = tolerance.get("default", "").strip()
    return {**fields, "size": control.get("size")} if control.get("size") else fields


def control(spec: FormulaSpec, context: Context) -> str:
    """Return the input."""
    return f'<p><input type="text" size="{spec.size or 20}" aria-label="{escape(context.plain(spec.ask))}"/></p>'


KIND = question_kind("formula", FormulaSpec, content, read_part, control, check, RULES)
