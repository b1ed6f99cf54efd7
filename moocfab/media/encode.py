"""Jobs carried out by ffmpeg: the only place that calls it."""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.diagnostics import Text
from moocfab.errors import REASONS, Unwritable
from moocfab.media import pauses
from moocfab.media.command import MADE, SOUND, SOURCE, Step, Task, filled, gain, limit, work
from moocfab.media.jobs import DAMAGE, LOUDNESS, PAUSES, Action, Job, cost, steps_of
from moocfab.media.loudness import Leveller, Loudness, gain_for, note, read
from moocfab.media.profiles import Level
from moocfab.media.verify import NotMade, verify
from moocfab.safe import pictures
from moocfab.safe.process import TAIL_BYTES, Limits, OutOfTime, run

SECONDS_WITHOUT_A_SIGN = 120.0
CORRECTIONS = 8
"""How often a sound is made again at most; one or two times do, but where clicks stand far above all the rest."""

_UNREADABLE = re.compile(r"Decode error rate (\d(?:\.\d+)?) exceeds")
_ERRORS = re.compile(r"^.*(?:[Ee]rror|[Ii]nvalid|concealing).*$", re.MULTILINE)
_SPEAKER = re.compile(r"\[[^\]]* @ 0x[0-9a-f]+\] ?")
"""The part of ffmpeg that speaks, with where it lies in memory: another one each time."""


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
        _picture(job, work, cancelled)
        return
    _Making(jobs, works, ffmpeg, made, tell, cancelled).go(steps_of(jobs))
    for one, place in zip(jobs, works, strict=True):
        verify(one.files, place, cancelled=cancelled)


@dataclass(slots=True)
class _Making:
    """The steps of one run while they are made."""

    jobs: Sequence[Job]
    works: Sequence[Path]
    ffmpeg: str
    made: Path | None
    tell: Callable[[float], None]
    cancelled: threading.Event | None
    before: Loudness | None = None
    tracks: dict[str, Leveller] = field(default_factory=dict)
    pauses: Sequence[pauses.Pause] = ()
    damage: list[str] = field(default_factory=list)
    done: float = 0.0
    total: float = 1.0

    @property
    def job(self) -> Job:
        """Return the first job, whose folder holds what all share."""
        return self.jobs[0]

    def go(self, steps: Sequence[Step]) -> None:
        """Make every step, the sound until it is as it is wanted."""
        self.total = cost(steps) or 1.0
        levels = next((step for step in steps if step.task is Task.SOUND), None)
        for step in steps:
            if not (self.kept and step.task in (Task.SOUND, Task.GAUGE)):
                messages = self.run(step)
                if step.task is Task.MAKE:
                    self.damage += _ERRORS.findall(messages)
                if step.task is Task.MEASURE and levels is not None:
                    self.aim(levels.tracks, messages)
                elif step.task is Task.GAUGE and levels is not None:
                    self.level(levels, step, messages)
            self.done += step.cost
            self.tell(self.done / self.total)
        for job, place in zip(self.jobs, self.works, strict=True):
            self.note(job, place)

    @property
    def kept(self) -> bool:
        """Return whether the master's sound is handed on as it is."""
        return self.job.keeps_sound and self.before is not None and self.before.fits(self.job.level)

    def aim(self, names: Sequence[str], messages: str) -> None:
        """Give every track the gain that its master wants, and take note of where nothing is heard."""
        (self.before,) = _measured(messages, 1)
        self.pauses = pauses.read(messages)
        missing = gain_for(self.before.integrated, self.job.level)
        self.tracks = {name: Leveller(self.job.level, missing) for name in names}

    def level(self, levels: Step, gauge: Step, messages: str) -> None:
        """Make tracks again while what was measured of them says how they get nearer to what is wanted.

        Each is corrected by what was measured of it alone: it has the same bytes whatever is made beside it.
        """
        for _ in range(CORRECTIONS):
            found = zip(gauge.tracks, _measured(messages, len(gauge.tracks)), strict=True)
            if not [name for name, one in found if self.tracks[name].improves(one)]:
                break
            self.run(levels)
            messages = self.run(gauge)
        for name, one in zip(gauge.tracks, _measured(messages, len(gauge.tracks)), strict=True):
            self.tracks[name].after = one
            if not one.below(self.job.level):
                raise NotMade(_loud(one, self.job.level))

    def note(self, job: Job, place: Path) -> None:
        """Keep beside a job's files how loud its sound is, and what was damaged."""
        names = dict.fromkeys(name for step in job.steps for name in step.tracks)
        after = [one for name in names if (one := self.before if self.kept else self.tracks[name].after)]
        if names:
            (place / LOUDNESS).write_bytes(note(self.before, after))
            (place / PAUSES).write_bytes(pauses.note(self.pauses))
        if self.damage:
            (place / DAMAGE).write_text("\n".join(self.damage), encoding="utf-8")

    def run(self, step: Step) -> str:
        """Run one step; return ffmpeg's messages."""
        marks = {
            SOURCE: str(self.job.source),
            MADE: str(self.made),
            SOUND: str(self.job.source) if self.kept else f"{self.works[0]}/{self.job.track}",
            **{gain(name): f"{track.gain:.1f}" for name, track in self.tracks.items()},
            **{limit(name): f"{track.limit:.4f}" for name, track in self.tracks.items()},
            **{work(number): str(place) for number, place in enumerate(self.works)},
        }
        seconds = max(1.0, self.job.seconds)

        def heard(done: float) -> None:
            self.tell((self.done + step.cost * min(1.0, max(0.0, done / seconds))) / self.total)

        level = "error" if step.task in (Task.MAKE, Task.SOUND) else "info"
        tail = pauses.BYTES if step.task is Task.MEASURE else TAIL_BYTES
        arguments = filled(step.arguments, marks)
        return call(
            self.ffmpeg, arguments, seconds=seconds, level=level, heard=heard, cancelled=self.cancelled, tail=tail
        )


