"""The numbered steps from a course's folder to its archives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab import checks, delivery, media
from moocfab.course import Course, lock, repository
from moocfab.course.session import Moved, Session
from moocfab.delivery import Archive
from moocfab.diagnostics import Diagnostic, Location, Report
from moocfab.errors import InputError
from moocfab.grading import problems
from moocfab.grading.answers import Given
from moocfab.grading.answers import read as read_answers
from moocfab.grading.play import Played, findings_of, play_all, unknown
from moocfab.media import Event, documents, speech
from moocfab.media.cache import Cache
from moocfab.media.captions import rules as captions
from moocfab.media.forecast import Forecast, forecast
from moocfab.media.lanes import processors
from moocfab.media.page import page
from moocfab.media.quality import measured, recorded
from moocfab.preparation import Checked, Prepared, prepare
from moocfab.safe import paths
from moocfab.source.rules import LFS_POINTER, POINTER_IN_BUILD

__all__ = [
    "BUILD",
    "Archive",
    "Built",
    "Checked",
    "Graded",
    "Planned",
    "build",
    "check",
    "grade",
    "media_report",
    "plan",
]

BUILD = "build"
MEDIA_REPORT = "media-report"
OWN = Session()


@dataclass(frozen=True)
class Built:
    """What a build made; no archive where its report fails.

    Attributes:
        moved: the dates that another session moved.
    """

    course: Course | None
    archives: tuple[Archive, ...] = ()
    report: Report = field(default_factory=Report)
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What a build would do with the media of a course."""

    course: Course | None
    report: Report
    forecast: Forecast


@dataclass(frozen=True)
class Graded:
    """What playing the problems of a course showed.

    Attributes:
        course: None where an archive was played, or course.yml cannot be read.
        played: target's name to its problems, in the order in which learners meet them.
        report: what a check finds and what playing found.
    """

    course: Course | None
    played: Mapping[str, tuple[Played, ...]] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def check(
    source: Path | Course,
    *,
    only: Iterable[str] = (),
    drafts: bool = False,
    session: Session = OWN,
    cache: Path | None = None,
) -> Checked:
    """Find everything that can be known of a course without writing.

    Args:
        source: the course's folder, or a course; what `load` found in its files is not told again then.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are to be exported too.
        session: another run or other dates than the course's own.
        cache: the folder that remembers media; by default `MOOCFAB_CACHE`, the team's or the user's.

    Raises:
        InputError: the course has no such target, or the session no date.
        ToolError: media cannot be probed.
    """
    return prepare(source, only, session, drafts=drafts, cache=cache).checked


def build(
    source: Path | Course,
    *,
    only: Iterable[str] = (),
    drafts: bool = False,
    session: Session = OWN,
    output: Path | None = None,
    cache: Path | None = None,
    shared: str | None = None,
    jobs: int | None = None,
    graded: bool = False,
    progress: Callable[[Event], None] = lambda _event: None,
    waiting: Callable[[], None] = lambda: None,
    cancelled: threading.Event | None = None,
) -> Built:
    """Check a course, make its media, and write an archive for each target.

    Args:
        source: the course's folder, or a course; what is made lies in its folder `build`.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are exported too.
        session: another run or other dates than the course's own.
        output: a folder that gets a copy of every archive; all that is made of a course without a folder.
        cache: the folder where media are kept; by default `MOOCFAB_CACHE`, the team's or the user's.
        shared: address of a cache of the team's, or `none`; by default `MOOCFAB_SHARED_CACHE`, the course's.
        jobs: how many media are made at once.
        graded: whether every problem is played first; with an error nothing is written.
        progress: is given the state of the work on media, from any thread.
        waiting: called once where another build of this course has to end first.
        cancelled: stops the work on media when set.

    Raises:
        InputError: the course has no such target, the session no date, a file cannot be read any more, or there is
            no folder to write into.
        ToolError: a folder cannot be written, the disk is full, there is no ffmpeg.
        Cancelled: `cancelled` was set.
    """
    # 1. What check does, and grade where it is asked for; with an error nothing is written.
    clock = delivery.Clock()
    prepared = prepare(source, only, session, drafts=drafts, cache=cache, shared=shared)
    course, report = prepared.checked.course, _judged(prepared, clock, graded=graded, cancelled=cancelled)
    if course is None or (report.fails() and not prepared.only_media_fail(report)):
        return Built(course, (), report, prepared.moved)
    base = _base(course, output)
    run = session.run or str(course.settings.run)
    plans, store = prepared.survey.plans, prepared.store
    keys = {job.key for item in plans.values() for job in item.jobs}
    with paths.alone(base / ".lock", waiting), media.using(store.root, base, keys):
        # 2. The media that nobody has made yet; one that is broken does not keep the others waiting.
        made = media.carry_out(plans, store=store, jobs=jobs, progress=progress, cancelled=cancelled)
        heard = checks.heard(course, speech.compared(plans, store))
        report = Report.of([*report, *made.findings, *heard])
        if report.fails():
            return Built(course, (), report, prepared.moved)
        clock.lap("media")
        # 3. Each archive, what lies beside it, and what all of it was made of that is not the course's own.
        archives, differences = _handed_on(prepared, base / run, made, report, clock)
        report = Report.of([*report, *differences])
        if lock.folders(course) or lock.files(course):
            held = lock.text(course, prepared.memory.digest, repository.state)
            paths.write(base / run / lock.LOCK_FILE, held.encode())
    if output is not None and output != base:
        delivery.gather(archives, output)
    return Built(course, tuple(archives), report, prepared.moved)


