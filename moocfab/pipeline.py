"""The numbered steps from a course's folder to its archives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab import checks, targets
from moocfab.course import Course, load
from moocfab.course.edition import Edition, edition
from moocfab.course.rules import UNKNOWN_TARGET
from moocfab.diagnostics import Diagnostic, Report
from moocfab.olx.package import Package
from moocfab.olx.write import write


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


def check(path: Path, *, only: Iterable[str] = (), drafts: bool = False) -> Checked:
    """Find everything that can be known of the course in `path` without writing.

    Args:
        path: the course's folder.
        only: names of targets; all of the course's where there are none.
        drafts: whether drafts are to be exported too.
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
    return Checked(course, packages, Report.of(findings))


def editions_of(
    course: Course, only: Iterable[str] = (), *, drafts: bool = False
) -> tuple[list[Edition], list[Diagnostic]]:
    """Return the editions of a course, and the targets that are unknown."""
    wanted, known = set(only), targets.names()
    editions, findings = [], []
    for name in course.settings.targets:
        if name not in known:
            findings.append(UNKNOWN_TARGET.at(course.origin.key("targets", name), name=name, known=", ".join(known)))
        elif not wanted or name in wanted:
            editions.append(edition(course, targets.load(name), drafts=drafts))
    return editions, findings
