"""Dates as authors write them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from moocfab.course.dates import moment, utc

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2027, 3, 22, 9, 0, tzinfo=PARIS)
MODULE = datetime(2027, 4, 5, 14, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("2027-03-27", "start", "2027-03-27T08:00:00Z"),
        ("2027-03-27", "end", "2027-03-27T22:59:00Z"),
        ("2027-03-28", "end", "2027-03-28T21:59:00Z"),
        ("2027-03-27 10:30", "end", "2027-03-27T09:30:00Z"),
        ("2027-03-27T10:30+05:00", "end", "2027-03-27T05:30:00Z"),
        ("2027-03-27 10:30Z", "start", "2027-03-27T10:30:00Z"),
        ("+0w", "start", "2027-03-22T08:00:00Z"),
        ("+1w", "start", "2027-03-29T07:00:00Z"),
        ("+1w", "end", "2027-03-29T21:59:00Z"),
        ("+3d 12:00", "start", "2027-03-25T11:00:00Z"),
        ("-1d", "start", "2027-03-21T08:00:00Z"),
        ("module+6d 23:59", "end", "2027-04-11T21:59:00Z"),
    ],
)
def test_moment_keeps_the_hour_of_the_zone(text: str, role: Literal["start", "end"], expected: str) -> None:
    assert utc(moment(text, PARIS, role=role, course=START, module=MODULE)) == expected


@pytest.mark.parametrize("text", ["2027-02-30", "2027-13-01", "2027-01-01 25:00", "demain", "+1m", "+99999999w"])
def test_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        moment(text, PARIS, role="start", course=START)


def test_relative_date_needs_something_to_count_from() -> None:
    with pytest.raises(ValueError, match="base"):
        moment("+1w", PARIS, role="start")
    with pytest.raises(ValueError, match="base"):
        moment("module+1w", PARIS, role="start", course=START)
