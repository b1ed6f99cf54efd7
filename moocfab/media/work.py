"""Plans carried out: what is missing in the store is made, several jobs side by side."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from moocfab.diagnostics import Diagnostic
from moocfab.errors import REASONS, Unwritable, reason
from moocfab.media import cache, rules, tools
from moocfab.media.encode import make
from moocfab.media.jobs import DAMAGE, Action, Job, Run, runs
from moocfab.media.lanes import Lanes, processors
from moocfab.media.plan import MediaPlan, Output
from moocfab.media.progress import Event, Meter
from moocfab.media.store import File, Store
from moocfab.media.verify import NotMade

_QUICK = frozenset({Action.WRITE, Action.PICTURE, Action.PACKAGE})


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
        made: how many jobs were carried out; 0 where everything was in the store, or in the shared one.
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
        jobs: how many masters are worked on at once; by default as many as keep all processors busy (see `Lanes`).
        progress: is given the state of all work, from any thread, one event at a time.
        cancelled: stops everything when set.

    Raises:
        Cancelled: `cancelled` was set; nothing half made is left.
        ToolError: there is no ffmpeg.
    """
    wanted = {job.key: job for plan in plans.values() for job in plan.jobs}
    found = {key: store.find(key) for key in wanted}
    missing = [job for key, job in wanted.items() if not found[key]]
    findings: list[Diagnostic] = []
    if missing:
        meter = Meter(sum(job.cost for job in missing), len(missing), progress)
        lanes = Lanes(jobs) if jobs else Lanes(processors(), by_width=True)
        for job, made in _made(runs(missing), store, lanes, meter, cancelled or threading.Event()):
            if isinstance(made, Diagnostic):
                findings += [made] if made not in findings else []
            else:
                found[job.key] = made
    stored = {
        name: tuple(Stored(output, found[output.key][output.file]) for output in plan.outputs if found[output.key])
        for name, plan in plans.items()
    }
    damaged = {job.location: job.label for key, job in wanted.items() if DAMAGE in found[key]}
    findings += [rules.DAMAGED.at(place, name=label) for place, label in damaged.items()]
    findings += store.shared.findings if store.shared else []
    return Results(stored, tuple(findings), len(missing) - (store.shared.fetched if store.shared else 0))


def kept(plans: Mapping[str, MediaPlan], *, store: Store, cancelled: threading.Event | None = None) -> set[str]:
    """Return the keys of the jobs that nobody has to carry out: their files are in the store, or in the shared one.

    Raises:
        Cancelled: `cancelled` was set.
    """
    wanted = {job.key: job for plan in plans.values() for job in plan.jobs}
    here = {key for key in wanted if store.find(key)}
    shared, ending = store.shared, cancelled or threading.Event()
    if shared is None:
        return here
    asked = {key: _shared(wanted[key]) for key in wanted.keys() - here}
    return here | {key for key, names in asked.items() if names and shared.holds(key, names, ending)}


def _made(
    todo: Sequence[Run], store: Store, lanes: Lanes, meter: Meter, cancelled: threading.Event
) -> list[tuple[Job, Mapping[str, File] | Diagnostic]]:
    """Carry out runs on threads, each of which waits for its child; an interruption stops them all."""
    made: list[tuple[Job, Mapping[str, File] | Diagnostic]] = []
    stop = _Stop(cancelled)
    with ThreadPoolExecutor(lanes.threads, thread_name_prefix="media") as pool:
        try:
            futures = [pool.submit(_one, run, store, lanes, meter, stop) for run in todo]
            for future in as_completed(futures):
                made += future.result()
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


def _one(
    run: Run, store: Store, lanes: Lanes, meter: Meter, stop: threading.Event
) -> list[tuple[Job, Mapping[str, File] | Diagnostic]]:
    """Carry out one run, then what packages it; return each job's files, or what is wrong with its master."""
    with lanes.taken(run.width, stop):
        made = _together(run.jobs, store, meter, stop)
        if any(isinstance(files, Diagnostic) for _, files in made):
            for job in run.then:
                meter.end(job.key, job.cost)
            return made
        for job in run.then:
            made += _together((job,), store, meter, stop)
    return made


def _together(
    jobs: Sequence[Job], store: Store, meter: Meter, stop: threading.Event
) -> list[tuple[Job, Mapping[str, File] | Diagnostic]]:
    """Make what is missing of some jobs in one go; locks are taken in the order of keys, by every build."""
    total = sum(job.cost for job in jobs)
    first = jobs[0]
    with ExitStack() as held:
        try:
            works = {
                job: held.enter_context(store.making(job.key, stop, _shared(job))) for job in sorted(jobs, key=_key)
            }
            missing = [(job, work) for job in jobs if (work := works[job]) is not None]
            if missing:
                tell = partial(_tell, meter, first, total)
                tell(0.0)
                _make(missing, store, tell, stop)
            return [(job, store.find(job.key)) for job in jobs]
        except (NotMade, Unwritable, OSError) as error:
            return [(job, _told(job, error, store)) for job in jobs]
        finally:
            meter.end(first.key, total, len(jobs))


def _make(
    missing: Sequence[tuple[Job, Path]], store: Store, tell: Callable[[float], None], stop: threading.Event
) -> None:
    """Make jobs and keep them.

    Raises:
        NotMade: the master is broken, or changed meanwhile.
        Unwritable, OSError: the store cannot be written.
    """
    jobs, works = [job for job, _ in missing], [work for _, work in missing]
    first = jobs[0]
    tool = tools.ffmpeg() if first.steps else None
    made = next((file.path.parent for file in store.find(first.after).values()), None) if first.after else None
    make(jobs, works, tool.path if tool else "", made=made, tell=tell, cancelled=stop)
    if _changed(first):
        raise NotMade("changed")
    for job, work in missing:
        names = [file.name for file in job.files] + [DAMAGE] * (work / DAMAGE).is_file()
        store.put(job.key, work, names, maker=tool.version if tool else "moocfab")
        if _shared(job):
            store.give(job.key, stop)


def _told(job: Job, error: Exception, store: Store) -> Diagnostic:
    """Return what ended a job, for its author: the master went or changed, it is broken, the store takes nothing."""
    if isinstance(error, Unwritable):
        return rules.NOT_KEPT.at(job.location, name=job.label, place=store.root, detail=error.why)
    if job.source is not None and not job.source.exists():
        return rules.VANISHED.at(job.location, name=job.label)
    if _changed(job):
        return rules.CHANGED.at(job.location, name=job.label)
    if isinstance(error, OSError):
        return rules.NOT_KEPT.at(job.location, name=job.label, place=store.root, detail=reason(error))
    if not (store.root / "work").is_dir():
        return rules.NOT_KEPT.at(job.location, name=job.label, place=store.root, detail=REASONS[errno.ENOENT])
    assert isinstance(error, NotMade)
    return rules.NOT_MADE.at(job.location, name=job.label, detail=error.why)


def _shared(job: Job) -> list[str]:
    """Return the names of the files that other machines are given; none where they are made as soon as fetched."""
    return [] if job.action in _QUICK else [file.name for file in job.files]


def _tell(meter: Meter, job: Job, total: float, share: float) -> None:
    meter.at(job.key, job.label, job.action.value, share * total, total, job.seconds)


def _key(job: Job) -> str:
    return job.key


def _changed(job: Job) -> bool:
    """Return whether a master is not what it was when the plan was made."""
    if job.source is None or not job.state:
        return False
    try:
        return tuple(cache.state_of(job.source)) != job.state
    except OSError:
        return True
