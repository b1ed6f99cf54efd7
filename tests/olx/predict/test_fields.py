"""Which values the fields of the platforms take."""

from __future__ import annotations

import pytest

from moocfab.olx.predict.fields import is_date, is_duration, takes_attribute, takes_json, takes_yaml


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("integer", "3", True), ("integer", '"3"', True), ("integer", "", True), ("integer", "3,5", False),
        ("float", "0.5", True), ("float", "nan", True), ("float", "un", False), ("string", "42", True),
        ("boolean", "peut-être", True), ("list", '["a"]', True), ("list", "[a]", False), ("json", "{}", True),
        ("json", "[]", False), ("date", '"2026-01-01"', True), ("duration", "00:01:00", True),
        ("duration", "60", False), ("list", "null", True),
    ],
)  # fmt: skip
def test_attribute_of_an_xmodule(kind: str, text: str, taken: bool) -> None:
    assert takes_attribute(kind, text) is taken


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("integer", "3", True), ("integer", "", True), ("integer", "trois", False), ("string", "[a: b", True),
        ("list", "[a=b]", True), ("list", "[a=b", False), ("list", "a=b", False), ("json", "{a: 1}", True),
        ("boolean", "?", True), ("float", "0.5", True),
    ],
)  # fmt: skip
def test_attribute_of_a_pure_xblock(kind: str, text: str, taken: bool) -> None:
    assert takes_yaml(kind, text) is taken


@pytest.mark.parametrize(
    "text",
    ["2026-09-01", "2026-09-01T08:00:00Z", "2026-09-01T08:00:00+02:00", "01/09/2026", "2026-09-01 08:00", "2026", "",
     "1 January 2026", "Jan 5, 2026 at 3:00 PM", "20260901", "2026-09-01T08:00:00.123456+00:00"],
)  # fmt: skip
def test_dates_that_are_taken(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["bientôt", "1 janvier 2026", "2026-13-45", "2026-02-30", '"2026-01-01"', "2026-01-01T25:00", "next tuesday-ish",
     "1 2 3 4", "soon"],
)  # fmt: skip
def test_dates_that_are_none(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(("value", "taken"), [(20240101, True), (None, True), ([], False), ({}, False)])
def test_dates_of_json(value: object, taken: bool) -> None:
    assert takes_json("date", value) is taken


def test_durations() -> None:
    assert is_duration("")
    assert is_duration("1:02:03")
    assert not is_duration("24:00:00")
    assert not is_duration("one minute")
