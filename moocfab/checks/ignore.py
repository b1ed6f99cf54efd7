"""`checks.ignore`: what the course silences, by code, with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from moocfab.checks.rules import REFUSED_IGNORE, UNKNOWN_IGNORE, USELESS_IGNORE
from moocfab.course import Course
from moocfab.course.files import Ignore
from moocfab.diagnostics import Diagnostic, Rule
from moocfab.source import Origin

UNSILENCEABLE = ("MF1", "MF2")
PLAYED = "MF47"
"""Codes of what only playing answers finds: their silences are never called useless by a check."""


def apply(
    findings: Iterable[Diagnostic], course: Course, *, complete: bool, codes: Collection[str]
) -> list[Diagnostic]:
    """Return `findings` without those that the course and its team silence, and with what is wrong in the silences.

    Args:
        findings: all there are, of every step and target.
        course: whose `checks.ignore` counts.
        complete: whether every check ran for every target; else no silence can be called useless.
        codes: of every rule there is.
    """
    kept, told = list(findings), []
    for origin, silences in _silences(course):
        # What a team silences for all of its courses need not be there in each.
        own = complete and origin is course.origin
        for index, silence in enumerate(silences):
            left = [finding for finding in kept if not _means(silence, finding, course)]
            if problem := _problem(silence, codes, useless=own and len(left) == len(kept)):
                told.append(problem.at(origin.at("checks", "ignore", index, "code"), code=silence.code))
            kept = left
    return kept + told


def _silences(course: Course) -> Iterator[tuple[Origin, Sequence[Ignore]]]:
    """Yield the silences of the course and of its team, with where they stand."""
    yield course.origin, course.settings.checks.ignore
    yield course.team.origin, course.team.settings.checks.ignore


def _problem(silence: Ignore, codes: Collection[str], *, useless: bool) -> Rule | None:
    """Return what is wrong with a silence; `useless` says whether it silences nothing."""
    if silence.code.startswith(UNSILENCEABLE):
        return REFUSED_IGNORE
    if silence.code not in codes:
        return UNKNOWN_IGNORE
    return USELESS_IGNORE if useless and not silence.code.startswith(PLAYED) else None


def heard(findings: Iterable[Diagnostic], course: Course) -> list[Diagnostic]:
    """Return `findings` without those that the course and its team silence."""
    silences = [silence for _, own in _silences(course) for silence in own]
    return [finding for finding in findings if not any(_means(item, finding, course) for item in silences)]


def _means(silence: Ignore, finding: Diagnostic, course: Course) -> bool:
    """Return whether `silence` means `finding`: its code, and where it stands or which file or field it names."""
    if finding.rule.code != silence.code or silence.code.startswith(UNSILENCEABLE):
        return False
    if silence.where is None:
        return True
    pattern = silence.where.removeprefix("/")
    shown = course.folder.shown if course.folder else ""
    names = {finding.location.path.removeprefix(shown)}
    names |= {value.removeprefix("/") for value in finding.values.values() if isinstance(value, str)}
    return any(fnmatchcase(name, pattern) for name in names)
