"""Jobs carried out by ffmpeg, and what they made verified: the only place that calls it."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from moocfab.diagnostics import Text
from moocfab.errors import ToolError
from moocfab.media import images
from moocfab.media.graph import GAIN, SOURCE, WORK
from moocfab.media.model import Probe
from moocfab.media.plan import POSTER_SHORT_SIDE, Action, Expected, Job, Step
from moocfab.media.probe import probe
from moocfab.media.profiles import Profile
from moocfab.safe.process import Limits, OutOfTime, run

SECONDS_WITHOUT_A_SIGN = 120.0
LOUDEST_GAIN = 20.0
"""In dB; more would only raise the noise of a recording that is nearly silent."""

_SILENCE = -70.0
_LOUDNESS = re.compile(r"^\s*I:\s*(-?[\d.]+|-inf|nan) LUFS", re.MULTILINE)
_UNREADABLE = re.compile(r"Decode error rate (\d(?:\.\d+)?) exceeds")
_SPEAKER = re.compile(r"\[[^\]]* @ 0x[0-9a-f]+\] ?")
"""The part of ffmpeg that speaks, with where it lies in memory: another one each time."""
_TARGET = Profile.model_fields["loudness"].default


class NotMade(Exception):
    """Why a job's files could not be made of its master: in ffmpeg's words, or in ours of what is not as expected.

    Attributes:
        why: the reason, for the author.
    """

    def __init__(self, why: Text | str) -> None:
        self.why = why if isinstance(why, Text) else Text(why, why)
        super().__init__(self.why.en)


def make(
    job: Job,
    work: Path,
    ffmpeg: str,
    *,
    tell: Callable[[float], None] = lambda _done: None,
    cancelled: threading.Event | None = None,
) -> None:
    """Make the files of a job in the folder `work`, and verify them.

    Args:
        job: what to make.
        work: an empty folder.
        ffmpeg: its path.
        tell: is given how much of the job's cost is done.
        cancelled: stops it when set.

    Raises:
        NotMade: the master cannot be read to its end, or what was made is not what was expected.
        Cancelled: `cancelled` was set.
        ToolError: ffmpeg cannot be started, the disk is full.
    """
    if job.action is Action.WRITE:
        (work / job.files[0].name).write_bytes(job.content)
        return
    if job.action is Action.PICTURE:
        _picture(job, work)
        return
    gain, done = 0.0, 0.0
    for step in job.steps:
        messages = _run(job, step, work, ffmpeg, gain, partial(_tell_after, tell, done), cancelled)
        if step.measures:
            gain = gain_for(messages)
        done += step.cost
        tell(done)
    verify(job.files, work, cancelled=cancelled)


def _tell_after(tell: Callable[[float], None], before: float, part: float) -> None:
    tell(before + part)


def gain_for(messages: str, target: float = _TARGET) -> float:
    """Return the gain, in dB, that brings what ebur128 measured to the loudness that is wanted."""
    found = _LOUDNESS.findall(messages)
    loudness = float(found[-1]) if found else -math.inf
    if not math.isfinite(loudness) or loudness <= _SILENCE:
        return 0.0
    return round(min(target - loudness, LOUDEST_GAIN), 1)


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


def _run(
    job: Job,
    step: Step,
    work: Path,
    ffmpeg: str,
    gain: float,
    tell: Callable[[float], None],
    cancelled: threading.Event | None,
) -> str:
    """Run one step; return ffmpeg's messages."""
    marks = {SOURCE: str(job.source), WORK: str(work), GAIN: f"{gain:.1f}"}
    level = "info" if step.measures else "error"
    command = [ffmpeg, "-nostdin", "-hide_banner", "-v", level, "-nostats", "-progress", "pipe:1", "-y"]
    command += [_filled(argument, marks) for argument in step.arguments]
    seconds = max(1.0, job.seconds)
    allowed = Limits(wall=1800 + 200 * seconds, stall=SECONDS_WITHOUT_A_SIGN, cpu=int(600 + 100 * seconds))

    def heard(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            tell(step.cost * min(1.0, max(0.0, int(value) / 1e6 / seconds)))

    try:
        finished = run(command, limits=allowed, line=heard, cancelled=cancelled)
    except OutOfTime as error:
        raise NotMade(Text(error.fr, error.en)) from error
    if "No space left on device" in finished.errors:
        raise ToolError(f"le disque est plein : « {work} »", f"the disk is full: “{work}”")
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
