"""Reads media with PyAV, in a process of its own that may be killed: `worker.py LIMITS FILE…`, on its own.

LIMITS is JSON (see `limits.py`). One line of JSON for each file, in order: {"probe": {…}}, as `model.Probe` reads it,
or {"problem": word, "detail": text}; lines of `.` say that reading goes on. The first frame is decoded, everything
else only read packet by packet. Where LIMITS asks for "motion", it is {"motion": share} instead: how much of the
picture is another half a second later, as a rule; a few moments are decoded. Where it asks for "flow", it is
{"flow": [bytes of each second]}.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

MAX_STREAMS = 64
MAX_BOXES = 1000
PACKETS_PER_SIGN = 20_000
PACKETS_BEFORE_FRAME = 2_000
MOMENTS, SECONDS_OF_MOTION, FRAMES_OF_MOTION = 7, 0.5, 40
SMALL, SEEN = (160, 90), 6
"""Pixels that motion is looked for in, and what is no noise, of 255."""

DOLBY = ("dvh1", "dvhe", "dva1", "dvav", "dav1")
"""Marks of films that other players are not to show: without what Dolby Vision says of them their colours are wrong."""

# Facts that change what is made of the same packets.
_FACTS = ("codec", "pixel_format", "aspect", "rotation", "interlaced", "primaries", "transfer", "matrix")


class Problem(Exception):
    """Why a file is no usable medium: one of the words of `probe.PROBLEMS`, and what libav says."""

    def __init__(self, word: str, detail: str = "") -> None:
        super().__init__(word)
        self.word = word
        self.detail = detail


def main(limits: dict[str, Any], paths: list[str]) -> None:
    """Print what is known of each file."""
    av.logging.set_level(av.logging.PANIC)
    for path in paths:
        try:
            answer = _asked(path, limits)
        except Problem as problem:
            answer = {"problem": problem.word, "detail": problem.detail}
        except (av.error.FFmpegError, OSError, ValueError, ArithmeticError) as error:
            word = "cut-short" if _cut_short(path) else "not-media"
            answer = {"problem": word, "detail": str(getattr(error, "strerror", None) or error)}
        except MemoryError:
            answer = {"problem": "too-large", "detail": "memory"}
        _say(json.dumps(answer))


def _asked(path: str, limits: dict[str, Any]) -> dict[str, Any]:
    """Return what LIMITS asks for."""
    if limits.get("motion"):
        return {"motion": motion(path, limits)}
    return {"flow": flow(path, limits)} if limits.get("flow") else {"probe": read(path, limits)}


def _cut_short(path: str) -> bool:
    """Return whether an MP4 or MOV ends before its boxes do: where the index comes last, libav says no more than that.

    Boxes: ISO/IEC 14496-12, 4.2.
    """
    with contextlib.suppress(OSError), Path(path).open("rb") as file:
        end, place = os.fstat(file.fileno()).st_size, 0
        for _ in range(MAX_BOXES):
            file.seek(place)
            head = file.read(16).ljust(16, b"\0")
            size, kind = struct.unpack(">I4s", head[:8])
            if place == 0 and kind != b"ftyp":
                return False
            size = struct.unpack(">Q", head[8:])[0] if size == 1 else size
            if size < 8:
                return False
            place += size
            if place >= end:
                return bool(place > end)
    return False


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read(path: str, limits: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of a file.

    Raises:
        Problem: it is no usable medium.
        av.error.FFmpegError: libav cannot open it.
    """
    with _opened(path, limits) as container:
        videos = [stream for stream in container.streams.video if not _cover(stream)]
        video, audio = next(iter(videos), None), next(iter(container.streams.audio), None)
        chosen = [stream for stream in (video, audio) if stream is not None]
        if any(stream.codec_context is None for stream in chosen):
            raise Problem("not-media", "unknown codec")
        if video is not None:
            _check_size(video, limits["pixels"])
        gauges = {stream.index: _Gauge(stream) for stream in chosen}
        first = _measure(container, video, gauges)
        if audio is not None and gauges[audio.index].silent:
            del gauges[audio.index]
            audio = None
        if not gauges:
            raise Problem("no-streams")
        if video is not None and first is None:
            raise Problem("no-frame")
        picture = None
        if video is not None:
            picture = {
                "track": container.streams.video.index(video),
                **_picture(video, gauges[video.index], first),
            }
        sound = _sound(audio, gauges[audio.index]) if audio is not None else None
        if sound is not None and container.format.name == "wav":
            sound["declared"] = _wave_seconds(path) or sound["declared"]
        begin = min(gauge.start for gauge in gauges.values())
        seconds = max(gauge.start + gauge.seconds for gauge in gauges.values()) - begin
        if seconds > limits["seconds"]:
            raise Problem("too-long", f"{int(seconds // 3600)} h {int(seconds % 3600 // 60):02}")
        return {
            "format": container.format.name,
            "picture": picture,
            "sound": sound,
            "tracks": len(container.streams.audio),
            "seconds": seconds,
            "digest": _digest(picture, list(gauges.values())),
        }


