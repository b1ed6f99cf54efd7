"""The fields of `python`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from moocfab.kinds.contract import Context
from moocfab.kinds.fields import Id, Model, Words
from moocfab.kinds.numbers import Width
from moocfab.kinds.problem import QuestionSpec
from moocfab.source.data import SourceText


class Input(Model):
    """One field to fill in."""

    name: Id | None = None
    label: Annotated[Words, Field(min_length=1)] | None = None
    expect: Annotated[Words, Field(min_length=1)] | None = None
    size: Annotated[int, Field(ge=1, le=200)] | None = None


def _trimmed(script: str) -> str:
    """Take the line ends around a script away, which YAML keeps."""
    return script.strip("\n").rstrip()


class PythonSpec(QuestionSpec):
    """Fields of `python`; without `check` the answer is a number, the `expect` of the only input."""

    script: Annotated[Words, Field(min_length=1), AfterValidator(_trimmed)]
    check: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)] = (Input(),)
    tolerance: Width | None = None
    python: Literal[2, 3] | None = None


def script(spec: Any, context: Context) -> SourceText | None:
    """Return the script, of its file where it names one; None where that cannot be read."""
    if "\n" not in spec.script and spec.script.endswith(".py"):
        return context.source(spec.script, "script")
    return SourceText(spec.script, lambda line, column, length: context.within(line, column, length, "script"))
