"""What is made together and kept under one key, and what is made in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from moocfab.diagnostics import Location
from moocfab.media import graph
from moocfab.media.command import Step, work
from moocfab.media.graph import Encoding
from moocfab.media.profiles import USUAL, Level
from moocfab.safe.pictures import Recipe

LOUDNESS, PAUSES = "loudness.json", "pauses.json"
DAMAGE = "damage.txt"
"""What ffmpeg said of a master that it could not decode all of; only there where it said something."""
"""Among a job's files: how loud the sound was, and is in what was made."""


class Action(StrEnum):
    """How a job makes its files."""

    ENCODE = "encode"
    REMUX = "remux"
    PACKAGE = "package"
    LISTEN = "listen"
    SPRITE = "sprite"
    POSTER = "poster"
    PICTURE = "picture"
    WRITE = "write"


class Reason(StrEnum):
    """Why a picture is handed on as it is, or encoded."""

    CONFORMS = "conforms"
    LADDER = "ladder"
    CODEC = "codec"
    RANGE = "range"
    SAMPLES = "samples"
    PIXELS = "pixels"
    ROTATION = "rotation"
    INTERLACED = "interlaced"
    SIZE = "size"
    RATE = "rate"
    WEIGHT = "weight"
    NOTES = "notes"
    COLOURS = "colours"
    FORMAT = "format"
    NAME = "name"
    SHAPE = "shape"


class Chosen(StrEnum):
    """Who chose a profile: the element, the course (or its team, or the environment), the picture, nobody."""

    ELEMENT = "element"
    COURSE = "course"
    MEASURED = "measured"
    USUAL = "usual"


@dataclass(frozen=True)
class Expected:
    """A file that a job makes, and what it must then be; a size of None is not verified.

    Attributes:
        usual: bytes that it will have, more or less.
    """

    name: str
    seconds: float = 0.0
    size: tuple[int, int] | None = None
    frames: int = 0
    sound: bool = False
    max_bytes: int = 0
    usual: int = 0


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
        encoding: what may be made in one decode with what other jobs make of the same master.
        level: how loud the sound is to be.
        keeps_sound: whether the master's sound is handed on as it is where it is that loud.
        track: name of the sound that goes with a picture that is handed on.
        recipe: what the copy of a picture is.
        after: the key of the job whose files this one packages.
        reasons: why its picture is handed on as it is, or encoded.
        profile: the name of the profile that it follows; empty where it follows none.
        chosen: who chose that.
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
    encoding: Encoding | None = field(default=None, repr=False)
    level: Level = USUAL
    keeps_sound: bool = False
    track: str = ""
    recipe: Recipe | None = None
    after: str = ""
    reasons: tuple[Reason, ...] = ()
    profile: str = ""
    chosen: Chosen | None = None
    location: Location = field(default_factory=lambda: Location("<python>"))

    @property
    def cost(self) -> float:
        """Return how much work it is."""
        return cost(self.steps) or 0.1

    @property
    def usual(self) -> int:
        """Return how many bytes its files will have, more or less."""
        return sum(expected.usual for expected in self.files)


@dataclass(frozen=True)
class Run:
    """Jobs of one master that are made in one go, with one decode, and those that package what they make."""

    jobs: tuple[Job, ...]
    then: tuple[Job, ...] = ()

    @property
    def cost(self) -> float:
        """Return how much work it is."""
        return sum(job.cost for job in (*self.jobs, *self.then))

    @property
    def width(self) -> float:
        """Return how many processors it keeps busy: its films are encoded side by side, each by one thread."""
        films = [film for job in self.jobs if job.encoding for film in job.encoding.films]
        return sum(film.cost for film in films) / max(film.cost for film in films) if films else 1.0


def cost(steps: Iterable[Step]) -> float:
    """Return how much work steps are."""
    return sum(step.cost for step in steps)


def runs(jobs: Iterable[Job]) -> list[Run]:
    """Return jobs as runs, the longest first: what can share a decode does."""
    jobs = list(jobs)
    keys = {job.key for job in jobs}
    alone = [(job,) for job in jobs if job.encoding is None and job.after not in keys]
    shared: dict[tuple[object, ...], list[Job]] = {}
    for job in jobs:
        if job.encoding is not None:
            shared.setdefault(job.encoding.family, []).append(job)
    found = [
        Run(tuple(made), tuple(job for job in jobs if job.after in {other.key for other in made}))
        for made in (*alone, *shared.values())
    ]
    return sorted(found, key=lambda run: -run.cost)


def steps_of(jobs: Sequence[Job]) -> tuple[Step, ...]:
    """Return the steps of a run; each job's files are made in a folder of its own (`command.work`)."""
    if len(jobs) == 1:
        return jobs[0].steps
    encodings = [job.encoding for job in jobs if job.encoding is not None]
    return graph.encode([replace(item, folder=work(at)) for at, item in enumerate(encodings)])
