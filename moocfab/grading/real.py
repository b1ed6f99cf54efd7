"""The bridge to Open edX's own grader: `capa.py` in a process of its own, limited, without network."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path
from typing import Any

from moocfab.diagnostics import Text
from moocfab.errors import ToolError
from moocfab.grading.model import Answer, Mark, Outcome, plain
from moocfab.media.cache import Cache
from moocfab.safe import process
from moocfab.targets import Scripts

VARIABLE = "MOOCFAB_GRADER"
PACKAGE = "xblocks-contrib"
REVISION = 2
"""Of the bridge; a change of what it says forgets what was remembered."""
_PROGRAM = Path(__file__).with_name("capa.py")
_BUSY = 20.0
"""Seconds that the clock may run longer here than on the platform: other programs run beside."""
_TOO_LONG_WORD = "too long"
_ENDED_WORD = "ended"
_MEDDLED_WORD = "meddled"
_TOO_LONG = Text("un script dure trop longtemps", "a script takes too long")
_ENDED = Text("un script met fin au correcteur", "a script ends the grader")
_MEDDLED = Text("un script écrit là où le correcteur répond", "a script writes where the grader answers")

Told = dict[str, Any]
"""What the program says of one learner."""


@dataclass(frozen=True)
class Job:
    """A problem to play: its name, its OLX, for which learners (seeds), with which answers.

    Answers None are those that the problem tells itself; a text is given to every input. `library` is a zip of modules
    that scripts may import.
    """

    name: str
    olx: str
    seeds: tuple[int, ...]
    plays: tuple[Sequence[Answer] | str | None, ...]
    library: bytes = field(default=b"", repr=False)

    def key(self, scripts: Scripts) -> str:
        """Return what is remembered of this job's runs under: all that they depend on."""
        parts = [REVISION, version(), self.olx, self.seeds, self.plays, scripts.model_dump()]
        parts.append(hashlib.sha256(self.library).hexdigest())
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Run:
    """What one learner met: an error instead of the problem, or what each play earned (None where none was told)."""

    seed: int
    trouble: Text | None = None
    outcomes: tuple[Outcome | None, ...] = ()
    answers: tuple[Sequence[Answer], ...] = field(default=(), compare=False)


