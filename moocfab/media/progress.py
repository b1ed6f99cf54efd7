"""What is said of work on media while it goes on; the library never prints."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_TELLING = 0.5
"""Seconds after which a rate can be told."""


@dataclass(frozen=True)
class Running:
    """One run that is being worked on.

    Attributes:
        label: the master's name.
        action: what is made of it.
        share: how far it is, 0 to 1.
        rate: seconds of the master that are done in one second; None where nothing can be told.
        remaining: seconds that it will still take; None before anything can be told.
    """

    label: str
    action: str
    share: float
    rate: float | None = None
    remaining: float | None = None


@dataclass(frozen=True)
class Event:
    """The state of all work at one moment.

    Attributes:
        share: how much of all work is done, 0 to 1.
        finished: jobs that are done; `count` of all.
        running: what is being worked on.
        elapsed: seconds since the beginning.
        remaining: seconds that it will still take; None before anything can be told.
    """

    share: float
    finished: int
    count: int
    running: tuple[Running, ...] = ()
    elapsed: float = 0.0
    remaining: float | None = None


@dataclass(slots=True)
class Meter:
    """Adds up the work of many threads and tells of it, each event after the one before."""

    total: float
    count: int
    tell: Callable[[Event], None]
    begin: float = field(default_factory=time.monotonic)
    _done: float = 0.0
    _share: float = 0.0
    _finished: int = 0
    _running: dict[str, tuple[Running, float]] = field(default_factory=dict)
    _began: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, key: str, label: str, action: str, done: float, cost: float, seconds: float = 0.0) -> None:
        """Say that of a run's `cost`, `done` is done; its master lasts so many seconds."""
        now = time.monotonic()
        with self._lock:
            elapsed, share = now - self._began.setdefault(key, now), min(1.0, done / cost)
            rate = seconds * share / elapsed if seconds and share and elapsed > _TELLING else None
            state = Running(label, action, share, rate, _remaining(elapsed, share))
            self._running[key] = state, min(done, cost)
            self._tell()

    def end(self, key: str, cost: float, count: int = 1) -> None:
        """Say that a run of `count` jobs is over."""
        with self._lock:
            self._running.pop(key, None)
            self._done += cost
            self._finished += count
            self._tell()

    def _tell(self) -> None:
        done = self._done + sum(part for _, part in self._running.values())
        over = self._finished == self.count or not self.total
        self._share = share = 1.0 if over else max(self._share, min(1.0, done / self.total))
        elapsed = time.monotonic() - self.begin
        running = tuple(state for state, _ in self._running.values())
        self.tell(Event(share, self._finished, self.count, running, elapsed, _remaining(elapsed, share)))


def _remaining(elapsed: float, share: float) -> float | None:
    return elapsed * (1 - share) / share if share > 0.01 else None
