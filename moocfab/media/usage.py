"""Which entries of a store each course uses: noted by its builds, so that cleaning takes what nobody wants first."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from moocfab.errors import ToolError
from moocfab.safe.paths import alone, held

CLEANING = "clean.lock"
_USES = "uses"


@dataclass(frozen=True)
class Use:
    """What a course used: the keys, when that was, in seconds since 1970, and whether its build still runs."""

    keys: frozenset[str]
    when: float
    running: bool


@contextmanager
def using(store: Path, course: Path, keys: Collection[str]) -> Iterator[None]:
    """Note that a build of a course uses entries of a store: nobody cleans them away before the block ends.

    A store that cannot be written is not cleaned either: nothing is noted there.
    """
    name = hashlib.sha256(f"{platform.node()}:{course}".encode()).hexdigest()[:32]
    noted, wanted = store / _USES / f"{name}.json", json.dumps(sorted(keys)).encode()
    with ExitStack() as running:
        if not keys:
            yield
            return
        with suppress(ToolError, OSError), alone(store / CLEANING, lambda: None):
            running.enter_context(alone(noted.with_suffix(".lock"), lambda: None))
            if noted.is_file() and noted.read_bytes() == wanted:
                os.utime(noted)
            else:
                noted.write_bytes(wanted)
        yield


def uses(store: Path) -> Iterator[Use]:
    """Yield what each course used; the caller holds `CLEANING`, so that no build begins meanwhile.

    Raises:
        ToolError: the store cannot be written.
    """
    for noted in sorted((store / _USES).glob("*.json")):
        try:
            keys = frozenset(map(str, json.loads(noted.read_bytes())))
        except (OSError, ValueError, TypeError):
            keys = frozenset()
        yield Use(keys, noted.stat().st_mtime, held(noted.with_suffix(".lock")))
