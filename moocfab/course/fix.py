"""Ids that are missing or doubled, written into the source once; nothing else is touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.course.banks import GIFT
from moocfab.course.edition import edition
from moocfab.course.identity import derived, prefixed
from moocfab.course.load import load
from moocfab.course.model import Course, Element, Unit
from moocfab.diagnostics import Location
from moocfab.errors import InputError
from moocfab.safe import paths
from moocfab.source.edit import Edit, Moved, apply


@dataclass(frozen=True, slots=True)
class Written:
    """An id that was written: where, and which."""

    location: Location
    id: str


def fix(path: Path) -> list[Written]:
    """Write an id for every element that lacks one or has another's; return what was written.

    Raises:
        InputError: a file changed while it was read.
        ToolError: a file cannot be written.
    """
    course, _ = load(path)
    if course is None or course.folder is None:
        return []
    edits: dict[str, list[Edit]] = defaultdict(list)
    written: list[Written] = []
    names = _Names(course)
    for unit, element in names.wanting():
        name = names.new(unit, element)
        edit = _edit(element, name, course)
        if edit:
            edits[element.file].append(edit)
            written.append(Written(element.origin.at("id"), name))
    for file, changes in edits.items():
        _rewrite(course, file, changes)
    return written


@dataclass(slots=True)
class _Names:
    """The names that a course has, and those that are given."""

    course: Course
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for module, sequence, unit in self.course.units():
            self.taken |= {module.name, sequence.name, unit.name}
            self.taken |= {name for element in unit.walk() for name in (element.name, element.spec.id) if name}

    def wanting(self) -> Iterator[tuple[Unit, Element]]:
        """Yield the elements that need an id of their own, in the order of the course."""
        doubled = set(self.doubled())
        seen: set[tuple[str, Location]] = set()
        for _, _, unit in self.course.units():
            for element in unit.walk():
                place = (element.file, element.origin.at())
                missing = not element.name and element.kind.name != "text"
                if (missing or place in doubled) and place not in seen:
                    seen.add(place)
                    yield unit, element

    def doubled(self) -> Iterator[tuple[str, Location]]:
        """Yield the places of elements whose own id came before in what one target gets."""
        known = set(self.course.team.names)
        for target in self.course.settings.targets:
            if target not in known:
                continue
            first: dict[str, Location] = {}
            for _, _, unit in edition(self.course, self.course.team.target(target), drafts=True).course.units():
                for element in unit.walk():
                    place = element.origin.at()
                    if element.spec.id and not element.spec.url_name and first.setdefault(element.name, place) != place:
                        yield element.file, place

    def new(self, unit: Unit, element: Element) -> str:
        """Return an id that nothing has: the former one numbered, else from the title, else from the unit."""
        spec = element.spec
        base = spec.id or derived(spec.title or "") or _described(unit, element)
        prefix = element.name.removesuffix(spec.id).rstrip("-") if spec.id else ""
        name, number = base[:70], 2 if spec.id else 1
        while True:
            numbered = name if number == 1 else f"{name}-{number}"
            whole = prefixed(prefix or None, numbered)
            if whole not in self.taken and numbered not in self.taken:
                self.taken |= {whole, numbered}
                return numbered
            number += 1


def _described(unit: Unit, element: Element) -> str:
    """Return what an element without a title is called; a GIFT question stands behind its bank's name already."""
    if element.file.endswith(GIFT):
        return "question"
    return f"{unit.name}-{element.kind.name}".replace("_", "-")[:70]


def _edit(element: Element, name: str, course: Course) -> Edit | None:
    """Return what writes `id: name` into the text of an element, None where its former id cannot be found again."""
    marks, file = element.origin.marks, element.file
    if element.spec.id:
        mark = marks.value(("id",))
        text = _line(course, file, mark.line)[mark.column - 1 :][: mark.length].rstrip()
        return Edit(mark.line, mark.column, name, replaces=text) if text.strip("\"'") == element.spec.id else None
    start = marks.value(())
    if file.endswith(GIFT):
        return Edit(start.line, 1, f"// [id:{name}]\n")
    head = _line(course, file, start.line)
    directive = head.lstrip().startswith(":::") and not file.endswith((".yml", ".yaml"))
    if directive and _line(course, file, start.line + 1).rstrip() != "---":
        return Edit(start.line, len(head) + 1, f"\n:id: {name}")
    key = min((mark for path, mark in marks.keys.items() if len(path) == 1), default=None)
    if key is None:
        return Edit(start.line + 1, 4, f"\nid: {name}")
    between = [_line(course, file, number) for number in range(start.line + 2, key.line + 1)] if directive else []
    flow = between if directive else [head[start.column - 1 :]]
    if any(line.lstrip().startswith("{") for line in flow):
        return Edit(key.line, key.column, f"id: {name}, ")
    return Edit(key.line, key.column, f"id: {name}\n" + " " * (key.column - 1))


def _line(course: Course, file: str, number: int) -> str:
    """Return a line of a file of the course; empty past its end."""
    folder = course.folder
    text = folder.read(file, Location(file))[0] if folder else None
    lines = (text or "").split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _rewrite(course: Course, file: str, edits: list[Edit]) -> None:
    """Edit one file of the course, which keeps its rights."""
    folder = course.folder
    path = folder.find(file, Location(file))[0] if folder else None
    if path is None:
        return
    mode = path.stat().st_mode
    try:
        changed = apply(path.read_bytes(), edits)
    except (Moved, UnicodeDecodeError) as error:
        raise InputError(f"« {file} » a changé pendant la lecture", f"“{file}” changed while it was read") from error
    paths.write(path, changed)
    path.chmod(mode)
