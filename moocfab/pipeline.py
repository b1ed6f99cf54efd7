"""The numbered steps from a course's folder to its archives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab import checks, delivery, media
from moocfab.course import Course, load, lock, repository, translation
from moocfab.course.edition import Edition, edition
from moocfab.course.rules import UNKNOWN_TARGET
from moocfab.course.session import Moved, Session, apply
from moocfab.delivery import Archive
from moocfab.diagnostics import Diagnostic, Location, Report, Severity
from moocfab.errors import InputError
from moocfab.grading import problems
from moocfab.grading.answers import Given
from moocfab.grading.answers import read as read_answers
from moocfab.grading.play import Played, findings_of, play_all, unknown
from moocfab.media import Event, Survey, documents, speech
from moocfab.media.cache import Cache
from moocfab.media.captions import rules as captions
from moocfab.media.forecast import Forecast, forecast
from moocfab.media.lanes import processors
from moocfab.media.page import page
from moocfab.media.quality import measured, recorded
from moocfab.olx.package import Package
from moocfab.olx.write import write
from moocfab.safe import paths
from moocfab.source.rules import LFS_POINTER, POINTER_IN_BUILD

BUILD = "build"
MEDIA_REPORT = "media-report"
OWN = Session()


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        course: as far as it could be read; None where course.yml cannot be.
        packages: target's name to what its archive would hold.
        report: every finding, sorted.
    """

    course: Course | None
    packages: Mapping[str, Package] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


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
    return _prepare(source, only, session, drafts=drafts, cache=cache).checked


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
    # 1. What check does; with an error nothing is written.
    clock = delivery.Clock()
    prepared = _prepare(source, only, session, drafts=drafts, cache=cache, shared=shared)
    course = prepared.checked.course
    report = Report.of([*prepared.checked.report, *_pointers(prepared.checked.report)])
    if course is None or (report.fails() and not prepared.only_media_fail(report)):
        return Built(course, (), report, prepared.moved)
    base = _base(course, output)
    clock.lap("check")
    if graded and not report.fails():
        report = Report.of([*report, *_play(prepared, {}, cache, cancelled)[1]])
        if report.fails():
            return Built(course, (), report, prepared.moved)
        clock.lap("grade")
    run = session.run or str(course.settings.run)
    archives = []
    plans, store = prepared.survey.plans, _store(prepared, media.folder(cache, course.cache))
    keys = {job.key for item in plans.values() for job in item.jobs}
    with paths.alone(base / ".lock", waiting), media.using(store.root, base, keys):
        # 2. The media that nobody has made yet; one that is broken does not keep the others waiting.
        made = media.carry_out(plans, store=store, jobs=jobs, progress=progress, cancelled=cancelled)
        heard = checks.heard(course, speech.compared(plans, store))
        report = Report.of([*report, *made.findings, *heard])
        if report.fails():
            return Built(course, (), report, prepared.moved)
        clock.lap("media")
        for item in prepared.editions:
            # 3. Each archive, and what lies beside it.
            package, stored = prepared.checked.packages[item.target.name], made.of(item.target.name)
            packed, differences = delivery.hand_on(item, package, base / run / item.target.name, stored, report, clock)
            report = Report.of([*report, *differences])
            archives += [packed] if packed else []
    # 4. What all of it was made of that is not the course's own.
    if lock.folders(course) or lock.files(course):
        held = lock.text(course, media.Cache(media.folder(cache, course.cache)).digest, repository.state)
        paths.write(base / run / lock.LOCK_FILE, held.encode())
    if output is not None and output != base:
        delivery.gather(archives, output)
    return Built(course, tuple(archives), report, prepared.moved)


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
    prepared = _prepare(path, only, session, drafts=drafts, cache=cache, shared=shared)
    course, plans, report = prepared.checked.course, prepared.survey.plans, prepared.checked.report
    before: set[tuple[str, str]] = set()
    kept: set[str] = set()
    if course is not None and course.folder is not None:
        base = course.folder.base / BUILD / (session.run or str(course.settings.run))
        before = {(name, element) for name in plans for element in delivery.elements(base / name)}
        store = _store(prepared, media.folder(cache, course.cache))
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
    prepared = _prepare(path, only, OWN, drafts=drafts, cache=cache)
    course = prepared.checked.course
    if course is None or course.folder is None:
        raise InputError("course.yml ne peut pas être lu", "course.yml cannot be read")
    kept = media.folder(cache, course.cache)
    plans, store = prepared.survey.plans, media.Store.at(kept)
    videos = measured(plans, store, Cache(kept))
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
        documents=documents.offered(files.values(), Cache(kept)),
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
        prepared = _prepare(path, only, OWN, drafts=drafts, cache=cache)
        course, report = prepared.checked.course, prepared.checked.report
        if course is None or report.fails():
            return Graded(course, {}, report)
        played, findings = _play(prepared, given, cache, cancelled)
    # 3. Answers that belong to no problem.
    findings += unknown(played, given, Location(str(answers)))
    return Graded(course, played, Report.of([*report, *findings]))


