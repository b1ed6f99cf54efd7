from __future__ import annotations

import math

import pytest

from moocfab.grading.expression import Unreadable, evaluate
from moocfab.grading.tolerance import near


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4+5/2^2", 5.25),
        ("-2^2", -4),
        ("3^-2^2", 81),
        ("2^3^2", 512),
        ("1 - -3", 4),
        ("2*-3", -6),
        (".5e1", 5),
        ("5%", 0.05),
        ("4||4", 2),
        ("SQRT(4)", 2),
        ("sqrt(-4)", 2j),
        ("ln(e)", 1),
        ("fact(5)", 120),
        ("arccot(1)", math.pi / 4),
        ("1/(1/2)", 2),
    ],
)
def test_evaluate_reads_what_the_platform_reads(text: str, value: complex) -> None:
    assert evaluate(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["3,14", "2x", "(1", "1)", "x", "1/0", "fact(2.5)", "9^9^9", "((((" * 40, "é", "2e", "10^400*1.5", "sin 1"]
)
def test_evaluate_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(Unreadable):
        evaluate(text)


def test_evaluate_of_nothing_is_no_number() -> None:
    assert math.isnan(complex(evaluate(" ")).real)


def test_evaluate_tells_capitals_apart_where_it_must() -> None:
    assert evaluate("R*r", {"R": 2, "r": 3}, case_sensitive=True) == 6
    with pytest.raises(Unreadable):
        evaluate("r", {"R": 2}, case_sensitive=True)


@pytest.mark.parametrize(
    ("given", "tolerance", "is_near"),
    [
        (0.3, "0.1", True),
        (0.31, "0.1", False),
        (0.22, "10%", True),
        (0.221, "10%", False),
        (0.2000001, "0.001%", True),
        (math.inf, "5%", False),
        (math.nan, "5%", False),
        (0.2 + 0.1j, "0.2", True),
    ],
)
def test_near_counts_as_decimals(given: complex, tolerance: str, is_near: bool) -> None:
    assert near(given, 0.2, tolerance) is is_near
