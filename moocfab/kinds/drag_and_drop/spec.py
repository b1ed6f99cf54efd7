"""The fields of a drag-and-drop problem."""

from __future__ import annotations

import zlib
from typing import Annotated, Literal

from pydantic import Field, model_validator

from moocfab.kinds.contract import Spec
from moocfab.kinds.fields import Id, Markdown, Model, SourcePath, Words
from moocfab.kinds.problem import SHOW_ANSWER
from moocfab.source.validate import ValueProblem

Pixels = Annotated[float, Field(ge=0)]


class Zone(Model):
    """A rectangle of the picture: left, top, width and height in its pixels."""

    id: Id
    title: Annotated[Words, Field(min_length=1)]
    at: tuple[Pixels, Pixels, Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]]
    description: Words | None = None


class Item(Model):
    """What learners drag; one without zones belongs nowhere. `key` is the number that imported content has for it."""

    text: Markdown | None = None
    image: SourcePath | None = None
    alt: Words | None = None
    zones: tuple[Id, ...] = ()
    right: Markdown | None = None
    wrong: Markdown | None = None
    key: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _shown(self) -> Item:
        if not self.text and not self.image:
            raise ValueProblem("donnez « text: » ou « image: »", "give “text:” or “image:”")
        if self.image and not self.alt:
            raise ValueProblem(
                "une image a besoin d'une description : ajoutez « alt: »", "a picture needs a description: add “alt:”"
            )
        return self

    @property
    def number(self) -> int:
        """Return what the platform keeps the learner's move under: it does not change when others are added."""
        return numbered(self.text, self.image) if self.key is None else self.key


def numbered(text: str | None, image: str | None) -> int:
    """Return the number of an item that has none."""
    return zlib.crc32(f"{text or ''}\0{image or ''}".encode())


class DragAndDropSpec(Spec):
    """Fields of `drag_and_drop`."""

    ask: Annotated[Markdown, Field(min_length=1)]
    image: SourcePath
    alt: Annotated[Words, Field(min_length=1)]
    zones: Annotated[tuple[Zone, ...], Field(min_length=1)]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    mode: Literal["standard", "assessment"] = "standard"
    points: Annotated[float, Field(ge=0)] | None = None
    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None
    per_zone: Annotated[int, Field(ge=1)] | None = None
    intro: Markdown | None = None
    finish: Markdown | None = None
    borders: bool = True
    labels: bool = True
