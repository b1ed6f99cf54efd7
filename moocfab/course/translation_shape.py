"""What of a course no translation changes: its elements and their order, choices, right answers, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from moocfab.course.model import Course, Element, Unit
from moocfab.course.translation_rules import OTHER_STRUCTURE
from moocfab.diagnostics import Diagnostic, Text

_MARK = re.compile(r"^\s*(\(\s*[xX@]*\s*\)|\[\s*[xX]?\s*\]|(?:or|not|s)?=|---$|>>|\[\[|\[explanation\])", re.MULTILINE)
"""What begins a line of Studio's notation that is structure."""
FREE = ("title", "groups", "only", "status", "url_name")
"""Fields that a translation has of its own."""


def differences(course: Course, original: Course) -> Iterator[Diagnostic]:
    """Yield units and elements that are made otherwise than in the original."""
    others = {unit.name: unit for _, _, unit in original.units()}
    for _, sequence in course.sequences():
        for unit in sequence.units:
            if unit.name in others:
                yield from _unit(unit, others[unit.name])


def _unit(unit: Unit, other: Unit) -> Iterator[Diagnostic]:
    here, there = ([e for e in item.walk() if e.kind.name != "text"] for item in (unit, other))
    if [_identity(element) for element in here] != [_identity(element) for element in there]:
        known = ", ".join(element.name for element in there) or "—"
        what = Text(f"l'original a {known}", f"the original has {known}")
        place = other.origin.at("title")
        yield OTHER_STRUCTURE.at(unit.origin.at("title"), name=unit.name, other=str(place), what=what, related=[place])
        return
    for own, its in zip(here, there, strict=True):
        mine, theirs = shape(own), shape(its)
        fields = sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))
        if fields:
            place = its.origin.at()
            what = Text(", ".join(fields), ", ".join(fields))
            yield OTHER_STRUCTURE.at(
                own.origin.at(fields[0]), name=own.name, other=str(place), what=what, related=[place]
            )


def _identity(element: Element) -> tuple[str, str]:
    return element.name, element.kind.name


def shape(element: Element) -> Mapping[str, Any]:
    """Return the fields of an element without its words."""
    held = {str(steps[0]) for steps in element.held}
    fields = element.spec.model_dump(exclude={*FREE, *held})
    return {name: _shape(value) for name, value in fields.items()}


def _shape(value: Any) -> Any:
    if isinstance(value, str):
        return _MARK.findall(value)
    if isinstance(value, Mapping):
        words = all(isinstance(item, str) for item in value.values())
        return {} if words else {key: _shape(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shape(item) for item in value]
    return value
