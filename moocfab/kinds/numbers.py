"""Numbers and distances, as teachers type them and as graders read them."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from moocfab.source.validate import ValueProblem

_NUMBER = re.compile(r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+")


def _number(value: Any) -> float:
    """Take a number, or a text with a decimal comma."""
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text) or not math.isfinite(_plain(text)):
        raise ValueProblem(
            f"« {text} » n'est pas un nombre ; écrivez par exemple 2.4, 2,4 ou 6.02e23, sans unité ni calcul",
            f"“{text}” is no number; write for instance 2.4 or 6.02e23, without unit or calculation",
        )
    if isinstance(value, str) and _THOUSANDS.fullmatch(text):
        raise ValueProblem(
            f"« {text} » peut se lire de deux façons ; écrivez {text.replace(',', '.')} ou {text.replace(',', '')}",
            f"“{text}” can be read in two ways; write {text.replace(',', '.')} or {text.replace(',', '')}",
        )
    return _plain(text)


def _plain(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _width(value: Any) -> str:
    """Take a distance: a number, or a percentage of the answer; return it as the platforms have it."""
    text = str(value).strip()
    percent = text.endswith("%")
    number = _number(text.removesuffix("%").strip() if percent else value)
    if number < 0:
        raise ValueProblem("l'écart ne peut pas être négatif", "the distance cannot be negative")
    return number_text(number) + ("%" if percent else "")


def number_text(number: float) -> str:
    """Return a number as graders read it and learners write it, with a point."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


Number = Annotated[float, BeforeValidator(_number)]
Width = Annotated[str, BeforeValidator(_width)]
"""A distance from the answer: `0.05`, or `1%` of it."""


def width(text: str | None, answer: float) -> float:
    """Return a distance from `answer` as a number."""
    if text is None:
        return 0.0
    return abs(answer) * float(text[:-1]) / 100 if text.endswith("%") else float(text)
