"""What is to be made: from probe, profile and target to jobs with keys. Nothing here reads, writes or runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from moocfab.diagnostics import Location
from moocfab.kinds.contract import VideoFiles
from moocfab.media import graph
from moocfab.media.model import Picture, Probe
from moocfab.media.profiles import Profile, Rendition
from moocfab.targets import VideoDelivery

TEASER = ""
"""Stands for an element's name where the video is the course's teaser."""

POSTER_SHORT_SIDE = 720
_POSTER = "poster.jpg"
_KEY_LENGTH = 16


class Role(StrEnum):
    """What an output is for."""

    VIDEO = "video"
    CAPTIONS = "captions"
    POSTER = "poster"


class Action(StrEnum):
    """How a job makes its files."""

    ENCODE = "encode"
    REMUX = "remux"
    POSTER = "poster"
    PICTURE = "picture"
    WRITE = "write"


@dataclass(frozen=True)
class Step:
    """One run of ffmpeg.

    Attributes:
        arguments: with the marks of `graph`.
        cost: how much work it is, in comparable units (seconds of one processor, roughly).
        measures: whether it only says how loud the sound is.
    """

    arguments: tuple[str, ...]
    cost: float
    measures: bool = False


@dataclass(frozen=True)
class Expected:
    """A file that a job makes, and what it must then be; a size of None is not verified."""

    name: str
    seconds: float = 0.0
    size: tuple[int, int] | None = None
    frames: int = 0
    sound: bool = False
    max_bytes: int = 0


@dataclass(frozen=True)
class Job:
    """Files that are made together, once, and kept under one key.

    Attributes:
        key: of what they are made from and how.
        action: how.
        label: for people, the master's name.
        source: the master.
        steps: in order.
        files: what must be there at the end.
        seconds: that the master lasts.
        state: of the master when the plan was made.
        content: what is written where the action is `write`.
        location: where the author named the master.
    """

    key: str
    action: Action
    label: str
    source: Path | None
    steps: tuple[Step, ...]
    files: tuple[Expected, ...]
    seconds: float = 0.0
    state: tuple[int, ...] = ()
    content: bytes = field(default=b"", repr=False)
    location: Location = field(default_factory=lambda: Location("<python>"))

    @property
    def cost(self) -> float:
        """Return how much work it is."""
        return sum(step.cost for step in self.steps) or 0.1


@dataclass(frozen=True)
class Output:
    """One file of a build's `media/`.

    Attributes:
        element: url_name of the element, or `TEASER`.
        role: what it is for.
        name: of the file in `media/`.
        key: of the job that makes it.
        file: its name among the job's files.
        rendition: `mezzanine`, `720p`…; empty for what is no video.
        language: of captions.
        uuid: of the video in Marsha.
        address: where learners' players look for it.
        location: where the author named what it is made from.
    """

    element: str
    role: Role
    name: str
    key: str
    file: str
    rendition: str = ""
    language: str = ""
    uuid: str = ""
    address: str = ""
    location: Location = field(default_factory=lambda: Location("<python>"))


@dataclass(frozen=True)
class MediaPlan:
    """What one target gets.

    Attributes:
        published: element's name to where its video will be.
        statics: file name in `static/` to its bytes.
        outputs: what lands in `media/`.
        jobs: what must be made or kept for it.
    """

    published: Mapping[str, VideoFiles] = field(default_factory=dict)
    statics: Mapping[str, bytes] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True)
class Master:
    """A file that videos are made from.

    Attributes:
        path: where it is.
        label: its name, for people.
        state: what would be another if it changed (`cache.state_of`), its size first.
        probe: what it holds.
        location: where the author named it.
    """

    path: Path
    label: str
    state: tuple[int, ...]
    probe: Probe
    location: Location


def renditions(profile: Profile, delivery: VideoDelivery, picture: Picture) -> tuple[Rendition, ...]:
    """Return the renditions that a target wants of a picture, the largest first; none is larger than the picture."""
    if delivery.delivery == "marsha":
        return (profile.mezzanine,)
    fitting = tuple(rung for rung in profile.ladder if rung.short_side <= picture.short_side)
    return fitting or profile.ladder[-1:]


def video_job(master: Master, profile: Profile, delivery: VideoDelivery) -> Job:
    """Return the job that makes a video's files for a target."""
    picture = master.probe.picture
    assert picture is not None
    wanted = renditions(profile, delivery, picture)
    if delivery.delivery == "marsha" and conforms(master, wanted[0], delivery):
        return _copy(master, profile, wanted[0], delivery)
    return _encode(master, profile, wanted, delivery)


def conforms(master: Master, rendition: Rendition, delivery: VideoDelivery) -> bool:
    """Return whether a master's picture can be handed on as it is."""
    picture = master.probe.picture
    return (
        picture is not None
        and picture.codec == "h264"
        and picture.pixel_format in ("yuv420p", "yuvj420p")
        and picture.aspect == 1
        and not picture.rotation
        and not picture.interlaced
        and not picture.high_dynamic_range
        and picture.short_side <= min(rendition.short_side, delivery.max_short_side)
        and picture.rate <= Fraction(101, 100) * rendition.max_fps
        and (not delivery.max_bytes or master.state[0] <= 0.98 * delivery.max_bytes)
    )


