"""Clips with a clapperboard: a flash and a tone begin together, corners are coloured; and what one sees of them."""

from __future__ import annotations

import array
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import av

from tests.media.conftest import ffmpeg

CLAP, LENGTH = 0.6, 0.3
"""When flash and tone begin, and how long both are, in seconds."""

_GRID = 32
_LOUD = 1500
"""A sample, of 32768, that is no noise."""


def scene(size: str, rate: str, seconds: float, *filters: str) -> str:
    """Return a source of pictures: red at the top left, green at the top right, blue at the bottom left, a flash."""
    boxes = (("0", "0", "red"), ("iw*3/4", "0", "lime"), ("0", "ih*3/4", "blue"))
    corners = [f"drawbox={x}:{y}:iw/4:ih/4:{colour}:fill" for x, y, colour in boxes]
    flash = f"drawbox=iw*3/8:ih*3/8:iw/4:ih/4:white:fill:enable='between(t,{CLAP - 0.001},{CLAP + LENGTH})'"
    return ",".join([f"color=0x202020:s={size}:r={rate}:d={seconds}", "format=yuv444p", *corners, flash, *filters])


def tone(pitch: int, seconds: float, *, rate: int = 48000, layout: str = "mono") -> str:
    """Return a source of sound that is silent but for the clap, the same in every channel."""
    wave = f"0.5*sin(2*PI*{pitch}*t)*between(t,{CLAP},{CLAP + LENGTH})"
    waves = "|".join([wave] * {"mono": 1, "stereo": 2, "5.1": 6}[layout])
    return f"aevalsrc='{waves}':c={layout}:s={rate}:d={seconds}"


def clapped(
    path: Path,
    *options: str,
    size: str = "160x90",
    rate: str = "25",
    seconds: float = 1.2,
    filters: tuple[str, ...] = (),
    sounds: tuple[str, ...] | None = None,
) -> Path:
    """Make a clip with these sources of sound (one tone of 440 Hz), and return it."""
    sounds = (tone(440, seconds),) if sounds is None else sounds
    sources = (scene(size, rate, seconds, *filters), *sounds)
    inputs = [part for source in sources for part in ("-f", "lavfi", "-i", source)]
    maps = [part for at in range(len(sources)) for part in ("-map", str(at))]
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "10", "-pix_fmt", "yuv420p", "-c:a", "aac")
    ffmpeg(*inputs, *maps, *coded, *options, str(path))
    return path


@dataclass(frozen=True)
class Watched:
    """What one sees and hears of a film.

    Attributes:
        size: of its pictures.
        corners: colours of top left, top right and bottom left: `red`, `lime`, `blue`, or empty.
        frames: how many pictures.
        flash: when the first bright picture is shown.
        clap: when the tone begins.
        pitch: of the tone, in hertz.
    """

    size: tuple[int, int]
    corners: tuple[str, str, str]
    frames: int
    flash: float
    clap: float | None
    pitch: float | None


def watched(path: Path) -> Watched:
    """Return what one sees and hears of a film, as a player that knows edit lists shows it."""
    with av.open(str(path)) as film:
        frames = list(film.decode(video=0))
    shown = [(frame, bytes(frame.reformat(_GRID, _GRID, format="rgb24").planes[0])) for frame in frames]
    flash = next(frame.time or 0.0 for frame, pixels in shown if min(_pixel(pixels, _GRID // 2, _GRID // 2)) > 150)
    first, pixels = shown[0]
    corners = tuple(_named(_pixel(pixels, x, y)) for x, y in ((3, 3), (_GRID - 4, 3), (3, _GRID - 4)))
    assert len(corners) == 3
    clap, pitch = _heard(path)
    return Watched((first.width, first.height), corners, len(shown), flash, clap, pitch)


def _heard(path: Path) -> tuple[float | None, float | None]:
    """Return when the first loud sample is heard, and the pitch of what follows."""
    samples = array.array("h")
    start = None
    with av.open(str(path)) as film:
        if not film.streams.audio:
            return None, None
        mono = av.AudioResampler(format="s16", layout="mono", rate=48000)
        for frame in film.decode(audio=0):
            start = (frame.time or 0.0) if start is None else start
            for part in mono.resample(frame):
                samples.frombytes(bytes(part.planes[0])[: part.samples * 2])
    onset = next((at for at, sample in enumerate(samples) if abs(sample) > _LOUD), None)
    if onset is None or start is None:
        return None, None
    heard = samples[onset + 2400 : onset + 7200]
    crossings = sum(one < 0 <= other for one, other in pairwise(heard))
    return start + onset / 48000, crossings / (len(heard) / 48000)


def _pixel(pixels: Any, x: int, y: int) -> tuple[int, int, int]:
    red, green, blue = pixels[3 * (_GRID * y + x) :][:3]
    return red, green, blue


def _named(pixel: tuple[int, int, int]) -> str:
    """Return the name of the colour that is much stronger than the others."""
    strongest = max(range(3), key=lambda part: pixel[part])
    others = max(value for part, value in enumerate(pixel) if part != strongest)
    return ("red", "lime", "blue")[strongest] if pixel[strongest] > others + 60 else ""
