"""The line that a finding is about, with carets below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from moocfab.diagnostics import Location

WIDTH = 100
BEFORE = 40


def excerpt(location: Location, lines: Sequence[str]) -> list[str]:
    """Return the numbered line and its carets, cut to `WIDTH` characters; nothing where the line is not there."""
    if not 1 <= location.line <= len(lines) or not lines[location.line - 1].strip():
        return []
    line = lines[location.line - 1]
    start = min(max(location.column - 1, 0), len(line))
    end = min(start + max(location.length, 1), len(line))
    first = start - BEFORE if start > WIDTH - BEFORE else 0
    last = min(len(line), first + WIDTH)
    head = ("…" if first else "") + _shown(line[first:start])
    body = _shown(line[start : min(end, last)])
    tail = _shown(line[min(end, last) : last]) + ("…" if last < len(line) else "")
    number = f"{location.line:>5}"
    carets = " " * _width(head) + "^" * max(_width(body), 1)
    return [f"{number} | {head}{body}{tail}".rstrip(), f"{' ' * len(number)} | {carets}"]


def _shown(text: str) -> str:
    """Return `text` with one printable character for each, so that carets stand below theirs."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def _width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
