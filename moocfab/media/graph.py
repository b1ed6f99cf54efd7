"""Command lines of ffmpeg, as data: ffmpeg-python builds graphs and compiles them, and runs nothing.

The master, the folder of outputs and the gain of the sound stand in them as marks, so that a command line is the same
wherever it is run, and can be part of a key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import ffmpeg

from moocfab.media import limits
from moocfab.media.model import Picture, Probe
from moocfab.media.profiles import Profile, Rendition

SOURCE, WORK, GAIN = "@source@", "@work@", "@gain@"
LOUDNESS = "loudness"
"""The name under which the sound's loudness is measured."""

_STANDARD_RATES = tuple(
    Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
)
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
_COLOUR = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "range": "tv"}
_SOUND_RATE = 48_000
# alimiter bounds samples; peaks between them, and those that AAC adds, need room.
_PEAK_ROOM = 1.0


@dataclass(frozen=True)
class Film:
    """One MP4 to make: its name, what it holds, its size in pixels, frames in a second, and rates in kbit/s."""

    name: str
    rendition: Rendition
    size: tuple[int, int]
    rate: Fraction
    maxrate: int


def film(picture: Picture, rendition: Rendition, *, max_bytes: int = 0, seconds: float = 0.0) -> Film:
    """Return what a rendition becomes for a picture: never larger, never faster, within `max_bytes`."""
    maxrate = rendition.maxrate
    if max_bytes and seconds:
        maxrate = min(maxrate, max(200, int(max_bytes * 8 * 0.93 / seconds / 1000) - rendition.audio))
    size = fitted(picture.shown, rendition.short_side)
    return Film(f"{rendition.name}.mp4", rendition, size, even_rate(picture, rendition.max_fps), maxrate)


def fitted(size: tuple[int, int], short_side: int) -> tuple[int, int]:
    """Return `size` reduced to `short_side`, even in both directions as 4:2:0 wants it."""
    scale = min(1.0, short_side / min(size))
    width, height = (max(2, 2 * round(side * scale / 2)) for side in size)
    return width, height


def even_rate(picture: Picture, most: int) -> Fraction:
    """Return the constant rate for a picture: its own, or a whole part of it that is not above `most`.

    Uneven rates (phones) go to the next standard rate, near ones to the standard one.
    """
    rate = picture.rate
    near = min(_STANDARD_RATES, key=lambda standard: abs(standard - rate))
    if abs(near - rate) <= Fraction(5, 1000) * near:
        rate = near
    elif not picture.constant:
        rate = next((standard for standard in _STANDARD_RATES if standard >= rate), _STANDARD_RATES[-1])
    part = 1
    while rate / part > most * Fraction(101, 100):
        part += 1
    return (rate / part).limit_denominator(1001)


def measure_sound() -> tuple[str, ...]:
    """Return the command that says how loud the sound is."""
    sound = _even_sound(_source()["a:0"]).filter("ebur128", peak="true", framelog="quiet")
    return _compiled([ffmpeg.output(sound, "-", format="null")])


def encode_sound(profile: Profile, rates: Sequence[int], *, seconds: float) -> tuple[str, ...]:
    """Return the command that makes one sound track for each rate (kbit/s), at the profile's loudness."""
    limit = 10 ** ((profile.true_peak - _PEAK_ROOM) / 20)
    sound = _even_sound(_source()["a:0"]).filter("volume", volume=f"{GAIN}dB")
    sound = sound.filter("alimiter", limit=f"{limit:.4f}", level="false", latency="true")
    split = sound.filter_multi_output("asplit", len(rates))
    return _compiled(
        [
            _output(
                [split[index]],
                sound_name(rate),
                _caps(seconds, rate),
                {"c:a": "aac", "b:a": f"{rate}k", "flags:a": "+bitexact"},
            )
            for index, rate in enumerate(rates)
        ]
    )


def encode_pictures(probe: Probe, profile: Profile, films: Sequence[Film]) -> tuple[str, ...]:
    """Return the command that makes all films in one decode, each scaled from the one before; sounds are copied."""
    picture = probe.picture
    assert picture is not None
    sounds = _sounds(probe, films)
    stream = _source()[f"v:{picture.track}"]
    if picture.interlaced:
        stream = stream.filter("bwdif", mode="send_frame")
    outputs = []
    for item, branch in zip(films, _cascade(stream, picture, films), strict=True):
        seconds = probe.seconds
        streams = [branch, *([sounds[item.rendition.audio]["a:0"]] if sounds else [])]
        caps = _caps(seconds, item.maxrate + item.rendition.audio)
        outputs.append(_output(streams, item.name, caps, _x264(profile, item)))
    return _compiled(outputs)


