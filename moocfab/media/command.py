"""Command lines of ffmpeg, as data: ffmpeg-python builds graphs and compiles them, and runs nothing.

The master, the folders of outputs and the gains of sounds stand in them as marks, so that a command line is the same
wherever it is run, and can be part of a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import ffmpeg

from moocfab.media import limits

SOURCE, WORK, MADE, SOUND = "@source@", "@work@", "@made@", "@sound@"
"""The master, the folder that files are made in, the folder of what is packaged, the sound that goes with a picture."""

_INPUT = {
    "protocol_whitelist": limits.PROTOCOLS,
    "format_whitelist": limits.FORMATS,
    "max_pixels": limits.MAX_PIXELS,
    "max_error_rate": "0.05",
}
_BARE: Mapping[str, Any] = {
    "map_metadata": -1,
    "map_chapters": -1,
    "sn": None,
    "dn": None,
    "fflags": "+bitexact",
}


class Task(StrEnum):
    """What a step is there for.

    `measure` says how loud the sound is, `sound` makes it as loud as is wanted, `gauge` says how loud it then is,
    `make` makes files.
    """

    MEASURE = "measure"
    SOUND = "sound"
    GAUGE = "gauge"
    MAKE = "make"


@dataclass(frozen=True)
class Step:
    """One run of ffmpeg.

    Attributes:
        arguments: with the marks.
        cost: how much work it is, in comparable units (seconds of one processor, roughly).
        task: what it is there for.
        tracks: names of the tracks of sound that it makes or gauges, in order.
    """

    arguments: tuple[str, ...]
    cost: float
    task: Task = Task.MAKE
    tracks: tuple[str, ...] = ()


def work(number: int) -> str:
    """Return the mark of the folder of the job of that number among those that are made in one go."""
    return WORK if number == 0 else f"@work{number}@"


def gain(track: str) -> str:
    """Return the mark of what is added to a track of sound, in dB."""
    return f"@gain {track}@"


def limit(track: str) -> str:
    """Return the mark of what no sample of a track of sound goes above, as a part of full scale."""
    return f"@limit {track}@"


def filled(arguments: Sequence[str], marks: Mapping[str, str]) -> list[str]:
    """Return a command line in which every mark is what it stands for; what that is, is not looked at again."""
    any_mark = re.compile("|".join(re.escape(mark) for mark in marks))
    return [any_mark.sub(lambda found: marks[found[0]], argument) for argument in arguments]


def opened(path: str = SOURCE, **options: object) -> Any:
    """Return an input within the limits."""
    return ffmpeg.input(f"file:{path}", **options, **_INPUT)


def output(streams: Sequence[Any], path: str, *options: Mapping[str, Any]) -> Any:
    """Return an output that holds these streams and nothing else."""
    merged: dict[str, Any] = dict(_BARE)
    for given in options:
        merged |= given
    return ffmpeg.output(*streams, f"file:{path}", **merged)


def nowhere(stream: Any) -> Any:
    """Return an output that is only measured."""
    return ffmpeg.output(stream, "-", format="null")


def vmaf(streams: Sequence[Any], **options: object) -> Any:
    """Return a picture and its original, compared."""
    return ffmpeg.filter(list(streams), "libvmaf", **options)


def caps(seconds: float, kilobits: int) -> Mapping[str, Any]:
    """Return limits that a right output never reaches."""
    return {"t": f"{seconds + 5:.3f}", "fs": int(seconds * kilobits * 1000 / 8 * 2) + 20_000_000}


def compiled(outputs: Sequence[Any]) -> tuple[str, ...]:
    """Return the arguments of one command that makes all outputs."""
    return tuple(ffmpeg.merge_outputs(*outputs).compile(cmd=[]))
