"""What learners may write for a number: `4+5/2^2`, `sqrt(2)`, `3e-2`, `5%`, `4||4`.

The grammar is that of Open edX's calculator (`openedx-calc`, `calc/calc.py`): a number may carry its sign, a
product of letters needs its `*`, `^` binds to the right and before a leading minus, `||` is that of resistors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from moocfab.grading.functions import CONSTANTS, FUNCTIONS, Number

_BLANK = re.compile(r"\s*")
_NUMBER = re.compile(r"([+-]?)\s*(\d+(?:\.\d*)?|\.\d+)(?:\s*[eE]\s*([+-]?)\s*(\d+))?(?:\s*(%))?", re.ASCII)
_FUNCTION = re.compile(r"([A-Za-z][A-Za-z0-9_]*'*)\s*\(")
_VARIABLE = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:_\{[A-Za-z0-9]+\})?\^\{[A-Za-z0-9]+\}'*"
    r"|[A-Za-z][A-Za-z0-9]*_\{[A-Za-z0-9]+\}'*"
    r"|[A-Za-z][A-Za-z0-9_]*'*"
)
_DEPTH = 60
_BITS = 100_000
"""Size of a whole number beyond which a power is not computed; the platform would compute for ever."""


class Unreadable(ValueError):
    """The platform does not take this text for a number."""


def evaluate(text: str, variables: Mapping[str, Number] | None = None, *, case_sensitive: bool = False) -> Number:
    """Return the value of an expression; no number (`nan`) for an empty one.

    Raises:
        Unreadable: it is no expression, names what is not there, or has no value.
    """
    if not text.strip():
        return math.nan
    try:
        return _Reading(text, {**CONSTANTS, **(variables or {})}, case_sensitive=case_sensitive).whole()
    except (ArithmeticError, ValueError, TypeError, RecursionError) as error:
        raise Unreadable(text) from error


class _Reading:
    """One text being read, computed on the way."""

    def __init__(self, text: str, variables: Mapping[str, Number], *, case_sensitive: bool) -> None:
        self.text = text
        self.place = 0
        self.depth = 0
        self.fold: Callable[[str], str] = str if case_sensitive else str.lower
        self.variables = {self.fold(name): value for name, value in variables.items()}
        self.functions = {self.fold(name): call for name, call in FUNCTIONS.items()}

    def whole(self) -> Number:
        value = self.sum()
        self.take(_BLANK)
        if self.place < len(self.text):
            raise Unreadable(self.text)
        return value

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what matches here, spaces before it left out, and go behind it."""
        blank = _BLANK.match(self.text, self.place)
        found = pattern.match(self.text, blank.end() if blank else self.place)
        if found:
            self.place = found.end()
        return found

    def sign(self, *signs: str) -> str:
        """Return the one of `signs` that stands here, empty where none does."""
        found = self.take(re.compile("|".join(map(re.escape, signs))))
        return found.group() if found else ""

    def sum(self) -> Number:
        self.depth += 1
        if self.depth > _DEPTH:
            raise Unreadable(self.text)
        leading = self.sign("+", "-")
        total = -self.product() if leading == "-" else self.product()
        while sign := self.sign("+", "-"):
            value = self.product()
            total = total - value if sign == "-" else total + value
        self.depth -= 1
        return total

    def product(self) -> Number:
        total = self.parallel()
        while sign := self.sign("*", "/"):
            value = self.parallel()
            total = total / value if sign == "/" else total * value
        return total

    def parallel(self) -> Number:
        values = [self.power()]
        while self.sign("||"):
            values.append(self.power())
        if len(values) == 1:
            return values[0]
        return math.nan if 0 in values else 1 / sum(1 / value for value in values)

    def power(self) -> Number:
        values = [self.atom()]
        while self.sign("^"):
            values.append(self.atom())
        result = values.pop()
        while values:
            result = _raised(values.pop(), result)
        return result

    def atom(self) -> Number:
        if found := self.take(_NUMBER):
            return _number(found)
        if found := self.take(_FUNCTION):
            return self.functions[self.known(found.group(1), self.functions)](self.closed())
        if found := self.take(_VARIABLE):
            return self.variables[self.known(found.group(), self.variables)]
        if self.sign("("):
            return self.closed()
        raise Unreadable(self.text)

    def known(self, name: str, names: Mapping[str, object]) -> str:
        if self.fold(name) not in names:
            raise Unreadable(name)
        return self.fold(name)

    def closed(self) -> Number:
        value = self.sum()
        if not self.sign(")"):
            raise Unreadable(self.text)
        return value


def _number(found: re.Match[str]) -> Number:
    sign, digits, exponent_sign, exponent, percent = found.groups()
    text = f"{sign}{digits}" + (f"e{exponent_sign}{exponent}" if exponent else "")
    if percent:
        return float(text) * 0.01
    return float(text) if "." in text or exponent else int(text)


def _raised(base: Number, exponent: Number) -> Number:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * exponent > _BITS:
        raise Unreadable("power")
    value: Number = base**exponent
    return value
