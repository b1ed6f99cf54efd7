"""Rules that span elements: each a function of an edition in a file of its own, listed here once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from moocfab.checks import grading
from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic

Check = Callable[[Edition], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (grading.check,)


def run(edition: Edition) -> list[Diagnostic]:
    """Return the findings of every check on one edition."""
    return [finding for check in CHECKS for finding in check(edition)]
