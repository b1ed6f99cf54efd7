"""What a kind of element is, and what it is told about the course it stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from lxml import etree
from pydantic import ValidationError

from moocfab.diagnostics import Diagnostic, Location, Rule, Text
from moocfab.kinds.fields import Groups, Id, Model, UrlName, Words
from moocfab.prose.contract import Passage
from moocfab.source.data import SourceText
from moocfab.targets import Target

XML = etree._Element


@dataclass(frozen=True)
class Questions:
    """Questions that stand in a file of the course, in GIFT or YAML, or in the files of a folder.

    Attributes:
        source: as written in the field, relative to the file that holds the element.
        completed: the fields of a question, `kind` among them, to those that it gets here.
    """

    source: str
    completed: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda fields: fields


Held = str | Sequence[Mapping[str, Any]] | Questions
"""What a field says of the elements it holds: Markdown with directives, mappings with `kind`, or where they stand."""


class Spec(Model):
    """The fields that every element has."""

    id: Id | None = None
    title: Words | None = None
    only: tuple[str, ...] = ()
    groups: Groups = {}
    visible: Literal["staff", "all"] | None = None
    status: Literal["draft", "ready"] | None = None
    url_name: UrlName | None = None


@dataclass(frozen=True)
class Block:
    """A component as OLX: its element, and the HTML of its file where it has one.

    `children` are blocks that it holds, in order; `location` is where it was declared, None where that is what
    holds it; `before` is the HTML of a text that stands before it, for what the block itself cannot show, `after` of
    one that stands after it.
    """

    element: XML
    content: str | None = None
    children: tuple[Block, ...] = ()
    location: Location | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class VideoFiles:
    """Where the video of an element will be.

    Attributes:
        uuid: of the video in Marsha.
        addresses: of the renditions, the one for phones first.
        transcripts: language to file name in `static/`.
        poster: address of the still picture, or empty.
        sub: by which Open edX finds the English transcript that it stores itself (`subs_….srt.sjson`), or empty.
        said: language to what is said, where it is to be read.
        texts: language to the file in `static/` that has the same to download.
    """

    uuid: str = ""
    addresses: tuple[str, ...] = ()
    transcripts: Mapping[str, str] = field(default_factory=dict)
    poster: str = ""
    sub: str = ""
    said: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """A picture as it is published.

    Attributes:
        address: `/static/…`.
        width: in which it is shown, in pixels.
        height: in which it is shown, in pixels.
        scale: what a length in the author's file is multiplied by.
    """

    address: str
    width: int
    height: int
    scale: float = 1.0


@dataclass(frozen=True)
class MediaRequest:
    """A video that an element wants made, or captions for one that a service has.

    Attributes:
        source: the master, a file of the course; empty where the video is online.
        captions: language to a file of the course.
        poster: a picture of the course, or None for a frame of the video.
        profile: name of the media profile, or None for the course's.
        uuid: of a video that Marsha has already.
        readable: whether what is said is wanted as a text.
    """

    source: str
    captions: Mapping[str, str] = field(default_factory=dict)
    poster: str | None = None
    profile: str | None = None
    uuid: str = ""
    readable: bool = False


class Context(Protocol):
    """The surroundings of one element, for one target. Field paths (`*steps`) lead to locations."""

    name: str
    """The element's url_name."""

    title: str
    """What learners see it called; empty where nobody named it."""

    @property
    def target(self) -> Target:
        """Return the platform that is written for."""

    @property
    def language(self) -> str:
        """Return the course's language."""

    @property
    def defaults(self) -> Mapping[str, Any]:
        """Return what problems take that say nothing: `attempts`, `show_answer`."""

    def at(self, *steps: str | int) -> Location:
        """Return where the field was written."""

    def within(self, line: int, column: int, length: int, *steps: str | int) -> Location:
        """Return the place of a 1-based line and column of a field's text."""

    def html(self, text: str, *steps: str | int) -> str:
        """Return the Markdown text of a field as HTML."""

    def nodes(self, text: str, *steps: str | int) -> list[XML]:
        """Return the Markdown text of a field as elements for XML, blocks each."""

    def inline(self, parent: XML, text: str, *steps: str | int) -> XML:
        """Append the Markdown text of a field to `parent`, without a paragraph around a single one."""

    def plain(self, text: str) -> str:
        """Return the Markdown text without its marks, on one line."""

    def asset(self, reference: str, *place: Location | str | int) -> str:
        """Return the published address of a file of the course (`/static/…`), named at a location or in a field."""

    def source(self, reference: str, *steps: str | int) -> SourceText | None:
        """Return the text of a file of the course; None where it cannot be read, reported."""

    def picture(self, reference: str, widest: int, *steps: str | int) -> Picture | None:
        """Return a picture of the course as published, reduced to `widest` pixels; None where it is none, reported."""

    def moment(self, text: str, role: Literal["start", "end"], *steps: str | int) -> datetime | None:
        """Return the moment that the date in a field means, None with a finding where there is none."""

    def video(self) -> VideoFiles:
        """Return where this element's video (its kind's `media`) will be."""

    def taken(self, use: str, value: str, *steps: str | int) -> Location | None:
        """Take `value`, which may be used once in a course; return where another element took it before."""

    def report(self, finding: Diagnostic) -> None:
        """Take a finding."""

    def todo(self, task: Text) -> None:
        """Take a task that no archive can carry, for people to do after the import."""

    def held(self, *steps: str | int) -> tuple[Block, ...]:
        """Return the blocks of the elements in the field at `steps`, which its kind's `holds` named."""

    def previewed(self, *steps: str | int) -> str:
        """Return what learners see of the elements in the field at `steps`, one after the other."""

    def address(self, tag: str, name: str) -> str:
        """Return the key of a block of this course, in the form that references to it take on the target."""

    def find(self, element: str) -> tuple[str, str] | None:
        """Return the tag and the name of the block that becomes of an element, by its id; None where none has it."""

    @property
    def experiments(self) -> Mapping[str, tuple[str, ...]]:
        """Return the experiments of the course, each with its groups."""

    def around(self, name: str, *steps: str | int) -> Context:
        """Return the surroundings of what stands in the field at `steps`, called `name`."""


