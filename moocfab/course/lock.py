"""`moocfab.lock`: what a course was built with that is not its own, so that a session can be built again as it was.

That is what changes its archives and that others may change: shared modules, files from outside of its folder (banks,
films, pictures), what moocfab.yml decides for it, and moocfab's version. The original of a translation changes no
archive. `moocfab lock` writes it beside course.yml; every build writes what it used beside its archives too, ready to
be copied there. Where it stands beside course.yml it holds: what differs is an error, another version a warning.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from moocfab import __version__
from moocfab.course import shared
from moocfab.course.model import Course
from moocfab.course.shared_rules import LOCK_DIFFERS, LOCK_OTHER_VERSION, LOCK_STALE
from moocfab.course.team import concerning
from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds.fields import Model
from moocfab.safe import paths
from moocfab.source import Origin
from moocfab.source.folder import TEAM_FILE, Folder, is_pointer
from moocfab.source.validate import validate

LOCK_FILE = "moocfab.lock"
TEXTS = frozenset({".md", ".yml", ".yaml", ".csv", ".srt", ".vtt", ".svg", ".txt", ".gift", ".html", ".xml", ".py"})
"""Endings of files whose line ends Git may change from one system to another."""
SKIPPED = frozenset({"build", "node_modules", "__pycache__"})
Digest = Callable[[Path], str]
HEAD = (
    "# Écrit par « moocfab lock » : ce dont ce cours est fait et qui n'est pas à lui. Ne pas modifier à la main.\n"
    "# Written by “moocfab lock”: what this course is made of that is not its own. Not to be edited.\n"
)


class Locked(Model):
    """A module or a file as it was: where from course.yml, in which repository, at which revision, with which bytes."""

    path: str
    repository: str = ""
    revision: str = ""
    digest: str


class LockFile(Model):
    """moocfab.lock."""

    format: int
    moocfab: str = ""
    modules: tuple[Locked, ...] = ()
    files: tuple[Locked, ...] = ()


@dataclass(frozen=True)
class State:
    """Which repository a place belongs to and its revision; empty where unknown or where it was changed since."""

    repository: str = ""
    revision: str = ""


def check(course: Course, digest: Digest, *, complete: bool = True) -> Iterator[Diagnostic]:
    """Yield what of the course's lock does not hold any more; nothing where there is none.

    Args:
        course: with its folder, and all that its editions use asked of that.
        digest: gives the SHA-256 of a file.
        complete: whether all was read that the course may use; else nothing can be called unused.
    """
    folder = course.folder
    if folder is None or not (folder.base / LOCK_FILE).is_file():
        return
    sourced, findings = folder.read_yaml(LOCK_FILE, Location(folder.show(LOCK_FILE)))
    yield from findings
    if sourced is None:
        return
    held, problems = validate(LockFile, sourced)
    yield from problems
    if held is not None:
        yield from _differences(course, folder, held, digest)
        yield from _file_differences(course, held, sourced.origin, digest)
        yield from _stale(course, held, Location(folder.show(LOCK_FILE)), complete=complete)
        if held.moocfab not in ("", __version__):
            yield LOCK_OTHER_VERSION.at(sourced.origin.at("moocfab"), then=held.moocfab, now=__version__)


def _differences(course: Course, folder: Folder, held: LockFile, digest: Digest) -> Iterator[Diagnostic]:
    here = folders(course)
    for known in held.modules:
        if known.path in here and known.digest != of_folder(folder.base / known.path, digest):
            yield LOCK_DIFFERS.at(here[known.path], name=known.path, revision=_back_to(known))


def _file_differences(course: Course, held: LockFile, origin: Origin, digest: Digest) -> Iterator[Diagnostic]:
    here = files(course)
    for index, known in enumerate(held.files):
        if known.path in here and known.digest != _digest(course, here[known.path], digest):
            place = origin.at("files", index, "path")
            yield LOCK_DIFFERS.at(place, name=known.path, revision=_back_to(known))


def _back_to(known: Locked) -> str:
    return known.revision[:12] or known.digest[:12]


def _stale(course: Course, held: LockFile, place: Location, *, complete: bool) -> Iterator[Diagnostic]:
    here, locked = {*folders(course), *files(course)}, {item.path for item in (*held.modules, *held.files)}
    others = sorted(here ^ locked if complete else here - locked)
    if others:
        yield LOCK_STALE.at(place, names=", ".join(others))


def folders(course: Course) -> Mapping[str, Location]:
    """Return the folders of a course's shared modules, from the course, and where course.yml names them."""
    return {module.file.rpartition("/")[0]: module.declared.at("source") for module in shared.modules(course)}


