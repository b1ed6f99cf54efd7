"""What a page directive is, and what it is told about the page it stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict

from moocfab.diagnostics import Diagnostic, Location, Rule
from moocfab.source.data import SourceText
from moocfab.source.directives import Directive
from moocfab.targets import Target


class Options(BaseModel):
    """The options of a page directive; keys in the author's spelling."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Credit:
    """Whom a picture is owed to: the picture's file, what it shows, its number, its author and its licence."""

    source: str
    shows: str
    number: int
    author: str
    licence: str


class Passage(NamedTuple):
    """A part of what is said in a recording: the second that it begins at, its words, and who speaks, where known."""

    start: float
    text: str
    speaker: str = ""


class Asked(NamedTuple):
    """A recording as a text asks for it: its file, or its address, that of what is said in it, and its profile."""

    source: str
    transcript: str = ""
    profile: str = ""


@dataclass(frozen=True)
class Recording:
    """Sound as learners get it.

    Attributes:
        address: where it is published.
        seconds: that it lasts; 0 where it is another site's.
        size: bytes, more or less; 0 where it is another site's.
        passages: what is said in it, where captions tell.
    """

    address: str
    seconds: float
    size: int
    passages: tuple[Passage, ...] = ()


class Page(Protocol):
    """The surroundings of a text: what it may ask for."""

    name: str
    """What no other text of the course is called."""

    @property
    def macros(self) -> Mapping[str, str]:
        """The course's macros for formulas."""

    @property
    def target(self) -> Target:
        """The platform the text is written for."""

    @property
    def language(self) -> str:
        """The course's language."""

    def asset(self, reference: str, location: Location) -> str:
        """Return the published address of a picture, or another file, as a page shows it; a missing one is reported."""

    def download(self, reference: str, location: Location) -> str:
        """Return the published address of a file that is handed over as it is; a missing one is reported."""

    def asset_size(self, reference: str, location: Location) -> int | None:
        """Return the bytes of a file of the course, where it is there."""

    def recording(self, asked: Asked, location: Location) -> Recording | None:
        """Return the sound that is made of a file of the course; None where none can be, which is reported."""

    def link(self, reference: str, location: Location) -> tuple[str, str]:
        """Return the address that a link leads to and the title of what it leads to."""

    @property
    def hosts(self) -> Collection[str]:
        """Return the hosts that a frame may show, besides those that moocfab knows."""

    def source(self, reference: str, location: Location) -> SourceText | None:
        """Return the text of a file of the course; None where it cannot be read, reported."""

    def called(self, name: str) -> str:
        """Return what the course calls a figure or a term of this text: a shared module's are behind its prefix."""

    def figure(self, name: str) -> int:
        """Return the number of a figure that has a name, 0 where the course has none of that name."""

    def term(self, name: str) -> str:
        """Return the address of the definition of a term, empty where no glossary of the course has it."""

    def terms(self) -> Collection[str]:
        """Return every term that the course defines."""

    def credit(self, credit: Credit) -> None:
        """Take note of whom a picture is owed to."""

    def report(self, finding: Diagnostic) -> None:
        """Take a finding."""

    def number(self, series: str) -> int:
        """Return the next number of a series (figures of one text)."""


class Render(Protocol):
    """Renders what a directive holds."""

    def __call__(self, text: str, line: int, path: str = "") -> str:
        """Return Markdown as HTML; it begins at `line` of the directive's file, or of the file shown as `path`."""


@dataclass(frozen=True)
class PageDirective:
    """One directive of the page vocabulary.

    Attributes:
        names: the words it answers to.
        options: its options' model.
        page: the name of its page in `pages/`.
        argument: whether something follows the braces: the field of `options` that it fills, or empty.
        html: (directive, options, page, render body) to HTML.
        rules: what can be wrong.
    """

    names: tuple[str, ...]
    options: type[Options]
    html: Callable[[Directive, Any, Page, Render], str]
    page: str
    argument: str = ""
    rules: tuple[Rule, ...] = ()
