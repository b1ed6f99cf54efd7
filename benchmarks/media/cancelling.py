"""How soon a build stops that is told to, with its encoders killed and nothing half made left."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.media.figures import Figure, scratch
from benchmarks.media.ladder import planned
from benchmarks.media.masters import camera
from moocfab import media
from moocfab.errors import Cancelled
from moocfab.media import Event
from moocfab.media.model import Probe
from moocfab.media.plan import MediaPlan
from moocfab.media.probe import probe
from moocfab.media.profiles import profiles

GOAL, ROUNDS, SECONDS = 0.250, 10, 4


def stops() -> Iterator[Figure]:
    """Measure how long it takes from the wish to stop to the end of the build."""
    with scratch() as folder:
        master = camera(folder / "master.mp4", SECONDS)
        (found,) = probe([master])
        assert isinstance(found, Probe)
        plans = {"openedx": planned(master, profiles()["camera"], found)}
        times = [_stopped(plans, folder / str(number), 0.02 + 0.01 * number) for number in range(ROUNDS)]
    yield Figure("from the wish to stop to the end of a build, clock", times, GOAL, unit="ms", worst=True)


def _stopped(plans: dict[str, MediaPlan], cache: Path, share: float) -> float:
    """Stop a build where so much of an encode is done; return how long that took."""
    cancelled = threading.Event()
    asked: list[float] = []

    def heard(event: Event) -> None:
        if not asked and any(running.action == "encode" and running.share > share for running in event.running):
            asked.append(time.perf_counter())
            cancelled.set()

    try:
        media.carry_out(plans, store=media.Store.at(cache), progress=heard, cancelled=cancelled)
    except Cancelled:
        return time.perf_counter() - asked[0]
    raise AssertionError("the build ended before it was stopped")
