"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from moocfab.errors import ToolError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new file beside `path`; it takes the place of `path` when the block ends without an error.

    What was there stays until then, and stays where the block fails, which leaves nothing behind.

    Raises:
        ToolError: the folder cannot be written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise unwritable(path, error) from error
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        _sync(beside)
        beside.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        ToolError: the folder cannot be written, or the disk is full.
    """
    with replacing(path) as beside:
        beside.write_bytes(data)


def unwritable(path: Path, error: OSError) -> ToolError:
    """Return the error that says why `path` could not be written."""
    reason = error.strerror or str(error)
    return ToolError(f"« {path} » ne peut pas être écrit : {reason}", f"“{path}” cannot be written: {reason}")


def _sync(path: Path) -> None:
    """Ask the disk to keep what was written; a folder cannot be synced everywhere."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
