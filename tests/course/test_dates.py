"""Dates as authors write them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.course.dates import is_local, moment, other, skipped, utc, weeks

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


@given(st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31)), st.sampled_from(["Europe/Paris", "Asia/Kolkata"]))
def test_an_hour_is_skipped_where_no_moment_has_it(value: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    local = value.replace(tzinfo=zone)
    spring = (datetime(2027, 3, 28, 2), datetime(2028, 3, 26, 2))
    gone = name == "Europe/Paris" and any(start <= value < start + timedelta(hours=1) for start in spring)
    assert (skipped(local) is not None) is gone


def test_a_skipped_hour_is_told_as_the_clock_shows_it() -> None:
    found = skipped(datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("Europe/Paris")))
    assert found
    assert f"{found:%H:%M}" == "03:30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("+2w", 2), ("+14d", 2), ("+3d", None), ("+0w", None), ("-1w", None), ("+2w 12:00", None), ("module+2w", None),
     ("2027-01-18", None)],
)  # fmt: skip
def test_weeks_are_those_that_open_edx_can_count(text: str, expected: int | None) -> None:
    assert weeks(text) == expected


@given(st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31)), st.sampled_from(["Europe/Paris", "Asia/Kolkata"]))
def test_an_hour_is_there_twice_where_clocks_go_back(value: datetime, name: str) -> None:
    local = value.replace(tzinfo=ZoneInfo(name), fold=0)
    autumn = (datetime(2027, 10, 31, 2), datetime(2028, 10, 29, 2))
    twice = name == "Europe/Paris" and any(start <= value < start + timedelta(hours=1) for start in autumn)
    later = other(local)
    assert (later is not None) is twice
    assert later is None or later.timestamp() - local.timestamp() == 3600


def test_an_offset_chooses_among_two_moments_of_one_hour() -> None:
    first, second = (moment(f"2027-10-31 02:30+0{hours}:00", PARIS, role="end") for hours in (2, 1))
    assert (utc(first), utc(second)) == ("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z")
    assert other(first) == second


def test_a_day_ends_with_the_last_of_its_hours() -> None:
    assert utc(moment("2027-10-28", ZoneInfo("Africa/Cairo"), role="end")) == "2027-10-28T21:59:00Z"
    assert utc(moment("2027-10-28 23:59", ZoneInfo("Africa/Cairo"), role="end")) == "2027-10-28T20:59:00Z"


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2027-10-31 02:30", True),
        ("2027-10-31T02:30", True),
        ("+3d 02:30", True),
        ("2027-10-31 02:30Z", False),
        ("2027-10-31 02:30 +01:00", False),
        ("2027-10-31", False),
        ("+3d", False),
        ("demain", False),
    ],
)
def test_a_date_is_local_where_it_names_an_hour_without_offset(text: str, local: bool) -> None:
    assert is_local(text) is local
