"""Archives of courses, read as hostile input: the only door to tar and zip files.

Nothing is ever extracted: members are read one by one as streams. A link to another member reads as that
member, as both importers do; a link or a path that leaves, and a device, are refused
(`openedx/core/lib/extract_archive.py` of the platforms).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from moocfab.diagnostics import Text
from moocfab.errors import InputError, reason

MAX_BYTES = 2 * 1024**3
MAX_FILES = 50_000
MAX_RATIO = 200
MAX_TEXT = 32 * 1024**2
"""Bytes of one member that are kept in memory; a larger one is digested only."""
ENDINGS = (".tar.gz", ".zip")

_BLOCK = 1024**2
_FLOOR = 1024**2
"""Bytes below which no ratio is too large."""
_MAX_LINKS = 40


class ArchiveError(InputError):
    """An archive that cannot be read as one."""


class Unreadable(ArchiveError):
    """No archive, or a broken one."""


class Unsafe(ArchiveError):
    """A member would be written outside, or is a device."""


class TooLarge(ArchiveError):
    """More than an importer takes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold at most; the defaults are those of the platforms."""

    bytes: int = MAX_BYTES
    files: int = MAX_FILES
    ratio: int = MAX_RATIO


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive.

    Attributes:
        size: in bytes.
        digest: SHA-256 of the content, in hexadecimal.
        data: the content; None where it was not asked for, or is larger than MAX_TEXT.
    """

    size: int
    digest: str
    data: bytes | None = None