def files(course: Course) -> Mapping[str, Path]:
    """Return the files that a course uses from outside of its folder and of its shared modules, from the course.

    Its team's moocfab.yml is among them: banks, films and pictures may be.
    """
    folder = course.folder
    if folder is None:
        return {}
    own = (folder.base, *((folder.base / path).resolve() for path in folders(course)))
    outside = (path for path in folder.used if not any(path.is_relative_to(place) for place in own))
    return {Path(os.path.relpath(path, folder.base)).as_posix(): path for path in outside}


def _digest(course: Course, path: Path, digest: Digest) -> str:
    """Return the digest of a file from outside; of moocfab.yml, that of what it decides for this course."""
    if course.team.root and path == course.team.root / TEAM_FILE:
        said = json.dumps(concerning(course.team, course.settings.targets), sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()
    return of_file(path, digest)


def text(course: Course, digest: Digest, state: Callable[[Path], State]) -> str:
    """Return the lock of a course as it is now.

    Args:
        course: with its folder, and all that its editions use asked of that.
        digest: gives the SHA-256 of a file.
        state: gives repository and revision of a folder or a file.
    """
    base = course.folder.base if course.folder else Path()
    modules = {path: base / path for path in folders(course)}
    outside = files(course)
    lines = [HEAD, "format: 1\n", f"moocfab: {quoted(__version__)}\n"]
    lines += _entries("modules", {path: (state(place), of_folder(place, digest)) for path, place in modules.items()})
    found = {path: (state(place), _digest(course, place, digest)) for path, place in outside.items()}
    return "".join([*lines, *_entries("files", found)])


def _entries(key: str, found: Mapping[str, tuple[State, str]]) -> Iterator[str]:
    yield f"{key}:\n" if found else f"{key}: []\n"
    for path, (known, digest) in sorted(found.items()):
        yield f"  - path: {quoted(path)}\n"
        yield f"    repository: {quoted(known.repository)}\n" if known.repository else ""
        yield f"    revision: {quoted(known.revision)}\n" if known.revision else ""
        yield f"    digest: {quoted(digest)}\n"


def of_folder(folder: Path, digest: Digest) -> str:
    """Return the SHA-256 of what a folder holds: names and contents, hidden files left out."""
    found = hashlib.sha256()
    for name, path in _files(folder):
        found.update(f"{name}\0{of_file(path, digest)}\n".encode())
    return found.hexdigest()


def of_file(path: Path, digest: Digest) -> str:
    """Return the SHA-256 of a file: of a text with plain line ends, of what a Git LFS pointer stands for."""
    if is_pointer(path):
        fields = dict(line.partition(" ")[::2] for line in path.read_text("utf-8").splitlines())
        return fields.get("oid", "").removeprefix("sha256:")
    if path.suffix.lower() in TEXTS:
        return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return digest(path)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder with their names in it, in the order of those; links are not followed."""
    found = {}
    for place, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".") and name not in SKIPPED]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith("~") and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path
    yield from sorted(found.items())


def write(course: Course, digest: Digest, state: Callable[[Path], State]) -> Path | None:
    """Write the lock of a course beside its course.yml; None, and no lock, where all that it uses is its own.

    Raises:
        ToolError: the folder cannot be written.
    """
    if course.folder is None:
        return None
    path = course.folder.base / LOCK_FILE
    if not (folders(course) or files(course)):
        path.unlink(missing_ok=True)
        return None
    paths.write(path, text(course, digest, state).encode())
    return path


def quoted(text: str) -> str:
    """Return a text as YAML has it on one line."""
    return json.dumps(text, ensure_ascii=False)
