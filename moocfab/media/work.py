"""Plans carried out: what is missing in the store is made, several jobs side by side."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from moocfab.diagnostics import Diagnostic
from moocfab.errors import Cancelled, ToolError, reason
from moocfab.media import cache, rules, tools
from moocfab.media.encode import NotMade, make
from moocfab.media.plan import Action, Job, MediaPlan, Output
from moocfab.media.progress import Event, Meter
from moocfab.media.store import File, Store

_NEEDS_FFMPEG = (Action.ENCODE, Action.REMUX, Action.POSTER)


@dataclass(frozen=True)
class Stored:
    """An output and the file of the store that is its content."""

    output: Output
    file: File


@dataclass(frozen=True)
class Results:
    """What became of plans.

    Attributes:
        stored: target's name to its outputs that are there.
        findings: what could not be made, each on the line of the author that names its master.
        made: how many jobs were carried out; 0 where everything was in the store.
    """

    stored: Mapping[str, tuple[Stored, ...]] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    made: int = 0

    def of(self, target: str) -> tuple[Stored, ...]:
        """Return the outputs of one target."""
        return self.stored.get(target, ())


def carry_out(
    plans: Mapping[str, MediaPlan],
    *,
    store: Store,
    jobs: int | None = None,
    progress: Callable[[Event], None] = lambda _event: None,
    cancelled: threading.Event | None = None,
) -> Results:
    """Make what the plans want and the store lacks; a master that fails does not stop the others.

    Args:
        plans: target's name to plan (`Survey.plans`).
        store: where outputs are kept.
        jobs: how many are made at once; by default half as many as there are processors, for a ladder of four
            renditions keeps several of them busy.
        progress: is given the state of all work, from any thread, one event at a time.
        cancelled: stops everything when set.

    Raises:
        Cancelled: `cancelled` was set; nothing half made is left.
        ToolError: there is no ffmpeg, the store cannot be written.
    """
    wanted = {job.key: job for plan in plans.values() for job in plan.jobs}
    found = {key: store.find(key) for key in wanted}
    missing = sorted((job for key, job in wanted.items() if not found[key]), key=lambda job: -job.cost)
    findings: list[Diagnostic] = []
    if missing:
        meter = Meter(sum(job.cost for job in missing), len(missing), progress)
        for job, made in _made(missing, store, jobs or _usual_jobs(), meter, cancelled or threading.Event()):
            if isinstance(made, Diagnostic):
                findings.append(made)
            else:
                found[job.key] = made
    stored = {
        name: tuple(Stored(output, found[output.key][output.file]) for output in plan.outputs if found[output.key])
        for name, plan in plans.items()
    }
    return Results(stored, tuple(findings), len(missing))


def _usual_jobs() -> int:
    return max(1, (os.cpu_count() or 1) // 2)


def _made(
    missing: Iterable[Job], store: Store, jobs: int, meter: Meter, cancelled: threading.Event
) -> list[tuple[Job, Mapping[str, File] | Diagnostic]]:
    """Carry out jobs on threads, each of which waits for its child; an interruption stops them all."""
    made: list[tuple[Job, Mapping[str, File] | Diagnostic]] = []
    stop = _Stop(cancelled)
    with ThreadPoolExecutor(jobs, thread_name_prefix="media") as pool:
        try:
            futures: dict[Future[Mapping[str, File] | Diagnostic], Job] = {
                pool.submit(_one, job, store, meter, stop): job for job in missing
            }
            made.extend((futures[future], future.result()) for future in as_completed(futures))
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return made


class _Stop(threading.Event):
    """An event of its own that is set, too, when the caller's is."""

    def __init__(self, caller: threading.Event) -> None:
        super().__init__()
        self._caller = caller

    def is_set(self) -> bool:
        return super().is_set() or self._caller.is_set()


def _one(job: Job, store: Store, meter: Meter, stop: threading.Event) -> Mapping[str, File] | Diagnostic:
    """Carry out one job; return its files, or what is wrong with its master."""
    if stop.is_set():
        raise Cancelled
    tool = tools.ffmpeg() if job.action in _NEEDS_FFMPEG else None
    with store.making(job.key, stop) as work:
        try:
            if work is None:
                return store.find(job.key)
            meter.at(job.key, job.label, job.action.value, 0.0, job.cost)
            make(
                job,
                work,
                tool.path if tool else "",
                tell=lambda done: meter.at(job.key, job.label, job.action.value, done, job.cost),
                cancelled=stop,
            )
            if _changed(job):
                return rules.CHANGED.at(job.location, name=job.label)
            names = [expected.name for expected in job.files]
            return store.put(job.key, work, names, maker=tool.version if tool else "moocfab")
        except NotMade as error:
            return rules.NOT_MADE.at(job.location, name=job.label, detail=error.why)
        except OSError as error:
            why = reason(error)
            raise ToolError(f"« {job.label} » : {why.fr}", f"“{job.label}”: {why.en}") from error
        finally:
            meter.end(job.key, job.cost)


def _changed(job: Job) -> bool:
    """Return whether a master is not what it was when the plan was made."""
    if job.source is None or not job.state:
        return False
    try:
        return tuple(cache.state_of(job.source)) != job.state
    except OSError:
        return True
