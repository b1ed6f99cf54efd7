"""A folder of files to a `Course`, with all that is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from moocfab.course import shared, team
from moocfab.course.elements import Reader
from moocfab.course.files import (
    OF_THE_UNIT,
    AssessmentFile,
    CourseFile,
    ModuleFile,
    ModuleReference,
    PageReference,
    SequenceFile,
    UnitHead,
)
from moocfab.course.identity import derived, of_file, of_folder, prefixed, scoped
from moocfab.course.model import Course, Element, Module, Page, Sequence, Unit
from moocfab.course.rules import NO_COURSE, UNNAMED
from moocfab.course.shared_rules import ADDRESS
from moocfab.course.team_rules import NESTED_COURSE
from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds.registry import KINDS
from moocfab.source import Origin, Sourced
from moocfab.source.data import Mark, Marks
from moocfab.source.folder import Folder
from moocfab.source.rules import NO_HEADER
from moocfab.source.validate import validate
from moocfab.source.yaml import parse

COURSE_FILE = "course.yml"
MODULE_FILE = "module.yml"


def load(path: Path) -> tuple[Course | None, list[Diagnostic]]:
    """Read the course in the folder `path`.

    Returns the course, as much of it as can be read, or None where course.yml itself cannot be; and
    every finding of syntax, schema and identity.
    """
    folder = Folder.of_course(path)
    if not (folder.base / COURSE_FILE).is_file():
        return None, [NO_COURSE.at(Location(path.as_posix()))]
    loading = _Loading(folder)
    outer = next((parent for parent in folder.base.parents if (parent / COURSE_FILE).is_file()), None)
    if outer is not None:
        loading.findings.append(NESTED_COURSE.at(Location(folder.show(COURSE_FILE)), other=outer.name))
    return loading.course(), loading.findings


@dataclass(slots=True)
class _Loading:
    folder: Folder
    findings: list[Diagnostic] = field(default_factory=list)
    language: str = "fr"

    def yaml(self, name: str, location: Location) -> Sourced | None:
        sourced, findings = self.folder.read_yaml(name, location)
        self.findings += findings
        return sourced

    def course(self) -> Course | None:
        sourced = self.yaml(COURSE_FILE, Location(self.folder.show(COURSE_FILE)))
        if sourced is None:
            return None
        own_team, findings = team.read(self.folder)
        self.findings += findings
        sourced = team.layered(sourced, own_team)
        settings, findings = validate(CourseFile, sourced, mend=True)
        self.findings += findings
        if settings is None:
            return None
        origin, self.language = sourced.origin, settings.language
        sources = [self.folder.join(COURSE_FILE, reference.source) for reference in settings.modules]
        self.folder.apart |= {source for source in sources if shared.is_shared(source)}
        self.findings += shared.twice(sources, origin)
        modules = [
            self.module(reference, origin.below("modules", index))
            for index, reference in enumerate(settings.modules)
            if sources[index] not in sources[:index]
        ]
        pages = [
            self.page(reference, origin.at("pages", index, "source")) for index, reference in enumerate(settings.pages)
        ]
        overview = None
        if settings.about.overview:
            reference = PageReference(title=settings.title, source=settings.about.overview)
            overview = self.page(reference, origin.at("about", "overview"))
        handouts = None
        if settings.handouts:
            reference = PageReference(title=settings.title, source=settings.handouts)
            handouts = self.page(reference, origin.at("handouts"))
        return Course(
            settings,
            tuple(module for module in modules if module),
            tuple(page for page in pages if page),
            overview,
            handouts,
            self.folder,
            origin,
            own_team,
        )

    def text(self, name: str, location: Location) -> str | None:
        text, findings = self.folder.read(name, location)
        self.findings += findings
        return text

    def page(self, reference: PageReference, location: Location) -> Page | None:
        if reference.source is None:
            return Page(reference, reference.id or derived(str(reference.title)), "")
        name = self.folder.join(COURSE_FILE, reference.source)
        text = self.text(name, location)
        if text is None:
            return None
        slug = reference.id or self.derived(of_file(name), name, location)
        marks = Marks({(): Mark(1, 1), ("body",): Mark(0, 1, 1, block=True)})
        return Page(reference, slug, text, name, Origin(self.folder.show(name), marks))

    def module(self, reference: ModuleReference, origin: Origin) -> Module | None:
        if shared.is_address(reference.source):
            self.findings.append(ADDRESS.at(origin.at("source"), source=reference.source))
            return None
        base = self.folder.join(COURSE_FILE, reference.source)
        file = f"{base}/{MODULE_FILE}"
        sourced = self.yaml(file, origin.at("source"))
        if sourced is None:
            return None
        settings, findings = validate(ModuleFile, sourced, mend=True)
        self.findings += findings
        if settings is None:
            return None
        name = settings.id or self.derived(of_folder(base), base, origin.at("source"))
        name = settings.url_name or prefixed(reference.prefix, name)
        sequences = [
            self.sequence(sequence, name, file, reference.prefix, sourced.origin.below("sequences", index))
            for index, sequence in enumerate(settings.sequences)
        ]
        start = reference.start or settings.start
        only, prefix = reference.only, reference.prefix or ""
        return Module(settings, name, tuple(sequences), file, start, sourced.origin, origin, only, prefix)

    def derived(self, name: str, source: str, location: Location) -> str:
        if not name:
            self.findings.append(UNNAMED.at(location, name=source))
        return name

    def sequence(self, settings: SequenceFile, module: str, file: str, prefix: str | None, origin: Origin) -> Sequence:
        units = [
            self.unit(self.folder.join(file, source), module, prefix, origin.at("units", index))
            for index, source in enumerate(settings.units)
        ]
        name = settings.url_name or scoped(module, settings.id)
        return Sequence(settings, name, tuple(unit for unit in units if unit), origin)

    def unit(self, file: str, module: str, prefix: str | None, location: Location) -> Unit | None:
        name = scoped(module, self.derived(of_file(file), file, location))
        if file.endswith((".yml", ".yaml")):
            return self.yaml_unit(file, name, prefix, location)
        text = self.text(file, location)
        return None if text is None else self.markdown_unit(file, name, text, prefix)

    def yaml_unit(self, file: str, name: str, prefix: str | None, location: Location) -> Unit | None:
        sourced = self.yaml(file, location)
        if sourced is None:
            return None
        head, findings = validate(AssessmentFile, sourced, mend=True)
        self.findings += findings
        if head is None:
            return None
        if not head.together:
            name = head.url_name or (prefixed(prefix, head.id) if head.id else name)
        reader = self.reader(name, file, prefix, head.attempts, head.show_answer)
        if head.together:
            together = {key: value for key, value in sourced.data.items() if key not in OF_THE_UNIT}
            read = reader.one({"kind": "together", **together}, sourced.origin)
            elements: tuple[Element, ...] = (read,) if read else ()
            name = f"{name}-unite" if head.id == name else name
        else:
            elements = reader.from_yaml(head.questions, sourced.origin, "questions")
            elements += reader.from_yaml(head.elements, sourced.origin, "elements")
        if head.intro:
            elements = (self.intro(head.intro, name, file, sourced.origin), *elements)
        return Unit(head, name, elements, file, sourced.origin)

    def reader(
        self, unit: str, file: str, prefix: str | None, attempts: int | None = None, show_answer: str | None = None
    ) -> Reader:
        """Return what reads the elements of a unit."""
        shown = self.folder.show(file)
        return Reader(unit, file, shown, self.findings, prefix, attempts, show_answer, self.folder, self.language)

    def intro(self, text: str, name: str, file: str, origin: Origin) -> Element:
        kind = KINDS["text"]
        marks = Marks({(): origin.marks.value(("intro",)), ("body",): origin.marks.value(("intro",))})
        return Element(
            kind, kind.spec.model_validate({"body": text}), f"{name}-texte", file, Origin(origin.path, marks)
        )

    def markdown_unit(self, file: str, name: str, text: str, prefix: str | None) -> Unit | None:
        shown = self.folder.show(file)
        front, body, line = front_matter(text)
        if front is None:
            self.findings.append(NO_HEADER.at(Location(shown)))
            return None
        sourced, findings = parse(front, shown, line=2)
        self.findings += findings
        if sourced is None:
            return None
        head, findings = validate(UnitHead, sourced, mend=True)
        self.findings += findings
        if head is None:
            return None
        name = head.url_name or (prefixed(prefix, head.id) if head.id else name)
        elements = self.reader(name, file, prefix).from_markdown(body, line)
        return Unit(head, name, elements, file, sourced.origin)


def front_matter(text: str) -> tuple[str | None, str, int]:
    """Return the YAML between the first two `---` lines, what follows, and that part's first line."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    end = next((number for number in range(1, len(lines)) if lines[number].rstrip() == "---"), None)
    if end is None:
        return None, text, 1
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2