def copy_picture(probe: Probe, name: str, *, rendition: Rendition, copy_sound: bool) -> tuple[str, ...]:
    """Return the command that takes a picture as it is into a new container, its sound too or made anew."""
    picture = probe.picture
    assert picture is not None
    source = _source()
    streams = [source[f"v:{picture.track}"]]
    if probe.sound is not None:
        sound = source if copy_sound else ffmpeg.input(f"file:{WORK}/{sound_name(rendition.audio)}", **_INPUT)
        streams.append(sound["a:0"])
    return _compiled([_output(streams, name, {}, {"c": "copy", "movflags": "+faststart"})])


def extract_poster(picture: Picture, name: str, *, short_side: int, seconds: float) -> tuple[str, ...]:
    """Return the command that takes the most typical of the frames that follow a moment near the beginning."""
    start = min(30.0, seconds / 10)
    width, height = fitted(picture.shown, short_side)
    stream = ffmpeg.input(f"file:{SOURCE}", ss=f"{start:.3f}", t="4", **_INPUT)[f"v:{picture.track}"]
    if picture.interlaced:
        stream = stream.filter("bwdif", mode="send_frame")
    stream = stream.filter("thumbnail", n=50).filter("scale", width, height, flags="bicubic", out_range="pc")
    stream = stream.filter("setsar", 1).filter("format", "yuvj420p")
    codec = {"c:v": "mjpeg", "q:v": 3, "frames:v": 1, "flags:v": "+bitexact", "update": 1, "f": "image2"}
    return _compiled([_output([stream], name, {}, codec)])


def sound_name(rate: int) -> str:
    """Return the name of the sound track of `rate` kbit/s, which only lasts as long as its films are made."""
    return f"sound-{rate}.m4a"


def _source() -> Any:
    return ffmpeg.input(f"file:{SOURCE}", **_INPUT)


def _sounds(probe: Probe, films: Sequence[Film]) -> Mapping[int, Any]:
    if probe.sound is None:
        return {}
    rates = sorted({item.rendition.audio for item in films})
    return {rate: ffmpeg.input(f"file:{WORK}/{sound_name(rate)}", **_INPUT) for rate in rates}


def _even_sound(stream: Any) -> Any:
    """Return the sound in stereo, from the file's beginning on, gaps filled."""
    stream = stream.filter("aresample", _SOUND_RATE, **{"async": 1, "first_pts": 0})
    return stream.filter("aformat", channel_layouts="stereo", sample_fmts="fltp")


def _cascade(stream: Any, picture: Picture, films: Sequence[Film]) -> list[Any]:
    """Return one stream for each film."""
    branches = []
    matrix = {} if picture.matrix != 2 else {"in_color_matrix": "bt709" if picture.height >= 720 else "smpte170m"}
    rate = None
    for index, item in enumerate(films):
        if item.rate != rate:
            stream, rate = stream.filter("fps", fps=str(item.rate), start_time=0), item.rate
        stream = stream.filter("scale", *item.size, flags="bicubic", out_color_matrix="bt709", out_range="tv", **matrix)
        stream, matrix = stream.filter("setsar", 1), {}
        if index == 0:
            stream = stream.filter("format", "yuv420p").filter("setparams", **_COLOUR)
        if index + 1 < len(films):
            split = stream.filter_multi_output("split", 2)
            branches.append(split[0])
            stream = split[1]
        else:
            branches.append(stream)
    return branches


def _x264(profile: Profile, item: Film) -> Mapping[str, Any]:
    """Return the encoder's options.

    One thread for each film: with several, x264's rate control depends on how they happen to run, and no two runs
    give the same bytes; films, and videos, are made side by side instead.
    """
    gop = round(profile.gop * item.rate)
    return {
        "c:v": "libx264",
        "preset": profile.preset,
        "profile:v": "high",
        "crf": item.rendition.crf,
        "maxrate:v": f"{item.maxrate}k",
        "bufsize:v": f"{2 * item.maxrate}k",
        "g": gop,
        "keyint_min": gop,
        "sc_threshold": 0,
        "threads:v": 1,
        "flags:v": "+cgop+bitexact",
        "bsf:v": "filter_units=remove_types=6",
        "c:a": "copy",
        "movflags": "+faststart",
    }


def _caps(seconds: float, kilobits: int) -> Mapping[str, Any]:
    """Return limits that a right output never reaches."""
    return {"t": f"{seconds + 5:.3f}", "fs": int(seconds * kilobits * 1000 / 8 * 2) + 20_000_000}


def _output(streams: Sequence[Any], name: str, caps: Mapping[str, Any], codec: Mapping[str, Any]) -> Any:
    return ffmpeg.output(*streams, f"file:{WORK}/{name}", **{**_BARE, **caps, **codec})


def _compiled(outputs: Sequence[Any]) -> tuple[str, ...]:
    return tuple(ffmpeg.merge_outputs(*outputs).compile(cmd=[]))
