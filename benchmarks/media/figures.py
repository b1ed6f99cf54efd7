"""Figures, each with its spread and its goal, told as text and as a table of Markdown."""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Taken:
    """What some work took: processor time of this process and of its children, and time on the clock, in seconds."""

    own: float
    children: float
    clock: float

    @property
    def processor(self) -> float:
        """Return all processor time."""
        return self.own + self.children


@dataclass(frozen=True)
class Figure:
    """What was measured, and what it is to be.

    Attributes:
        what: for people.
        values: one for each round.
        goal: the bound.
        unit: `×` for a ratio, else `ms`.
        least: whether the goal is a lower bound.
        worst: whether the worst value is judged, not the median.
    """

    what: str
    values: Sequence[float]
    goal: float
    unit: str = "×"
    least: bool = False
    worst: bool = False

    @property
    def judged(self) -> float:
        """Return the value that the goal is about."""
        if self.worst:
            return min(self.values) if self.least else max(self.values)
        return statistics.median(self.values)

    @property
    def met(self) -> bool:
        """Return whether the goal is met."""
        return self.judged >= self.goal if self.least else self.judged <= self.goal

    def row(self) -> str:
        """Return the figure as a row of `HEAD`."""
        low, middle, high = (self.told(f(self.values)) for f in (min, statistics.median, max))
        bound = f"{'≥' if self.least else '≤'} {self.told(self.goal)}{' at worst' if self.worst else ''}"
        return f"| {self.what} | {middle} | {low} to {high} | {len(self.values)} | {bound} | {self.verdict} |"

    @property
    def verdict(self) -> str:
        """Return whether the goal is met, and by how much it is missed."""
        return "met" if self.met else f"missed by {abs(self.judged / self.goal - 1):.0%}"

    def told(self, value: float) -> str:
        """Return a value with its unit."""
        return f"{value * 1000:.0f} ms" if self.unit == "ms" else f"{value:.2f}"


HEAD = "| what | median | spread | rounds | goal | result |\n| --- | --- | --- | --- | --- | --- |"


def measured(work: Callable[[], object]) -> Taken:
    """Return what some work took."""
    before, own, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time(), time.perf_counter()
    work()
    clock, spent = time.perf_counter() - start, time.process_time() - own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(spent, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def interleaved(ways: Mapping[str, Callable[[Path], object]], rounds: int, folder: Path) -> dict[str, list[Taken]]:
    """Measure ways one after the other, so many rounds, each in a folder of its own; what was made is removed."""
    found: dict[str, list[Taken]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory(dir=folder) as place:
                found[name].append(measured(lambda way=way, place=place: way(Path(place))))  # type: ignore[misc]
    return found


def ratios(these: Sequence[Taken], those: Sequence[Taken]) -> list[float]:
    """Return the ratio of processor times in each round."""
    return [one.processor / other.processor for one, other in zip(these, those, strict=True)]


def machine() -> str:
    """Return what was measured on, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors{load}"


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for a while."""
    with tempfile.TemporaryDirectory(prefix="moocfab-bench-") as folder:
        yield Path(folder)
