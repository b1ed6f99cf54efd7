"""Dates as authors write them, to moments in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

_RELATIVE = re.compile(r"(module)?([+-]\d+)([dw])(?: (\d{2}):(\d{2}))?")
_ABSOLUTE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?")
END_OF_DAY = time(23, 59, fold=1)
"""Of the two where clocks go back at midnight, the last one."""


def moment(
    text: str,
    zone: ZoneInfo,
    *,
    role: Literal["start", "end"],
    course: datetime | None = None,
    module: datetime | None = None,
) -> datetime:
    """Return the moment, in `zone`, that `text` means.

    Relative dates count calendar days in `zone` from `course`'s start, or `module`'s after the word. A
    day without an hour means the course's starting hour for a start, 23:59 for an end.

    Raises:
        ValueError: the date does not exist, or there is nothing to count from.
    """
    relative = _RELATIVE.fullmatch(text)
    if relative:
        base = module if relative.group(1) else course
        if base is None:
            raise ValueError("base")
        days = int(relative.group(2)) * (7 if relative.group(3) == "w" else 1)
        day = base.astimezone(zone).date() + timedelta(days=days)
        hour = time(int(relative.group(4)), int(relative.group(5))) if relative.group(4) else _hour(role, course, zone)
        return datetime.combine(day, hour, zone)
    absolute = _ABSOLUTE.fullmatch(text)
    if absolute is None:
        raise ValueError(text)
    day = date.fromisoformat(absolute.group(1))
    if absolute.group(2) is None:
        return datetime.combine(day, _hour(role, course, zone), zone)
    hour = time.fromisoformat(absolute.group(2))
    if absolute.group(3):
        offset = absolute.group(3).replace("Z", "+00:00")
        return datetime.fromisoformat(f"{day}T{hour:%H:%M}{offset}").astimezone(zone)
    return datetime.combine(day, hour, zone)


def _hour(role: str, course: datetime | None, zone: ZoneInfo) -> time:
    if role == "end":
        return END_OF_DAY
    return course.astimezone(zone).time() if course else time(0, 0)


def skipped(value: datetime) -> datetime | None:
    """Return what a moment in its zone becomes that falls in an hour which a change of clocks leaves out, else None."""
    real = value.astimezone(UTC).astimezone(value.tzinfo)
    return real if real.replace(tzinfo=None) != value.replace(tzinfo=None) else None


def other(value: datetime) -> datetime | None:
    """Return the later moment that the same hour in its zone is too, where clocks go back, else None."""
    later = value.replace(fold=1)
    return later if value.utcoffset() != later.utcoffset() and skipped(value) is None else None


def is_local(text: str) -> bool:
    """Return whether a date names an hour, of the course's zone."""
    relative, absolute = _RELATIVE.fullmatch(text), _ABSOLUTE.fullmatch(text)
    return bool(relative and relative.group(4)) or bool(absolute and absolute.group(2) and not absolute.group(3))


def has_offset(text: str) -> bool:
    """Return whether a date says how far its hour is from UTC."""
    absolute = _ABSOLUTE.fullmatch(text)
    return absolute is not None and absolute.group(3) is not None


def weeks(text: str) -> int | None:
    """Return the whole weeks after the course's start that a relative date means, None where it means none."""
    relative = _RELATIVE.fullmatch(text)
    if relative is None or relative.group(1) or relative.group(4):
        return None
    days = int(relative.group(2)) * (7 if relative.group(3) == "w" else 1)
    return days // 7 if days > 0 and days % 7 == 0 else None


def is_relative(text: str) -> bool:
    """Return whether a date counts from another."""
    return _RELATIVE.fullmatch(text) is not None


def day_of(text: str, zone: ZoneInfo) -> date | None:
    """Return the day of an absolute date in `zone`, None where it is relative or no date."""
    if not _ABSOLUTE.fullmatch(text):
        return None
    try:
        return moment(text, zone, role="start").date()
    except ValueError:
        return None


def shifted(text: str, days: int, zone: ZoneInfo) -> str:
    """Return an absolute date moved by `days`, its hour in `zone` kept; a relative one as it is.

    One with an offset becomes one without: its offset may not be the zone's on the new day.
    """
    day = day_of(text, zone)
    if day is None:
        return text
    hour = text[10:]
    if has_offset(text):
        hour = f" {moment(text, zone, role='start'):%H:%M}"
    return f"{day + timedelta(days=days)}{hour}"


def utc(value: datetime) -> str:
    """Return a moment as OLX has it."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
