"""What `#…` in a link may lead to: elements by their id, and places that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from moocfab.course.identity import prefixed
from moocfab.course.model import Page, Unit

_NAMED = re.compile(
    r"""(?:^\#{1,6}[ \t]+(?P<heading>[^{}\n`*$\[\]]+?)[ \t]*)?\{[^{}\n]*\#(?P<attribute>[A-Za-z][\w-]*)[^{}\n]*\}
    | ^:name:\s+(?P<figure>\S+)
    | \bid=["'](?P<html>[\w-]+)["']""",
    re.MULTILINE | re.VERBOSE,
)

Anchors = Mapping[str, tuple[str, str]]
"""What `#…` leads to: its address on the platform, and its title, empty where it has none."""


def of_unit(unit: Unit, address: str, prefix: str) -> Anchors:
    """Return the anchors of a unit at `address`; `prefix` is that of its module, which figures take."""
    texts = (value for element in unit.walk() for _, value in element.spec if isinstance(value, str))
    places = {place.name: (f"{address}#{place.anchor(prefix)}", place.title) for place in named(texts)}
    elements = {
        element.spec.id: (f"/jump_to_id/{element.name}", str(element.spec.title or ""))
        for element in unit.walk()
        if element.spec.id
    }
    return {**places, **elements}


def of_page(page: Page) -> Anchors:
    """Return the anchors of a page."""
    return {place.name: (f"/course/{page.name}/#{place.name}", place.title) for place in named([page.text])}


@dataclass(frozen=True)
class Named:
    """A place that a text names: `{#name}`, an HTML id, a heading with its title, a figure's `:name:`."""

    name: str
    title: str = ""
    figure: bool = False

    def anchor(self, prefix: str) -> str:
        """Return its anchor in a module with this prefix."""
        return prefixed(prefix, self.name) if self.figure else self.name


def named(texts: Iterable[str]) -> Iterator[Named]:
    """Yield the places that texts name."""
    for text in texts:
        for match in _NAMED.finditer(text):
            name = match["attribute"] or match["figure"] or match["html"]
            yield Named(name, match["heading"] or "", figure=bool(match["figure"]))
