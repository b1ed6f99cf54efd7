"""The fields of an open response assessment."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from moocfab.kinds.contract import Spec
from moocfab.kinds.fields import Markdown, Model, When, Words
from moocfab.source.validate import ValueProblem


def _list(value: Any) -> Any:
    """Take one text, such as a directive's body, for a list of one."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[
    tuple[Annotated[Markdown, Field(min_length=1)], ...],
    Field(min_length=1),
    BeforeValidator(_list, json_schema_input_type=Words | tuple[Words, ...]),
]
Points = Annotated[int, Field(ge=0)]


class Option(Model):
    """One level of a criterion; `key` is the name that imported content has for it."""

    label: Annotated[Words, Field(min_length=1)]
    points: Points
    explanation: Words = ""
    key: Words | None = None

    @property
    def name(self) -> str:
        """Return what marks are kept under."""
        return str(self.key or self.label)


class Criterion(Model):
    """What is judged."""

    name: Annotated[Words, Field(min_length=1)]
    prompt: Words = ""
    options: tuple[Option, ...] = ()
    feedback: Literal["no", "optional", "required"] = "no"
    key: Words | None = None

    @property
    def kept_as(self) -> str:
        """Return what marks are kept under."""
        return str(self.key or self.name)


class Example(Model):
    """An answer that learners judge to train, with the right marks: criterion to option."""

    answer: Texts
    scores: dict[Words, Words]


class Dated(Model):
    """A step with its own time."""

    start: When | None = None
    due: When | None = None


class Peer(Dated):
    """Learners judge each other."""

    must_grade: Annotated[int, Field(ge=1)] = 5
    graded_by: Annotated[int, Field(ge=1)] = 3


class Steps(Model):
    """Who judges, in this order."""

    training: tuple[Example, ...] = ()
    peer: Peer | None = None
    self_: Dated | None = Field(default=None, alias="self")
    staff: bool = False

    @model_validator(mode="after")
    def _some(self) -> Steps:
        if not (self.peer or self.self_ or self.staff):
            raise ValueProblem(
                "personne n'évalue : donnez « peer: », « self: » ou « staff: true »",
                "nobody judges: give “peer:”, “self:” or “staff: true”",
            )
        if self.training and not self.peer:
            raise ValueProblem(
                "« training: » prépare à évaluer les autres : ajoutez « peer: »",
                "“training:” prepares for judging others: add “peer:”",
            )
        return self


class Files(Model):
    """What may be handed in: `types` are a group or extensions."""

    types: Literal["image", "pdf-and-image"] | Annotated[tuple[Words, ...], Field(min_length=1)] = "pdf-and-image"
    count: Literal["one", "several"] | None = None


class OpenResponseSpec(Spec):
    """Fields of `open_response`."""

    prompts: Texts
    response: Literal["text", "file", "both"] = "text"
    files: Files | None = None
    start: When | None = None
    due: When | None = None
    steps: Steps
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    feedback: Words | None = None
    opening: Words | None = None
    latex: bool = False
    leaderboard: Annotated[int, Field(ge=1, le=100)] | None = None
