"""A course that translates another: what lags behind, what has no counterpart, what is made otherwise.

Both have the same ids. `translation.lock`, beside course.yml, holds for each file the digest of the original that was
translated; `moocfab translated` refreshes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moocfab.course.load import COURSE_FILE, load
from moocfab.course.lock import quoted
from moocfab.course.model import Course, Module, Unit
from moocfab.course.translation_rules import BEHIND, NO_ORIGINAL, NOT_IN_ORIGINAL, NOT_TRANSLATED, UNRECORDED
from moocfab.course.translation_shape import differences
from moocfab.diagnostics import Diagnostic, Location
from moocfab.errors import InputError
from moocfab.kinds.fields import Model
from moocfab.safe import paths
from moocfab.source.folder import Folder
from moocfab.source.validate import validate

RECORD_FILE = "translation.lock"
HEAD = (
    "# Écrit par « moocfab translated » : l'état de l'original que chaque fichier traduit. Ne pas modifier à la main.\n"
    "# Written by “moocfab translated”: the state of the original that each file translates. Not to be edited.\n"
)


class Record(Model):
    """translation.lock: file of the translation to the digest of what it translates."""

    format: int
    translated: dict[str, str] = {}


@dataclass(frozen=True)
class Pair:
    """A file of the translation, the place that shows its original, and the digest of that."""

    file: str
    original: Location
    digest: str


def check(course: Course) -> Iterator[Diagnostic]:
    """Yield how a translation differs from its original; nothing where it is none."""
    name, folder = course.settings.translation_of, course.folder
    if name is None or folder is None:
        return
    original = original_of(course, folder, name)
    if original is None:
        yield NO_ORIGINAL.at(course.origin.at("translation_of"), name=name)
        return
    yield from _counterparts(course, original)
    yield from differences(course, original)
    yield from _behind(course, folder, original)


def original_of(course: Course, folder: Folder, name: str) -> Course | None:
    """Return the course that is translated, None where there is none below the same root."""
    path = Path(folder.show(folder.join(COURSE_FILE, name)))
    resolved = path.resolve()
    if resolved == folder.base or not resolved.is_relative_to(folder.root):
        return None
    return load(path)[0]


def record(course: Course, files: Collection[str] = ()) -> list[str]:
    """Note that files of a translation are up to date, all of them where none is named; return which.

    Raises:
        InputError: the course is no translation, or translates no such file.
        ToolError: the folder cannot be written.
    """
    name, folder = course.settings.translation_of, course.folder
    original = original_of(course, folder, name) if folder and name else None
    if folder is None or original is None:
        raise InputError(
            "ce cours ne traduit aucun autre : « translation_of: » manque dans course.yml, ou ne mène à rien",
            "this course translates no other: course.yml lacks “translation_of:”, or it leads nowhere",
        )
    digests = {pair.file: pair.digest for pair in _pairs(course, original)}
    for file in files:
        if file not in digests:
            raise InputError(f"« {file} » ne traduit aucun fichier de l'original", f"“{file}” translates no file")
    chosen = sorted(files or digests)
    known, _ = _recorded(folder)
    kept = {file: digest for file, digest in known.items() if file in digests}
    noted = {**kept, **{file: digests[file] for file in chosen}}
    lines = [f"  {quoted(file)}: {quoted(digest)}\n" for file, digest in sorted(noted.items())]
    text = "".join([HEAD, "format: 1\n", "translated:\n" if lines else "translated: {}\n", *lines])
    paths.write(folder.base / RECORD_FILE, text.encode())
    return chosen


def _counterparts(course: Course, original: Course) -> Iterator[Diagnostic]:
    """Yield what only one of the two has; of a whole module, once."""
    own = {module.name: module for module in course.modules}
    other = {module.name: module for module in original.modules}
    place = course.origin.key("modules")
    yield from _absent([(m.name, m.origin.at("title")) for n, m in other.items() if n not in own], place)
    yield from _strange([(m.name, m.declared.at("source")) for n, m in own.items() if n not in other])
    for name in own.keys() & other.keys():
        here, there = _units(own[name]), _units(other[name])
        place = own[name].origin.key("sequences")
        yield from _absent([(u.name, u.origin.at("title")) for n, u in there.items() if n not in here], place)
        yield from _strange([(u.name, u.origin.at("title")) for n, u in here.items() if n not in there])


def _absent(named: Sequence[tuple[str, Location]], place: Location) -> Iterator[Diagnostic]:
    return (NOT_TRANSLATED.at(place, name=name, other=str(other), related=[other]) for name, other in named)


def _strange(named: Sequence[tuple[str, Location]]) -> Iterator[Diagnostic]:
    return (NOT_IN_ORIGINAL.at(place, name=name) for name, place in named)


def _units(module: Module) -> dict[str, Unit]:
    return {unit.name: unit for sequence in module.sequences for unit in sequence.units}


def _behind(course: Course, folder: Folder, original: Course) -> Iterator[Diagnostic]:
    known, findings = _recorded(folder)
    yield from findings
    for pair in _pairs(course, original):
        noted = known.get(pair.file)
        if noted != pair.digest:
            rule = BEHIND if noted else UNRECORDED
            yield rule.at(Location(folder.show(pair.file)), other=pair.original.path, related=[pair.original])


def _recorded(folder: Folder) -> tuple[dict[str, str], list[Diagnostic]]:
    if not (folder.base / RECORD_FILE).is_file():
        return {}, []
    sourced, findings = folder.read_yaml(RECORD_FILE, Location(folder.show(RECORD_FILE)))
    if sourced is None:
        return {}, findings
    noted, more = validate(Record, sourced)
    return (noted.translated if noted else {}), [*findings, *more]


def _pairs(course: Course, original: Course) -> Iterator[Pair]:
    """Yield each file that translates another, in the order of the course."""
    about = original.settings.about
    words = (original.settings.title, about.slogan, about.short_description, about.effort, about.duration)
    yield Pair(COURSE_FILE, original.origin.at("title"), _digest(*words))
    modules = {module.name: module for module in original.modules}
    units = {unit.name: unit for _, _, unit in original.units()}
    for module in course.modules:
        other = modules.get(module.name)
        if other is None or module.origin.path == other.origin.path:
            continue
        titles = (other.settings.title, *(sequence.settings.title for sequence in other.sequences))
        yield Pair(module.file, other.origin.at("title"), _digest(*titles))
        for sequence in module.sequences:
            for unit in sequence.units:
                if unit.name in units:
                    found = units[unit.name]
                    yield Pair(unit.file, found.origin.at("title"), _of_file(original, found.file))
    yield from _pages(course, original)


def _pages(course: Course, original: Course) -> Iterator[Pair]:
    others = {page.name: page for page in original.pages}
    for page in course.pages:
        if page.name in others:
            other = others[page.name]
            yield Pair(page.file, other.origin.at(), _digest(other.settings.title, other.text))
    if course.overview and original.overview:
        yield Pair(course.overview.file, original.overview.origin.at(), _digest(original.overview.text))


def _of_file(original: Course, file: str) -> str:
    text = original.folder.read(file, Location(file))[0] if original.folder else None
    return _digest(text)


def _digest(*words: Any) -> str:
    return hashlib.sha256("\0".join("" if word is None else str(word) for word in words).encode()).hexdigest()[:16]
