"""Outputs put into a build's folder: linked to the store where the disk allows it, copied elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from moocfab.media.work import Stored
from moocfab.safe.paths import unwritable


def deliver(stored: Iterable[Stored], folder: Path) -> int:
    """Make `folder` hold just these outputs, under their names; return how many files that changed.

    What is there already is neither read nor touched; files of former builds are removed.

    Raises:
        ToolError: the folder cannot be written.
    """
    wanted = {item.output.name: item.file.path for item in stored}
    changed = 0
    try:
        if wanted:
            folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in wanted and not path.is_dir():
                path.unlink()
                changed += 1
        for name, source in sorted(wanted.items()):
            if not _there(source, folder / name):
                _put(source, folder / name)
                changed += 1
        if not wanted and folder.is_dir():
            with suppress(OSError):
                folder.rmdir()
    except OSError as error:
        raise unwritable(folder, error) from error
    return changed


def _there(source: Path, path: Path) -> bool:
    """Return whether `path` is the file or a copy of it; a copy has its time."""
    try:
        wanted, found = source.stat(), path.stat()
    except OSError:
        return False
    if (wanted.st_dev, wanted.st_ino) == (found.st_dev, found.st_ino):
        return True
    return (wanted.st_size, wanted.st_mtime_ns) == (found.st_size, found.st_mtime_ns)


def _put(source: Path, path: Path) -> None:
    """Put the file in its place, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        try:
            os.link(source, beside)
        except OSError:
            shutil.copy2(source, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
