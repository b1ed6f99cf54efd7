"""Rules that span elements: each a function of an edition in a file of its own, listed here once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from moocfab.checks import (
    captions,
    containers,
    dates,
    grading,
    groups,
    identity,
    ignore,
    only,
    placeholders,
    profiles,
    target_rules,
    unused,
)
from moocfab.checks.ignore import UNSILENCEABLE
from moocfab.course import Course
from moocfab.course.edition import Edition
from moocfab.course.rules import BROKEN_LINK
from moocfab.course.shared_rules import COLLISION
from moocfab.diagnostics import Diagnostic, Location, Severity

Check = Callable[[Edition], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    identity.check,
    containers.check,
    dates.check,
    grading.check,
    groups.check,
    captions.check,
    placeholders.check,
    target_rules.check,
    profiles.check,
)


def run(edition: Edition) -> list[Diagnostic]:
    """Return the findings of every check on one edition."""
    return [finding for check in CHECKS for finding in check(edition)]


def finish(
    course: Course, findings: Iterable[Diagnostic], *, complete: bool, codes: Collection[str]
) -> list[Diagnostic]:
    """Return `findings`, what concerns the course for all targets added, what it silences taken away.

    Args:
        course: all of it.
        findings: of every step before.
        complete: whether every target was written; else no file and no silence can be called useless.
        codes: of every rule there is.
    """
    gathered = [*findings, *containers.empty(course), *only.check(course)]
    unread = {f.location for f in gathered if f.severity is Severity.ERROR and f.rule.code.startswith(UNSILENCEABLE)}
    if unread:
        gathered = [finding for finding in gathered if not follows(finding, unread)]
    if course.folder:
        gathered += [*unused.twins(course.folder), *unused.nested(course.folder)]
        if complete and not any(finding.severity is Severity.ERROR for finding in gathered):
            gathered += unused.unused(course, course.folder)
    return ignore.apply(gathered, course, complete=complete, codes=codes)


def follows(finding: Diagnostic, unread: Collection[Location]) -> bool:
    """Return whether a finding is concluded from what could not be read at `unread`.

    That is what is missing (a link to a place or a unit, among others), and names that a wrong prefix does not part.
    """
    leads = finding.rule is BROKEN_LINK and re.search(r"#|\.(md|ya?ml)$", str(finding.values["address"]))
    parted = finding.rule is COLLISION and finding.location in unread
    return finding.rule.from_absence or bool(leads) or parted


def heard(course: Course, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return `findings` of playing answers without those that the course silences."""
    return ignore.heard(findings, course)
