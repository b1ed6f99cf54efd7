"""What a kind of element is, and what it is told about the course it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal, Protocol

from lxml import etree
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from moocfab.diagnostics import Diagnostic, Location, Rule, Text
from moocfab.prose.contract import Passage
from moocfab.source.data import SourceText
from moocfab.source.validate import ValueProblem
from moocfab.targets import Target

XML = etree._Element
ID_PATTERN = r"[a-z0-9][a-z0-9_-]{0,79}"
URL_NAME_PATTERN = r"[A-Za-z0-9_.~-]{1,100}"


def _checked_id(value: str) -> str:
    if not re.fullmatch(ID_PATTERN, value):
        raise ValueProblem(
            "un identifiant s'écrit en minuscules sans accent, chiffres, - et _ (80 au plus)",
            "an id has lower-case letters without accents, digits, - and _ (80 at most)",
        )
    return value


def _as_text(value: Any) -> Any:
    """Take a number or a truth value that YAML saw for the text that the author typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _percent(value: Any) -> Any:
    if isinstance(value, str) and (match := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%", value.strip())):
        share = float(match.group(1).replace(",", ".")) / 100
        if share <= 1:
            return share
    raise ValueProblem("écrivez un pourcentage de 0% à 100%, par exemple 40%", "write a percentage, such as 40%")


_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "j": 86400}


def _duration(value: Any) -> Any:
    match = re.fullmatch(r"(\d+)\s*(s|min|h|d|j)", str(value).strip())
    if not match:
        raise ValueProblem("écrivez une durée : 30s, 15min, 1h ou 2d", "write a duration: 30s, 15min, 1h or 2d")
    return int(match.group(1)) * _UNITS[match.group(2)]


def _checked_url_name(value: str) -> str:
    if not re.fullmatch(URL_NAME_PATTERN, value):
        raise ValueProblem(
            "un url_name n'a que des lettres sans accent, des chiffres et _ - . ~ (100 au plus)",
            "a url_name has letters without accents, digits and _ - . ~ (100 at most)",
        )
    return value


def _checked_name(value: str) -> str:
    if not re.fullmatch(r"[\w.-]+", value, re.ASCII):
        raise ValueProblem(
            "un tel nom n'a que des lettres sans accent, des chiffres et _ - .",
            "such a name has only letters without accents, digits and _ - .",
        )
    return value


Id = Annotated[str, AfterValidator(_checked_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
UrlName = Annotated[
    str,
    AfterValidator(_checked_url_name),
    WithJsonSchema({"type": "string", "pattern": f"^{URL_NAME_PATTERN}$"}),
]
"""A name that imported content must keep: what both platforms read, see `platforms.md`."""
PlainName = Annotated[str, AfterValidator(_checked_name)]
"""A name that other systems keep: a forum's, a parameter's."""
Words = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""A text that may look like a number (a choice `2`, a run `2027`)."""
Markdown = Annotated[Words, "markdown"]
SourcePath = Annotated[str, "path"]
Share = Annotated[
    float,
    BeforeValidator(_percent),
    WithJsonSchema({"type": "string", "pattern": r"^(100([.,]0+)?|\d{1,2}([.,]\d+)?)\s*%$"}),
]
"""A proportion, 0 to 1, written as a percentage."""
Seconds = Annotated[
    int, BeforeValidator(_duration), WithJsonSchema({"type": "string", "pattern": r"^\d+\s*(s|min|h|d|j)$"})
]
"""A number of seconds, written with its unit."""

_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?)|((module)?[+-]\d+[dw]( \d{2}:\d{2})?)"
)


def _checked_date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        return value.strip()
    raise ValueProblem(
        "écrivez une date : 2027-01-18, 2027-01-18 09:00, +2w, +3d 12:00 ou module+6d",
        "write a date: 2027-01-18, 2027-01-18 09:00, +2w, +3d 12:00 or module+6d",
    )


When = Annotated[
    str, BeforeValidator(_checked_date), WithJsonSchema({"type": "string", "pattern": f"^({_DATE.pattern})$"})
]
"""A date, absolute or relative, as `course/dates.py` reads it."""

Groups = dict[str, Annotated[tuple[Words, ...], Field(min_length=1)]]
"""Who sees it: a grouping of course.yml to some of its groups."""

Elements = Annotated[Words | tuple[dict[str, Any], ...], "elements"]
"""Elements that an element holds: mappings with `kind`, or the Markdown with directives of a directive's body.

The kind gets them back, read and named, from `Context.held`.
"""


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


class Model(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
