"""Formulas: what the calculator of the platforms reads."""

from __future__ import annotations

import pytest

from moocfab.kinds.expression import Name, Unreadable, read


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("R*log2(V)", ["R", "log2", "V"]), ("-2.5e-3*x_1^-2", ["x_1"]), ("a || b", ["a", "b"]), ("50% * .5", []),
        (" ( a + b ) ^ 2 ", ["a", "b"]), ("2*-3", []), ("f'", ["f'"]),
    ],
)  # fmt: skip
def test_names_of_a_formula_are_found(formula: str, found: list[str]) -> None:
    assert [name.text for name in read(formula).names] == found


def test_name_has_its_column_and_says_whether_it_is_called() -> None:
    assert read(" 2 * sin(x)").names == (Name("sin", 6, True), Name("x", 10, False))


@pytest.mark.parametrize(
    ("formula", "column"),
    [
        ("2R", 2), ("2*(R", 5), ("R)", 2), ("2,5*R", 2), ("R/", 3), ("", 1), ("a b", 3), ("a ** b", 4), ("√x", 1),
        ("f(a b)", 5), ("2*-R", 3), ("(" * 100 + "1", 62),
    ],
)  # fmt: skip
def test_what_the_calculator_does_not_take_is_told_where_it_stands(formula: str, column: int) -> None:
    with pytest.raises(Unreadable) as told:
        read(formula)
    assert told.value.column == column
