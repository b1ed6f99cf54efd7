"""Builds of what was built before: nothing has changed, or nothing but a container."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.media.figures import Figure, interleaved, measured, ratios, scratch
from benchmarks.media.ladder import handed_on, planned
from benchmarks.media.masters import camera, ffmpeg, slides
from moocfab import media
from moocfab.media.cache import Cache, state_of
from moocfab.media.inventory import PROBES, Inventory
from moocfab.media.jobs import Job
from moocfab.media.model import Probe
from moocfab.media.plan import MediaPlan, Output, Role
from moocfab.media.probe import probe
from moocfab.media.profiles import profiles

NOOP_GOAL, VIDEOS, OUTPUTS, NOOP_ROUNDS = 0.050, 200, 5, 15
EDIT_GOAL, EDIT_ROUNDS, PIECE, PIECES = 3.0, 5, 10, 12


def unchanged() -> Iterator[Figure]:
    """Measure a second build of many videos: nothing is read, started or written."""
    with scratch() as folder:
        path = slides(folder / "master.mp4", 2)
        (found,) = probe([path])
        assert isinstance(found, Probe)
        store, cache = media.Store.at(folder / "cache"), Cache(folder / "cache")
        plans, paths = _filled(folder, path, found, store, cache)

        def again() -> None:
            inventory = Inventory(cache)
            inventory.states = {path: tuple(state_of(path)) for path in paths}
            assert all(isinstance(inventory.known(path), Probe) for path in paths)
            results = media.carry_out(plans, store=store)
            assert (results.made, media.deliver(results.of("openedx"), folder / "media")) == (0, 0)

        media.deliver(media.carry_out(plans, store=store).of("openedx"), folder / "media")
        taken = [measured(again) for _ in range(NOOP_ROUNDS)]
    assert max(one.children for one in taken) < 0.001
    yield Figure(
        f"second build of {VIDEOS} videos of {OUTPUTS} files, processor",
        [one.own for one in taken],
        NOOP_GOAL,
        unit="ms",
    )


def edited() -> Iterator[Figure]:
    """Measure a build of a master that got another title, against a bare remux that gives it one."""
    with scratch() as folder:
        master, renamed = folder / "master.mp4", folder / "renamed" / "master.mp4"
        piece = camera(folder / "piece.mp4", PIECE)
        ffmpeg("-stream_loop", str(PIECES - 1), "-i", str(piece), "-c", "copy", str(master))
        renamed.parent.mkdir()
        _remux(master, renamed.parent)
        profile, store = profiles()["camera"], media.Store.at(folder / "cache")
        (found,) = probe([master])
        assert isinstance(found, Probe)
        _keep(planned(master, profile, found), store)

        def ours(place: Path) -> None:
            cache = Cache(place)
            cache.digest(renamed)
            (known,) = probe([renamed])
            assert isinstance(known, Probe)
            results = media.carry_out({"openedx": planned(renamed, profile, known)}, store=store)
            assert results.made == 0
            media.deliver(results.of("openedx"), place / "media")

        taken = interleaved({"bare": partial(_remux, master), "ours": ours}, EDIT_ROUNDS, folder)
        size = master.stat().st_size
    what = f"{size / 1e6:.0f} MB of camera with another title: moocfab / a bare remux"
    yield Figure(what, ratios(taken["ours"], taken["bare"]), EDIT_GOAL)


def _remux(master: Path, folder: Path) -> None:
    ffmpeg("-i", str(master), "-c", "copy", "-metadata", "title=Another", str(folder / "master.mp4"))


def _filled(
    folder: Path, path: Path, found: Probe, store: media.Store, cache: Cache
) -> tuple[Mapping[str, MediaPlan], Sequence[Path]]:
    """Put what many videos become into a store, and what their probes say into the cache."""
    paths: list[Path] = []
    jobs: list[Job] = []
    outputs: list[Output] = []
    for number in range(VIDEOS):
        copy = folder / f"{number}.mp4"
        copy.write_bytes(path.read_bytes() + bytes(8) + number.to_bytes(8, "big"))
        cache.keep(PROBES, cache.digest(copy), found.model_dump(mode="json"))
        plan = planned(copy, profiles()["slides"], found.model_copy(update={"digest": str(number)}), packaged=False)
        _keep(plan, store)
        for job in plan.jobs:
            outputs += [Output("v", Role.VIDEO, f"{number}-{e.name}", job.key, e.name) for e in handed_on(job)]
        paths.append(copy)
        jobs += plan.jobs
    return {"openedx": MediaPlan(outputs=tuple(outputs), jobs=tuple(jobs))}, paths


def _keep(plan: MediaPlan, store: media.Store) -> None:
    """Put what a plan makes into a store, as files of a few bytes."""
    for job in plan.jobs:
        with store.making(job.key, threading.Event()) as work:
            assert work is not None
            for expected in job.files:
                (work / expected.name).write_bytes(job.key.encode())
            store.put(job.key, work, [expected.name for expected in job.files], maker="benchmark")
