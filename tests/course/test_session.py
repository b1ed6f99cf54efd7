"""Another session: dates move by days and keep their hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generated import course
from moocfab import targets
from moocfab.checks.target_rules import key
from moocfab.course import load
from moocfab.course.dates import moment, shifted
from moocfab.course.edition import Edition, edition
from moocfab.course.files import Dates
from moocfab.course.schedule import schedule
from moocfab.course.session import Session, apply
from moocfab.errors import InputError

ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Pacific/Apia")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    found, _ = load(course(tmp_path_factory.mktemp("cours") / "c", 2, modules=2))
    assert found
    return edition(found, targets.load("fun"))


def test_a_run_replaces_the_run_of_every_target(made: Edition) -> None:
    settings = made.course.settings.model_copy(
        update={"targets": {"fun": made.settings.model_copy(update={"run": "SPOC_1"})}}
    )
    found, moved = apply(replace(made, course=replace(made.course, settings=settings)), Session(run="session02"))
    assert found.run == "session02"
    assert moved == []


def test_a_run_that_no_key_can_hold_is_refused_where_it_was_asked_for(made: Edition) -> None:
    with pytest.raises(InputError, match=r"--run “été 2” cannot be part of the course's key"):
        apply(made, Session(run="été 2"))


def test_what_is_found_of_another_run_is_told_of_the_option(made: Edition) -> None:
    found, _ = apply(made, Session(run="printemps"))
    assert [(item.rule.code, item.location.path) for item in key(found)] == [("MF7104", "--run")]


def test_a_start_in_no_hour_is_refused(made: Edition) -> None:
    with pytest.raises(InputError, match="does not exist: the clocks of Europe/Paris skip that hour; write 03:30"):
        apply(made, Session(start="2027-03-28 02:30"))


@pytest.mark.parametrize("start", ["2027-01-18T09:00", "2027-01-18 09:00+01:00", "2027-01-18 08:00Z"])
def test_the_hour_of_the_start_is_kept_however_it_is_written(made: Edition, start: str) -> None:
    dates = made.course.settings.dates.model_copy(update={"start": start})
    settings = made.course.settings.model_copy(update={"dates": dates})
    found, _ = apply(replace(made, course=replace(made.course, settings=settings)), Session(start="2027-07-05"))
    assert schedule(found)[0].course["start"] == datetime(2027, 7, 5, 9, tzinfo=ZoneInfo("Europe/Paris"))


def test_absolute_dates_move_by_the_days_of_the_start_and_relative_ones_with_it(made: Edition) -> None:
    found, moved = apply(made, Session(start="2027-09-06"))
    assert [(item.location.line, item.before, item.after) for item in moved] == [
        (8, "2027-01-18 09:00", "2027-09-06 09:00"),
        (8, "2027-06-30", "2028-02-16"),
    ]
    second = schedule(found)[0].spans[found.course.modules[1].name].start
    assert second == datetime(2027, 9, 13, 9, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_start_with_an_hour_gives_that_hour(made: Edition) -> None:
    found, _ = apply(made, Session(start="2027-09-06 14:00"))
    assert found.course.settings.dates.start == "2027-09-06 14:00"


def test_an_offset_is_read_in_the_zone_and_its_local_hour_kept() -> None:
    zone = ZoneInfo("Europe/Paris")
    assert shifted("2027-01-18T08:00Z", 200, zone) == "2027-08-06 09:00"
    assert shifted("+2w 12:00", 200, zone) == "+2w 12:00"


@pytest.mark.parametrize("start", ["lundi", "+1w", "2027-02-30"])
def test_what_is_no_day_is_refused(made: Edition, start: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        apply(made, Session(start=start))


def test_a_course_without_start_cannot_be_moved(made: Edition) -> None:
    settings = made.course.settings.model_copy(update={"dates": Dates()})
    with pytest.raises(InputError, match="nothing to count from"):
        apply(replace(made, course=replace(made.course, settings=settings)), Session(start="2027-09-06"))


@given(
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 1)).map(lambda value: value.replace(second=0, microsecond=0)),
    st.integers(-800, 800),
    st.sampled_from(ZONES),
    st.sampled_from(["", "+00:00", "-05:00", "Z"]),
)
def test_local_hours_are_kept_across_changes_of_clocks(value: datetime, days: int, name: str, offset: str) -> None:
    zone = ZoneInfo(name)
    text = f"{value:%Y-%m-%d %H:%M}{offset}"
    before = moment(text, zone, role="start")
    after = moment(shifted(text, days, zone), zone, role="start")
    assert (after.hour, after.minute) == (before.hour, before.minute)
    assert after.date() - before.date() == timedelta(days=days)
