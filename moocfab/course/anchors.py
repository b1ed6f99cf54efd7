"""What `#…` in a link may lead to: elements by their id, and places that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from moocfab.course.model import Page, Unit

_NAMED = re.compile(
    r"\{[^{}\n]*#(?P<attribute>[A-Za-z][\w-]*)[^{}\n]*\}|^:name:\s+(?P<figure>\S+)|\bid=[\"'](?P<html>[\w-]+)[\"']",
    re.MULTILINE,
)


def of_unit(unit: Unit) -> dict[str, str]:
    """Return the anchors of a unit: each to its address on the platform."""
    texts = (value for element in unit.walk() for _, value in element.spec if isinstance(value, str))
    places = {name: f"/jump_to_id/{unit.name}#{name}" for name in named(texts)}
    elements = {element.spec.id: f"/jump_to_id/{element.name}" for element in unit.walk() if element.spec.id}
    return {**places, **elements}


def of_page(page: Page) -> dict[str, str]:
    """Return the anchors of a page: each to its address on the platform."""
    return {name: f"/course/{page.name}/#{name}" for name in named([page.text])}


def named(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names that texts give to their places: `{#name}`, a figure's `:name:`, an HTML id."""
    for text in texts:
        for match in _NAMED.finditer(text):
            yield next(name for name in match.groups() if name)
