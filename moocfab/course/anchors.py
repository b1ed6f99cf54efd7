"""What `#…` in a link may lead to: elements by their id, and places that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from moocfab.course.model import Page, Unit

_NAMED = re.compile(
    r"""(?:^\#{1,6}[ \t]+(?P<heading>[^{}\n`*$\[\]]+?)[ \t]*)?\{[^{}\n]*\#(?P<attribute>[A-Za-z][\w-]*)[^{}\n]*\}
    | ^:name:\s+(?P<figure>\S+)
    | \bid=["'](?P<html>[\w-]+)["']""",
    re.MULTILINE | re.VERBOSE,
)

Anchors = Mapping[str, tuple[str, str]]
"""What `#…` leads to: its address on the platform, and its title, empty where it has none."""


def of_unit(unit: Unit) -> Anchors:
    """Return the anchors of a unit."""
    texts = (value for element in unit.walk() for _, value in element.spec if isinstance(value, str))
    places = {name: (f"/jump_to_id/{unit.name}#{name}", title) for name, title in named(texts)}
    elements = {
        element.spec.id: (f"/jump_to_id/{element.name}", str(element.spec.title or ""))
        for element in unit.walk()
        if element.spec.id
    }
    return {**places, **elements}


def of_page(page: Page) -> Anchors:
    """Return the anchors of a page."""
    return {name: (f"/course/{page.name}/#{name}", title) for name, title in named([page.text])}


def named(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that texts give to their places, `{#name}`, a figure's `:name:`, an HTML id; headings' titles."""
    for text in texts:
        for match in _NAMED.finditer(text):
            yield match["attribute"] or match["figure"] or match["html"], match["heading"] or ""
