"""A text that a regular expression takes: what a learner could type to be right."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any


def sample(pattern: str, flags: int = 0) -> str | None:
    """Return a text that `pattern` matches whole, None where none was found.

    Raises:
        re.error: it is no regular expression.
    """
    compiled = re.compile(pattern, flags)
    tree = _parser.parse(pattern, flags)
    texts = (_of(tree, least) for least in (0, 1))
    return next((text for text in texts if text and compiled.fullmatch(text)), None)


def _of(tree: Any, least: int) -> str:
    """Return a text for a parsed pattern; what may be repeated stands `least` times at least."""
    return "".join(_one(str(step), argument, least) for step, argument in tree)


def _one(step: str, argument: Any, least: int) -> str:
    match step:
        case "LITERAL":
            return chr(int(argument))
        case "NOT_LITERAL":
            return next(sign for sign in "aZ0 " if ord(sign) != int(argument))
        case "ANY":
            return "a"
        case "IN":
            return _member(argument)
        case "BRANCH":
            return _of(argument[1][0], least)
        case "SUBPATTERN":
            return _of(argument[3], least)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of(argument[2], least) * max(int(argument[0]), least)
        case "ATOMIC_GROUP":
            return _of(argument, least)
        case _:
            return ""


_CLASSES = {
    f"CATEGORY_{word}": pattern
    for word, pattern in {
        "DIGIT": r"\d", "NOT_DIGIT": r"\D", "WORD": r"\w", "NOT_WORD": r"\W", "SPACE": r"\s", "NOT_SPACE": r"\S",
    }.items()
}  # fmt: skip
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_SPACE": " "}


def _member(items: Any) -> str:
    """Return a sign of a set; of one that excludes, the first that it leaves."""
    if str(items[0][0]) == "NEGATE":
        return next((sign for sign in "aZ1 .-é" if not any(_holds(item, sign) for item in items[1:])), "")
    kind, value = str(items[0][0]), items[0][1]
    if kind == "RANGE":
        return chr(value[0])
    return _CATEGORIES.get(str(value), "-") if kind == "CATEGORY" else chr(value)


def _holds(item: Any, sign: str) -> bool:
    kind, value = str(item[0]), item[1]
    if kind == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    if kind == "CATEGORY":
        return re.match(_CLASSES.get(str(value), "."), sign) is not None
    return bool(value == ord(sign))