def read(
    source: Path | bytes, *, keep: Callable[[str], bool] = lambda _: True, limits: Limits | None = None
) -> Mapping[str, Entry]:
    """Return the files of a `.tar.gz` or `.zip` by their normalized names; links are resolved.

    Args:
        source: the archive's file, or its bytes.
        keep: whether the content of the file of that name is wanted; others are digested only.
        limits: other than the platforms'.

    Raises:
        Unreadable: no archive, or a broken one.
        Unsafe: a path or link leaves the archive, or a member is a device.
        TooLarge: more than the limits.
        InputError: the file cannot be opened.
    """
    limits = limits or Limits()
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
            packed = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            meter = _Meter(limits, packed)
            is_zip = stream.read(4) == b"PK\x03\x04"
            stream.seek(0)
            return dict(_read_zip(stream, keep, meter) if is_zip else _read_tar(stream, keep, meter))
    except (tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _unreadable(error) from error
    except (NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError) as error:
        # What the standard library raises on unknown compressions, passwords, and nonsense in headers.
        raise _unreadable(error) from error
    except OSError as error:
        why = reason(error)
        raise InputError(
            f"l'archive ne peut pas être lue : {why.fr}", f"the archive cannot be read: {why.en}"
        ) from error


def names(path: Path) -> list[str]:
    """Return the names of what a `.zip` holds; nothing of it is unpacked.

    Raises:
        Unreadable: no zip, or a broken one.
        TooLarge: more files than the platforms take.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            found = packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise _unreadable(error) from error
    if len(found) > MAX_FILES:
        raise _too_large(Text("plus de {0} fichiers", "more than {0} files"), MAX_FILES)
    return found


class _Meter:
    """Counts what comes out of an archive, and stops at the limits."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits = limits
        self.left = min(limits.bytes, max(_FLOOR, packed * limits.ratio))
        self.why = (Text("plus de {0} octets", "more than {0} bytes"), limits.bytes)
        if self.left < limits.bytes:
            self.why = (Text("plus de {0} fois sa taille", "more than {0} times its size"), limits.ratio)
        self.files = 0

    def file(self) -> None:
        self.files += 1
        if self.files > self.limits.files:
            raise _too_large(Text("plus de {0} fichiers", "more than {0} files"), self.limits.files)

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _too_large(*self.why)


class _Unpacked(io.RawIOBase):
    """A gzip stream that is read forward only, metered."""

    def __init__(self, stream: gzip.GzipFile, meter: _Meter) -> None:
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(_BLOCK if size < 0 else min(size, _BLOCK))
        self._meter.take(len(data))
        return data


def _read_tar(stream: IO[bytes], keep: Callable[[str], bool], meter: _Meter) -> Iterator[tuple[str, Entry]]:
    files: dict[str, Entry] = {}
    links: dict[str, str] = {}
    with (
        gzip.GzipFile(fileobj=stream, mode="rb") as unzipped,
        tarfile.open(fileobj=_Unpacked(unzipped, meter), mode="r|", errorlevel=1) as tar,
    ):
        for member in tar:
            meter.file()
            name = _inside(member.name)
            # The last of two members of one name is what lies on a disk afterwards.
            files.pop(name, None)
            links.pop(name, None)
            if member.isdir():
                continue
            if member.issym() or member.islnk():
                links[name] = _target(name, member)
            elif member.isreg():
                content = tar.extractfile(member)
                if content is not None:
                    files[name] = _entry(content, keep(name))
            else:
                raise _unsafe(member.name, Text("ce n'est pas un fichier", "it is no file"))
    yield from files.items()
    yield from _linked(files, links, meter)


def _read_zip(stream: IO[bytes], keep: Callable[[str], bool], meter: _Meter) -> Iterator[tuple[str, Entry]]:
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            meter.file()
            name = _inside(member.filename)
            if not member.is_dir():
                with archive.open(member) as content:
                    yield name, _entry(content, keep(name), meter)


def _entry(content: IO[bytes], keep: bool, meter: _Meter | None = None) -> Entry:
    digest, size, kept = hashlib.sha256(), 0, bytearray()
    while block := content.read(_BLOCK):
        if meter:
            meter.take(len(block))
        digest.update(block)
        size += len(block)
        if keep and size <= MAX_TEXT:
            kept += block
    return Entry(size, digest.hexdigest(), bytes(kept) if keep and size <= MAX_TEXT else None)


def _inside(name: str) -> str:
    """Return a member's name without `.` and empty parts.

    Raises:
        Unsafe: it is absolute or climbs out.
    """
    path = posixpath.normpath(name.replace("\\", "/") if os.sep == "\\" else name)
    if path.startswith("/") or path == ".." or path.startswith("../") or "\0" in path or Path(name).is_absolute():
        raise _unsafe(name, Text("ce chemin sort de l'archive", "this path leaves the archive"))
    return path


def _target(name: str, member: tarfile.TarInfo) -> str:
    """Return what a link leads to; a symbolic one may not climb, even where it would stay inside."""
    relative = posixpath.normpath(member.linkname)
    if member.linkname.startswith("/") or relative == ".." or relative.startswith("../"):
        raise _unsafe(member.name, Text("ce lien sort de l'archive", "this link leaves the archive"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative)) if member.issym() else relative


def _linked(files: Mapping[str, Entry], links: Mapping[str, str], meter: _Meter) -> Iterator[tuple[str, Entry]]:
    """Yield what lies behind each link: a file, or all files of a folder. A link to nothing is nothing."""
    for name in links:
        target = name
        for _ in range(_MAX_LINKS):
            if target not in links:
                break
            target = links[target]
        if target in files:
            yield name, files[target]
            continue
        for other, entry in files.items():
            if other.startswith(f"{target}/"):
                meter.file()
                yield f"{name}/{other[len(target) + 1 :]}", entry


def _unreadable(error: Exception) -> Unreadable:
    reason = str(error) or type(error).__name__
    return Unreadable(
        f"ce n'est pas une archive que l'on puisse lire : {reason}", f"no archive that can be read: {reason}"
    )


def _unsafe(name: str, reason: Text) -> Unsafe:
    shown = name.encode("unicode_escape").decode("ascii")
    return Unsafe(
        f"l'archive est refusée pour « {shown} » : {reason.fr}", f"the archive is refused for “{shown}”: {reason.en}"
    )


def _too_large(reason: Text, value: int) -> TooLarge:
    return TooLarge(
        f"l'archive est trop grande : {reason.fr.format(value)}", f"the archive is too large: {reason.en.format(value)}"
    )
