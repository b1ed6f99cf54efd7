"""The grammar of formulas and numbers, as Open edX's calculator has it: `4+5/2^2`, `R*log2(V)`, `3e-2`, `5%`, `4||4`.

Read in `openedx-calc`, `calc/calc.py`: a number may carry its sign and end in `%`, a product needs its `*`, `^` binds
to the right and before a leading minus, `||` joins resistors, and a function has one argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from moocfab.diagnostics import Text

_BLANK = re.compile(r"\s*")
_NUMBER = re.compile(r"([+-]?)\s*(\d+(?:\.\d*)?|\.\d+)(?:\s*[eE]\s*([+-]?)\s*(\d+))?(?:\s*(%))?", re.ASCII)
_FUNCTION = re.compile(r"([A-Za-z][A-Za-z0-9_]*'*)\s*\(")
_VARIABLE = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:_\{[A-Za-z0-9]+\})?\^\{[A-Za-z0-9]+\}'*"
    r"|[A-Za-z][A-Za-z0-9]*_\{[A-Za-z0-9]+\}'*"
    r"|[A-Za-z][A-Za-z0-9_]*'*"
)
_OPENING, _CLOSING = re.compile(r"\("), re.compile(r"\)")
_SUM, _PRODUCT, _PARALLEL, _POWER = (re.compile(signs) for signs in (r"[-+]", r"[*/]", r"\|\|", r"\^"))
_KNOWN = re.compile(r"[-+*/^()|{}_%.'A-Za-z0-9]")
_DEPTH = 60

_MISSING_SIGN = Text("on attend un signe : + - * / ^", "a sign is expected: + - * / ^")
_MISSING_VALUE = Text(
    "on attend un nombre, une variable ou une parenthèse", "a number, a variable or a bracket is expected"
)
_UNCLOSED = Text("il manque une parenthèse fermante", "a closing bracket is missing")
_UNOPENED = Text("cette parenthèse n'est ouverte nulle part", "this bracket is opened nowhere")
_COMMA = Text("les décimales s'écrivent avec un point : 2.5", "decimals are written with a point: 2.5")
_UNKNOWN = Text("ce signe n'est pas de ceux d'une formule", "this sign is none of a formula's")
_DEEP = Text("trop de parenthèses les unes dans les autres", "too many brackets within each other")


class Name(NamedTuple):
    """A name in a formula: 1-based column, and whether it is called."""

    text: str
    column: int
    called: bool


class Call(NamedTuple):
    """A function of a value."""

    name: str
    of: Expression


class Chain(NamedTuple):
    """Values of one rank in order, each behind its sign: `+` and `-`, `*` and `/`, `||`, or `^`; the first has none.

    A leading minus makes a chain too.
    """

    terms: tuple[tuple[str, Expression], ...]


Expression = int | float | str | Call | Chain
"""A number, a variable's name, or what is made of them."""


class Formula(NamedTuple):
    """A text that the calculator reads, and the names in it in order."""

    root: Expression
    names: tuple[Name, ...]


class Unreadable(ValueError):
    """A text that the calculator does not take: the 1-based column, and what is expected there."""

    def __init__(self, text: str, column: int, why: Text) -> None:
        super().__init__(text)
        self.column = column
        self.why = why


def read(text: str) -> Formula:
    """Read a formula.

    Raises:
        Unreadable: the calculator would not take it.
    """
    reading = _Reading(text)
    root = reading.sum(0)
    if reading.rest():
        raise reading.fault(_UNOPENED if reading.rest() == ")" else _MISSING_SIGN)
    return Formula(root, tuple(reading.found))


class _Reading:
    """One text while it is read."""

    def __init__(self, text: str) -> None:
        self.text = text.rstrip()
        self.end = len(text) + 1
        self.place = 0
        self.found: list[Name] = []

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what matches here, spaces before it left out, and go behind it."""
        found = pattern.match(self.text, self.ahead())
        if found:
            self.place = found.end()
        return found

    def ahead(self) -> int:
        """Return where the next sign stands."""
        blank = _BLANK.match(self.text, self.place)
        return blank.end() if blank else self.place

    def rest(self) -> str:
        """Return the next sign, empty at the end."""
        return self.text[self.ahead() : self.ahead() + 1]

    def fault(self, why: Text) -> Unreadable:
        """Return what is wrong with the next sign: `why`, unless it is none of a formula's."""
        sign = self.rest()
        if sign and not _KNOWN.match(sign):
            why = _COMMA if sign == "," else _UNKNOWN
        return Unreadable(self.text, self.ahead() + 1 if sign else self.end, why)

    def sum(self, depth: int) -> Expression:
        if depth > _DEPTH:
            raise self.fault(_DEEP)
        leading = self.take(_SUM)
        return self.chain(_SUM, lambda: self.product(depth), "-" if leading and leading.group() == "-" else "")

    def product(self, depth: int) -> Expression:
        return self.chain(_PRODUCT, lambda: self.parallel(depth))

    def parallel(self, depth: int) -> Expression:
        return self.chain(_PARALLEL, lambda: self.power(depth))

    def power(self, depth: int) -> Expression:
        return self.chain(_POWER, lambda: self.atom(depth))

    def chain(self, signs: re.Pattern[str], part: Callable[[], Expression], leading: str = "") -> Expression:
        """Return parts between `signs`, a single one as it is."""
        terms = [(leading, part())]
        while sign := self.take(signs):
            terms.append((sign.group(), part()))
        return Chain(tuple(terms)) if leading or len(terms) > 1 else terms[0][1]

    def atom(self, depth: int) -> Expression:
        if found := self.take(_NUMBER):
            return _number(found)
        if found := self.take(_FUNCTION):
            self.found.append(Name(found.group(1), found.start() + 1, called=True))
            return Call(found.group(1), self.closed(depth))
        if found := self.take(_VARIABLE):
            self.found.append(Name(found.group(), found.start() + 1, called=False))
            return found.group()
        if self.take(_OPENING):
            return self.closed(depth)
        raise self.fault(_MISSING_VALUE)

    def closed(self, depth: int) -> Expression:
        value = self.sum(depth + 1)
        if not self.take(_CLOSING):
            raise self.fault(_MISSING_SIGN if self.rest() else _UNCLOSED)
        return value


def _number(found: re.Match[str]) -> int | float:
    sign, digits, exponent_sign, exponent, percent = found.groups()
    text = f"{sign}{digits}" + (f"e{exponent_sign}{exponent}" if exponent else "")
    if percent:
        return float(text) * 0.01
    return float(text) if "." in text or exponent else int(text)
