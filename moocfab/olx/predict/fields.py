"""Whether a value can be a field's: what the platforms' `from_json` and `from_string` accept.

An XModule's attribute is read as JSON where that gives a value the field takes, else as text
(`xmodule/xml_block.py`, `deserialize_field`). A pure XBlock's attribute is YAML, but for texts
(`xblock/fields.py`, `from_string`).
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from moocfab.source.yaml import parse as parse_yaml

_TIME = re.compile(r"\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_ZONE = re.compile(r"(?<=[\d\s])(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Z]{3,5})\s*$")
_WORD = re.compile(r"[^\W\d_]+\.?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG_MONTHS = (
    ["january", "february", "march", "april", "june", "july", "august", "september", "sept", "october", "november", "december"]
)  # fmt: skip
_DAYS = [
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
_FILLERS = frozenset([*_DAYS, "t", "of", "st", "nd", "rd", "th", "at", "on", "and", "ad", "m"])


def takes_json(kind: str, value: Any) -> bool:
    """Return whether a field of `kind` takes a value that came from JSON."""
    if value is None:
        return True
    match kind:
        case "string":
            return isinstance(value, str)
        case "integer" | "float":
            return _is_number(kind, value)
        case "date":
            return is_date(value) if isinstance(value, str) else isinstance(value, int | float)
        case "duration":
            return is_duration(value) if isinstance(value, str) else isinstance(value, float) or value == 0
        case "list":
            return isinstance(value, list)
        case "json":
            return isinstance(value, dict)
    return True


def takes_attribute(kind: str, text: str) -> bool:
    """Return whether an XModule's field of `kind` takes an attribute's text."""
    return takes_json(kind, from_attribute(kind, text))


def from_attribute(kind: str, text: str) -> Any:
    """Return the value that an XModule's attribute is read as."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if takes_json(kind, value) else text


def takes_yaml(kind: str, text: str) -> bool:
    """Return whether a pure XBlock's field of `kind` takes an attribute's text."""
    if kind in ("string", "boolean", "date", "duration"):
        return True
    if not text.strip():
        return kind in ("integer", "float", "list", "json")
    data, findings = parse_yaml(text, "")
    return data is not None and not findings and takes_json(kind, data.data)


def is_date(text: str) -> bool:
    """Return whether dateutil, as both platforms call it, makes something of `text`.

    An empty one, a year alone or a month alone is taken, and means no date.
    """
    day = re.match(r"\d{4}-\d\d-\d\d(?!\d)", text.strip())
    if day:
        try:
            date.fromisoformat(day[0])
        except ValueError:
            return False
    rest = _ZONE.sub(" ", text.strip())
    times = _TIME.findall(rest)
    if any(int(hour) > 23 or int(minute) > 59 for hour, minute in re.findall(r"(\d{1,2}):(\d{1,2})", rest)):
        return False
    rest = _TIME.sub(" ", rest)
    named = 0
    for word in _WORD.findall(rest):
        plain = word.rstrip(".").lower()
        if plain in _MONTHS or plain in _LONG_MONTHS:
            named += 1
        elif plain not in _FILLERS:
            return False
    numbers = re.findall(r"\d+", rest)
    if re.search(r"[^\w\s/.,:;-]", rest) or len(times) > 1 or named > 1:
        return False
    return _is_day(numbers, named=bool(named))


def is_duration(text: str) -> bool:
    """Return whether `text` is a time as a video's `start_time` has it: nothing, or hours:minutes:seconds."""
    return not text or re.fullmatch(r"([01]?\d|2[0-3]):[0-5]?\d:([0-5]?\d|6[01])", text) is not None


def _is_day(numbers: list[str], *, named: bool) -> bool:
    """Return whether numbers can be a year, a month and a day in some order; a named month is one less."""
    if len(numbers) == 1 and len(numbers[0]) in (6, 8, 12, 14) and not named:
        digits = numbers[0]
        split = 4 if len(digits) in (8, 12, 14) else 2
        numbers = [digits[:split], digits[split : split + 2], digits[split + 2 : split + 4]]
    if len(numbers) > 3 - named:
        return False
    values = sorted(int(number) for number in numbers)
    if len(values) == 3:
        return values[0] <= 12 and values[1] <= 31
    if len(values) == 2 and not named:
        return values[0] <= 12
    return not (len(values) == 2 and values[0] > 31)


def _is_number(kind: str, value: Any) -> bool:
    if value == "":
        return True
    try:
        int(value) if kind == "integer" else float(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return True
