"""`moocfab.lock`: which shared modules a course was built with, so that a session can be built again as it was.

`moocfab lock` writes it beside course.yml; every build writes what it used beside its archives too, ready to be
copied there. Where it stands beside course.yml it holds: a shared module that differs is an error.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from moocfab.course import shared
from moocfab.course.model import Course
from moocfab.course.shared_rules import LOCK_DIFFERS, LOCK_STALE
from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds.contract import Model
from moocfab.safe import paths
from moocfab.source.folder import Folder, is_pointer
from moocfab.source.validate import validate

LOCK_FILE = "moocfab.lock"
TEXTS = frozenset({".md", ".yml", ".yaml", ".csv", ".srt", ".vtt", ".svg", ".txt", ".gift", ".html", ".xml", ".py"})
"""Endings of files whose line ends Git may change from one system to another."""
SKIPPED = frozenset({"build", "node_modules", "__pycache__"})
Digest = Callable[[Path], str]
HEAD = (
    "# Écrit par « moocfab lock » : les modules partagés dont ce cours est fait. Ne pas modifier à la main.\n"
    "# Written by “moocfab lock”: the shared modules that this course is made of. Not to be edited.\n"
)


class Locked(Model):
    """A shared module as it was: where from course.yml, in which repository, at which revision, with which bytes."""

    path: str
    repository: str = ""
    revision: str = ""
    digest: str


class LockFile(Model):
    """moocfab.lock."""

    format: int
    modules: tuple[Locked, ...] = ()


@dataclass(frozen=True)
class State:
    """Which repository a folder belongs to and its revision; empty where unknown or where it was changed since."""

    repository: str = ""
    revision: str = ""


def check(course: Course, digest: Digest) -> Iterator[Diagnostic]:
    """Yield what of the course's lock does not hold any more; nothing where there is none.

    Args:
        course: with its folder.
        digest: gives the SHA-256 of a file.
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


def _differences(course: Course, folder: Folder, held: LockFile, digest: Digest) -> Iterator[Diagnostic]:
    locked = {module.path: module for module in held.modules}
    here = folders(course)
    for path, module in here.items():
        known = locked.get(path)
        if known and known.digest != of_folder(folder.base / path, digest):
            revision = known.revision[:12] or known.digest[:12]
            yield LOCK_DIFFERS.at(module, name=path, revision=revision)
    others = sorted(here.keys() ^ locked.keys())
    if others:
        yield LOCK_STALE.at(Location(folder.show(LOCK_FILE)), names=", ".join(others))


def folders(course: Course) -> Mapping[str, Location]:
    """Return the folders of a course's shared modules, from the course, and where course.yml names them."""
    return {module.file.rpartition("/")[0]: module.declared.at("source") for module in shared.modules(course)}


def text(course: Course, digest: Digest, state: Callable[[Path], State]) -> str:
    """Return the lock of a course as it is now.

    Args:
        course: with its folder.
        digest: gives the SHA-256 of a file.
        state: gives repository and revision of a folder.
    """
    lines = [HEAD, "format: 1\n"]
    base = course.folder.base if course.folder else Path()
    found = sorted(folders(course))
    lines.append("modules:\n" if found else "modules: []\n")
    for path in found:
        known = state(base / path)
        lines.append(f"  - path: {quoted(path)}\n")
        lines += [f"    repository: {quoted(known.repository)}\n"] if known.repository else []
        lines += [f"    revision: {quoted(known.revision)}\n"] if known.revision else []
        lines.append(f"    digest: {quoted(of_folder(base / path, digest))}\n")
    return "".join(lines)


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
    """Write the lock of a course beside its course.yml; None, and no lock, where it shares no module.

    Raises:
        ToolError: the folder cannot be written.
    """
    if course.folder is None:
        return None
    path = course.folder.base / LOCK_FILE
    if not folders(course):
        path.unlink(missing_ok=True)
        return None
    paths.write(path, text(course, digest, state).encode())
    return path


def quoted(text: str) -> str:
    """Return a text as YAML has it on one line."""
    return json.dumps(text, ensure_ascii=False)
