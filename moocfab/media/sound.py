"""The commands that bring sound to the wanted loudness, and measure that they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moocfab.media.command import SOUND, WORK, Step, Task, caps, compiled, gain, limit, nowhere, opened, output
from moocfab.media.pauses import listened
from moocfab.media.profiles import Listening

_RATE = 48_000
_DOUBLED = "doubled"
"""One channel on both sides, as loud as it is; the layout `stereo` takes 3 dB off it."""

_AAC = {"c:a": "aac", "flags:a": "+bitexact"}
_MP3 = {"c:a": "libmp3lame", "flags:a": "+bitexact"}


def tracks(rates: Sequence[int], seconds: float, *, channels: int) -> tuple[Step, ...]:
    """Return the steps that make one AAC track for each rate (kbit/s) of a sound of so many channels."""
    layout = _DOUBLED if channels == 1 else "stereo"
    names = [track(rate) for rate in rates]
    outputs = [
        output([_levelled(branch, name)], f"{WORK}/{name}", caps(seconds, rate), {**_AAC, "b:a": f"{rate}k"})
        for name, rate, branch in zip(names, rates, _split(_even(opened()["a:0"], layout), len(rates)), strict=True)
    ]
    return _steps(layout, outputs, names, seconds)


def listening(made: Listening, seconds: float) -> tuple[Step, ...]:
    """Return the steps that make the sound alone, for listening."""
    name, layout = f"{made.name}.mp3", "mono" if made.channels == 1 else "stereo"
    stream = _levelled(_even(opened()["a:0"], layout), name)
    codec = {**_MP3, "ac": made.channels, "b:a": f"{made.rate}k"}
    return _steps(layout, [output([stream], f"{WORK}/{name}", caps(seconds, made.rate), codec)], [name], seconds)


def copy(name: str) -> tuple[str, ...]:
    """Return the command that takes a sound as it is into a file of its own."""
    return compiled([output([opened(SOUND)["a:0"]], f"{WORK}/{name}", {"c": "copy"})])


def track(rate: int) -> str:
    """Return the name of the track of `rate` kbit/s, which only lasts as long as its films are made."""
    return f"sound-{rate}.m4a"


def _steps(layout: str, outputs: Sequence[Any], names: Sequence[str], seconds: float) -> tuple[Step, ...]:
    before = [nowhere(_meter(listened(_even(opened()["a:0"], layout))))]
    after = [nowhere(_meter(opened(f"{WORK}/{name}")["a:0"])) for name in names]
    made = tuple(names)
    return (
        Step(compiled(before), seconds / 150, Task.MEASURE),
        Step(compiled(outputs), len(names) * seconds / 60, Task.SOUND, made),
        Step(compiled(after), len(names) * seconds / 150, Task.GAUGE, made),
    )


def _levelled(stream: Any, name: str) -> Any:
    """Return a track with its gain, its peaks held; `alimiter` delays what it lets through unless told."""
    stream = stream.filter("volume", volume=f"{gain(name)}dB")
    return stream.filter("alimiter", limit=limit(name), level="false", latency="true")


def _even(stream: Any, layout: str) -> Any:
    """Return the sound in as many channels as are wanted, from the file's beginning on, gaps filled."""
    stream = stream.filter("aresample", _RATE, **{"async": 1, "first_pts": 0})
    if layout == _DOUBLED:
        # With `=`, which pan takes too, ffmpeg-python's escapes would reach it.
        stream, layout = stream.filter("pan", "stereo|c0<c0|c1<c0"), "stereo"
    return stream.filter("aformat", channel_layouts=layout, sample_fmts="fltp")


def _meter(stream: Any) -> Any:
    """Return a stream whose loudness is told; one channel is heard from two loudspeakers."""
    return stream.filter("ebur128", peak="true", framelog="quiet", dualmono="true")


def _split(stream: Any, count: int) -> list[Any]:
    if count == 1:
        return [stream]
    split = stream.filter_multi_output("asplit", count)
    return [split[index] for index in range(count)]
