"""Jobs carried out by ffmpeg, and what they made verified: the only place that calls it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.diagnostics import Text
from moocfab.errors import ToolError
from moocfab.media import images
from moocfab.media.command import GAIN, LIMIT, MADE, SOUND, SOURCE, Step, Task, work
from moocfab.media.jobs import DAMAGE, LOUDNESS, Action, Expected, Job, cost, steps_of
from moocfab.media.loudness import Leveller, read
from moocfab.media.model import Probe
from moocfab.media.plan import POSTER_SHORT_SIDE
from moocfab.media.probe import probe
from moocfab.safe.process import Limits, OutOfTime, run

SECONDS_WITHOUT_A_SIGN = 120.0
CORRECTIONS = 3
"""How often a sound is made again at most, to be as loud as is wanted."""

_UNREADABLE = re.compile(r"Decode error rate (\d(?:\.\d+)?) exceeds")
_ERRORS = re.compile(r"^.*(?:[Ee]rror|[Ii]nvalid|concealing).*$", re.MULTILINE)
_SPEAKER = re.compile(r"\[[^\]]* @ 0x[0-9a-f]+\] ?")
"""The part of ffmpeg that speaks, with where it lies in memory: another one each time."""


class NotMade(Exception):
    """Why a job's files could not be made of its master: in ffmpeg's words, or in ours of what is not as expected.

    Attributes:
        why: the reason, for the author.
    """

    def __init__(self, why: Text | str) -> None:
        self.why = why if isinstance(why, Text) else Text(why, why)
        super().__init__(self.why.en)


def make(
    jobs: Sequence[Job],
    works: Sequence[Path],
    ffmpeg: str,
    *,
    made: Path | None = None,
    tell: Callable[[float], None] = lambda _share: None,
    cancelled: threading.Event | None = None,
) -> None:
    """Make the files of the jobs of one run, each in its folder, and verify them.

    Args:
        jobs: of one master, to be made in one go.
        works: an empty folder for each.
        ffmpeg: its path.
        made: the folder of what is packaged.
        tell: is given how much of it is done, 0 to 1.
        cancelled: stops it when set.

    Raises:
        NotMade: the master cannot be read to its end, or what was made is not what was expected.
        Cancelled: `cancelled` was set.
        ToolError: ffmpeg cannot be started, the disk is full.
    """
    job, work = jobs[0], works[0]
    if job.action is Action.WRITE:
        (work / job.files[0].name).write_bytes(job.content)
        return
    if job.action is Action.PICTURE:
        _picture(job, work)
        return
    _Making(job, works, ffmpeg, made, tell, cancelled).go(steps_of(jobs))
    for one, place in zip(jobs, works, strict=True):
        verify(one.files, place, cancelled=cancelled)


@dataclass(slots=True)
class _Making:
    """The steps of one run while they are made."""

    job: Job
    works: Sequence[Path]
    ffmpeg: str
    made: Path | None
    tell: Callable[[float], None]
    cancelled: threading.Event | None
    sound: Leveller = field(init=False)
    damage: list[str] = field(default_factory=list)
    done: float = 0.0
    total: float = 1.0

    def __post_init__(self) -> None:
        self.sound = Leveller(self.job.level)

    def go(self, steps: Sequence[Step]) -> None:
        """Make every step, the sound until it is as it is wanted."""
        self.total = cost(steps) or 1.0
        levels = next((step for step in steps if step.task is Task.SOUND), None)
        for step in steps:
            if not (self.kept and step.task in (Task.SOUND, Task.GAUGE)):
                messages = self.run(step)
                if step.task is Task.MAKE:
                    self.damage += _ERRORS.findall(messages)
                if step.task is Task.MEASURE:
                    self.sound.measured(read(messages))
                elif step.task is Task.GAUGE and levels is not None:
                    self.level(levels, step, messages)
            self.done += step.cost
            self.tell(self.done / self.total)
        for place in self.works:
            if levels is not None:
                (place / LOUDNESS).write_bytes(self.sound.noted())
            if self.damage:
                (place / DAMAGE).write_text("\n".join(self.damage), encoding="utf-8")

    @property
    def kept(self) -> bool:
        """Return whether the master's sound is handed on as it is."""
        return self.job.keeps_sound and self.sound.before is not None and self.sound.before.fits(self.job.level)

    def level(self, levels: Step, gauge: Step, messages: str) -> None:
        """Make the sound again while what was measured of it says how it gets nearer to what is wanted."""
        for _ in range(CORRECTIONS):
            if not self.sound.improves(read(messages)):
                break
            self.run(levels)
            messages = self.run(gauge)
        found = read(messages)
        self.sound.after = tuple(found)
        for one in found:
            if not one.below(self.job.level):
                raise NotMade(f"true peak {one.peak} dBTP, expected {self.job.level.true_peak}")

    def run(self, step: Step) -> str:
        """Run one step; return ffmpeg's messages."""
        marks = {
            SOURCE: str(self.job.source),
            MADE: str(self.made),
            SOUND: str(self.job.source) if self.kept else f"{self.works[0]}/{self.job.track}",
            GAIN: f"{self.sound.gain:.1f}",
            LIMIT: f"{self.sound.limit:.4f}",
            **{work(number): str(place) for number, place in enumerate(self.works)},
        }
        seconds = max(1.0, self.job.seconds)

        def heard(done: float) -> None:
            self.tell((self.done + step.cost * min(1.0, max(0.0, done / seconds))) / self.total)

        level = "error" if step.task in (Task.MAKE, Task.SOUND) else "info"
        arguments = [_filled(argument, marks) for argument in step.arguments]
        return call(self.ffmpeg, arguments, seconds=seconds, level=level, heard=heard, cancelled=self.cancelled)