def python() -> str | None:
    """Return the Python that has the grader: `MOOCFAB_GRADER`, else this one; None where neither has it."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    return sys.executable if util.find_spec("xblocks_contrib") else None


def version() -> str:
    """Return which grader it is, for what is remembered."""
    named = os.environ.get(VARIABLE)
    if named is None:
        return metadata.version(PACKAGE) if util.find_spec("xblocks_contrib") else ""
    folders = Path(named).parent.parent.glob(f"[Ll]ib/**/site-packages/{PACKAGE.replace('-', '_')}-*.dist-info")
    return " ".join([named, *sorted(folder.name for folder in folders)])


def play(
    jobs: Sequence[Job], *, scripts: Scripts, cache: Cache | None = None, cancelled: threading.Event | None = None
) -> dict[str, tuple[Run, ...]]:
    """Return what was seen of each job, by name; a problem that ends the grader's process is an error of its own.

    Args:
        jobs: what to play; names are unique.
        scripts: what their scripts may use.
        cache: remembers what was played.
        cancelled: stops the work when set.

    Raises:
        ToolError: there is no such grader, or it does not start.
        Cancelled: `cancelled` was set.
    """
    found: dict[str, list[Told]] = {}
    for job in jobs:
        known = cache.recall("grading", job.key(scripts)) if cache else {}
        found[job.name] = known.get("runs", [])
    left = [job for job in jobs if not found[job.name]]
    _play(left, found, scripts, cancelled)
    for job in left:
        if cache:
            cache.keep("grading", job.key(scripts), {"runs": found[job.name]})
    return {name: tuple(map(_run, runs)) for name, runs in found.items()}


def _play(
    jobs: Sequence[Job], found: Mapping[str, list[Told]], scripts: Scripts, cancelled: threading.Event | None
) -> None:
    """Play jobs into `found`, in a new process after each one that ended the last."""
    program = python()
    if program is None and jobs:
        raise ToolError(
            "le correcteur d'Open edX n'est pas installé : pip install 'moocfab[grade]'",
            "Open edX's grader is not installed: pip install 'moocfab[grade]'",
        )
    left = list(jobs)
    while left and program:
        session = _Session(program, left, scripts)
        ended = session.run(found, cancelled)
        if ended is None:
            break
        found[ended].append({"seed": -1, "error": session.end})
        left = left[[job.name for job in left].index(ended) + 1 :]


@dataclass
class _Session:
    """One process of the grader."""

    program: str
    jobs: Sequence[Job]
    scripts: Scripts
    doing: str | None = None
    seed: int = 0
    end: str = _TOO_LONG_WORD

    def run(self, found: Mapping[str, list[Told]], cancelled: threading.Event | None) -> str | None:
        """Play the jobs into `found`; return the problem that the process did not survive."""

        def line(text: str) -> None:
            told = _line(text)
            if self.doing is None and told.get("problem") in found:
                self.doing, self.seed = told["problem"], told["seed"]
            elif self.doing is not None and "ready" not in told:
                found[self.doing].append({"seed": self.seed, **told})
                self.doing = None

        with tempfile.TemporaryDirectory(prefix="moocfab-") as folder:
            job = Path(folder) / "job.json"
            job.write_text(json.dumps(self.told(), ensure_ascii=False), encoding="utf-8")
            try:
                ended = process.run(
                    [self.program, "-I", "-B", str(_PROGRAM), str(job)],
                    limits=self.limits(Path(folder)),
                    line=line,
                    cancelled=cancelled,
                    environment={"OPENBLAS_NUM_THREADS": "1", "TMPDIR": folder},
                )
            except process.OutOfTime:
                if self.doing is None:
                    raise
                return self.doing
        if ended.status != -getattr(signal, "SIGXCPU", 0):
            self.end = _ENDED_WORD
        if ended.status and self.doing is None:
            reason = ended.errors.splitlines()[-1:] or [str(ended.status)]
            raise ToolError(f"le correcteur d'Open edX s'arrête : {reason[0]}", f"Open edX's grader stops: {reason[0]}")
        return self.doing

    def told(self) -> dict[str, Any]:
        """Return the job as the program reads it."""
        return {
            "limits": {"cpu": self.scripts.cpu, "seconds": _BUSY + self.scripts.seconds},
            "problems": [
                {
                    "name": job.name,
                    "olx": job.olx,
                    "seeds": list(job.seeds),
                    "plays": list(job.plays),
                    "library": base64.b64encode(job.library).decode(),
                }
                for job in self.jobs
            ],
        }

    def limits(self, folder: Path) -> process.Limits:
        """Return what the process may use: the scripts' memory above what the grader itself takes."""
        return process.Limits(
            stall=60 + 4 * (_BUSY + self.scripts.seconds),
            cpu=600 + 10 * len(self.jobs),
            memory=(2 << 30) + self.scripts.memory,
            written=max(self.scripts.written, *(len(job.library) for job in self.jobs)),
            network=False,
            processes=False,
            writable=folder,
        )


def _line(text: str) -> Told:
    """Return a line of the program; an error where it is none of its own: a script wrote among them."""
    try:
        told = json.loads(text)
        if "problem" not in told and "ready" not in told:
            _run({**told, "seed": 0})
        return {**told, "seed": int(told["seed"])} if "problem" in told else dict(told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"error": _MEDDLED_WORD}


def _run(told: Told) -> Run:
    seed = int(told["seed"])
    if "error" in told:
        return Run(seed, _trouble(told["error"]))
    plays = list(_outcomes(told["plays"]))
    return Run(seed, None, tuple(outcome for outcome, _ in plays), tuple(answers for _, answers in plays))


def _outcomes(plays: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Outcome | None, Sequence[Answer]]]:
    for item in plays:
        if "error" in item:
            yield Outcome(trouble=_trouble(item["error"])), ()
        elif "refused" in item:
            yield Outcome(refused=True), ()
        elif "untold" in item:
            yield None, ()
        else:
            marks = tuple(Mark(m["points"], m["of"], plain(m["feedback"])) for m in item["marks"])
            yield Outcome(marks), item["answers"]


def _trouble(reason: str) -> Text:
    known = {_TOO_LONG_WORD: _TOO_LONG, _ENDED_WORD: _ENDED, _MEDDLED_WORD: _MEDDLED}
    said = plain(reason)
    return known.get(reason, Text(said, said))
