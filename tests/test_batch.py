"""Many courses: in their order, whatever becomes of each."""

from __future__ import annotations

import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from moocfab import batch
from moocfab.batch import Together
from moocfab.errors import Cancelled, InputError
from moocfab.media import Event
from moocfab.media.progress import Running

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
