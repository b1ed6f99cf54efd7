"""What is said of work on media while it goes on; the library never prints."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Running:
    """One job that is being worked on: what it makes of which master, and how far it is (0 to 1)."""

    label: str
    action: str
    share: float


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
    _finished: int = 0
    _running: dict[str, tuple[Running, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, key: str, label: str, action: str, done: float, cost: float) -> None:
        """Say that of a job's `cost`, `done` is done."""
        with self._lock:
            self._running[key] = (Running(label, action, min(1.0, done / cost)), min(done, cost))
            self._tell()

    def end(self, key: str, cost: float) -> None:
        """Say that a job is over."""
        with self._lock:
            self._running.pop(key, None)
            self._done += cost
            self._finished += 1
            self._tell()

    def _tell(self) -> None:
        done = self._done + sum(part for _, part in self._running.values())
        share = min(1.0, done / self.total) if self.total else 1.0
        elapsed = time.monotonic() - self.begin
        remaining = elapsed * (1 - share) / share if share > 0.01 else None
        running = tuple(state for state, _ in self._running.values())
        self.tell(Event(share, self._finished, self.count, running, elapsed, remaining))