def poster_job(master: Master) -> Job:
    """Return the job that takes a still picture of a video."""
    picture = master.probe.picture
    assert picture is not None
    arguments = graph.extract_poster(picture, _POSTER, short_side=POSTER_SHORT_SIDE, seconds=_rounded(picture.seconds))
    steps = (Step(arguments, 1.0),)
    return _job(master, Action.POSTER, steps, (Expected(_POSTER),), revision=1)


def picture_job(path: Path, label: str, digest: str, location: Location) -> Job:
    """Return the job that makes a poster of a picture that the author gives."""
    key = _key(digest, 1, [["picture", str(POSTER_SHORT_SIDE)]])
    return Job(key, Action.PICTURE, label, path, (), (Expected(_POSTER),), location=location)


def write_job(content: bytes, name: str, label: str, location: Location) -> Job:
    """Return the job that keeps bytes that are known already."""
    key = _key(hashlib.sha256(content).hexdigest(), 1, [["write", name]])
    return Job(key, Action.WRITE, label, None, (), (Expected(name),), content=content, location=location)


def short_key(job: Job) -> str:
    """Return the part of a job's key that stands in file names."""
    return job.key[:_KEY_LENGTH]


def _encode(master: Master, profile: Profile, wanted: Sequence[Rendition], delivery: VideoDelivery) -> Job:
    probe = master.probe
    picture = probe.picture
    assert picture is not None
    films = [
        graph.film(picture, rung, max_bytes=delivery.max_bytes, seconds=_rounded(probe.seconds)) for rung in wanted
    ]
    nominal = probe.model_copy(update={"seconds": _rounded(probe.seconds)})
    arguments = graph.encode_pictures(nominal, profile, films)
    steps = (*_sound_steps(nominal, profile, wanted), Step(arguments, _picture_cost(picture, films)))
    files = tuple(
        Expected(
            film.name,
            probe.seconds,
            film.size,
            round(_end(picture, probe) * film.rate),
            probe.sound is not None,
            delivery.max_bytes,
        )
        for film in films
    )
    return _job(master, Action.ENCODE, steps, files, revision=profile.revision)


def _copy(master: Master, profile: Profile, rendition: Rendition, delivery: VideoDelivery) -> Job:
    probe = master.probe
    picture = probe.picture
    assert picture is not None
    name = f"{rendition.name}.mp4"
    keeps_sound = probe.sound is None or (probe.sound.codec == "aac" and probe.sound.channels <= 2)
    nominal = probe.model_copy(update={"seconds": _rounded(probe.seconds)})
    sound = () if keeps_sound else _sound_steps(nominal, profile, (rendition,))
    arguments = graph.copy_picture(probe, name, rendition=rendition, copy_sound=keeps_sound)
    steps = (*sound, Step(arguments, 0.2 + probe.seconds / 500))
    expected = Expected(
        name,
        probe.seconds,
        (picture.width, picture.height),
        picture.frames,
        probe.sound is not None,
        delivery.max_bytes,
    )
    return _job(master, Action.REMUX, steps, (expected,), revision=profile.revision)


def _sound_steps(probe: Probe, profile: Profile, wanted: Sequence[Rendition]) -> tuple[Step, ...]:
    if probe.sound is None:
        return ()
    rates = sorted({rung.audio for rung in wanted})
    return (
        Step(graph.measure_sound(), probe.seconds / 150, measures=True),
        Step(graph.encode_sound(profile, rates, seconds=probe.seconds), len(rates) * probe.seconds / 60),
    )


def _picture_cost(picture: Picture, films: Sequence[graph.Film]) -> float:
    """Return a price per megapixel that holds for x264's `medium` on the machines this was measured on."""
    pixels = sum(film.size[0] * film.size[1] * float(film.rate) for film in films)
    return picture.seconds * (pixels / 1e6 / 45 + picture.width * picture.height * float(picture.rate) / 1e6 / 800)


def _end(picture: Picture, probe: Probe) -> float:
    """Return when the picture ends, in seconds after the file's beginning, whatever clock the file starts at."""
    begin = min(picture.start, probe.sound.start if probe.sound else picture.start)
    return picture.start + picture.seconds - max(begin, 0.0)


def _rounded(seconds: float) -> float:
    """Return a length that containers of one stream agree on, since it is part of the key."""
    return float(round(seconds))


def _job(master: Master, action: Action, steps: tuple[Step, ...], files: tuple[Expected, ...], *, revision: int) -> Job:
    key = _key(master.probe.digest, revision, [step.arguments for step in steps])
    return Job(
        key,
        action,
        master.label,
        master.path,
        steps,
        files,
        master.probe.seconds,
        master.state,
        location=master.location,
    )


def _key(digest: str, revision: int, commands: Sequence[Sequence[str]]) -> str:
    text = json.dumps([digest, revision, [list(command) for command in commands]], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
