"""Quantities as people read them."""

from __future__ import annotations

import re

from moocfab import quantity
from moocfab.cli.language import Say

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)[ \u00a0\u202f]?(octets?|bytes?|[kMGT]?i?[oB])")
_THOUSANDS = ("", "k", "M", "G", "T")


def size(count: int, say: Say) -> str:
    """Return a number of bytes in the largest unit that leaves a whole one: `1,2 Mo`."""
    return say(*quantity.size(count))


def count_of_bytes(text: str) -> int | None:
    """Return the number of bytes that people write as `20Go`, `1,5 To` or `500 MiB`; None where it is none.

    A unit is needed, but for 0, and is written as it is: `Gb` are bits, and `20` could be anything.
    """
    if text.strip() == "0":
        return 0
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        return None
    number, unit = float(found[1].replace(",", ".")), found[2]
    prefix = "" if unit[0] in "ob" else unit.rstrip("oB")
    base, prefix = (1024, prefix[0]) if prefix.endswith("i") and len(prefix) == 2 else (1000, prefix)
    return round(number * base ** _THOUSANDS.index(prefix)) if prefix in _THOUSANDS else None


def duration(seconds: float) -> str:
    """Return a time as people say it: `40 s`, `3 min`, `1 h 20`."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02}"
