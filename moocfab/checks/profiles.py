"""The media profile that a course names for all of its videos, whether or not it has any yet."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.checks.target_rules import place
from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic
from moocfab.media.profiles import of_team
from moocfab.media.rules import UNKNOWN_PROFILE


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield a profile that nobody knows; media say where a single video names one."""
    wanted, known = edition.media.profile, of_team(edition.course.team)[0]
    if wanted and wanted not in known:
        yield UNKNOWN_PROFILE.at(place(edition, "media", "profile"), name=wanted, known=", ".join(known))
