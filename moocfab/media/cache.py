"""What is known of files already: by their place and state, and by what they hold. Safe for several builds at once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

VARIABLE = "MOOCFAB_CACHE"
_CHUNK = 1 << 20
_TICK, _COARSE_TICK = 50_000_000, 2_000_000_000
"""Nanoseconds in which two changes may leave the same times: a kernel's clock, and that of FAT."""


def folder(asked: Path | None = None, team: Path | None = None) -> Path:
    """Return where the cache lies: where it is asked for, `MOOCFAB_CACHE`, the team's, else the user's own."""
    named = os.environ.get(VARIABLE)
    own = Path(named).expanduser().absolute() if named else None
    return asked or own or team or platformdirs.user_cache_path("moocfab")


@dataclass(frozen=True)
class Cache:
    """Small facts as JSON, a file each, replaced whole; what cannot be read or written is only not remembered."""

    root: Path

    def digest(self, path: Path) -> str:
        """Return the SHA-256 of a file, which is read only where its size, times or place have changed.

        A file that changed just now is read a moment later, or again next time where clocks are coarse: a change that
        follows at once may leave no other trace.

        Raises:
            OSError: it cannot be read.
        """
        state = state_of(path)
        key = hashlib.sha256(os.fsencode(path)).hexdigest()
        known = self.recall("files", key)
        if known.get("state") == state:
            return str(known["digest"])
        if not settled(state, time.time_ns()):
            time.sleep(_TICK / 1e9)
        now, state = time.time_ns(), state_of(path)
        found = digest(path)
        if settled(state, now) and state_of(path) == state:
            self.keep("files", key, {"state": state, "digest": found})
        return found

    def recall(self, kind: str, key: str) -> dict[str, Any]:
        """Return what is kept under a key; empty where there is nothing."""
        try:
            with open(f"{self.root}/{kind}/{key[:2]}/{key[2:]}.json", "rb") as file:  # noqa: PTH123 - as a string: half the time
                data = json.loads(file.read())
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def keep(self, kind: str, key: str, data: dict[str, Any]) -> None:
        """Keep `data` under a key."""
        path = self.root / kind / key[:2] / f"{key[2:]}.json"
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(data, file)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)


def state_of(path: Path) -> list[int]:
    """Return what changes when a file does: size, times, place on the disk.

    Raises:
        OSError: there is no such file.
    """
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def settled(state: Sequence[int], now: int) -> bool:
    """Return whether any change of a file from `now` on, in nanoseconds, would give it another state.

    Only the system sets the time of the last change of what is known of a file; where it keeps none (Windows), the
    time of its content has to do, which programs can set back.
    """
    changed = state[1] if os.name == "nt" else state[2]
    return now - changed > (_TICK if changed % 1_000_000_000 else _COARSE_TICK)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            found.update(piece)
    return found.hexdigest()
