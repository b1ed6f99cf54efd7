"""A build that is stopped or killed leaves nothing half made, and goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
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


BUILD = """
import sys
from pathlib import Path
from moocfab import media, pipeline
from moocfab.course import load
course, _ = load(Path(sys.argv[1]))
editions, _ = pipeline.editions_of(course)
cache = Path(sys.argv[2])
surveyed = media.survey(editions, cache=cache)
results = media.carry_out(surveyed.plans, store=media.Store.at(cache), jobs=2)
media.deliver(results.of("openedx"), Path(sys.argv[3]))
"""


@pytest.mark.soak
def test_a_build_killed_at_any_moment_then_run_again_gives_the_same(course: Course, tmp_path: Path) -> None:
    long = render(tmp_path / "long.mp4", size="854x480", rate="25", seconds=3)
    course(long, targets="openedx")

    def build(cache: Path, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path / "course"), str(cache), str(folder)])

    start = time.monotonic()
    assert build(tmp_path / "cache", tmp_path / "media").wait() == 0
    length = time.monotonic() - start
    expected = {path.name: path.read_bytes() for path in (tmp_path / "media").iterdir()}
    for attempt in range(50):
        cache, folder = tmp_path / f"cache-{attempt}", tmp_path / f"media-{attempt}"
        child = build(cache, folder)
        time.sleep(length * attempt / 50)
        child.send_signal(signal.SIGKILL)
        child.wait()
        time.sleep(1)
        assert running(cache) == []
        assert build(cache, folder).wait() == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == expected
        assert list((cache / "store/work").iterdir()) == []


def running(cache: Path) -> list[str]:
    """The command lines of processes that name a folder."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(cache) in command:
            found.append(command)
    return found