def _judged(prepared: Prepared, clock: delivery.Clock, *, graded: bool, cancelled: threading.Event | None) -> Report:
    """Return what check found, what a build lacks that a check does without, and what playing the problems showed."""
    found = prepared.checked.report
    report = Report.of([*found, *_pointers(found)])
    clock.lap("check")
    if graded and not report.fails():
        report = Report.of([*report, *_play(prepared, {}, cancelled)[1]])
        clock.lap("grade")
    return report


def _handed_on(
    prepared: Prepared, folder: Path, made: media.Results, report: Report, clock: delivery.Clock
) -> tuple[list[Archive], list[Diagnostic]]:
    """Put the archive of each edition into `folder`, with what lies beside it; return what a platform would lose."""
    archives: list[Archive] = []
    findings: list[Diagnostic] = []
    for item in prepared.editions:
        name = item.target.name
        so_far = Report.of([*report, *findings])
        packed, differences = delivery.hand_on(
            item, prepared.checked.packages[name], folder / name, made.of(name), so_far, clock
        )
        archives += [packed] if packed else []
        findings += differences
    return archives, findings


def plan(
    path: Path,
    *,
    only: Iterable[str] = (),
    drafts: bool = False,
    session: Session = OWN,
    cache: Path | None = None,
    shared: str | None = None,
) -> Planned:
    """Say what a build of the course in `path` would do with its media, how long it would take, and why.

    Args:
        path: the course's folder.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are to be exported too.
        session: another run or other dates than the course's own.
        cache: the folder where media are kept; by default `MOOCFAB_CACHE`, the team's or the user's.
        shared: address of a cache of the team's, or `none`; by default `MOOCFAB_SHARED_CACHE`, the course's.

    Raises:
        InputError: the course has no such target, or the session no date.
        ToolError: media cannot be probed.
    """
    prepared = prepare(path, only, session, drafts=drafts, cache=cache, shared=shared)
    course, plans, report = prepared.checked.course, prepared.survey.plans, prepared.checked.report
    before: set[tuple[str, str]] = set()
    kept: set[str] = set()
    if course is not None and course.folder is not None:
        base = course.folder.base / BUILD / (session.run or str(course.settings.run))
        before = {(name, element) for name in plans for element in delivery.elements(base / name)}
        store = prepared.store
        kept = media.kept(plans, store=store)
        report = Report.of([*report, *(store.shared.findings if store.shared else ())])
    found = forecast(plans, kept=kept, before=before, processors=processors())
    return Planned(course, report, found)


