"""Many courses: in their order, whatever becomes of each."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated import course as generated
from moocfab import batch
from moocfab.batch import Together
from moocfab.diagnostics import Severity
from moocfab.errors import Cancelled, InputError
from moocfab.media import Event
from moocfab.media.progress import Running
from moocfab.pipeline import Built

PATHS = [Path(str(number)) for number in range(9)]


def named(path: Path) -> str:
    if path == PATHS[4]:
        raise InputError("rien", "nothing")
    return path.name


def test_one_that_fails_stops_no_other_and_the_order_is_kept() -> None:
    done = list(batch.each(PATHS, named, at_once=3))
    assert [path for path, _ in done] == PATHS
    assert isinstance(done[4][1], InputError)
    assert [result for path, result in done if path != PATHS[4]] == [path.name for path in PATHS if path != PATHS[4]]


def test_any_executor_can_take_the_place_of_threads() -> None:
    with ProcessPoolExecutor(2) as pool:
        assert list(batch.each(PATHS[:3], named, executor=pool)) == [(path, path.name) for path in PATHS[:3]]


class Afar(Executor):
    """An executor whose every task is a pickled call in a fresh process, as a cluster's worker gets it."""

    WORKER = (
        "import pickle, sys; call, path = pickle.load(sys.stdin.buffer); pickle.dump(call(path), sys.stdout.buffer)"
    )

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(2)

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        return self.threads.submit(self._far, pickle.dumps((call, *arguments)))

    def _far(self, sent: bytes) -> Any:
        done = subprocess.run([sys.executable, "-c", self.WORKER], input=sent, capture_output=True, check=True)
        return pickle.loads(done.stdout)


def test_courses_are_built_by_an_executor_that_shares_nothing_but_the_disk(tmp_path: Path) -> None:
    paths = [generated(tmp_path / name, 2, modules=1) for name in ("un", "deux", "trois")]
    (paths[1] / "course.yml").write_text("format: 1\n", "utf-8")
    work = partial(batch.built, output=tmp_path / "out", cache=tmp_path / "cache")
    found = dict(batch.each(paths, work, executor=Afar(), at_once=2))
    assert list(found) == paths
    one, other, last = (result for result in found.values() if isinstance(result, Built))
    assert [finding.rule.code for finding in other.report if finding.severity is Severity.ERROR][:1] == ["MF2002"]
    assert [archive.path.is_file() for built in (one, last) for archive in built.archives] == [True, True]


def dies(path: Path) -> str:
    if path == PATHS[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def test_a_worker_that_is_killed_loses_nothing_that_was_finished() -> None:
    with ProcessPoolExecutor(1) as pool:
        found = list(batch.each(PATHS, dies, executor=pool, at_once=1))
    assert [path for path, _ in found] == PATHS
    assert [result for _, result in found[:2]] == ["0", "1"]
    assert all(isinstance(result, BrokenExecutor) for _, result in found[2:])


def test_no_more_courses_than_wanted_are_begun() -> None:
    begun: list[Path] = []
    working = batch.each(PATHS, lambda path: begun.append(path), at_once=2)
    next(working)
    assert len(begun) <= 2
    working.close()  # type: ignore[attr-defined]


def test_a_caller_that_stops_stops_the_work() -> None:
    cancelled, ended = threading.Event(), []

    def work(path: Path) -> None:
        if path == PATHS[0]:
            return
        assert cancelled.wait(30)
        ended.append(path)
        raise Cancelled

    working = batch.each(PATHS, work, at_once=3, cancelled=cancelled)
    next(working)
    working.close()  # type: ignore[attr-defined]
    assert cancelled.is_set()
    assert len(ended) <= 3


def test_cancelled_work_ends_the_whole() -> None:
    def work(path: Path) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(batch.each(PATHS, work, at_once=2))


def test_states_of_several_courses_add_up() -> None:
    told: list[Event] = []
    together = Together(told.append)
    one, other = map(together.of, PATHS[:2])
    one(Event(share=0.5, finished=1, count=3, running=(Running("a", "encode", 0.5),)))
    other(Event(share=1.0, finished=1, count=1))
    assert (told[-1].share, told[-1].finished, told[-1].count) == (0.625, 2, 4)
    assert [item.label for item in told[-1].running] == ["a"]
    assert told[-1].remaining is not None
