"""Outputs put into a build's folder: linked to the store where the disk allows it, copied elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from moocfab.media.store import File, place_of
from moocfab.media.work import Stored
from moocfab.safe.paths import told


def deliver(stored: Iterable[Stored], folder: Path) -> int:
    """Put outputs into `folder`, under their names; return how many files that changed.

    What is there already is neither read nor touched.

    Raises:
        ToolError: the folder cannot be written.
    """
    changed = 0
    with told(folder):
        for item in stored:
            if not _there(item.file, f"{folder}/{item.output.name}"):
                folder.mkdir(parents=True, exist_ok=True)
                _put(item.file.path, folder / item.output.name)
                changed += 1
    return changed


def prune(stored: Iterable[Stored], folder: Path) -> int:
    """Remove what former builds left in `folder` and this one does not want; return how many files that were.

    Raises:
        ToolError: the folder cannot be written.
    """
    wanted = {item.output.name for item in stored}
    removed = 0
    with told(folder):
        for path in list(folder.iterdir()) if folder.is_dir() else []:
            if path.name not in wanted and not path.is_dir():
                path.unlink()
                removed += 1
        if not wanted and folder.is_dir():
            with suppress(OSError):
                folder.rmdir()
    return removed


def _there(file: File, path: str) -> bool:
    """Return whether `path` is the file or a copy of it; a copy has its time."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as a string: half the time
    except OSError:
        return False
    *wanted, time = file.place
    *place, changed = place_of(found)
    return place == wanted or (time, file.size) == (changed, found.st_size)


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