NOTHING = Text("", "")


@dataclass(frozen=True)
class Kind:
    """One kind of element.

    Attributes:
        name: the word in `kind:` and between a directive's braces.
        spec: its fields.
        tags: importer name (`fun`, `openedx`) to the OLX tag it becomes there.
        write: spec to OLX; what the target cannot carry is reported.
        read: OLX (with the HTML of its file) to the fields of a spec, None where it is not of this kind.
        preview: spec to the HTML that a learner sees, without what the platform adds.
        check: what can be wrong beyond the fields' types, for any target.
        holds: spec to the paths of its fields that hold elements (`Elements`), with what is there.
        apart: fields that its OLX does not say: the elements that it holds, names of the policy. `read` leaves
            them to who reads the archive.
        media: spec to the video or the captions that have to be made for it, None where there are none. Paths in it
            stand in fields of the same names.
        dates: the paths of its fields that hold dates, which another session of the course moves.
        body: the field that a directive's body fills.
        argument: the field that a directive's argument fills.
        rules: every rule that its functions yield.
        instead: what to do on a target that `tags` does not name: the nearest thing there is.
        before: the field that stands in a text before the block where the target's block has none for it.
        offered: OLX tag to {field of the block: field of the spec}.
        not_offered: OLX tag to {field of the block: why}.
    """

    name: str
    spec: type[Spec]
    tags: Mapping[str, str]
    write: Callable[[Any, Context], Block]
    read: Callable[[XML, str | None], dict[str, Any] | None]
    preview: Callable[[Any, Context], str]
    check: Callable[[Any, Context], None] = lambda _spec, _context: None
    holds: Callable[[Any], Mapping[tuple[str | int, ...], Held]] = lambda _spec: {}
    apart: tuple[str, ...] = ()
    media: Callable[[Any], MediaRequest | None] = lambda _spec: None
    dates: Sequence[tuple[str, ...]] = ()
    body: str = ""
    argument: str = ""
    rules: Sequence[Rule] = ()
    instead: Text = NOTHING
    before: str = ""
    offered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_offered: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)


def valid(spec: type[Spec], fields: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what was read of an element, None where it makes no spec: another kind keeps it as it is."""
    if fields is None:
        return None
    try:
        spec.model_validate(fields)
    except ValidationError:
        return None
    return fields


def says_more(element: XML, known: Collection[str]) -> bool:
    """Return whether an element has attributes with a value beside the `known` ones, which its kind would lose."""
    return any(value for name, value in element.items() if name not in known)


def renamed(element: XML, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the attributes that have a value as fields: `names` are those of attributes to those of fields."""
    return {field: value for name, field in names.items() if (value := element.get(name))}


def attributes(**values: object) -> dict[str, str]:
    """Return OLX attributes: None left out, truth values and numbers as XML has them."""
    return {name: attribute(value) for name, value in values.items() if value is not None}


def attribute(value: object) -> str:
    """Return one value as an OLX attribute."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
