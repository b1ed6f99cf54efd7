"""`checks.ignore`: what the course silences, by code, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from moocfab.checks.rules import REFUSED_IGNORE, USELESS_IGNORE
from moocfab.course import Course
from moocfab.course.files import Ignore
from moocfab.diagnostics import Diagnostic
from moocfab.source import Origin

UNSILENCEABLE = ("MF1", "MF2")
PLAYED = "MF47"
"""Codes of what only playing answers finds: their silences are never called useless by a check."""


def apply(findings: Iterable[Diagnostic], course: Course, *, complete: bool = True) -> list[Diagnostic]:
    """Return `findings` without those that the course silences, and with what is wrong in its silences.

    Args:
        findings: all there are, of every step and target.
        course: whose `checks.ignore` counts.
        complete: whether every check ran for every target; else no silence can be called useless.
    """
    kept, told = _silenced(list(findings), course, course.settings.checks.ignore, course.origin, complete=complete)
    # What a team silences for all of its courses need not be there in each.
    team = course.team
    kept, more = _silenced(kept, course, team.settings.checks.ignore, team.origin, complete=False)
    return kept + told + more


def _silenced(
    kept: list[Diagnostic], course: Course, wanted: Iterable[Ignore], origin: Origin, *, complete: bool
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what is left of `kept`, and what is wrong in the silences."""
    told: list[Diagnostic] = []
    for index, silence in enumerate(wanted):
        place = origin.at("checks", "ignore", index, "code")
        if silence.code.startswith(UNSILENCEABLE):
            told.append(REFUSED_IGNORE.at(place, code=silence.code))
            continue
        heard = [finding for finding in kept if not silences(silence, finding, course)]
        if complete and len(heard) == len(kept) and not silence.code.startswith(PLAYED):
            told.append(USELESS_IGNORE.at(place, code=silence.code))
        kept = heard
    return kept, told


def heard(findings: Iterable[Diagnostic], course: Course) -> list[Diagnostic]:
    """Return `findings` without those that the course silences."""
    silenced = course.settings.checks.ignore
    return [finding for finding in findings if not any(silences(item, finding, course) for item in silenced)]


def silences(silence: Ignore, finding: Diagnostic, course: Course) -> bool:
    """Return whether `silence` means `finding`: its code, and where it stands or which file it names."""
    if finding.rule.code != silence.code:
        return False
    if silence.where is None:
        return True
    pattern = silence.where.removeprefix("/")
    shown = course.folder.shown if course.folder else ""
    names = {finding.location.path.removeprefix(shown)}
    names |= {value.removeprefix("/") for value in finding.values.values() if isinstance(value, str)}
    return any(fnmatchcase(name, pattern) for name in names)
