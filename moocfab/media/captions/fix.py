"""The captions of a course, mended where there is one right answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moocfab.course.load import load
from moocfab.course.model import Course
from moocfab.diagnostics import Location, Text
from moocfab.errors import InputError, reason
from moocfab.media.captions.mend import mended
from moocfab.safe import paths
from moocfab.source.folder import Folder


@dataclass(frozen=True, slots=True)
class Done:
    """What was put right, and where."""

    location: Location
    done: Text


def fix(path: Path) -> list[Done]:
    """Mend the captions that the course in `path` names; return what was done.

    Raises:
        InputError: a file changed while it was read.
        ToolError: a file cannot be written.
    """
    course, _ = load(path)
    if course is None or course.folder is None:
        return []

    folder = course.folder
    return [done for name, language in _files(course, folder).items() for done in _one(folder, name, language)]


def _files(course: Course, folder: Folder) -> dict[str, str]:
    """Return the names of files of captions, each with the language that it is first declared in."""
    named: dict[str, str] = {}
    for file, captions in _named(course):
        for language, reference in captions.items():
            named.setdefault(folder.join(file, reference), language)
    return named


def _named(course: Course) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the files that name captions, with those by language."""
    if course.settings.about.teaser:
        yield "course.yml", dict(course.settings.about.teaser.captions)
    for _, _, unit in course.units():
        for element in unit.walk():
            request = element.kind.media(element.spec)
            if request is not None:
                yield element.file, dict(request.captions)


def _one(folder: Folder, name: str, language: str) -> list[Done]:
    """Mend one file, which keeps its rights."""
    here = Location(folder.show(name))
    data, _ = folder.data(name, here)
    path, _ = folder.find(name, here)
    if data is None or path is None:
        return []
    made, done = mended(data, language)
    if done:
        try:
            mode, now = path.stat().st_mode, path.read_bytes()
        except OSError as error:
            why = reason(error)
            raise InputError(f"« {name} » : {why.fr}", f"“{name}”: {why.en}") from error
        if now != data:
            raise InputError(f"« {name} » a changé pendant la lecture", f"“{name}” changed while it was read")
        paths.write(path, made)
        path.chmod(mode)
    return [Done(Location(here.path, item.line), item.done) for item in done]
