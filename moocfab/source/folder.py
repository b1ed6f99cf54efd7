"""The files of a course: read once, inside the root only, as text or as bytes."""

from __future__ import annotations

import errno
import os
import posixpath
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.errors import REASONS, reason
from moocfab.quantity import number
from moocfab.source.data import Sourced
from moocfab.source.rules import EMPTY_FILE, LFS_POINTER, MISSING_FILE, NOT_UTF8, OUTSIDE, TOO_LARGE, UNREADABLE
from moocfab.source.validate import guess
from moocfab.source.yaml import parse

MAX_BYTES = 5_000_000
TEAM_FILE = "moocfab.yml"
_POINTER = b"version https://git-lfs.github.com/spec/v1"


@dataclass(slots=True)
class Folder:
    """A course's folder below its root; names of files are relative to `base`, with `/`.

    Attributes:
        base: the course's folder.
        root: nothing outside of it is read.
        shown: what precedes a file's name where it is shown to the user.
        apart: folders (shared modules) whose files mean themselves by a leading `/`.
        used: every file that was asked for, resolved.
        pointers: those of them that are Git LFS pointers: `git lfs pull` brings what they stand for.
    """

    base: Path
    root: Path
    shown: str = ""
    apart: set[str] = field(default_factory=set)
    used: set[Path] = field(default_factory=set)
    pointers: set[Path] = field(default_factory=set)
    _listed: dict[Path, list[str]] = field(default_factory=dict)

    @classmethod
    def of_course(cls, base: Path) -> Folder:
        """Return the folder of the course at `base`; its root holds moocfab.yml, else is `base`."""
        resolved = base.resolve()
        root = next((f for f in (resolved, *resolved.parents) if (f / TEAM_FILE).is_file()), resolved)
        shown = base.as_posix()
        return cls(resolved, root, "" if shown == "." else shown + "/")

    def show(self, name: str) -> str:
        """Return `name` as the user knows it, from where the command runs."""
        shown = self.shown + name
        return posixpath.normpath(shown) if name.startswith("../") else shown

    def join(self, file: str, reference: str) -> str:
        """Return the name that `reference` means in `file`: relative to it, or to the course after `/`.

        In a shared module the slash means the module's folder.
        """
        own = next((folder for folder in self.apart if file.startswith(f"{folder}/")), "")
        start = PurePosixPath(own) if reference.startswith("/") else PurePosixPath(file).parent
        parts: list[str] = []
        for part in (start / reference.lstrip("/")).parts:
            if part == ".." and parts and parts[-1] != "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        return "/".join(parts)

    def find(self, name: str, location: Location) -> tuple[Path | None, Diagnostic | None]:
        """Return the file called `name`, or what is wrong with it, told at `location`.

        Case counts on every system, the Unicode form of accents on none. A Git LFS pointer is found, with
        a warning.
        """
        try:
            path = self._on_disk(name)
            resolved = (self.base / name if path is None else path).resolve()
            if not resolved.is_relative_to(self.root):
                return None, OUTSIDE.at(location, name=name)
            if path is None or not resolved.exists():
                return None, MISSING_FILE.at(location, name=name, guess=self._near(name))
            if not resolved.is_file():
                why = REASONS[errno.EISDIR] if resolved.is_dir() else Text("ce n'est pas un fichier", "it is no file")
                return None, UNREADABLE.at(location, name=name, reason=why)
            if not os.access(resolved, os.R_OK):
                return None, UNREADABLE.at(location, name=name, reason=REASONS[errno.EACCES])
        except (OSError, ValueError, RuntimeError) as error:
            return None, UNREADABLE.at(location, name=name, reason=reason(error))
        self.used.add(resolved)
        if is_pointer(resolved):
            self.pointers.add(resolved)
            return resolved, LFS_POINTER.at(location, name=name)
        return resolved, None

    def read(self, name: str, location: Location) -> tuple[str | None, list[Diagnostic]]:
        """Return the text of the file `name`, told at `location` where it cannot be read."""
        data, findings = self.data(name, location)
        return (None, findings) if data is None else decode(data, Location(self.show(name)))

    def data(self, name: str, location: Location) -> tuple[bytes | None, list[Diagnostic]]:
        """Return the bytes of the file `name`, which is to be text, told at `location` where it cannot be read."""
        path, problem = self.find(name, location)
        if path is None:
            return None, [problem] if problem else []
        if path in self.pointers:
            return None, [UNREADABLE.at(location, name=name, reason="Git LFS : git lfs pull")]
        here = Location(self.show(name))
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                limit = MAX_BYTES // 1_000_000
                return None, [TOO_LARGE.at(here, size=number(size / 1_000_000), limit=limit)]
            return path.read_bytes(), []
        except OSError as error:
            return None, [UNREADABLE.at(location, name=name, reason=reason(error))]

    def read_yaml(self, name: str, location: Location) -> tuple[Sourced | None, list[Diagnostic]]:
        """Return the data of the YAML file `name` with positions."""
        text, findings = self.read(name, location)
        if text is None:
            return None, findings
        sourced, more = parse(text, self.show(name))
        return sourced, findings + more

    def inside(self, name: str) -> list[str] | None:
        """Return the names of what stands in the folder `name`, sorted; None where it is no folder of the root."""
        try:
            place = self._on_disk(name)
            if place is None or not place.is_dir() or not place.resolve().is_relative_to(self.root):
                return None
            return [f"{name}/{part}" for part in self._names(place)]
        except (OSError, ValueError, RuntimeError):
            return None

    def _on_disk(self, name: str) -> Path | None:
        """Return the path of `name` as the disk has it, None where it has nothing of that name.

        A name from the disk's root is left to the check that it stays inside.
        """
        if name.startswith("/"):
            return Path(name)
        place = self.base
        for part in PurePosixPath(name).parts:
            if part == "..":
                place = place.parent
                continue
            wanted = unicodedata.normalize("NFC", part)
            names = self._names(place)
            if part not in names:
                part = next((other for other in names if unicodedata.normalize("NFC", other) == wanted), "")
            if not part:
                return None
            place /= part
        return place

    def _names(self, folder: Path) -> list[str]:
        if folder not in self._listed:
            inside = folder.resolve().is_relative_to(self.root) and folder.is_dir()
            self._listed[folder] = sorted(item.name for item in folder.iterdir()) if inside else []
        return self._listed[folder]

    def _near(self, name: str) -> Text:
        """Return what the file of the same folder may be called that was meant."""
        place = PurePosixPath(name)
        names = self._names(self.base / place.parent)
        same = {_folded(other): other for other in names}.get(_folded(place.name))
        return guess(same or place.name, [same] if same else names)


def _folded(name: str) -> str:
    """Return a name without accents and case."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(sign))


def is_pointer(path: Path) -> bool:
    """Return whether a file is a Git LFS pointer: three short lines, the first of which names the format."""
    if path.stat().st_size > 1024:
        return False
    with path.open("rb") as stream:
        return stream.read(len(_POINTER)) == _POINTER


def decode(data: bytes, location: Location) -> tuple[str | None, list[Diagnostic]]:
    """Return `data` as text with plain line ends, without byte-order mark."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = Location(location.path, line, column)
        return None, [NOT_UTF8.at(place, byte=f"0x{data[error.start]:02x}")]
    if not text.strip():
        return None, [EMPTY_FILE.at(location)]
    return text, []