def motion(path: str, limits: dict[str, Any]) -> float:
    """Return which share of the picture changes within half a second, the median of a few moments.

    Raises:
        Problem: it has no moving picture.
        av.error.FFmpegError: libav cannot open it.
    """
    with _opened(path, limits) as container:
        video = next((stream for stream in container.streams.video if not _cover(stream)), None)
        if video is None:
            raise Problem("no-frame")
        _check_size(video, limits["pixels"])
        begin, length = container.start_time or 0, container.duration or 0
        shares = []
        for moment in range(MOMENTS):
            container.seek(begin + length * moment // MOMENTS)
            shares.append(_changed(container, video))
            _say(".")
    return sorted(shares)[MOMENTS // 2]


def flow(path: str, limits: dict[str, Any]) -> list[int]:
    """Return how many bytes of picture and sound each second has."""
    found: dict[int, int] = {}
    with _opened(path, limits) as container:
        for packet in container.demux():
            if packet.size and packet.dts is not None and packet.time_base:
                second = max(0, int(packet.dts * packet.time_base))
                if second <= limits["seconds"]:
                    found[second] = found.get(second, 0) + packet.size
    return [found.get(second, 0) for second in range(max(found, default=-1) + 1)]


def _changed(container: Any, video: Any) -> float:
    """Return which share of the picture is another half a second later."""
    first = last = None
    for count, frame in enumerate(container.decode(video)):
        if first is None:
            first = frame
        elif (frame.time or 0) - (first.time or 0) >= SECONDS_OF_MOTION or count > FRAMES_OF_MOTION:
            last = frame
            break
    if first is None or last is None:
        return 0.0
    before, after = (bytes(one.reformat(*SMALL, format="gray").planes[0]) for one in (first, last))
    return sum(abs(a - b) > SEEN for a, b in zip(before, after, strict=True)) / len(before)


def _opened(path: str, limits: dict[str, Any]) -> Any:
    options = {
        "protocol_whitelist": limits["protocols"],
        "format_whitelist": limits["formats"],
        "max_streams": str(MAX_STREAMS),
    }
    return av.open(f"file:{path}", options=options, metadata_errors="ignore")


def _digest(picture: dict[str, Any] | None, gauges: list[_Gauge]) -> str:
    """Return what identifies the streams, whatever container holds them."""
    facts = {name: picture[name] for name in _FACTS} if picture else {}
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    for gauge in gauges:
        digest.update(gauge.hash.digest())
    return digest.hexdigest()


class _Gauge:
    """Counts, dates and hashes the packets of one stream."""

    def __init__(self, stream: Any) -> None:
        self.base = stream.time_base or Fraction(1, 1000)
        self.hash = hashlib.sha256(stream.codec_context.extradata or b"")
        self.hash.update(stream.codec_context.name.encode())
        self.count = 0
        self.first: int | None = None
        self.last = 0
        self.steps: dict[int, int] = {}
        self._before: int | None = None

    def take(self, packet: Any) -> None:
        """Take a packet; one that an edit list hides is read, but neither counted nor dated."""
        moment = packet.pts if packet.pts is not None else packet.dts
        self.hash.update(packet)
        if moment is not None:
            self.hash.update(round(moment * self.base * 1000).to_bytes(8, "big", signed=True))
        if packet.is_discard:
            return
        self.count += 1
        if moment is None:
            return
        self.first = moment if self.first is None else min(self.first, moment)
        self.last = max(self.last, moment + (packet.duration or 0))
        if packet.dts is not None:
            if self._before is not None:
                step = packet.dts - self._before
                self.steps[step] = self.steps.get(step, 0) + 1
            self._before = packet.dts

    @property
    def seconds(self) -> float:
        return float((self.last - (self.first or 0)) * self.base)

    @property
    def start(self) -> float:
        return float((self.first or 0) * self.base)

    @property
    def silent(self) -> bool:
        """Return whether nothing is left of it: no packet, or an edit list begins where it ends."""
        return not self.count or self.start + self.seconds <= 0

    @property
    def even(self) -> bool:
        """Return whether intervals are one value, up to rounding by one tick, for all but two packets in a hundred."""
        if not self.steps:
            return True
        usual = max(self.steps, key=lambda step: self.steps[step])
        near = sum(count for step, count in self.steps.items() if abs(step - usual) <= 1)
        return near >= 0.98 * sum(self.steps.values())


def _measure(container: Any, video: Any, gauges: dict[int, _Gauge]) -> Any:
    """Read every packet; return the first frame of `video`, or None."""
    first = None
    for count, packet in enumerate(container.demux([container.streams[index] for index in gauges])):
        if packet.size:
            gauges[packet.stream.index].take(packet)
        if video is not None and first is None and packet.stream.index == video.index and count < PACKETS_BEFORE_FRAME:
            first = _decoded(packet)
        if count % PACKETS_PER_SIGN == 0:
            _say(".")
    return first


def _decoded(packet: Any) -> Any:
    try:
        return next(iter(packet.decode()), None)
    except av.error.FFmpegError:
        return None


def _check_size(stream: Any, pixels: int) -> None:
    context = stream.codec_context
    context.options = {"max_pixels": str(pixels)}
    context.thread_count = 1
    if (context.width or 0) * (context.height or 0) > pixels:
        raise Problem("too-large", f"{context.width} × {context.height}")


def _cover(stream: Any) -> bool:
    """Return whether a stream is a still picture attached to the sound."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _picture(stream: Any, gauge: _Gauge, frame: Any) -> dict[str, Any]:
    if gauge.count < 2 or gauge.seconds <= 0:
        raise Problem("still")
    declared = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    rate = _rate(stream, gauge) if gauge.even else Fraction(gauge.count / gauge.seconds).limit_denominator(1001)
    return {
        "codec": stream.codec_context.name,
        "width": frame.width,
        "height": frame.height,
        "pixel_format": frame.format.name,
        "depth": max((part.bits for part in frame.format.components), default=8),
        "aspect": str(stream.sample_aspect_ratio or 1),
        "rotation": round(frame.rotation / 90) * 90 % 360,
        "rate": str(rate),
        "constant": gauge.even,
        "frames": gauge.count,
        "seconds": gauge.seconds,
        "start": gauge.start,
        "declared": declared,
        "interlaced": bool(frame.interlaced_frame),
        "dolby": stream.codec_context.codec_tag in DOLBY,
        "primaries": int(frame.color_primaries),
        "transfer": int(frame.color_trc),
        "matrix": int(frame.colorspace),
    }


def _rate(stream: Any, gauge: _Gauge) -> Fraction:
    """Return the rate that the container declares where it is near the count, else the count."""
    counted = gauge.count / gauge.seconds
    for declared in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if declared and abs(float(declared) - counted) < 0.02 * counted:
            return Fraction(declared)
    return Fraction(counted).limit_denominator(1001)


def _sound(stream: Any, gauge: _Gauge) -> dict[str, Any]:
    context = stream.codec_context
    declared = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    return {
        "codec": context.name,
        "rate": context.sample_rate,
        "channels": context.channels,
        "seconds": gauge.seconds,
        "start": gauge.start,
        "declared": declared,
    }


def _wave_seconds(path: str) -> float:
    """Return the seconds that a WAV file announces, 0 where it does not say: libav only tells those that are there."""
    rate = 0
    with Path(path).open("rb") as file:
        file.seek(12)
        for _ in range(MAX_STREAMS):
            head = file.read(8)
            if len(head) < 8:
                break
            name, size = struct.unpack("<4sI", head)
            if name == b"data":
                return size / rate if rate and size not in (0, 0xFFFFFFFF) else 0.0
            begin = file.tell()
            if name == b"fmt ":
                rate = int.from_bytes(file.read(16)[8:12], "little")
            file.seek(begin + size + size % 2)
    return 0.0


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
