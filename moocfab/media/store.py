"""What was made of media, kept by key: a folder for each job, put there whole, verified when it is asked for."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.errors import Cancelled
from moocfab.media import cache
from moocfab.media.shared import Entry, Shared
from moocfab.safe.paths import alone, unwritable

_ENTRY, _MADE = "entry.json", "made"


@dataclass(frozen=True)
class File:
    """A file of the store.

    Attributes:
        name: where it is; `path` is that as a path.
        digest: SHA-256 of its bytes.
        size: the number of its bytes.
        place: on the disk, and the time of its last change; see `place_of`.
    """

    name: str
    digest: str
    size: int
    place: tuple[int, ...] = field(default=(), compare=False, repr=False)

    @property
    def path(self) -> Path:
        """Return where it is."""
        return Path(self.name)


def place_of(found: os.stat_result) -> tuple[int, int, int]:
    """Return what a file and its links share alone, device and number, and the time of its last change."""
    return found.st_dev, found.st_ino, found.st_mtime_ns


@dataclass(frozen=True)
class Store:
    """A folder of entries; several builds may use it at once.

    Attributes:
        root: the folder; see `cache.folder`.
        shared: the team's, asked for what is not in the folder and given what is made.
    """

    root: Path
    shared: Shared | None = None

    @classmethod
    def at(cls, root: Path | None = None, shared: Shared | None = None) -> Store:
        """Return the store in a cache's folder, by default the user's."""
        return cls((root or cache.folder()) / "store", shared)

    def find(self, key: str) -> Mapping[str, File]:
        """Return the files of an entry by name; empty where there is none, or where it is not what was put there.

        Nothing is read of a file whose size and time are those that were noted.
        """
        folder = f"{self.root}/{_MADE}/{key[:2]}/{key[2:]}"
        try:
            with open(f"{folder}/{_ENTRY}", "rb") as file:  # noqa: PTH123 - as a string: half the time
                noted = json.loads(file.read())
            return {name: _checked(f"{folder}/{name}", facts) for name, facts in noted["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    @contextmanager
    def making(self, key: str, cancelled: threading.Event, names: Collection[str] = ()) -> Iterator[Path | None]:
        """Give an empty folder to make an entry in, alone; None where it has been made meanwhile, here or elsewhere.

        What a killed build left there is removed, and so is what the block leaves.

        Args:
            key: of the entry.
            cancelled: ends the waiting.
            names: of the files that it must have at least, where the shared store may have it.

        Raises:
            Cancelled: `cancelled` was set while another build was waited for.
            ToolError: the store cannot be written.
        """

        def go_on() -> None:
            if cancelled.is_set():
                raise Cancelled

        work = self.root / "work" / key
        with alone(self.root / "locks" / f"{key}.lock", lambda: None, meanwhile=go_on):
            try:
                if self.find(key):
                    yield None
                else:
                    shutil.rmtree(work, ignore_errors=True)
                    self._made(work)
                    yield None if names and self._fetched(key, names, work, cancelled) else work
            finally:
                shutil.rmtree(work, ignore_errors=True)

    def _fetched(self, key: str, names: Collection[str], work: Path, cancelled: threading.Event) -> bool:
        """Bring an entry here from the shared store; return whether it had it. Otherwise the folder is left empty."""
        entry = self.shared.fetch(key, names, work, cancelled) if self.shared else None
        if entry is not None:
            self.put(key, work, list(entry.files), maker=entry.maker)
            return True
        for path in list(work.iterdir()):
            path.unlink()
        return False

    def give(self, key: str, cancelled: threading.Event) -> None:
        """Put an entry into the shared store.

        Raises:
            Cancelled: `cancelled` was set; it is here all the same.
        """
        if self.shared is not None:
            noted = json.loads((self._folder(key) / _ENTRY).read_bytes())
            files = {name: (facts["sha256"], facts["size"]) for name, facts in noted["files"].items()}
            self.shared.give(Entry(key, noted["maker"], files, time.time()), self._folder(key), cancelled)

    def put(self, key: str, work: Path, names: list[str], *, maker: str) -> Mapping[str, File]:
        """Make files of a folder that `making` gave an entry; return them.

        Args:
            key: of the entry.
            work: the folder; what is not among `names` is left out.
            names: of the files.
            maker: who made them, noted beside them.

        Raises:
            ToolError: the store cannot be written.
        """
        try:
            facts = {name: _facts(work / name) for name in names}
            for path in list(work.iterdir()):
                if path.name not in facts:
                    path.unlink()
            with (work / _ENTRY).open("w", encoding="utf-8") as file:
                json.dump({"maker": maker, "files": facts}, file)
                file.flush()
                os.fsync(file.fileno())
            folder = self._folder(key)
            self._made(folder.parent)
            shutil.rmtree(folder, ignore_errors=True)
            work.rename(folder)
            _sync(folder.parent)
        except OSError as error:
            raise unwritable(self.root, error) from error
        return self.find(key)

    def _folder(self, key: str) -> Path:
        return self.root / _MADE / key[:2] / key[2:]

    def _made(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        return folder


def _facts(path: Path) -> dict[str, str | int]:
    """Return what is noted of a file, which reaches the disk first."""
    path.chmod(0o644)
    _sync(path)
    return {"sha256": cache.digest(path), "size": path.stat().st_size, "mtime": path.stat().st_mtime_ns}


def _checked(path: str, facts: Mapping[str, str | int]) -> File:
    """Return a noted file.

    Raises:
        ValueError: its bytes are others now.
    """
    found = os.stat(path)  # noqa: PTH116
    same = found.st_size == facts["size"]
    if not same or (found.st_mtime_ns != facts["mtime"] and cache.digest(Path(path)) != facts["sha256"]):
        raise ValueError(path)
    return File(path, str(facts["sha256"]), found.st_size, place_of(found))


def _sync(path: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
