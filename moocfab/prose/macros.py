r"""Macros of formulas, `{"\\R": "\\mathbb{R}"}`, expanded since no platform knows them."""

from __future__ import annotations

import re
from collections.abc import Mapping

MAX_ROUNDS = 20


def expand(source: str, macros: Mapping[str, str]) -> str:
    r"""Return a formula without the macros; `#1` … `#9` of a macro stand for the groups `{…}` after it.

    Macros may use each other; one that uses itself stays after some rounds.
    """
    for _ in range(MAX_ROUNDS):
        before = source
        for name, meaning in macros.items():
            source = _expanded(source, "\\" + name.lstrip("\\"), meaning)
        if source == before or len(source) > 100_000:
            break
    return source


def _expanded(source: str, name: str, meaning: str) -> str:
    count = max((int(digit) for digit in re.findall(r"#([1-9])", meaning)), default=0)
    end = r"(?![A-Za-z])" if name[-1].isalpha() else ""
    parts, position = [], 0
    for match in re.finditer(re.escape(name) + end, source):
        if match.start() < position:
            continue
        groups, after = _groups(source, match.end(), count)
        if len(groups) < count:
            continue
        filled = re.sub(r"#([1-9])", lambda digit: groups[int(digit.group(1)) - 1], meaning)  # noqa: B023
        parts += [source[position : match.start()], filled]
        position = after
    return "".join([*parts, source[position:]])


def _groups(source: str, position: int, count: int) -> tuple[list[str], int]:
    """Return `count` groups in braces from `position`, and where they end."""
    groups: list[str] = []
    while len(groups) < count:
        while position < len(source) and source[position].isspace():
            position += 1
        end = _closing_brace(source, position)
        if end is None:
            break
        groups.append(source[position + 1 : end])
        position = end + 1
    return groups, position


def _closing_brace(source: str, position: int) -> int | None:
    depth = 0
    for index in range(position, len(source)):
        if source[index] == "{" and source[index - 1 : index] != "\\":
            depth += 1
        elif source[index] == "}" and source[index - 1 : index] != "\\":
            depth -= 1
        if depth == 0:
            return index if index > position else None
    return None
