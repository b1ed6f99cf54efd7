"""Many courses: several at once, on threads here or on any executor, and one state of work for all."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from moocfab.errors import Cancelled
from moocfab.media import Event

Result = TypeVar("Result")


def each(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    *,
    executor: Executor | None = None,
    at_once: int | None = None,
    cancelled: threading.Event | None = None,
) -> Iterator[tuple[Path, Result | Exception]]:
    """Do `work` on every course and yield its result, or the error that ended it, in their order.

    One that fails stops no other. A course is only begun when there is room, so that no more results than
    `at_once` are ever kept.

    Args:
        paths: of the courses.
        work: is given a path; on an executor of processes it is pickled.
        executor: where the work is done (`dask.distributed.Client.get_executor()`…); by default threads, which
            suffice since the long work is ffmpeg's.
        at_once: how many courses are worked on at the same time; by default as many as there are processors.
        cancelled: is set when the caller stops, so that the work can stop too.

    Raises:
        Cancelled: some work was cancelled; nothing that was finished is lost.
    """
    count = at_once or os.cpu_count() or 1
    pool = executor or ThreadPoolExecutor(count, thread_name_prefix="course")
    waiting: deque[tuple[Path, Future[Result]]] = deque()
    rest = iter(paths)
    try:
        while True:
            while len(waiting) < count and (path := next(rest, None)) is not None:
                waiting.append((path, pool.submit(work, path)))
            if not waiting:
                return
            path, future = waiting.popleft()
            ended = _ended(future)
            yield path, ended
    except BaseException:
        if cancelled is not None:
            cancelled.set()
        raise
    finally:
        for _, future in waiting:
            future.cancel()
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)


def _ended(future: Future[Result]) -> Result | Exception:
    try:
        return future.result()
    except Cancelled:
        raise
    except Exception as error:  # told by the caller, whoever's it is
        return error


@dataclass(slots=True)
class Together:
    """Adds up what several courses tell of their media, each event told on before the next is taken."""

    tell: Callable[[Event], None]
    begin: float = field(default_factory=time.monotonic)
    _latest: dict[Path, Event] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, path: Path) -> Callable[[Event], None]:
        """Return what takes the events of one course."""

        def take(event: Event) -> None:
            with self._lock:
                self._latest[path] = event
                self.tell(self._sum())

        return take

    def _sum(self) -> Event:
        events = self._latest.values()
        count = sum(event.count for event in events)
        share = sum(event.share * event.count for event in events) / count if count else 1.0
        elapsed = time.monotonic() - self.begin
        return Event(
            share=share,
            finished=sum(event.finished for event in events),
            count=count,
            running=tuple(item for event in events for item in event.running),
            elapsed=elapsed,
            remaining=elapsed * (1 - share) / share if share > 0.01 else None,
        )
