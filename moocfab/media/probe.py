"""What a media file is, found out in a process of its own, within limits."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from moocfab.media import limits
from moocfab.media.model import Probe
from moocfab.safe.process import Limits, OutOfTime, run

BATCH = 100
SECONDS_WITHOUT_A_SIGN = 60.0
STILL = 0.02
"""Share of the picture: a pointer or a small speaker moves no more of it than that, what a camera sees does."""

_ALLOWED = {
    "protocols": limits.PROTOCOLS,
    "formats": limits.FORMATS,
    "pixels": limits.MAX_PIXELS,
    "seconds": limits.MAX_SECONDS,
}
_LIMITS, _LIMITS_OF_MOTION = json.dumps(_ALLOWED), json.dumps({**_ALLOWED, "motion": True})
_LIMITS_OF_FLOW = json.dumps({**_ALLOWED, "flow": True})
T = TypeVar("T")


@dataclass(frozen=True)
class Unusable:
    """Why a file is no usable medium.

    Attributes:
        word: one of `not-media`, `cut-short`, `no-streams`, `no-frame`, `still`, `too-large`, `too-long`, `too-slow`,
            `crash`.
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
        answers += _batch(paths[len(answers) : len(answers) + BATCH], cancelled, _answer, _LIMITS)
    return answers


def natures(paths: Sequence[Path], *, cancelled: threading.Event | None = None) -> list[str]:
    """Return what each video is like, in order: `slides` where hardly anything moves, else `camera`.

    Raises:
        Cancelled: `cancelled` was set.
        ToolError: no process can be started.
    """
    shares: list[float | Unusable] = []
    while len(shares) < len(paths):
        shares += _batch(paths[len(shares) : len(shares) + BATCH], cancelled, _moved, _LIMITS_OF_MOTION)
    return ["slides" if isinstance(share, float) and share < STILL else "camera" for share in shares]


def flows(paths: Sequence[Path]) -> list[list[int]]:
    """Return how many bytes each second of each film has, in order; none where one cannot be read.

    Raises:
        ToolError: no process can be started.
    """
    found: list[list[int] | Unusable] = []
    while len(found) < len(paths):
        found += _batch(paths[len(found) : len(found) + BATCH], None, _flow, _LIMITS_OF_FLOW)
    return [flow if isinstance(flow, list) else [] for flow in found]


def _batch(
    paths: Sequence[Path], cancelled: threading.Event | None, read: Callable[[str], T], limited: str
) -> Iterator[T | Unusable]:
    """Yield answers up to the first file that the process does not survive, that one included."""
    found: list[T] = []

    def heard(line: str) -> None:
        if line != "." and len(found) < len(paths):
            found.append(read(line))

    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), limited, *map(str, paths)]
    allowed = Limits(wall=24 * 3600, stall=SECONDS_WITHOUT_A_SIGN, cpu=600 + 60 * len(paths), written=0)
    word = "crash"
    try:
        run(command, limits=allowed, line=heard, cancelled=cancelled)
    except OutOfTime:
        word = "too-slow"
    yield from found
    if len(found) < len(paths):
        yield Unusable(word)


def _moved(line: str) -> float | Unusable:
    try:
        return float(json.loads(line)["motion"])
    except (ValueError, KeyError, TypeError):
        return Unusable("crash")


def _flow(line: str) -> list[int] | Unusable:
    try:
        return [int(count) for count in json.loads(line)["flow"]]
    except (ValueError, KeyError, TypeError):
        return Unusable("crash")


def _answer(line: str) -> Answer:
    try:
        data = json.loads(line)
        if "probe" in data:
            return Probe.model_validate(data["probe"])
        return Unusable(str(data["problem"]), str(data["detail"])[:200])
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        return Unusable("crash", str(error)[:200])
