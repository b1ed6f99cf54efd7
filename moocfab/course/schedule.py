"""When everything of an edition begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from moocfab.course.dates import is_local, is_relative, moment, other, skipped
from moocfab.course.edition import Edition
from moocfab.course.model import Module, Sequence
from moocfab.course.rules import BAD_DATE, HOUR_TWICE, NO_SUCH_HOUR
from moocfab.diagnostics import Diagnostic, Location


@dataclass(frozen=True)
class Span:
    """When a module or sequence opens, and when it is due; None where nothing is said."""

    start: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True)
class Schedule:
    """Moments in the course's zone.

    Attributes:
        course: `enrollment_start`, `enrollment_end`, `start`, `end`, as far as they are given.
        spans: url_name of a module or sequence to its span.
    """

    course: Mapping[str, datetime] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)


def schedule(edition: Edition) -> tuple[Schedule, list[Diagnostic]]:
    """Return the moments of an edition, and the dates that are none."""
    reader = _Reader(edition)
    course = reader.course()
    spans = dict(reader.spans())
    return Schedule(course, spans), reader.findings


@dataclass(slots=True)
class _Reader:
    edition: Edition
    start: datetime | None = None
    unreadable: bool = False
    findings: list[Diagnostic] = field(default_factory=list)

    def course(self) -> dict[str, datetime]:
        dates, origin = self.edition.course.settings.dates, self.edition.course.origin
        if dates.start:
            self.start = self.moment(dates.start, "start", origin.at("dates", "start"))
        written = dates.start is not None or origin.of("dates", "start") is not None
        self.unreadable = written and self.start is None
        found = {"start": self.start}
        for key, role in (("enrollment_start", "start"), ("enrollment_end", "end"), ("end", "end")):
            text = getattr(dates, key)
            found[key] = self.moment(text, role, origin.at("dates", key)) if text else None  # type: ignore[arg-type]
        return {key: value for key, value in found.items() if value is not None}

    def spans(self) -> Iterator[tuple[str, Span]]:
        for module in self.edition.course.modules:
            start = self.module(module)
            yield module.name, Span(start)
            for sequence in module.sequences:
                yield sequence.name, self.sequence(sequence, start or self.start)

    def module(self, module: Module) -> datetime | None:
        if not module.start:
            return None
        return self.moment(module.start, "start", module.starts_at())

    def sequence(self, sequence: Sequence, module: datetime | None) -> Span:
        settings, origin = sequence.settings, sequence.origin
        start = self.moment(settings.start, "start", origin.at("start"), module) if settings.start else None
        due = self.moment(settings.due, "end", origin.at("due"), module) if settings.due else None
        return Span(start, due)

    def moment(
        self, text: str, role: Literal["start", "end"], place: Location, module: datetime | None = None
    ) -> datetime | None:
        try:
            found = moment(text, self.edition.zone, role=role, course=self.start, module=module)
            real = skipped(found)
        except (ValueError, OverflowError):
            # What counts from a start that cannot be read is no mistake of its own.
            if not (self.unreadable and is_relative(text)):
                self.findings.append(BAD_DATE.at(place, text=text))
            return None
        if real is not None:
            date, instead = (f"{value:%Y-%m-%d %H:%M}" for value in (found, real))
            # What counts from a start in no hour falls in none either, and is mended with it.
            if not (self.unreadable and is_relative(text)):
                self.findings.append(NO_SUCH_HOUR.at(place, zone=self.edition.zone.key, date=date, real=instead))
            return None
        later = other(found) if is_local(text) else None
        if later is not None:
            first, second = (value.isoformat(" ", "minutes") for value in (found, later))
            zone, date = self.edition.zone.key, f"{found:%Y-%m-%d %H:%M}"
            self.findings.append(HOUR_TWICE.at(place, zone=zone, date=date, first=first, second=second))
        return found
