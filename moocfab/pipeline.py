"""The numbered steps from a course's folder to its archives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from moocfab import checks, delivery, targets
from moocfab.archive import Digests, pack
from moocfab.course import Course, load
from moocfab.course.edition import Edition, edition
from moocfab.course.rules import UNKNOWN_TARGET
from moocfab.diagnostics import Diagnostic, Report
from moocfab.errors import InputError
from moocfab.olx.package import Package
from moocfab.olx.write import write
from moocfab.safe import paths

BUILD = "build"


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
class Archive:
    """An archive that lies on the disk.

    Attributes:
        target: name of the platform that it is for.
        path: where it lies.
        digests: of its bytes.
        blocks: how many were declared, the course among them, and will arrive.
        changed: whether this build wrote it; an equal one is left alone.
    """

    target: str
    path: Path
    digests: Digests
    blocks: int
    changed: bool


@dataclass(frozen=True)
class Built:
    """What a build made; no archive where its report fails."""

    course: Course | None
    archives: tuple[Archive, ...] = ()
    report: Report = field(default_factory=Report)


def check(path: Path, *, only: Iterable[str] = (), drafts: bool = False) -> Checked:
    """Find everything that can be known of the course in `path` without writing.

    Args:
        path: the course's folder.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are to be exported too.

    Raises:
        InputError: the course has no such target.
    """
    # 1. The source: files, YAML, Markdown, schema, identity.
    course, findings = load(path)
    if course is None:
        return Checked(None, {}, Report.of(findings))
    # 2. Each target: rules that span elements, then all of its OLX, in memory.
    editions, more = editions_of(course, only, drafts=drafts)
    findings += more
    packages: dict[str, Package] = {}
    for item in editions:
        findings += checks.run(item)
        packages[item.target.name], more = write(item)
        findings += more
    # 3. The course as a whole: files that nothing uses, what the course silences.
    findings = checks.finish(course, findings, complete=len(editions) == len(course.settings.targets))
    return Checked(course, packages, Report.of(findings))


def build(
    path: Path,
    *,
    only: Iterable[str] = (),
    drafts: bool = False,
    output: Path | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Check the course in `path`, make its media, and write an archive for each target.

    Args:
        path: the course's folder; what is made lies in its folder `build`.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are exported too.
        output: a folder that gets a copy of every archive.
        waiting: called once where another build of this course has to end first.

    Raises:
        InputError: the course has no such target, or a file changed while it was read.
        ToolError: a folder cannot be written, the disk is full.
    """
    # 1. What check does; with an error nothing is written.
    clock = {"check": -perf_counter()}
    checked = check(path, only=only, drafts=drafts)
    clock["check"] += perf_counter()
    course = checked.course
    if course is None or course.folder is None or checked.report.fails():
        return Built(course, (), checked.report)
    base = course.folder.base / BUILD
    archives = []
    with paths.alone(base / ".lock", waiting):
        for item in editions_of(course, only, drafts=drafts)[0]:
            folder = base / str(course.settings.run) / item.target.name
            package = checked.packages[item.target.name]
            # 2. The archive: packed, read again, put in its place.
            started = perf_counter()
            archive = _archive(item, package, folder)
            archives.append(archive)
            # 3. What lies beside it.
            seconds = {**clock, "archive": perf_counter() - started}
            _beside(item, package, archive, checked.report, seconds)
    if output is not None:
        for archive in archives:
            name = archive.path.name.removesuffix(".tar.gz")
            paths.write(output / f"{name}.{archive.target}.tar.gz", archive.path.read_bytes())
    return Built(course, tuple(archives), checked.report)


def editions_of(
    course: Course, only: Iterable[str] = (), *, drafts: bool = False
) -> tuple[list[Edition], list[Diagnostic]]:
    """Return the editions of a course, and the targets that are unknown.

    Raises:
        InputError: a wanted target is none of the course's.
    """
    wanted, known, own = set(only), targets.names(), course.settings.targets
    for name in sorted(wanted - set(own)):
        raise InputError(
            f"ce cours n'a pas de cible « {name} » ; les siennes : {', '.join(own)}",
            f"this course has no target “{name}”; it has: {', '.join(own)}",
        )
    editions, findings = [], []
    for name in own:
        if name not in known:
            findings.append(UNKNOWN_TARGET.at(course.origin.key("targets", name), name=name, known=", ".join(known)))
        elif not wanted or name in wanted:
            editions.append(edition(course, targets.load(name), drafts=drafts))
    return editions, findings


def _archive(item: Edition, package: Package, folder: Path) -> Archive:
    """Write the archive of a package, verified, unless an equal one lies there."""
    path = folder / f"{item.org}-{item.number}-{item.run}.tar.gz"
    with paths.beside(path) as made:
        with made.open("wb") as stream:
            digests = pack(package.files, stream)
        changed = not paths.same(made, path)
        if changed:
            paths.put(made, path)
    return Archive(item.target.name, path, digests, sum(1 for _ in package.declared.walk()), changed)


def _beside(item: Edition, package: Package, archive: Archive, report: Report, seconds: Mapping[str, float]) -> None:
    """Write what lies beside an archive, as far as it changed; other times alone are no change."""
    folder, name = archive.path.parent, archive.path.name
    paths.write(folder / "manifest.json", delivery.manifest(item, name, archive.digests, ()))
    paths.write(folder / "todo.md", delivery.todo(item, package, name, ()))
    made, path = delivery.report(item, package, report, seconds), folder / "report.json"
    if not (path.is_file() and delivery.same_report(path.read_bytes(), made)):
        paths.write(path, made)
