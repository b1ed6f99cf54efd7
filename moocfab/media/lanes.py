"""The processors of this machine, shared out among runs of different widths."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from moocfab.errors import Cancelled

_SECONDS_BETWEEN_LOOKS = 0.05


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class Lanes:
    """Lets runs begin while there is room for them.

    One that is alone always begins; another where at least half of its width is free, so that all processors are
    busy and few runs wait for each other. A film is encoded by one thread: four renditions of 1080p are 1.8 wide.

    Attributes:
        count: of processors, or of runs where all are taken for one wide.
        by_width: whether runs take as much as they are wide.
    """

    count: int
    by_width: bool = False
    _used: float = 0.0
    _free: threading.Condition = field(default_factory=threading.Condition)

    @property
    def threads(self) -> int:
        """Return how many runs may be waiting or going on."""
        return self.count + 1 if self.by_width else self.count

    @contextmanager
    def taken(self, width: float, stop: threading.Event) -> Iterator[None]:
        """Wait for room, and give it back at the end.

        Raises:
            Cancelled: `stop` was set.
        """
        width = min(width, float(self.count)) if self.by_width else 1.0
        with self._free:
            while self._used and self._used + width / 2 > self.count:
                if stop.is_set():
                    raise Cancelled
                self._free.wait(_SECONDS_BETWEEN_LOOKS)
            self._used += width
        try:
            if stop.is_set():
                raise Cancelled
            yield
        finally:
            with self._free:
                self._used -= width
                self._free.notify_all()
