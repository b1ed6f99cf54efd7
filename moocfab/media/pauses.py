"""Where nothing is heard in a sound: told by the pass that measures its loudness, kept beside what is made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

BYTES = 4_000_000
"""Of messages: a pause takes two lines, and twelve hours of speech have some 15 000."""

_THRESHOLD, _SHORTEST = "-40dB", 0.3
"""What is no silence any more, of full scale, and seconds: shorter ones are within words."""

_SAID = re.compile(r"silence_(start|end): (-?[\d.]+)")


class Pause(NamedTuple):
    """Seconds between which nothing is heard; the end is infinite where the sound ends with it."""

    start: float
    end: float


def listened(stream: Any) -> Any:
    """Return a stream whose pauses are told."""
    return stream.filter("silencedetect", noise=_THRESHOLD, duration=_SHORTEST)


def read(messages: str) -> tuple[Pause, ...]:
    """Return the pauses that silencedetect told."""
    found: list[Pause] = []
    start: float | None = None
    for name, value in _SAID.findall(messages):
        if name == "start":
            start = max(0.0, float(value))
        elif start is not None:
            found.append(Pause(start, float(value)))
            start = None
    return (*found, Pause(start, float("inf"))) if start is not None else tuple(found)


def note(pauses: Sequence[Pause]) -> bytes:
    """Return what is kept of pauses; see `noted`."""
    return json.dumps([[one.start, None if one.end == float("inf") else one.end] for one in pauses]).encode()


def noted(data: bytes) -> tuple[Pause, ...]:
    """Return the pauses that were kept.

    Raises:
        ValueError: the data is something else.
    """
    try:
        return tuple(Pause(float(a), float("inf") if b is None else float(b)) for a, b in json.loads(data))
    except (TypeError, KeyError) as error:
        raise ValueError("no pauses") from error
