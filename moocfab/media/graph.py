"""What is made of pictures: the commands for films, thumbnails, posters, and for packages of what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from moocfab.media import colour, sound
from moocfab.media.command import MADE, SOUND, WORK, Step, caps, compiled, nowhere, opened, output, vmaf
from moocfab.media.model import Picture, Probe
from moocfab.media.profiles import Profile, Rendition
from moocfab.media.thumbnails import Sheet

_STANDARD_RATES = tuple(
    Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
)
_COLOUR = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "range": "tv"}
_JPEG = {"c:v": "mjpeg", "flags:v": "+bitexact", "update": 1, "f": "image2"}
_HLS = {
    "c": "copy",
    "f": "hls",
    "hls_playlist_type": "vod",
    "hls_segment_type": "fmp4",
    "hls_flags": "single_file+independent_segments",
}


@dataclass(frozen=True)
class Film:
    """One MP4 to make: its name, what it holds, its size in pixels, frames in a second, and rates in kbit/s."""

    name: str
    rendition: Rendition
    size: tuple[int, int]
    rate: Fraction
    maxrate: int

    @property
    def usual(self) -> float:
        """Return what the picture mostly takes, in kbit/s: rates grow slower than pixels."""
        full = self.rendition.short_side
        return float(self.rendition.usual * min(1.0, min(self.size) / full) ** 1.5)

    @property
    def cost(self) -> float:
        """Return how much work one second is: a price per megapixel that holds for x264's `medium` on one processor."""
        return self.size[0] * self.size[1] * float(self.rate) / 1e6 / 45


@dataclass(frozen=True)
class Encoding:
    """What is made of one decode of a master.

    Attributes:
        probe: of the master, its length in whole seconds, which containers of one stream agree on.
        profile: how its films are made.
        films: the largest first.
        sheet: thumbnails, or None.
        folder: mark of the folder that they are made in.
    """

    probe: Probe
    profile: Profile
    films: tuple[Film, ...] = ()
    sheet: Sheet | None = None
    folder: str = WORK

    @property
    def family(self) -> tuple[object, ...]:
        """Return what encodings have in common that may share a decode: streams, loudness, size of what is decoded."""
        bright = self.probe.picture is not None and self.probe.picture.high_dynamic_range
        most = self.profile.largest if bright else 0
        return self.probe.digest, self.profile.loudness, self.profile.true_peak, most

    @property
    def cost(self) -> float:
        """Return how much work it is without the decode."""
        return self.probe.seconds * sum((film.cost for film in self.films), 0.0)


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


def encode(encodings: Sequence[Encoding]) -> tuple[Step, ...]:
    """Return the steps that make what encodings of one family want, with one decode of the picture."""
    probe = encodings[0].probe
    assert probe.picture is not None
    rates = sorted({film.rendition.audio for item in encodings for film in item.films})
    heard = sound.tracks(rates, probe.seconds, channels=probe.sound.channels) if probe.sound and rates else ()
    before = _cost_before(probe.picture, encodings[0].profile.largest) * probe.seconds
    return (*heard, Step(_pictures(probe, encodings), before + sum(item.cost for item in encodings)))


def _cost_before(picture: Picture, most: int) -> float:
    """Return how much work one second of a picture is before it is encoded."""
    decode = picture.width * picture.height * float(picture.rate) / 1e6 / 800
    if not picture.high_dynamic_range:
        return decode
    width, height = fitted(picture.shown, most)
    return decode + width * height * float(picture.rate) / 1e6 / colour.MEGAPIXELS_A_SECOND


def _pictures(probe: Probe, encodings: Sequence[Encoding]) -> tuple[str, ...]:
    """Return the command that makes all pictures; sounds are copied.

    Each encoding begins at the decoded picture, so that its bytes do not depend on what is made beside it.
    """
    picture = probe.picture
    assert picture is not None
    tracks: dict[int, Any] = {}
    stream = _shown(opened()[f"v:{picture.track}"], picture, encodings[0].profile.largest)
    branches = iter(_branches(stream, sum(bool(item.films) + (item.sheet is not None) for item in encodings)))
    outputs = []
    for item in encodings:
        shown = _cascade(next(branches), picture, item.films) if item.films else []
        for film, branch in zip(item.films, shown, strict=True):
            rate = film.rendition.audio
            if probe.sound and rate not in tracks:
                tracks[rate] = opened(f"{WORK}/{sound.track(rate)}")["a:0"]
            streams = [branch, *([tracks[rate]] if probe.sound else [])]
            options = caps(probe.seconds, film.maxrate + rate), _x264(item.profile, film)
            outputs.append(output(streams, f"{item.folder}/{film.name}", *options))
        if item.sheet is not None:
            outputs.append(_thumbnails(next(branches), item.sheet, item.folder))
    return compiled(outputs)