def verify(files: Sequence[Expected], work: Path, *, cancelled: threading.Event | None = None) -> None:
    """Read what was made, and compare it with what was to be made.

    Raises:
        NotMade: it is something else.
    """
    films = [expected for expected in files if expected.size is not None]
    for expected, answer in zip(films, probe([work / film.name for film in films], cancelled=cancelled), strict=True):
        if not isinstance(answer, Probe) or answer.picture is None:
            raise NotMade(f"{expected.name}: unreadable")
        _compare(expected, answer, (work / expected.name).stat().st_size)
    for expected in files:
        if expected.size is None and not (work / expected.name).is_file():
            raise NotMade(f"{expected.name}: missing")


def _compare(expected: Expected, found: Probe, size: int) -> None:
    picture = found.picture
    assert picture is not None
    differences = [
        (abs(picture.frames - expected.frames) > max(2, expected.frames * 0.01), "frames", picture.frames),
        (abs(found.seconds - expected.seconds) > max(0.5, expected.seconds * 0.01), "seconds", found.seconds),
        ((picture.width, picture.height) != expected.size, "size", picture.shown),
        ((found.sound is not None) != expected.sound, "sound", found.sound),
        (0 < expected.max_bytes < size, "bytes", size),
    ]
    for differs, name, value in differences:
        if differs:
            raise NotMade(f"{expected.name}: {name} {value}, expected {getattr(expected, name, expected.max_bytes)}")


def call(
    ffmpeg: str,
    arguments: Sequence[str],
    *,
    seconds: float,
    level: str = "error",
    heard: Callable[[float], None] = lambda _done: None,
    cancelled: threading.Event | None = None,
) -> str:
    """Run ffmpeg on media of so many seconds; return its messages.

    Args:
        ffmpeg: its path.
        arguments: but for those that say how it runs.
        seconds: that what it makes lasts.
        level: of its messages.
        heard: is given how many seconds are made.
        cancelled: stops it when set.

    Raises:
        NotMade: it fails.
        Cancelled: `cancelled` was set.
        ToolError: it cannot be started, the disk is full.
    """
    command = [ffmpeg, "-nostdin", "-hide_banner", "-v", level, "-nostats", "-progress", "pipe:1", "-y", *arguments]
    allowed = Limits(wall=1800 + 200 * seconds, stall=SECONDS_WITHOUT_A_SIGN, cpu=int(600 + 100 * seconds))

    def line(said: str) -> None:
        name, _, value = said.partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            heard(int(value) / 1e6)

    try:
        finished = run(command, limits=allowed, line=line, cancelled=cancelled)
    except OutOfTime as error:
        raise NotMade(Text(error.fr, error.en)) from error
    if "No space left on device" in finished.errors:
        raise ToolError("le disque est plein", "the disk is full")
    if finished.status != 0:
        raise NotMade(said_by(finished.errors) or f"ffmpeg: {finished.status}")
    return finished.errors


def said_by(errors: str) -> Text | str:
    """Return why ffmpeg stopped: how much is unreadable where it says so, else its last line; without addresses."""
    rate = _UNREADABLE.search(errors)
    if rate:
        share = round(float(rate[1]) * 100)
        return Text(f"{share} % de l'image ou du son ne se lit pas", f"{share}% of its picture or sound cannot be read")
    lines = [_SPEAKER.sub("", line).strip() for line in errors.splitlines()]
    return next((line[:200] for line in reversed(lines) if line), "")


def _filled(argument: str, marks: dict[str, str]) -> str:
    for mark, value in marks.items():
        argument = argument.replace(mark, value)
    return argument


def _picture(job: Job, work: Path) -> None:
    assert job.source is not None
    try:
        images.poster(job.source, work / job.files[0].name, short_side=POSTER_SHORT_SIDE)
    except images.NotAPicture as error:
        raise NotMade(error.why) from error
