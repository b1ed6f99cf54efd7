"""The fields of `numerical`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from moocfab.kinds.fields import Markdown, Model, Words
from moocfab.kinds.numbers import Number, Width
from moocfab.kinds.problem import QuestionSpec


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
