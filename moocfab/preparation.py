"""What lies before every command: a course read, its editions, its media surveyed, its OLX in memory, all checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab import catalogue, checks, media
from moocfab.course import Course, load, lock, translation
from moocfab.course.edition import Edition, editions_of
from moocfab.course.rules import BAD_PICTURE, NOT_A_PICTURE
from moocfab.course.session import Moved, Session, apply
from moocfab.diagnostics import Report, Severity
from moocfab.media import Survey, document_rules, documents
from moocfab.olx.package import Package
from moocfab.olx.write import write

_ABOUT_A_FILE = frozenset({NOT_A_PICTURE, BAD_PICTURE, *document_rules.RULES})
"""Rules of pictures and downloads that cannot be used as they are."""


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
class Prepared:
    """What check found, and what build goes on with.

    Attributes:
        cache: the folder that remembers media.
        editions: in the session that is wanted, in the order of the course's targets.
        moved: the dates that another session moved.
        survey: the course's media, and what is to be made of them.
        shared: the address of the team's cache.
    """

    checked: Checked
    cache: Path
    editions: tuple[Edition, ...] = ()
    moved: tuple[Moved, ...] = ()
    survey: Survey = field(default_factory=lambda: Survey({}))
    shared: media.Address | None = None

    @property
    def memory(self) -> media.Cache:
        """Return what is remembered of media and problems."""
        return media.Cache(self.cache)

    @property
    def store(self) -> media.Store:
        """Return a store of media in the cache, with the shared one behind it."""
        return media.Store.at(self.cache, media.Shared(self.shared) if self.shared else None)

    def only_media_fail(self, report: Report) -> bool:
        """Return whether every error of a report is about a medium, or what is asked for one."""
        own = {(finding.rule, finding.location) for finding in self.survey.findings}
        errors = (finding for finding in report if finding.severity is Severity.ERROR)
        return all(finding.rule in _ABOUT_A_FILE or (finding.rule, finding.location) in own for finding in errors)


def prepare(
    source: Path | Course,
    only: Iterable[str],
    session: Session,
    *,
    drafts: bool,
    cache: Path | None = None,
    shared: str | None = None,
) -> Prepared:
    """Find everything that can be known of a course without writing.

    Raises:
        InputError: the course has no such target, or the session no date.
        ToolError: media cannot be probed.
    """
    # 1. The source: files, YAML, Markdown, schema, identity.
    course, findings = (source, []) if isinstance(source, Course) else load(source)
    if course is None:
        return Prepared(Checked(None, {}, Report.of(findings)), media.folder(cache, None))
    # 2. Its editions: what goes to each target, in the session that is wanted.
    wanted, more = editions_of(course, only, drafts=drafts)
    findings += more
    sessions = [apply(item, session) for item in wanted]
    editions = [item for item, _ in sessions]
    moved = {item.location: item for _, moves in sessions for item in moves}
    # 3. Its media: found, probed, planned.
    kept = media.folder(cache, course.cache)
    memory = media.Cache(kept)
    findings += translation.check(course)
    survey, address = media.survey(editions, cache=kept), media.Address.of(course, shared)
    findings += [*survey.findings, *(address.problems() if address else ())]
    # 4. Each edition: rules that span elements, then all of its OLX, in memory.
    packages: dict[str, Package] = {}
    for item in editions:
        plan = survey.plans[item.target.name]
        findings += checks.run(item)
        packages[item.target.name], more = write(item, plan.published, plan.statics, plan.recordings)
        survey = survey.with_pictures(item.target.name, packages[item.target.name].copies, kept)
        findings += more
    # 5. What is downloaded: whole, and readable by everybody.
    offered = {item.path: item for package in packages.values() for item in package.downloads}
    findings += documents.check(offered.values(), memory)
    # 6. The course as a whole: what its lock holds, files that nothing uses, what the course silences.
    complete = len(editions) == len(course.settings.targets)
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    findings += lock.check(course, memory.digest, complete=complete and not broken)
    findings = checks.finish(course, findings, complete=complete, codes=catalogue.CODES)
    checked = Checked(course, packages, Report.of(findings))
    return Prepared(checked, kept, tuple(editions), tuple(moved.values()), survey, address)