def _play(
    prepared: _Prepared, given: Mapping[str, Given], cache: Path | None, cancelled: threading.Event | None
) -> tuple[dict[str, tuple[Played, ...]], list[Diagnostic]]:
    """Return the problems of each edition, played, and what that found which the course does not silence."""
    packages, course = prepared.checked.packages, prepared.checked.course
    own = [(item.target, problems.of_package(packages[item.target.name])) for item in prepared.editions]
    memory = Cache(media.folder(cache, course.cache if course else None))
    played = play_all(own, given=given, cache=memory, cancelled=cancelled)
    return played, checks.heard(course, findings_of(played)) if course else []


@dataclass(frozen=True)
class _Prepared:
    """What check found, and what build goes on with."""

    checked: Checked
    editions: tuple[Edition, ...] = ()
    moved: tuple[Moved, ...] = ()
    survey: Survey = field(default_factory=lambda: Survey({}))
    shared: media.Address | None = None

    def only_media_fail(self, report: Report) -> bool:
        """Return whether every error of a report is about a medium, or what is asked for one."""
        own = {(finding.rule, finding.location) for finding in self.survey.findings}
        return all((finding.rule, finding.location) in own for finding in report if finding.severity is Severity.ERROR)


def _base(course: Course, output: Path | None) -> Path:
    """Return the folder that everything is made in."""
    base = course.folder.base / BUILD if course.folder else output
    if base is None:
        raise InputError(
            "ce cours n'a pas de dossier : dites où faire ses archives, « output= »",
            "this course has no folder: say where to make its archives, “output=”",
        )
    return base


def _store(prepared: _Prepared, root: Path) -> media.Store:
    """Return the store in a cache's folder, with the shared one behind it."""
    return media.Store.at(root, media.Shared(prepared.shared) if prepared.shared else None)


def _prepare(
    source: Path | Course,
    only: Iterable[str],
    session: Session,
    *,
    drafts: bool,
    cache: Path | None = None,
    shared: str | None = None,
) -> _Prepared:
    # 1. The source: files, YAML, Markdown, schema, identity.
    course, findings = (source, []) if isinstance(source, Course) else load(source)
    if course is None:
        return _Prepared(Checked(None, {}, Report.of(findings)))
    # 2. Its editions: what goes to each target, in the session that is wanted.
    editions, more = editions_of(course, only, drafts=drafts)
    findings += more
    sessions = [apply(item, session) for item in editions]
    moved = {item.location: item for _, moves in sessions for item in moves}
    # 3. Its media: found, probed, planned.
    kept = media.folder(cache, course.cache)
    findings += translation.check(course)
    survey, address = media.survey([item for item, _ in sessions], cache=kept), media.Address.of(course, shared)
    findings += [*survey.findings, *(address.problems() if address else ())]
    # 4. Each edition: rules that span elements, then all of its OLX, in memory.
    packages: dict[str, Package] = {}
    for item, _ in sessions:
        plan = survey.plans[item.target.name]
        findings += checks.run(item)
        packages[item.target.name], more = write(item, plan.published, plan.statics, plan.recordings)
        survey = survey.with_pictures(item.target.name, packages[item.target.name].copies, kept)
        findings += more
    # 5. What is downloaded: whole, and readable by everybody.
    offered = {item.path: item for package in packages.values() for item in package.downloads}
    findings += documents.check(offered.values(), media.Cache(kept))
    # 6. The course as a whole: what its lock holds, files that nothing uses, what the course silences.
    complete = len(editions) == len(course.settings.targets)
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    findings += lock.check(course, media.Cache(kept).digest, complete=complete and not broken)
    findings = checks.finish(course, findings, complete=complete)
    checked = Checked(course, packages, Report.of(findings))
    return _Prepared(checked, tuple(item for item, _ in sessions), tuple(moved.values()), survey, address)


def editions_of(
    course: Course, only: Iterable[str] = (), *, drafts: bool = False
) -> tuple[list[Edition], list[Diagnostic]]:
    """Return the editions of a course, and the targets that are unknown.

    Raises:
        InputError: a wanted target is none of the course's.
    """
    wanted, known, own = set(only), course.team.names, course.settings.targets
    for name in sorted(wanted - set(own)):
        raise InputError(
            f"ce cours n'a pas de cible « {name} » ; les siennes : {', '.join(own)}",
            f"this course has no target “{name}”; it has: {', '.join(own)}",
        )
    editions, findings = [], []
    for name in own:
        if name in course.team.broken:
            continue
        if name not in known:
            findings.append(UNKNOWN_TARGET.at(course.origin.key("targets", name), name=name, known=", ".join(known)))
        elif not wanted or name in wanted:
            editions.append(edition(course, course.team.target(name), drafts=drafts))
    return editions, findings


def _pointers(report: Report) -> list[Diagnostic]:
    """Return what a build lacks that a check does without: files that are Git LFS pointers."""
    return [POINTER_IN_BUILD.at(item.location, name=item.values["name"]) for item in report if item.rule is LFS_POINTER]