def copy_picture(picture: Picture, name: str, *, heard: bool) -> tuple[str, ...]:
    """Return the command that takes a picture as it is into a new container, with the sound that goes with it."""
    streams = [opened()[f"v:{picture.track}"], *([opened(SOUND)["a:0"]] if heard else [])]
    return compiled([output(streams, f"{WORK}/{name}", {"c": "copy", "movflags": "+faststart"})])


def look_at(picture: Picture) -> tuple[str, ...]:
    """Return the command that decodes a picture which is handed on as it is, to hear what is wrong with it."""
    return compiled([nowhere(opened()[f"v:{picture.track}"])])


def package(films: Sequence[Film], prefix: str, *, heard: bool, gop: int) -> tuple[str, ...]:
    """Return the command that packages films as HLS without touching them: a playlist and a file each, one for all."""
    inputs = [opened(f"{MADE}/{film.name}") for film in films]
    streams = [stream for item in inputs for stream in ([item["v:0"], item["a:0"]] if heard else [item["v:0"]])]
    names = (f"v:{at},a:{at}" if heard else f"v:{at}" for at in range(len(films)))
    variants = " ".join(f"{name},name:{film.rendition.name}" for name, film in zip(names, films, strict=True))
    options = {"hls_time": gop, "master_pl_name": f"{prefix}.m3u8", "var_stream_map": variants}
    files = {"hls_segment_filename": f"{WORK}/{prefix}-%v.hls.mp4"}
    return compiled([output(streams, f"{WORK}/{prefix}-%v.m3u8", _HLS, options, files)])


def compare(
    picture: Picture, size: tuple[int, int], rate: Fraction, *, start: float, seconds: float
) -> tuple[str, ...]:
    """Return the command that says by VMAF how a film resembles its master, as a player shows it at `size`."""
    master = _shown(opened(ss=f"{start:.3f}", t=f"{seconds:.3f}")[f"v:{picture.track}"], picture, min(size))
    film = opened(MADE, ss=f"{start:.3f}", t=f"{seconds:.3f}")["v:0"]
    shown = []
    for stream in (film, master):
        stream = stream.filter("fps", fps=str(rate), start_time=0)
        stream = stream.filter("scale", *size, flags="bicubic").filter("setsar", 1).filter("format", "yuv420p")
        shown.append(stream)
    return compiled([nowhere(vmaf(shown, n_subsample=5))])


def extract_poster(picture: Picture, name: str, *, short_side: int, seconds: float) -> tuple[str, ...]:
    """Return the command that takes the most typical of the frames that follow a moment near the beginning."""
    start = min(30.0, seconds / 10)
    width, height = fitted(picture.shown, short_side)
    stream = _shown(opened(ss=f"{start:.3f}", t="4")[f"v:{picture.track}"], picture, short_side)
    stream = stream.filter("thumbnail", n=50).filter("scale", width, height, flags="bicubic", out_range="pc")
    stream = stream.filter("setsar", 1).filter("format", "yuvj420p")
    return compiled([output([stream], f"{WORK}/{name}", {**_JPEG, "frames:v": 1, "q:v": 3})])


def _thumbnails(stream: Any, sheet: Sheet, folder: str) -> Any:
    """Return the output that holds small pictures taken at even moments, side by side.

    They are complete at the end only, and ffmpeg tells nothing of its progress before every output has begun
    (`print_report` of its `fftools/ffmpeg.c`): a black sheet goes ahead, which the right one takes the place of.
    """
    stream = stream.filter("fps", fps=f"1/{sheet.interval}", start_time=0, eof_action="pass")
    stream = stream.filter("scale", *sheet.size, flags="bicubic", out_range="pc").filter("setsar", 1)
    stream = stream.filter("format", "yuvj420p").filter("tile", layout=f"{sheet.columns}x{sheet.rows}")
    stream = stream.filter("tpad", start=1)
    return output([stream], f"{folder}/{sheet.name}", {**_JPEG, "frames:v": 2, "fps_mode": "passthrough", "q:v": 5})


def _shown(stream: Any, picture: Picture, most: int) -> Any:
    """Return whole frames in colours that every screen shows; ffmpeg turns them by itself.

    Args:
        stream: as decoded.
        picture: what it is.
        most: the short side that high dynamic range is reduced to first.
    """
    if picture.interlaced:
        stream = stream.filter("bwdif", mode="send_frame")
    if picture.high_dynamic_range:
        stream = colour.to_standard_range(stream, picture, fitted(picture.shown, most))
    return stream


def _branches(stream: Any, count: int) -> list[Any]:
    if count == 1:
        return [stream]
    split = stream.filter_multi_output("split", count)
    return [split[index] for index in range(count)]


def _cascade(stream: Any, picture: Picture, films: Sequence[Film]) -> list[Any]:
    """Return one stream for each film."""
    branches = []
    known = picture.matrix != 2 or picture.high_dynamic_range
    matrix = {} if known else {"in_color_matrix": "bt709" if picture.height >= 720 else "smpte170m"}
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