def media_report(path: Path, *, only: Iterable[str] = (), drafts: bool = False, cache: Path | None = None) -> Path:
    """Write the page that shows what became of a course's media, into its folder `build`; return where.

    Raises:
        InputError: course.yml cannot be read, the course has no such target.
        ToolError: there is no ffmpeg, the page cannot be written.
    """
    prepared = prepare(path, only, OWN, drafts=drafts, cache=cache)
    course = prepared.checked.course
    if course is None or course.folder is None:
        raise InputError("course.yml ne peut pas être lu", "course.yml cannot be read")
    plans, store = prepared.survey.plans, media.Store.at(prepared.cache)
    videos = measured(plans, store, prepared.memory)
    heard = checks.heard(course, speech.compared(plans, store))
    findings = [finding for finding in (*prepared.checked.report, *heard) if finding.rule in captions.RULES]
    language = "fr" if course.settings.language.startswith("fr") else "en"
    made = course.folder.base / BUILD / str(course.settings.run) / MEDIA_REPORT / "index.html"
    files = {item.path: item for package in prepared.checked.packages.values() for item in package.downloads}
    text = page(
        str(course.settings.title),
        videos,
        findings,
        language=language,
        recordings=recorded(plans, store),
        documents=documents.offered(files.values(), prepared.memory),
    )
    paths.write(made, text.encode())
    return made


def grade(
    path: Path,
    *,
    only: Iterable[str] = (),
    drafts: bool = False,
    answers: Path | None = None,
    cache: Path | None = None,
    cancelled: threading.Event | None = None,
) -> Graded:
    """Play every problem of a course, or of an archive, and judge what its answers earn.

    Args:
        path: the course's folder, or an archive.
        only: names of targets; all of the course's where there are none. An archive has to be given one.
        drafts: whether drafts are played too.
        answers: a file of answers to play; our own where it has none for a problem.
        cache: the folder that remembers what was played; by default `MOOCFAB_CACHE`, the team's or the user's.
        cancelled: stops the work when set.

    Raises:
        InputError: the course has no such target, an archive cannot be read, the answers do not fit.
        ToolError: media cannot be probed, or Open edX's grader does not start.
        Cancelled: `cancelled` was set.
    """
    given = read_answers(answers) if answers else {}
    if path.is_file():
        # 1. An archive: the problems that arrive, and what they earn.
        own = problems.of_archives(path, only)
        played = play_all(own, given=given, cache=Cache(media.folder(cache, None)), cancelled=cancelled)
        course, report, findings = None, Report(), findings_of(played)
    else:
        # 2. A course: its problems as they would be packed; with an error in it none is played.
        prepared = prepare(path, only, OWN, drafts=drafts, cache=cache)
        course, report = prepared.checked.course, prepared.checked.report
        if course is None or report.fails():
            return Graded(course, {}, report)
        played, findings = _play(prepared, given, cancelled)
    # 3. Answers that belong to no problem.
    findings += unknown(played, given, Location(str(answers)))
    return Graded(course, played, Report.of([*report, *findings]))


def _play(
    prepared: Prepared, given: Mapping[str, Given], cancelled: threading.Event | None
) -> tuple[dict[str, tuple[Played, ...]], list[Diagnostic]]:
    """Return the problems of each edition, played, and what that found which the course does not silence."""
    packages, course = prepared.checked.packages, prepared.checked.course
    own = [(item.target, problems.of_package(packages[item.target.name])) for item in prepared.editions]
    played = play_all(own, given=given, cache=prepared.memory, cancelled=cancelled)
    return played, checks.heard(course, findings_of(played)) if course else []


def _base(course: Course, output: Path | None) -> Path:
    """Return the folder that everything is made in."""
    base = course.folder.base / BUILD if course.folder else output
    if base is None:
        raise InputError(
            "ce cours n'a pas de dossier : dites où faire ses archives, « output= »",
            "this course has no folder: say where to make its archives, “output=”",
        )
    return base


def _pointers(report: Report) -> list[Diagnostic]:
    """Return what a build lacks that a check does without: files that are Git LFS pointers."""
    return [POINTER_IN_BUILD.at(item.location, name=item.values["name"]) for item in report if item.rule is LFS_POINTER]