def _loud(found: Loudness, level: Level) -> Text:
    return Text(
        f"son trop fort : crêtes à {found.peak} dBTP au lieu de {level.true_peak} au plus",
        f"its sound is too loud: peaks of {found.peak} dBTP instead of {level.true_peak} at most",
    )


def _measured(messages: str, count: int) -> list[Loudness]:
    """Return how loud so many tracks are."""
    found = read(messages)
    if len(found) != count:
        raise NotMade(Text("la force de son son n'a pas pu être mesurée", "its loudness could not be measured"))
    return found


def call(
    ffmpeg: str,
    arguments: Sequence[str],
    *,
    seconds: float,
    level: str = "error",
    heard: Callable[[float], None] = lambda _done: None,
    cancelled: threading.Event | None = None,
    tail: int = TAIL_BYTES,
) -> str:
    """Run ffmpeg on media of so many seconds; return its messages.

    Args:
        ffmpeg: its path.
        arguments: but for those that say how it runs.
        seconds: that what it makes lasts.
        level: of its messages.
        heard: is given how many seconds are made.
        cancelled: stops it when set.
        tail: how many bytes of the end of its messages are returned.

    Raises:
        NotMade: it fails.
        Cancelled: `cancelled` was set.
        ToolError: it cannot be started, the disk is full.
    """
    command = [ffmpeg, "-nostdin", "-hide_banner", "-v", level, "-nostats", "-progress", "pipe:1", "-y", *arguments]
    # A film's index moves to its front at the end, without a sign: on a slow disk that takes a while.
    allowed = Limits(
        wall=1800 + 200 * seconds, stall=SECONDS_WITHOUT_A_SIGN + seconds / 5, cpu=int(600 + 100 * seconds)
    )

    def line(said: str) -> None:
        name, _, value = said.partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            heard(int(value) / 1e6)

    try:
        finished = run(command, limits=allowed, line=line, cancelled=cancelled, tail=tail)
    except OutOfTime as error:
        raise NotMade(Text(error.fr, error.en)) from error
    if "No space left on device" in finished.errors:
        raise Unwritable(arguments[-1].removeprefix("file:"), REASONS[errno.ENOSPC])
    if finished.status != 0:
        raise NotMade(said_by(finished.errors) or f"ffmpeg: {finished.status}")
    return finished.errors


def said_by(errors: str) -> Text | str:
    """Return why ffmpeg stopped: how much is unreadable where it says so, else its last line; without addresses."""
    if "No such filter: 'zscale'" in errors:
        return Text(
            "elle est en HDR, que cet ffmpeg ne sait pas convertir : installez le paquet imageio-ffmpeg",
            "it is HDR, which this ffmpeg cannot convert: install the package imageio-ffmpeg",
        )
    rate = _UNREADABLE.search(errors)
    if rate:
        share = round(float(rate[1]) * 100)
        return Text(f"{share} % de l'image ou du son ne se lit pas", f"{share}% of its picture or sound cannot be read")
    lines = [_SPEAKER.sub("", line).strip() for line in errors.splitlines()]
    return next((line[:200] for line in reversed(lines) if line), "")


def _picture(job: Job, work: Path, cancelled: threading.Event | None) -> None:
    assert job.source is not None and job.recipe is not None
    try:
        pictures.made(job.source, work / job.files[0].name, job.recipe, cancelled=cancelled)
    except pictures.NotAPicture as error:
        raise NotMade(error.why) from error
