"""Whether two numbers are near enough, as capa compares them (`capa/util.py`, `compare_with_tolerance`).

A tolerance in percent is of the right answer, but for the one that stands where an author gives none: that is
of the larger of the two. Real numbers are compared as decimals, so that 0.3 is within 0.1 of 0.2.
"""

from __future__ import annotations

import cmath
from decimal import Decimal

from moocfab.grading.expression import evaluate
from moocfab.kinds.functions import Number

DEFAULT = "0.001%"


def near(given: Number, right: Number, tolerance: str | float = DEFAULT) -> bool:
    """Return whether `given` is within `tolerance` (a number, an expression, a percentage) of `right`.

    Raises:
        Unreadable: the tolerance is no number.
    """
    if isinstance(tolerance, str) and tolerance.endswith("%"):
        largest = max(abs(given), abs(right)) if tolerance == DEFAULT else abs(right)
        return within(given, right, _real(tolerance[:-1]) * 0.01 * largest)
    return within(given, right, _real(tolerance) if isinstance(tolerance, str) else tolerance)


def within(given: Number, right: Number, distance: float) -> bool:
    """Return whether two numbers are at most `distance` apart."""
    first, second = complex(given), complex(right)
    if cmath.isinf(first) or cmath.isinf(second):
        return first == second
    if first.imag or second.imag:
        return abs(first - second) <= distance
    if cmath.isnan(first) or cmath.isnan(second):
        return False
    return abs(Decimal(str(first.real)) - Decimal(str(second.real))) <= Decimal(str(distance))


def _real(text: str) -> float:
    return complex(evaluate(text)).real
