"""Files of the course's folder: each named by some text, none another's twin."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from moocfab.checks.rules import TWIN_FILES, UNUSED_FILE
from moocfab.course import Course
from moocfab.course.load import COURSE_FILE
from moocfab.course.team_rules import NESTED_COURSE
from moocfab.diagnostics import Diagnostic, Location
from moocfab.source.folder import Folder

# What only courses have; scripts, drawings' sources and notes may lie beside them.
CONTENT = re.compile(
    r"\.(md|yml|yaml|gift|png|jpe?g|gif|svg|webp|mp4|mov|mkv|webm|m4v|avi|mp3|wav|ogg|m4a|srt|vtt"
    r"|pdf|csv|zip|pptx|docx|xlsx|od[tsp])",
    re.IGNORECASE,
)
BESIDE = ("build", "node_modules")
NOTES = ("readme", "license", "licence", "licences", "changelog", "contributing", "authors", "notes")


def twins(folder: Folder) -> Iterator[Diagnostic]:
    """Yield files that are one on systems where case or the form of accents does not count."""
    seen: dict[str, str] = {}
    for path in files(folder.base):
        name = path.relative_to(folder.base).as_posix()
        other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            yield TWIN_FILES.at(Location(folder.show(name)), other=other)


def nested(folder: Folder) -> Iterator[Diagnostic]:
    """Yield other courses in the folder of this one."""
    for path in files(folder.base):
        if path.name == COURSE_FILE and path.parent != folder.base:
            place = Location(folder.show(path.relative_to(folder.base).as_posix()))
            yield NESTED_COURSE.at(place, other=folder.base.name)


def unused(course: Course, folder: Folder) -> Iterator[Diagnostic]:
    """Yield files of content that nothing asked for; call it when everything has been written."""
    used = set(folder.used) | media(course, folder)
    for path in files(folder.base):
        name = path.relative_to(folder.base).as_posix()
        content = CONTENT.fullmatch(path.suffix) and path.stem.lower() not in NOTES
        if content and path.resolve() not in used and "/" in name:
            yield UNUSED_FILE.at(Location(folder.show(name)))


def media(course: Course, folder: Folder) -> set[Path]:
    """Return the masters, captions and posters of videos, which are read when they are made."""
    names: set[str] = set()
    teaser = course.settings.about.teaser
    if teaser:
        names |= {folder.join(COURSE_FILE, name) for name in (teaser.video, *teaser.captions.values())}
    for _, _, unit in course.units():
        for element in unit.walk():
            request = element.kind.media(element.spec)
            if request:
                asked = (request.source, request.poster, *request.captions.values())
                names |= {folder.join(element.file, name) for name in asked if name}
    return {(folder.base / name).resolve() for name in names}


def files(base: Path) -> Iterator[Path]:
    """Yield the files of a folder in their order, without hidden ones and what is built."""
    for place, folders, names in os.walk(base):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in BESIDE)
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(place, name)
