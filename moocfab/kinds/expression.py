"""The grammar of formulas, as Open edX's calculator reads them: whether it takes a text, and what that names.

Read in `openedx-calc`, `calc/calc.py`: a number may end in `%`, a product needs its `*`, `^` is a power, `||` joins
resistors, and a function has one argument.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from moocfab.diagnostics import Text

FUNCTIONS = frozenset(
    {
        *("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth"),
        *("arcsin", "arccos", "arctan", "arcsec", "arccsc", "arccot"),
        *("arcsinh", "arccosh", "arctanh", "arcsech", "arccsch", "arccoth"),
        *("sqrt", "exp", "ln", "log2", "log10", "abs", "fact", "factorial"),
    }
)
CONSTANTS = frozenset({"i", "j", "e", "pi"})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?%?)|(?P<name>[A-Za-z][A-Za-z0-9_]*'*)"
    r"|(?P<sign>\|\||[-+*/^()]))",
    re.ASCII,
)
_DEPTH = 60


class Name(NamedTuple):
    """A name in a formula: 1-based column, and whether it is called."""

    text: str
    column: int
    called: bool


class Unreadable(Exception):
    """What the calculator does not take: its 1-based column, and what is expected there."""

    def __init__(self, column: int, why: Text) -> None:
        super().__init__(why.en)
        self.column = column
        self.why = why


_SIGN = Text("on attend un signe : + - * / ^", "a sign is expected: + - * / ^")
_VALUE = Text("on attend un nombre, une variable ou une parenthèse", "a number, a variable or a bracket is expected")
_CLOSING = Text("il manque une parenthèse fermante", "a closing bracket is missing")
_OPEN = Text("cette parenthèse n'est ouverte nulle part", "this bracket is opened nowhere")
_COMMA = Text("les décimales s'écrivent avec un point : 2.5", "decimals are written with a point: 2.5")
_UNKNOWN = Text("ce signe n'est pas de ceux d'une formule", "this sign is none of a formula's")
_DEEP = Text("trop de parenthèses les unes dans les autres", "too many brackets within each other")


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def names(formula: str) -> list[Name]:
    """Return the names in a formula, in order.

    Raises:
        Unreadable: the calculator would not take it.
    """
    reading = _Reading(_tokens(formula), len(formula) + 1)
    reading.sum(0)
    kind, text, column = reading.next()
    if kind != "end":
        raise Unreadable(column, _OPEN if text == ")" else _SIGN)
    return reading.found


def _tokens(formula: str) -> list[_Token]:
    found, place, text = [], 0, formula.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            raise Unreadable(place + 1, _COMMA if text[place] == "," else _UNKNOWN)
        kind = str(match.lastgroup)
        found.append(_Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    return found


class _Reading:
    """One formula while it is read."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens = tokens
        self.end = _Token("end", "", end)
        self.place = 0
        self.found: list[Name] = []

    def next(self) -> _Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else self.end

    def take(self, *signs: str) -> bool:
        """Go behind one of `signs`, where one stands here."""
        if self.next().text not in signs:
            return False
        self.place += 1
        return True

    def sum(self, depth: int) -> None:
        if depth > _DEPTH:
            raise Unreadable(self.next().column, _DEEP)
        self.take("+", "-")
        self.value(depth)
        while self.take("+", "-", "*", "/", "^", "||"):
            self.value(depth)

    def value(self, depth: int) -> None:
        token = self.next()
        self.place += 1
        if token.text in ("+", "-") and self.next().kind == "number":
            self.place += 1
        elif token.kind == "name":
            called = self.take("(")
            self.found.append(Name(token.text, token.column, called))
            if called:
                self.closed(depth)
        elif token.text == "(":
            self.closed(depth)
        elif token.kind != "number":
            raise Unreadable(token.column, _VALUE)

    def closed(self, depth: int) -> None:
        self.sum(depth + 1)
        if not self.take(")"):
            token = self.next()
            raise Unreadable(token.column, _CLOSING if token.kind == "end" else _SIGN)
