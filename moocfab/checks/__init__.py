"""Rules that span elements: each a function of an edition in a file of its own, listed here once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

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
    target_rules,
    unused,
)
from moocfab.course import Course
from moocfab.course.edition import Edition
from moocfab.course.rules import BROKEN_LINK
from moocfab.diagnostics import Diagnostic, Severity

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
)


def run(edition: Edition) -> list[Diagnostic]:
    """Return the findings of every check on one edition."""
    return [finding for check in CHECKS for finding in check(edition)]


def finish(course: Course, findings: Iterable[Diagnostic], *, complete: bool) -> list[Diagnostic]:
    """Return `findings`, what concerns the course for all targets added, what it silences taken away.

    Args:
        course: all of it.
        findings: of every step before.
        complete: whether every target was written; else no file and no silence can be called useless.
    """
    gathered = [*findings, *containers.empty(course), *only.check(course)]
    if any(f.severity is Severity.ERROR and f.rule.code.startswith(ignore.UNSILENCEABLE) for f in gathered):
        gathered = [finding for finding in gathered if not from_absence(finding)]
    if course.folder:
        gathered += [*unused.twins(course.folder), *unused.nested(course.folder)]
        if complete and not any(finding.severity is Severity.ERROR for finding in gathered):
            gathered += unused.unused(course, course.folder)
    return ignore.apply(gathered, course, complete=complete)


def from_absence(finding: Diagnostic) -> bool:
    """Return whether a finding is concluded from what is not there: a link to a place or a unit, among others."""
    leads = finding.rule is BROKEN_LINK and re.search(r"#|\.(md|ya?ml)$", str(finding.values["address"]))
    return finding.rule.from_absence or bool(leads)


def heard(course: Course, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return `findings` of playing answers without those that the course silences."""
    return ignore.heard(findings, course)
