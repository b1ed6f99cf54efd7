"""What course.yml says beside the course's path: tabs, news, books, certificates, exam, licence, topics."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from moocfab.kinds.fields import Id, Markdown, Model, Share, SourcePath, When, Words
from moocfab.source.slug import slug
from moocfab.source.validate import ValueProblem

Tabs = dict[Literal["progress", "dates", "discussion", "wiki"], Literal["shown", "hidden"]]
"""Tabs of the course's page that are not as the platform has them."""
_LICENSE = re.compile(r"CC BY(?P<more>(-(NC|ND|SA)){0,2}) (?P<version>\d\.\d)|CC0 1\.0|all-rights-reserved")


def _licensed(value: str) -> str:
    if not _LICENSE.fullmatch(value):
        raise ValueProblem(
            "écrivez une licence : CC BY 4.0, CC BY-NC-SA 4.0, CC0 1.0 ou all-rights-reserved",
            "write a licence: CC BY 4.0, CC BY-NC-SA 4.0, CC0 1.0 or all-rights-reserved",
        )
    return value


License = Annotated[
    str,
    AfterValidator(_licensed),
    WithJsonSchema(
        {"type": "string", "pattern": f"^({_LICENSE.pattern.replace('?P<more>', '').replace('?P<version>', '')})$"}
    ),
]


def olx_license(value: str) -> str:
    """Return a licence as the platforms write it (`lms/djangoapps/courseware` and Studio's `license` field)."""
    found = _LICENSE.fullmatch(value)
    if found is None or value == "all-rights-reserved":
        return value
    if value.startswith("CC0"):
        return "creative-commons: ver=1.0 zero"
    parts = ["BY", *found["more"].split("-")[1:]]
    return f"creative-commons: ver={found['version']} {' '.join(parts)}"


class Update(Model):
    """News of the course, with the day that it is shown under."""

    date: When
    text: Annotated[Markdown, Field(min_length=1)]


def _pdf(value: str) -> str:
    if not value.lower().endswith(".pdf"):
        raise ValueProblem("un livre est un fichier .pdf", "a book is a .pdf file")
    return value


Pdf = Annotated[SourcePath, AfterValidator(_pdf)]


class Chapter(Model):
    """A part of a book."""

    title: Words
    file: Pdf


class Textbook(Model):
    """A book in PDF, with a page of its own in the course."""

    title: Words
    id: Id | None = None
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]


class Signatory(Model):
    """Who signs a certificate."""

    name: Words
    title: Words = ""
    organization: Words = ""


class Certificates(Model):
    """The certificate that the platform makes, where it makes them."""

    name: Words
    description: Words = ""
    course_title: Words = ""
    active: bool = True
    show: Literal["end", "early_no_info"] | None = None
    signatories: tuple[Signatory, ...] = ()


class EntranceExam(Model):
    """A module to pass before the rest opens; by its folder, as `modules` names it."""

    module: SourcePath
    score: Share = 0.5


class Topic(Model):
    """A topic of the course's forum that no unit holds."""

    name: Annotated[Words, Field(min_length=1)]
    id: Id | None = None

    @property
    def forum(self) -> str:
        """Return what learners' messages hang on."""
        return self.id or f"cours-{slug(str(self.name))}"


def _topic(value: Any) -> Any:
    return value if isinstance(value, dict | Topic) else {"name": value}


def _apart(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    for index, topic in enumerate(topics):
        for other in topics[:index]:
            if topic.name == other.name or topic.forum == other.forum:
                raise ValueProblem(
                    f"« {topic.name} » et « {other.name} » se confondent : changez un nom, ou donnez un « id: »",
                    f"“{topic.name}” and “{other.name}” are one: change a name, or give an “id:”",
                )
    return topics


Topics = Annotated[
    tuple[Annotated[Topic, BeforeValidator(_topic, json_schema_input_type=Words | Topic)], ...], AfterValidator(_apart)
]
