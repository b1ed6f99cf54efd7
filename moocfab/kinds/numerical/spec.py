"""The fields of `numerical`, and its numbers as teachers type them."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from moocfab.kinds.contract import Markdown, Model, Words
from moocfab.kinds.problem import QuestionSpec
from moocfab.source.validate import ValueProblem

_NUMBER = re.compile(r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+")


def _number(value: Any) -> float:
    """Take a number, or a text with a decimal comma."""
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text) or not math.isfinite(_plain(text)):
        raise ValueProblem(
            f"« {text} » n'est pas un nombre ; écrivez par exemple 2.4, 2,4 ou 6.02e23, sans unité ni calcul",
            f"“{text}” is no number; write for instance 2.4 or 6.02e23, without unit or calculation",
        )
    if isinstance(value, str) and _THOUSANDS.fullmatch(text):
        raise ValueProblem(
            f"« {text} » peut se lire de deux façons ; écrivez {text.replace(',', '.')} ou {text.replace(',', '')}",
            f"“{text}” can be read in two ways; write {text.replace(',', '.')} or {text.replace(',', '')}",
        )
    return _plain(text)


def _plain(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _width(value: Any) -> str:
    """Take a distance: a number, or a percentage of the answer; return it as the platforms have it."""
    text = str(value).strip()
    percent = text.endswith("%")
    number = _number(text.removesuffix("%").strip() if percent else value)
    if number < 0:
        raise ValueProblem("l'écart ne peut pas être négatif", "the distance cannot be negative")
    return number_text(number) + ("%" if percent else "")


def number_text(number: float) -> str:
    """Return a number as graders read it and learners write it, with a point."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


Number = Annotated[float, BeforeValidator(_number)]
Width = Annotated[str, BeforeValidator(_width)]
"""A distance from the answer: `0.05`, or `1%` of it."""


class Answer(Model):
    """A number that is right."""

    value: Number
    feedback: Markdown | None = None


class Range(Model):
    """The numbers between two; `open` names the ends that are wrong themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: Annotated[Number, Field(alias="from")]
    end: Annotated[Number, Field(alias="to")]
    open: Literal["from", "to", "both"] | None = None


class Partial(Model):
    """What earns half: numbers that are near the answer, and others."""

    near: Width | None = None
    answers: tuple[Number, ...] = ()


def _answer(value: Any) -> Any:
    return value if isinstance(value, dict | Answer) else {"value": value}


class NumericalSpec(QuestionSpec):
    """Fields of `numerical`: one of `answer`, `answers`, `range`."""

    answer: Number | None = None
    answers: tuple[Annotated[Answer, BeforeValidator(_answer, json_schema_input_type=float | Answer)], ...] = ()
    range: Range | None = None
    tolerance: Width | None = None
    unit: Annotated[Words, Field(min_length=1)] | None = None
    partial: Partial | None = None


def accepted(spec: Any) -> tuple[Answer, ...]:
    """Return the numbers that are right."""
    return spec.answers or ((Answer(value=spec.answer),) if spec.answer is not None else ())


def width(text: str | None, answer: float) -> float:
    """Return a distance from `answer` as a number."""
    if text is None:
        return 0.0
    return abs(answer) * float(text[:-1]) / 100 if text.endswith("%") else float(text)
