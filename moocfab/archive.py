"""Files to the same `.tar.gz` every time: sorted members, no names, no ids, fixed times."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from moocfab.errors import InputError, reason

EPOCH = 315_532_800
"""1980-01-01, the time of every member unless SOURCE_DATE_EPOCH says another."""


@dataclass(frozen=True)
class Digests:
    """SHA-256, in hexadecimal: of the `.tar.gz`, and of the tar inside (zlib builds may differ), and the size."""

    archive: str
    tar: str
    size: int


def pack(files: Mapping[str, bytes | Path], stream: IO[bytes], *, top: str = "course") -> Digests:
    """Write `files` (names below the folder `top`) as a gzipped tar to `stream`.

    Raises:
        InputError: a file cannot be read.
        OSError: the disk is full.
    """
    outside = _Digesting(stream)
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=outside, mtime=0) as zipped:
        inside = _Digesting(zipped)
        with tarfile.open(fileobj=inside, mode="w|", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
            for name in sorted(files):
                _add(tar, f"{top}/{name}", files[name])
    return Digests(outside.digest.hexdigest(), inside.digest.hexdigest(), outside.size)


def _add(tar: tarfile.TarFile, name: str, content: bytes | Path) -> None:
    data = content if isinstance(content, bytes) else _read(content)
    member = tarfile.TarInfo(name)
    member.mtime = int(os.environ.get("SOURCE_DATE_EPOCH") or EPOCH)
    member.mode = 0o644
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _read(path: Path) -> bytes:
    """Return a whole file: one that changes meanwhile cannot have another size than it was said to have."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise InputError(f"« {path} » ne peut pas être lu : {why.fr}", f"“{path}” cannot be read: {why.en}") from error


class Writable(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes; return how many."""

    def flush(self) -> None:
        """Pass on what is kept back."""


class _Digesting:
    """A stream that is only written to, and digests what passes."""

    def __init__(self, stream: Writable) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        self.stream.write(data)
        return len(data)

    def flush(self) -> None:
        self.stream.flush()
