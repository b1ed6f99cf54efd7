"""Texts that were left to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from moocfab.checks.rules import PLACEHOLDER
from moocfab.course.edition import Edition
from moocfab.course.model import Element
from moocfab.diagnostics import Diagnostic, Location
from moocfab.source import Origin

_PROVISIONAL = re.compile(
    r"lorem ipsum|\b(?:TODO|FIXME|XXX+|TBD)\b|\[?(?:à|a) (?:compléter|completer|rédiger|rediger|venir)\]"
    r"|^(?:à|a) (?:compléter|rédiger)\b|texte (?:à venir|provisoire)",
    re.IGNORECASE | re.MULTILINE,
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield them, in elements, pages and what the portal shows."""
    course = edition.course
    for _, _, unit in course.units():
        for element in unit.walk():
            yield from in_element(element)
    for page in (*course.pages, *filter(None, [course.overview, course.handouts])):
        yield from found(page.text, page.origin, "body")
    about = course.settings.about
    for name in ("slogan", "short_description", "effort"):
        yield from found(getattr(about, name) or "", course.origin, "about", name)


def in_element(element: Element) -> Iterator[Diagnostic]:
    """Yield them in each text of an element."""
    for name in type(element.spec).model_fields:
        value = getattr(element.spec, name)
        if isinstance(value, str):
            yield from found(value, element.origin, name)


def found(text: str, origin: Origin, *steps: str) -> Iterator[Diagnostic]:
    """Yield the provisional passages of a text; columns count where the text stands on lines of its own."""
    for match in _PROVISIONAL.finditer(text):
        line = text.count("\n", 0, match.start())
        place = origin.inside(steps, line)
        mark = origin.marks.value(steps)
        if line or mark.block:
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            place = Location(place.path, place.line, column, len(match.group()))
        yield PLACEHOLDER.at(place, text=match.group())
