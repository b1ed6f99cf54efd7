"""PDF files, read in a process of their own, within limits: the only door to pypdf."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from moocfab.safe.process import Limits, OutOfTime, run

SECONDS = 20.0
"""That one file may take."""

_LIMITS = Limits(wall=3600, stall=SECONDS, cpu=3600, memory=1 << 30, written=0, network=False)


@dataclass(frozen=True)
class Facts:
    """What is known of a PDF.

    Attributes:
        pages: how many it has.
        title: that its properties say.
        language: that it is declared to be in.
        tagged: whether it says what is a heading, a list, a table.
        text: whether it holds text, and not pictures of it alone.
        locked: whether it is encrypted: the rest is not known then.
        active: what it does besides being read: `javascript`, `launch`, `files`.
    """

    pages: int = 0
    title: str = ""
    language: str = ""
    tagged: bool = False
    text: bool = True
    locked: bool = False
    active: tuple[str, ...] = ()


def read(paths: Sequence[Path]) -> list[Facts | None]:
    """Return what is known of each PDF, in order; None where it cannot be read.

    Raises:
        ToolError: no process can be started.
    """
    found: list[Facts | None] = []
    while len(found) < len(paths):
        found += _batch(paths[len(found) :])
    return found


def _batch(paths: Sequence[Path]) -> list[Facts | None]:
    """Return what is known up to the first file that the process does not survive, that one included."""
    found: list[Facts | None] = []

    def heard(line: str) -> None:
        if len(found) < len(paths):
            found.append(_facts(line))

    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), *map(str, paths)]
    with suppress(OutOfTime):
        run(command, limits=_LIMITS, line=heard)
    return found if len(found) == len(paths) else [*found, None]


def _facts(line: str) -> Facts | None:
    try:
        data = json.loads(line)
        return Facts(**{**data, "active": tuple(data["active"])}) if data else None
    except (ValueError, KeyError, TypeError):
        return None
