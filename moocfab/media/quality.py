"""What became of videos, measured on what was made: size, rate, likeness to the master, loudness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moocfab.media import graph, loudness, tools
from moocfab.media.cache import Cache
from moocfab.media.command import MADE, SOURCE, filled
from moocfab.media.encode import call
from moocfab.media.jobs import LOUDNESS
from moocfab.media.loudness import Loudness
from moocfab.media.model import Probe
from moocfab.media.plan import MediaPlan, Output, Role, Spoken
from moocfab.media.probe import flows, probe
from moocfab.media.store import File, Store
from moocfab.media.verify import NotMade

_SCORE = re.compile(r"VMAF score: ([\d.]+)")
_KIND = "vmaf-1"
SAMPLES, SECONDS = 3, 2.0
"""Moments that are compared, and how long each is."""


@dataclass(frozen=True)
class Rendition:
    """One film that was made.

    Attributes:
        name: `720p`, `mezzanine`…
        file: name in `media/`.
        size: in bytes.
        probe: what it holds.
        likeness: its VMAF against the master, 0 to 100; None where it cannot be told.
        flow: bytes of each second.
    """

    name: str
    file: str
    size: int
    probe: Probe
    likeness: float | None
    flow: tuple[int, ...]

    @property
    def rate(self) -> float:
        """Return kbit/s, on average."""
        return self.size * 8 / 1000 / max(self.probe.seconds, 0.001)


@dataclass(frozen=True)
class Video:
    """What became of one video for one target.

    Attributes:
        label: the master's name.
        size: of the master, in bytes.
        probe: of the master.
        captions: of it, by language.
        poster: the file, or None.
        before: how loud the master is.
        after: how loud the outputs are.
        missing: whether it has not been made yet.
    """

    target: str
    element: str
    label: str
    size: int
    probe: Probe | None
    captions: tuple[Spoken, ...]
    renditions: tuple[Rendition, ...] = ()
    poster: Path | None = None
    before: Loudness | None = None
    after: tuple[Loudness, ...] = ()

    @property
    def missing(self) -> bool:
        """Return whether it has not been made yet."""
        return not self.renditions


@dataclass(frozen=True)
class Recorded:
    """What became of one recording for one target; `size` is 0 where it has not been made yet."""

    target: str
    label: str
    seconds: float
    size: int
    before: Loudness | None = None
    after: tuple[Loudness, ...] = ()


def recorded(plans: Mapping[str, MediaPlan], store: Store) -> list[Recorded]:
    """Return what became of every recording that plans make, in their order."""
    found = []
    for name, plan in plans.items():
        jobs = {job.key: job for job in plan.jobs}
        for output in plan.outputs:
            if output.role is Role.RECORDING:
                job, files = jobs[output.key], store.find(output.key)
                size = files[output.file].size if output.file in files else 0
                found.append(Recorded(name, job.label, job.seconds, size, *_loudness(files.get(LOUDNESS))))
    return found


def measured(plans: Mapping[str, MediaPlan], store: Store, cache: Cache) -> list[Video]:
    """Return what became of every video that plans make, in their order; likenesses are remembered.

    Raises:
        ToolError: there is no ffmpeg, no process can be started.
    """
    return [video for name, plan in plans.items() for video in _videos(name, plan, store, cache)]


def likeness(master: Path, shown: Probe, film: Path, made: Probe) -> float | None:
    """Return the VMAF of a film at a few moments, on average; None where they cannot be compared.

    The film is enlarged to the master's size, 1080 pixels at most, as a player shows it on a whole screen.

    Raises:
        ToolError: there is no ffmpeg.
    """
    if shown.picture is None or made.picture is None:
        return None
    size, seconds = graph.fitted(shown.picture.shown, 1080), min(SECONDS, made.seconds)
    scores = []
    for number in range(SAMPLES if made.seconds > 2 * SECONDS else 1):
        start = (made.seconds - seconds) * number / SAMPLES // 4 * 4
        command = graph.compare(shown.picture, size, made.picture.rate, start=start, seconds=seconds)
        marks = {SOURCE: str(master), MADE: str(film)}
        arguments = filled(command, marks)
        try:
            said = call(tools.ffmpeg().path, arguments, seconds=seconds, level="info")
        except NotMade:
            return None
        scores += [float(score) for score in _SCORE.findall(said)]
    return sum(scores) / len(scores) if scores else None


def _videos(target: str, plan: MediaPlan, store: Store, cache: Cache) -> Iterator[Video]:
    jobs = {job.key: job for job in plan.jobs}
    by_element: dict[str, list[Output]] = {}
    for output in plan.outputs:
        by_element.setdefault(output.element, []).append(output)
    for element, outputs in by_element.items():
        films = [output for output in outputs if output.role is Role.VIDEO]
        job = jobs[films[0].key] if films else None
        if job is None or job.source is None:
            continue
        files = {output.file: file for output in films if (file := store.find(job.key).get(output.file))}
        (master,) = probe([job.source])
        shown = master if isinstance(master, Probe) else None
        posters = (store.find(output.key).get(output.file) for output in outputs if output.role is Role.POSTER)
        before, after = _loudness(store.find(job.key).get(LOUDNESS))
        yield Video(
            target,
            element,
            job.label,
            job.state[0] if job.state else 0,
            shown,
            tuple(item for item in plan.spoken if item.element == element),
            tuple(_renditions(job.source, shown, films, files, cache)),
            next((file.path for file in posters if file), None),
            before,
            after,
        )


def _renditions(
    master: Path, shown: Probe | None, films: Sequence[Output], files: Mapping[str, File], cache: Cache
) -> Iterator[Rendition]:
    there = [output for output in films if output.file in files]
    paths = [files[output.file].path for output in there]
    for output, path, answer, flow in zip(there, paths, probe(paths), flows(paths), strict=True):
        if isinstance(answer, Probe):
            file = files[output.file]
            score = _remembered(master, shown, path, answer, file.digest, cache) if shown else None
            yield Rendition(output.rendition, output.name, file.size, answer, score, tuple(flow))


def _remembered(master: Path, shown: Probe, film: Path, made: Probe, digest: str, cache: Cache) -> float | None:
    kept = cache.recall(_KIND, digest).get("score")
    if isinstance(kept, float):
        return kept
    score = likeness(master, shown, film, made)
    if score is not None:
        cache.keep(_KIND, digest, {"score": score})
    return score


def _loudness(file: File | None) -> tuple[Loudness | None, tuple[Loudness, ...]]:
    try:
        return loudness.noted(file.path.read_bytes()) if file else (None, ())
    except (OSError, ValueError):
        return None, ()
