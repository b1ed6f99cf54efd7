"""The tree of a course: plain values, constructed by `load` or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as Files

from moocfab.course.files import CourseFile, ModuleFile, PageReference, SequenceFile, UnitHead
from moocfab.course.team import Team
from moocfab.diagnostics import Location
from moocfab.kinds.contract import Kind, Spec
from moocfab.source import Origin
from moocfab.source.data import Path
from moocfab.source.folder import TEAM_FILE, Folder


@dataclass(frozen=True)
class Element:
    """A component: its kind, its fields, its url_name, the file (in the course) that declares it.

    `held` are the elements in it, by the path of the field that they stand in.
    """

    kind: Kind
    spec: Spec
    name: str
    file: str = ""
    origin: Origin = field(default_factory=Origin, repr=False)
    attempts: int | None = None
    show_answer: str | None = None
    held: Mapping[Path, tuple[Element, ...]] = field(default_factory=dict)

    def walk(self) -> Iterator[Element]:
        """Yield this element and those that it holds, each before its own."""
        yield self
        for elements in self.held.values():
            for element in elements:
                yield from element.walk()


@dataclass(frozen=True)
class Unit:
    """A vertical."""

    head: UnitHead
    name: str
    elements: tuple[Element, ...]
    file: str = ""
    origin: Origin = field(default_factory=Origin, repr=False)

    def walk(self) -> Iterator[Element]:
        """Yield every element, those that others hold too."""
        for element in self.elements:
            yield from element.walk()


@dataclass(frozen=True)
class Sequence:
    """A sequential."""

    settings: SequenceFile
    name: str
    units: tuple[Unit, ...]
    origin: Origin = field(default_factory=Origin, repr=False)


@dataclass(frozen=True)
class Module:
    """A chapter; `start` is what course.yml says, else what module.yml says.

    `declared` is where course.yml names it, `only` and `prefix` are what course.yml says there.
    """

    settings: ModuleFile
    name: str
    sequences: tuple[Sequence, ...]
    file: str = ""
    start: str | None = None
    origin: Origin = field(default_factory=Origin, repr=False)
    declared: Origin = field(default_factory=Origin, repr=False)
    only: tuple[str, ...] = ()
    prefix: str = ""

    def starts_at(self) -> Location:
        """Return where its start was written."""
        return (self.origin if self.start == self.settings.start else self.declared).at("start")


@dataclass(frozen=True)
class Page:
    """A text beside the course's units: a static tab, or the overview."""

    settings: PageReference
    name: str
    text: str
    file: str = ""
    origin: Origin = field(default_factory=Origin, repr=False)


@dataclass(frozen=True)
class Course:
    """A course, as its files say it.

    Attributes:
        overview: what the portal shows of it.
        handouts: what stands beside its news.
        team: what holds for all courses.
    """

    settings: CourseFile
    modules: tuple[Module, ...]
    pages: tuple[Page, ...] = ()
    overview: Page | None = None
    handouts: Page | None = None
    folder: Folder | None = field(default=None, repr=False)
    origin: Origin = field(default_factory=Origin, repr=False)
    team: Team = field(default_factory=Team, repr=False)

    @property
    def cache(self) -> Files | None:
        """Return the folder where media are kept, relative to the file that names it."""
        named = self.settings.cache.folder
        return (self.beside("cache", "folder") / Files(named).expanduser()).resolve() if named else None

    def beside(self, *steps: str) -> Files:
        """Return the folder that a path is relative to which was written at `steps`: of course.yml or moocfab.yml."""
        origin = self.origin.of(*steps) or self.origin
        if self.folder is None or not origin.path.endswith(".yml"):
            return Files.cwd()
        return self.folder.root if origin.path.endswith(TEAM_FILE) else self.folder.base

    def sequences(self) -> Iterator[tuple[Module, Sequence]]:
        """Yield every sequence with its module."""
        for module in self.modules:
            for sequence in module.sequences:
                yield module, sequence

    def units(self) -> Iterator[tuple[Module, Sequence, Unit]]:
        """Yield every unit with what holds it."""
        for module, sequence in self.sequences():
            for unit in sequence.units:
                yield module, sequence, unit


def required(course: Course, module: Module, name: str) -> Sequence | None:
    """Return the sequence that one in `module` requires: by its id there, else by its whole name."""
    own = (sequence for sequence in module.sequences if sequence.settings.id == name)
    anywhere = (sequence for _, sequence in course.sequences() if sequence.name == name)
    return next(own, None) or next(anywhere, None)
