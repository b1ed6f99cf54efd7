"""Make the recording of the first week: `python sounds.py` writes media/aliasing.wav, here and in the translation.

A tone rises evenly and is sampled 8000 times a second with nothing before the sampler: beyond 4 kHz its alias comes
down again. Nothing but Python is needed.
"""

from __future__ import annotations

import wave
from array import array
from math import pi, sin
from pathlib import Path

COURSES = Path(__file__).resolve().parents[2]
FILES = tuple(COURSES / name / "media" / "aliasing.wav" for name in ("digital-sound", "son-numerique"))
RATE, SECONDS = 8000, 7
LOWEST, HIGHEST = 500, 7500
"""Hertz: where the tone begins, and where it would end."""
LOUDEST, EDGE = 0.3, 0.05
"""The amplitude, where 1 fills the range; seconds in which it comes and goes."""


def main() -> None:
    """Write the recording."""
    samples = array("h", (round(32767 * sample(number / RATE)) for number in range(RATE * SECONDS)))
    for path in FILES:
        path.parent.mkdir(exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(samples.tobytes())


def sample(time: float) -> float:
    """Return the height of the tone at a time, in seconds."""
    rise = (HIGHEST - LOWEST) / SECONDS
    edge = min(1.0, time / EDGE, (SECONDS - time) / EDGE)
    return LOUDEST * edge * sin(2 * pi * (LOWEST * time + rise * time * time / 2))


if __name__ == "__main__":
    main()
