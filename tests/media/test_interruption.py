"""A build that is stopped or killed leaves nothing half made, and goes on where it was."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from moocfab import media
from moocfab.errors import Cancelled
from moocfab.media import Event, Store
from moocfab.media.jobs import Action
from tests.media.conftest import Course, render


def children() -> set[int]:
    """The processes that this one started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found


def test_cancelling_leaves_no_child_and_nothing_half_made(course: Course, tmp_path: Path) -> None:
    """How soon it stops is measured by `benchmarks/media.py`."""
    long = render(tmp_path / "long.mp4", size="1280x720", rate="25", seconds=8)
    surveyed = media.survey(course(long, targets="openedx"), cache=tmp_path / "cache")
    cancelled, before = threading.Event(), children()
    store = Store.at(tmp_path / "cache")

    def heard(event: Event) -> None:
        if any(running.action == "encode" and running.share > 0.08 for running in event.running):
            cancelled.set()

    with pytest.raises(Cancelled):
        media.carry_out(surveyed.plans, store=store, jobs=2, progress=heard, cancelled=cancelled)
    assert not any(store.find(job.key) for job in surveyed.plans["openedx"].jobs if job.action is Action.ENCODE)
    assert children() <= before
    assert list((tmp_path / "cache/store/work").iterdir()) == []


def test_a_resumed_build_redoes_only_what_was_cut(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="openedx"), cache=tmp_path / "cache")
    cancelled = threading.Event()
    store = Store.at(tmp_path / "cache")

    def heard(event: Event) -> None:
        if event.finished:
            cancelled.set()

    with pytest.raises(Cancelled):
        media.carry_out(surveyed.plans, store=store, jobs=1, progress=heard, cancelled=cancelled)
    jobs = surveyed.plans["openedx"].jobs
    kept = [job for job in jobs if store.find(job.key)]
    assert 0 < len(kept) < len(jobs)
    assert media.carry_out(surveyed.plans, store=store).made == len(jobs) - len(kept)


KILLS = 50


def built(folder: Path, cache: Path) -> subprocess.Popen[bytes]:
    """Begin a build, as its author would."""
    command = [sys.executable, "-m", "moocfab", "build", str(folder)]
    environment = {**os.environ, "MOOCFAB_CACHE": str(cache)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and what they hold, but reports, which tell how long it took."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "report.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def kept(cache: Path) -> dict[str, int]:
    """Return the media that the store holds, and when they were made."""
    made = cache / "store/made"
    return {str(path.relative_to(made)): path.stat().st_mtime_ns for path in made.rglob("*") if path.is_file()}


@pytest.mark.soak
def test_a_build_killed_at_any_moment_then_run_again_gives_the_same(
    course: Course, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    master = render(tmp_path / "master.mp4", "-pix_fmt", "yuv422p", size="640x360", rate="25", seconds=2)
    course(master, targets="fun, openedx", options=":captions: {fr: /media/signal.srt}\n")
    folder, chance = tmp_path / "course", random.Random(1)
    start = time.monotonic()
    assert built(folder, tmp_path / "whole").wait() == 0
    length, expected = time.monotonic() - start, tree(folder / "build")
    cut, resumed = 0, 0
    for attempt in range(KILLS):
        shutil.rmtree(folder / "build")
        cache = tmp_path / f"cache-{attempt}"
        child = built(folder, cache)
        time.sleep(chance.uniform(0, length))
        child.kill()
        cut += child.wait() < 0
        end = time.monotonic() + 1
        while running(cache) and time.monotonic() < end:
            time.sleep(0.02)
        assert running(cache) == []
        assert {name: data for name, data in tree(folder / "build").items() if expected.get(name) != data} == {}
        before = kept(cache)
        resumed += bool(before)
        assert built(folder, cache).wait() == 0
        assert tree(folder / "build") == expected
        assert {name: made for name, made in kept(cache).items() if name in before} == before
        assert [path for path in (cache / "store/work").rglob("*") if path.is_file()] == []
        shutil.rmtree(cache)
    told = f"{KILLS} kills, {cut} before the build ended, {resumed} with something to go on from"
    record_property("measured", told)
    assert cut > KILLS / 2


def running(cache: Path) -> list[str]:
    """Return the command lines of processes that name a folder."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(cache) in command:
            found.append(command)
    return found
