"""What is to be made: from probe, profile and target to jobs with keys. Nothing here reads, writes or runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from moocfab.diagnostics import Location
from moocfab.kinds.contract import VideoFiles
from moocfab.media import graph, sound
from moocfab.media.captions.model import Cue
from moocfab.media.command import Step, Task
from moocfab.media.graph import Encoding
from moocfab.media.jobs import LOUDNESS, PAUSES, Action, Expected, Job, Reason
from moocfab.media.model import Picture, Probe
from moocfab.media.profiles import USUAL, Level, Listening, Profile, Rendition
from moocfab.media.thumbnails import index, sheet
from moocfab.prose import Asked, Recording
from moocfab.targets import VideoDelivery

TEASER = ""
"""Stands for an element's name where the video is the course's teaser."""

POSTER_SHORT_SIDE = 720
POSTER = "poster.jpg"
_THUMBNAILS = "thumbnails.jpg"
_KEY_LENGTH = 16
_RECORDING = "recording"
_NEAR = 1.3
"""How much more than its rate a sound may take that is handed on as it is: containers and tags count too."""


class Role(StrEnum):
    """What an output is for."""

    VIDEO = "video"
    CAPTIONS = "captions"
    POSTER = "poster"
    PLAYLIST = "playlist"
    THUMBNAILS = "thumbnails"
    SOUND = "sound"
    RECORDING = "recording"
    PICTURE = "picture"


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
        static: whether it is part of the archive, in `static/`, and not of `media/`.
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
    static: bool = False


@dataclass(frozen=True)
class MediaPlan:
    """What one target gets.

    Attributes:
        published: element's name to where its video will be.
        statics: file name in `static/` to its bytes, or to the master that a build makes it from.
        recordings: file of the course and what it asks for to the sound that is made of it, None where none can be.
        outputs: what lands in `media/`, or in the archive.
        jobs: what must be made or kept for it.
        spoken: captions of what is made, to be compared with what is heard in it.
    """

    published: Mapping[str, VideoFiles] = field(default_factory=dict)
    statics: Mapping[str, bytes | Path] = field(default_factory=dict)
    recordings: Mapping[tuple[str, Asked], Recording | None] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    jobs: tuple[Job, ...] = ()
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """Captions of a video.

    Attributes:
        element: url_name of the element, or `TEASER`.
        language: in which they are declared.
        key: of the job that hears the video.
        path: of the captions, as shown.
        cues: in the order of their beginnings.
        seconds: that the video lasts.
    """

    element: str
    language: str
    key: str
    path: str
    cues: tuple[Cue, ...]
    seconds: float


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
    if delivery.delivery != "marsha":
        return replace(_encode(master, profile, wanted, delivery), reasons=(Reason.LADDER,))
    found = reasons(master, wanted[0], delivery)
    if found:
        return replace(_encode(master, profile, wanted, delivery), reasons=found)
    return replace(_copy(master, profile, wanted[0], delivery), reasons=(Reason.CONFORMS,))


def reasons(master: Master, rendition: Rendition, delivery: VideoDelivery) -> tuple[Reason, ...]:
    """Return why a master's picture cannot be handed on as it is; none where it can."""
    picture = master.probe.picture
    assert picture is not None
    most = min(rendition.short_side, delivery.max_short_side)
    found = {
        Reason.CODEC: picture.codec != "h264",
        Reason.RANGE: picture.high_dynamic_range,
        Reason.SAMPLES: picture.pixel_format not in ("yuv420p", "yuvj420p"),
        Reason.PIXELS: picture.aspect != 1,
        Reason.ROTATION: bool(picture.rotation),
        Reason.INTERLACED: picture.interlaced,
        Reason.SIZE: picture.short_side > most,
        Reason.RATE: picture.rate > Fraction(101, 100) * rendition.max_fps,
        Reason.WEIGHT: bool(delivery.max_bytes) and master.state[0] > 0.98 * delivery.max_bytes,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def thumbnails_job(master: Master, profile: Profile) -> Job:
    """Return the job that takes the thumbnails of a video."""
    picture = master.probe.picture
    assert picture is not None
    made = sheet(picture.shown, _rounded(master.probe.seconds), _THUMBNAILS)
    encoding = Encoding(_nominal(master.probe), profile, sheet=made)
    weight = made.count * made.size[0] * made.size[1] // 6
    files = (Expected(_THUMBNAILS, usual=weight),)
    return _job(master, Action.SPRITE, graph.encode([encoding]), files, encoding=encoding)


def index_job(master: Master, thumbnails: Job, address: str) -> Job:
    """Return the job that keeps the file which says when each of the thumbnails is."""
    assert thumbnails.encoding is not None and thumbnails.encoding.sheet is not None
    content = index(thumbnails.encoding.sheet, thumbnails.encoding.probe.seconds, address)
    return write_job(content, "thumbnails.vtt", master.label, master.location)


def listening_job(master: Master, profile: Profile, made: Listening) -> Job:
    """Return the job that makes the sound alone."""
    seconds = _rounded(master.probe.seconds)
    files = (Expected(f"{made.name}.mp3", usual=_bytes(made.rate, seconds)), Expected(LOUDNESS))
    return _job(master, Action.LISTEN, sound.listening(made, seconds), files, level=profile.level)


def recording_job(master: Master, profile: Profile, wanted: Listening) -> Job:
    """Return the job that makes a recording; one that is what is wanted already is handed on as it is."""
    heard = master.probe.sound
    assert heard is not None
    seconds = _rounded(master.probe.seconds)
    channels = min(heard.channels, wanted.channels)
    made = Listening(name=_RECORDING, rate=wanted.rate * channels // wanted.channels, channels=channels)
    rate = master.state[0] * 8 / 1000 / max(1.0, master.probe.seconds)
    keeps = heard.codec.startswith("mp3") and heard.channels <= channels and rate <= _NEAR * made.rate
    name, usual = f"{_RECORDING}.mp3", master.state[0] if keeps else _bytes(made.rate, seconds)
    files = (Expected(name, master.probe.seconds, sound=True, usual=usual), Expected(LOUDNESS))
    if not keeps:
        return _job(master, Action.LISTEN, sound.listening(made, seconds), files, level=profile.level)
    track = made.model_copy(update={"name": f"new-{_RECORDING}"})
    steps = (*sound.listening(track, seconds), Step(sound.copy(name), 0.1 + seconds / 2000))
    job = _job(master, Action.REMUX, steps, files, level=profile.level)
    return replace(job, keeps_sound=True, track=f"{track.name}.mp3", reasons=(Reason.CONFORMS,))


def package_job(master: Master, ladder: Job, prefix: str, profile: Profile) -> Job:
    """Return the job that packages a ladder as HLS; names begin with `prefix`, since playlists name files."""
    assert ladder.encoding is not None
    films, heard = ladder.encoding.films, master.probe.sound is not None
    names = [f"{prefix}-{film.rendition.name}" for film in films]
    files = [Expected(f"{prefix}.m3u8")]
    for name, film in zip(names, films, strict=True):
        weight = next(expected.usual for expected in ladder.files if expected.name == film.name)
        files += [Expected(f"{name}.m3u8"), Expected(f"{name}.hls.mp4", usual=weight)]
    arguments = graph.package(films, prefix, heard=heard, gop=profile.gop)
    step = Step(arguments, 0.2 + len(films) * master.probe.seconds / 2000)
    key = key_of(ladder.key, 1, [arguments])
    return Job(key, Action.PACKAGE, master.label, None, (step,), tuple(files), master.probe.seconds,
               after=ladder.key, location=master.location)  # fmt: skip


def poster_job(master: Master) -> Job:
    """Return the job that takes a still picture of a video."""
    picture = master.probe.picture
    assert picture is not None
    arguments = graph.extract_poster(picture, POSTER, short_side=POSTER_SHORT_SIDE, seconds=_rounded(picture.seconds))
    steps = (Step(arguments, 1.0),)
    return _job(master, Action.POSTER, steps, (Expected(POSTER, usual=80_000),))


def write_job(content: bytes, name: str, label: str, location: Location) -> Job:
    """Return the job that keeps bytes that are known already."""
    key = key_of(hashlib.sha256(content).hexdigest(), 1, [["write", name]])
    return Job(key, Action.WRITE, label, None, (), (Expected(name),), content=content, location=location)


def short_key(job: Job) -> str:
    """Return the part of a job's key that stands in file names."""
    return job.key[:_KEY_LENGTH]


def _encode(master: Master, profile: Profile, wanted: Sequence[Rendition], delivery: VideoDelivery) -> Job:
    probe = master.probe
    picture = probe.picture
    assert picture is not None
    seconds = _rounded(probe.seconds)
    films = tuple(graph.film(picture, rung, max_bytes=delivery.max_bytes, seconds=seconds) for rung in wanted)
    encoding = Encoding(_nominal(probe), profile, films)
    frames = _end(picture, probe)
    files = tuple(
        Expected(
            film.name,
            probe.seconds,
            film.size,
            round(frames * film.rate),
            probe.sound is not None,
            delivery.max_bytes,
            _bytes(min(film.usual, film.maxrate) + film.rendition.audio, seconds),
        )
        for film in films
    )
    return _job(master, Action.ENCODE, graph.encode([encoding]), _heard(files, probe), encoding=encoding)


def _copy(master: Master, profile: Profile, rendition: Rendition, delivery: VideoDelivery) -> Job:
    """Return the job that hands a picture on as it is; its sound is made as loud as is wanted."""
    probe = master.probe
    picture = probe.picture
    assert picture is not None
    name = f"{rendition.name}.mp4"
    seconds = _rounded(probe.seconds)
    heard = sound.tracks((rendition.audio,), seconds, channels=probe.sound.channels) if probe.sound else ()
    copied = Step(graph.copy_picture(picture, name, heard=bool(heard)), 0.2 + probe.seconds / 500)
    steps = (*heard, copied, Step(graph.look_at(picture), 0.1 + probe.seconds / 50))
    expected = Expected(
        name,
        probe.seconds,
        (picture.width, picture.height),
        picture.frames,
        probe.sound is not None,
        delivery.max_bytes,
        master.state[0],
    )
    keeps = probe.sound is not None and probe.sound.codec == "aac" and probe.sound.channels <= 2
    files = _heard((expected,), probe)
    job = _job(master, Action.REMUX, steps, files, level=profile.level)
    return replace(job, keeps_sound=keeps, track=sound.track(rendition.audio))


def _heard(files: tuple[Expected, ...], probe: Probe) -> tuple[Expected, ...]:
    return (*files, Expected(LOUDNESS), Expected(PAUSES)) if probe.sound else files


def _nominal(probe: Probe) -> Probe:
    return probe.model_copy(update={"seconds": _rounded(probe.seconds)})


def _bytes(kilobits: float, seconds: float) -> int:
    return round(kilobits * 1000 / 8 * seconds)


def _end(picture: Picture, probe: Probe) -> float:
    """Return when the picture ends, in seconds after the file's beginning, whatever clock the file starts at."""
    begin = min(picture.start, probe.sound.start if probe.sound else picture.start)
    return picture.start + picture.seconds - max(begin, 0.0)


def _rounded(seconds: float) -> float:
    """Return a length that containers of one stream agree on, since it is part of the key."""
    return float(round(seconds))


def _job(
    master: Master,
    action: Action,
    steps: tuple[Step, ...],
    files: tuple[Expected, ...],
    *,
    encoding: Encoding | None = None,
    level: Level | None = None,
) -> Job:
    revision = encoding.profile.revision if encoding else 1
    level = encoding.profile.level if encoding else level
    heard = any(step.task is not Task.MAKE for step in steps)
    facts = [level.loudness, level.true_peak] if level and heard else []
    key = key_of(master.probe.digest, revision, [step.arguments for step in steps], facts)
    return Job(
        key,
        action,
        master.label,
        master.path,
        steps,
        files,
        master.probe.seconds,
        master.state,
        encoding=encoding,
        level=level or USUAL,
        location=master.location,
    )


def key_of(digest: str, revision: int, commands: Sequence[Sequence[str]], facts: Sequence[float] = ()) -> str:
    """Return the key of what is made of something by some commands."""
    text = json.dumps([digest, revision, *facts, [list(command) for command in commands]], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
