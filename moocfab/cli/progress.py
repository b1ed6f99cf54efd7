"""Long work, shown while it goes on: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.quantity import duration
from moocfab.diagnostics import Text

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from moocfab.media.progress import Event, Running

Tell = Callable[["Event"], None]
SECONDS_BETWEEN_LINES = 20.0
ACTIONS = {
    "encode": Text("encodage", "encoding"),
    "remux": Text("recopie", "copying"),
    "package": Text("paquets HLS", "HLS packages"),
    "listen": Text("son seul", "sound alone"),
    "sprite": Text("vignettes", "thumbnails"),
    "poster": Text("affiche", "poster"),
    "picture": Text("image", "picture"),
    "write": Text("écriture", "writing"),
}


@contextmanager
def shown(say: Say, stream: IO[str] | None = None, environment: Mapping[str, str] = os.environ) -> Iterator[Tell]:
    """Give what takes the events of some work and shows them until the work ends, however it does."""
    stream = stream or sys.stderr
    if not stream.isatty() or environment.get("TERM", "dumb") in ("dumb", "unknown"):
        yield _Lines(say)
        return
    bars = _Bars(say, stream)
    try:
        yield bars
    finally:
        bars.close()


def headline(event: Event, say: Say) -> str:
    """Return `Médias : 3 sur 12`."""
    return say(f"Médias : {event.finished} sur {event.count}", f"Media: {event.finished} of {event.count}")


def job(item: Running, say: Say) -> str:
    """Return what is made of which master, how fast and how long still, as in `signal.mov (encodage, ×1,8, 2 min)`."""
    action = ACTIONS.get(item.action)
    told = [action.in_language(say.language) if action else item.action]
    if item.rate is not None:
        told.append(f"×{item.rate:.1f}".replace(".", say(",", ".")))
    if item.remaining is not None and item.share < 1:
        told.append(duration(item.remaining))
    return f"{item.label} ({', '.join(told)})"


def remaining(event: Event, say: Say) -> str:
    """Return `reste 2 min`, empty while nothing can be told."""
    if event.remaining is None:
        return ""
    left = duration(event.remaining)
    return say(f"reste {left}", f"{left} left")


class _Lines:
    """A line for each job that ends, and one now and then in a long one."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.finished = 0
        self.last = time.monotonic()

    def __call__(self, event: Event) -> None:
        now = time.monotonic()
        if event.finished == self.finished and now - self.last < SECONDS_BETWEEN_LINES:
            return
        self.finished, self.last = event.finished, now
        parts = [headline(event, self.say), f"{event.share:.0%}".replace("%", self.say(" %", "%"))]
        if event.finished < event.count:
            parts += [remaining(event, self.say), *(job(item, self.say) for item in event.running)]
        message(", ".join(filter(None, parts)))


class _Bars:
    """A bar for all of the work, and one below for each job that runs."""

    def __init__(self, say: Say, stream: IO[str]) -> None:
        self.say = say
        self.stream = stream
        self.progress: Progress | None = None
        self.whole: TaskID | None = None
        self.jobs: dict[tuple[str, str], TaskID] = {}

    def __call__(self, event: Event) -> None:
        progress = self.progress or self._open()
        whole = self.whole if self.whole is not None else progress.add_task("", total=1.0, left="")
        self.whole = whole
        progress.update(
            whole, completed=event.share, description=headline(event, self.say), left=remaining(event, self.say)
        )
        running = {(item.label, item.action): item for item in event.running}
        for key in [key for key in self.jobs if key not in running]:
            progress.remove_task(self.jobs.pop(key))
        for key, item in running.items():
            if key not in self.jobs:
                self.jobs[key] = progress.add_task(f"  {job(item, self.say)}", total=1.0, left="")
            progress.update(self.jobs[key], completed=item.share, description=f"  {job(item, self.say)}")

    def _open(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[left]}", markup=False),
            console=Console(file=self.stream),
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # elsewhere it is data, not part of what is shown
        )
        self.progress.start()
        return self.progress

    def close(self) -> None:
        """Take the bars away and give the terminal back as it was."""
        if self.progress:
            self.progress.stop()
