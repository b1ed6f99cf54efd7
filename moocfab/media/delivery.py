"""Outputs put into a build's folder: linked to the store where the disk allows it, copied elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from moocfab.media.store import File, place_of
from moocfab.media.work import Stored
from moocfab.safe.paths import unwritable


def deliver(stored: Iterable[Stored], folder: Path) -> int:
    """Make `folder` hold just these outputs, under their names; return how many files that changed.

    What is there already is neither read nor touched; files of former builds are removed.

    Raises:
        ToolError: the folder cannot be written.
    """
    wanted = {item.output.name: item.file for item in stored}
    changed = 0
    try:
        if wanted:
            folder.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        for name in names - set(wanted):
            if not (folder / name).is_dir():
                (folder / name).unlink()
                changed += 1
        for name, file in wanted.items():
            if not _there(file, folder / name):
                _put(file.path, folder / name)
                changed += 1
        if not wanted and folder.is_dir():
            with suppress(OSError):
                folder.rmdir()
    except OSError as error:
        raise unwritable(folder, error) from error
    return changed


def _there(file: File, path: Path) -> bool:
    """Return whether `path` is the file or a copy of it; a copy has its time."""
    try:
        found = path.stat()
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
