"""What a media file is, found out in a process of its own, within limits."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from moocfab.media import limits
from moocfab.media.model import Probe
from moocfab.safe.process import Limits, OutOfTime, run

BATCH = 100
SECONDS_WITHOUT_A_SIGN = 60.0
_LIMITS = json.dumps(
    {
        "protocols": limits.PROTOCOLS,
        "formats": limits.FORMATS,
        "pixels": limits.MAX_PIXELS,
        "seconds": limits.MAX_SECONDS,
    }
)


@dataclass(frozen=True)
class Unusable:
    """Why a file is no usable medium.

    Attributes:
        word: one of `not-media`, `no-streams`, `no-frame`, `still`, `too-large`, `too-long`, `too-slow`, `crash`.
        detail: what libav says of it.
    """

    word: str
    detail: str = ""


Answer = Probe | Unusable


def probe(paths: Sequence[Path], *, cancelled: threading.Event | None = None) -> list[Answer]:
    """Return what is known of each file, in order.

    Raises:
        Cancelled: `cancelled` was set.
        ToolError: no process can be started.
    """
    answers: list[Answer] = []
    while len(answers) < len(paths):
        answers += _batch(paths[len(answers) : len(answers) + BATCH], cancelled)
    return answers


def _batch(paths: Sequence[Path], cancelled: threading.Event | None) -> Iterator[Answer]:
    """Yield answers up to the first file that the process does not survive, that one included."""
    found: list[Answer] = []

    def heard(line: str) -> None:
        if line != "." and len(found) < len(paths):
            found.append(_answer(line))

    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), _LIMITS, *map(str, paths)]
    allowed = Limits(wall=24 * 3600, stall=SECONDS_WITHOUT_A_SIGN, cpu=600 + 60 * len(paths), written=0)
    word = "crash"
    try:
        run(command, limits=allowed, line=heard, cancelled=cancelled)
    except OutOfTime:
        word = "too-slow"
    yield from found
    if len(found) < len(paths):
        yield Unusable(word)


def _answer(line: str) -> Answer:
    try:
        data = json.loads(line)
        if "probe" in data:
            return Probe.model_validate(data["probe"])
        return Unusable(str(data["problem"]), str(data["detail"])[:200])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        return Unusable("crash", str(error)[:200])
