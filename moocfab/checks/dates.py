"""Dates in their order and within the run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from moocfab.checks.rules import OUTSIDE_RUN
from moocfab.course.edition import Edition
from moocfab.course.rules import DATE_ORDER, NO_START, UNKNOWN_ZONE
from moocfab.course.schedule import Schedule, Span, schedule
from moocfab.diagnostics import Diagnostic, Location
from moocfab.source import Origin

ORDER = (
    ("enrollment_start", "enrollment_end"),
    ("start", "end"),
    ("enrollment_end", "end"),
    ("enrollment_start", "end"),
)
"""Which comes before which; a date is told once, since either of the two may be the wrong one."""


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield a course without start, an unknown zone, dates out of order, dates outside of the run."""
    course = edition.course
    if course.settings.timezone and not exists(course.settings.timezone):
        yield UNKNOWN_ZONE.at(course.origin.at("timezone"), name=course.settings.timezone)
    written = course.origin.of("dates", "start") is not None  # one that cannot be read is told of already
    if course.settings.dates.start is None and not written:
        yield NO_START.at(course.origin.key("dates"))
    moments, _ = schedule(edition)
    wrong = list(disorder(edition, moments))
    yield from wrong
    if wrong:  # what is outside of a run whose own dates are wrong follows from them
        moments = replace(moments, course={})
    for module in course.modules:
        opened = moments.spans.get(module.name, Span()).start
        yield from within(moments, "start", opened, module.starts_at())
        for sequence in module.sequences:
            yield from span(moments, moments.spans.get(sequence.name, Span()), opened, sequence.origin)


def disorder(edition: Edition, moments: Schedule) -> Iterator[Diagnostic]:
    """Yield the course's dates that come too early, each once."""
    told: set[str] = set()
    given = moments.course
    for early, late in ORDER:
        if early in given and late in given and told.isdisjoint((early, late)):
            found = list(ordered(edition.course.origin.at("dates", late), early, given[early], late, given[late]))
            told |= {early, late} if found else set()
            yield from found


def span(moments: Schedule, item: Span, opened: datetime | None, origin: Origin) -> Iterator[Diagnostic]:
    """Yield what is wrong with a sequence's dates; it opens with its module (at `opened`) at the earliest."""
    start = max((moment for moment in (opened, item.start) if moment), default=None)
    yield from within(moments, "start", item.start, origin.at("start"))
    late = list(ordered(origin.at("due"), "start", start, "due", item.due)) if start and item.due else []
    yield from late or within(moments, "due", item.due, origin.at("due"))


def ordered(place: Location, early: str, first: datetime, late: str, second: datetime) -> Iterator[Diagnostic]:
    """Yield a finding where `second` comes before `first`."""
    if second < first:
        yield DATE_ORDER.at(place, late=late, late_date=shown(second), early=early, early_date=shown(first))


def within(moments: Schedule, name: str, value: datetime | None, place: Location) -> Iterator[Diagnostic]:
    """Yield a finding where `value` is not between the course's start and end."""
    start, end = moments.course.get("start"), moments.course.get("end")
    if value and ((start and value < start) or (end and value > end)):
        first, last = (shown(moment) if moment else "…" for moment in (start, end))
        yield OUTSIDE_RUN.at(place, name=name, date=shown(value), start=first, end=last)


def shown(value: datetime) -> str:
    """Return a moment as an author writes it."""
    return value.strftime("%Y-%m-%d %H:%M")


def exists(zone: str) -> bool:
    """Return whether `zone` is a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
