"""What a number that learners wrote is worth: `4+5/2^2`, `sqrt(2)`, `3e-2`, `5%`, `4||4`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from moocfab.diagnostics import Text
from moocfab.kinds.expression import Call, Chain, Expression, Unreadable, read
from moocfab.kinds.functions import CONSTANTS, FUNCTIONS, Number

__all__ = ["Unreadable", "evaluate"]

_BITS = 100_000
"""Size of a whole number beyond which a power is not computed; the platform would compute for ever."""
_NO_VALUE = Text("ce texte n'a pas de valeur", "this text has no value")


def evaluate(text: str, variables: Mapping[str, Number] | None = None, *, case_sensitive: bool = False) -> Number:
    """Return the value of an expression; no number (`nan`) for an empty one.

    Raises:
        Unreadable: it is no expression, names what is not there, or has no value.
    """
    if not text.strip():
        return math.nan
    fold: Callable[[str], str] = str if case_sensitive else str.lower
    known = {fold(name): value for name, value in {**CONSTANTS, **(variables or {})}.items()}
    try:
        return _Values(known, fold).of(read(text).root)
    except (ArithmeticError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise Unreadable(text, 1, _NO_VALUE) from error


class _Values:
    """The values of expressions, for given variables."""

    def __init__(self, variables: Mapping[str, Number], fold: Callable[[str], str]) -> None:
        self.variables = variables
        self.fold = fold

    def of(self, expression: Expression) -> Number:
        """Return the value of an expression."""
        match expression:
            case str():
                return self.variables[self.fold(expression)]
            case Call(name, inner):
                return FUNCTIONS[self.fold(name)](self.of(inner))
            case Chain(terms):
                return _joined([(sign, self.of(term)) for sign, term in terms])
        return expression


def _joined(terms: Sequence[tuple[str, Number]]) -> Number:
    """Return what becomes of values of one rank."""
    match terms[-1][0]:
        case "^":
            return _raised([value for _, value in terms])
        case "||":
            return math.nan if any(value == 0 for _, value in terms) else 1 / sum(1 / value for _, value in terms)
    (first, total), *others = terms
    total = -total if first == "-" else total
    for sign, value in others:
        match sign:
            case "+":
                total = total + value
            case "-":
                total = total - value
            case "*":
                total = total * value
            case _:
                total = total / value
    return total


def _raised(values: list[Number]) -> Number:
    """Return powers of powers, the last first."""
    *bases, result = values
    for base in reversed(bases):
        if isinstance(base, int) and isinstance(result, int) and base.bit_length() * result > _BITS:
            raise OverflowError("power")
        result = base**result
    return result
