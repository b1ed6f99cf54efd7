"""Files that are written whole or not at all, by one at a time."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from moocfab.errors import Unwritable, reason

_PATIENCE = 0.1
"""Seconds between two looks at a lock that another holds."""


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give an empty file in the folder of `path`, which is made; whatever lies there at the end is removed.

    Raises:
        ToolError: the folder cannot be written, or the disk is full.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
    made = Path(name)
    try:
        with told(path):
            yield made
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def put(made: Path, path: Path) -> None:
    """Let `made`, a file of the same folder, take the place of `path` once the disk holds all of it.

    Raises:
        ToolError: the folder cannot be written, or the disk is full.
    """
    with told(path):
        made.chmod(0o644)
        _sync(made)
        made.replace(path)
        _sync(path.parent)


def write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; return whether that changed it. Equal bytes are left alone.

    Raises:
        ToolError: the folder cannot be written, or the disk is full.
    """
    if _holds(path, data):
        return False
    with beside(path) as made:
        made.write_bytes(data)
        put(made, path)
    return True


@dataclass(slots=True)
class Staging:
    """Files that are made beside their places, and take them one after the other once the disk holds all of them."""

    _stack: ExitStack
    _made: list[tuple[Path, Path]] = field(default_factory=list)

    def file(self, path: Path) -> Path:
        """Return an empty file beside `path`, to be written.

        Raises:
            ToolError: the folder cannot be written.
        """
        return self._stack.enter_context(beside(path))

    def keep(self, made: Path, path: Path) -> bool:
        """Let a file of `file` take its place with the others, unless its bytes are there; return whether it will."""
        changed = not same(made, path)
        if changed:
            self._made.append((made, path))
        return changed

    def write(self, path: Path, data: bytes) -> bool:
        """Make a file of `data`; return whether it is another than what is there.

        Raises:
            ToolError: the folder cannot be written, or the disk is full.
        """
        if _holds(path, data):
            return False
        made = self.file(path)
        with told(path):
            made.write_bytes(data)
        return self.keep(made, path)

    def put(self) -> None:
        """Put every file in its place, the one that was made first last: it stays what it was where another fails.

        Raises:
            ToolError: the disk does not hold them, or a folder cannot be written.
        """
        for made, path in self._made:
            with told(path):
                _sync(made)
        for made, path in reversed(self._made):
            put(made, path)
        self._made.clear()


@contextmanager
def staging() -> Iterator[Staging]:
    """Give a place to make files that belong together; what was not put in its place is removed at the end."""
    with ExitStack() as stack:
        yield Staging(stack)


def same(one: Path, other: Path) -> bool:
    """Return whether two files have the same bytes; one that cannot be read is not the same."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


@contextmanager
def alone(lock: Path, waiting: Callable[[], None], *, meanwhile: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the file `lock`, so that other processes wait; call `waiting` before waiting for another.

    Args:
        lock: the file.
        waiting: called once where another has to end first.
        meanwhile: called again and again while it does; what it raises ends the waiting.

    Raises:
        ToolError: the folder cannot be written.
    """
    with told(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(lock)
        try:
            held.acquire(timeout=0)
        except Timeout:
            waiting()
            while not held.is_locked:
                meanwhile()
                with suppress(Timeout):
                    held.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        held.release()


def held(lock: Path) -> bool:
    """Return whether somebody holds the file `lock` (see `alone`).

    Raises:
        ToolError: the folder cannot be written.
    """
    with told(lock):
        found = FileLock(lock)
        try:
            found.acquire(timeout=0)
        except Timeout:
            return True
        found.release()
        return False


def unwritable(path: Path, error: OSError) -> Unwritable:
    """Return the error that says why `path` could not be written."""
    return Unwritable(path, reason(error))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into the error that says so of `path`."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _sync(path: Path) -> None:
    """Ask the disk to keep what was written; a folder cannot be synced everywhere."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
