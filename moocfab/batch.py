"""Many courses: several at once, on threads here or on any executor, one state of work and one folder for all."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from moocfab import delivery, pipeline
from moocfab.delivery import Archive
from moocfab.errors import Cancelled, InputError
from moocfab.media import Event
from moocfab.media.lanes import processors
from moocfab.pipeline import Built

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

    One that fails stops no other, nor does a worker that dies: what an executor refuses is that course's error.
    A course is only begun when there is room, so that no more results than `at_once` are ever kept.

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
    count = at_once or processors()
    pool = executor or ThreadPoolExecutor(count, thread_name_prefix="course")
    waiting: deque[tuple[Path, Future[Result]]] = deque()
    rest = iter(paths)
    try:
        while True:
            while len(waiting) < count and (path := next(rest, None)) is not None:
                waiting.append((path, _begun(pool, work, path)))
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


def built(path: Path, **options: Any) -> Built:
    """Build one course (see `pipeline.build`) and return what became of it, small enough to come from far away.

    A function of a module and its arguments can be pickled: `functools.partial(built, only=("fun",))` is work for
    an executor of processes or of a cluster. The workers see the same folders; the cache of media may be shared.
    """
    return replace(pipeline.build(path, **options), course=None)


def _begun(pool: Executor, work: Callable[[Path], Result], path: Path) -> Future[Result]:
    try:
        return pool.submit(work, path)
    except RuntimeError as error:  # BrokenExecutor among them
        refused: Future[Result] = Future()
        refused.set_exception(error)
        return refused


def _ended(future: Future[Result]) -> Result | Exception:
    try:
        return future.result()
    except Cancelled:
        raise
    except Exception as error:  # told by the caller, whoever's it is
        return error


@dataclass(slots=True)
class Gathering:
    """The folder that gets a copy of every archive, each as soon as it is made; safe for several threads."""

    folder: Path
    _owners: dict[str, Path] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, path: Path, archives: Sequence[Archive]) -> None:
        """Copy the archives of the course in `path`.

        Raises:
            InputError: another course has the same key, and its archive is there.
            ToolError: the folder cannot be written.
        """
        for item in archives:
            name = delivery.gathered_name(item)
            with self._lock:
                other = self._owners.setdefault(name, path)
            if other != path:
                raise InputError(
                    f"« {name} » vient déjà de {other} : deux cours ont les mêmes org, number et run",
                    f"“{name}” is from {other} already: two courses have the same org, number and run",
                )
        delivery.gather(archives, self.folder)


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
