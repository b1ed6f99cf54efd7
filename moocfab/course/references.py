"""What a course's texts refer to by name, wherever it stands: numbered figures, and terms of its glossaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from moocfab.course import shared
from moocfab.course.addresses import of_units
from moocfab.course.edition import Edition
from moocfab.course.identity import prefixed
from moocfab.diagnostics import Diagnostic, Location
from moocfab.prose import Named, survey
from moocfab.prose.figure import NAME_TWICE
from moocfab.prose.glossary import TERM_TWICE, anchor


@dataclass(frozen=True)
class Place:
    """Where a name leads.

    Attributes:
        anchor: its name on the page, behind the prefix of its module.
        file: the file that has it.
        page: the address of its page.
        named: how it was named.
        prefix: of its module.
        number: of a figure, in the order of the course.
    """

    anchor: str
    file: str
    page: str
    named: Named
    prefix: str = ""
    number: int = 0

    def address(self, file: str) -> str:
        """Return its address, seen from a file of the course."""
        return f"#{self.anchor}" if file == self.file else f"{self.page}#{self.anchor}"


@dataclass(slots=True)
class References:
    """The figures of an edition and its terms, by their anchors, and what is named twice."""

    figures: dict[str, Place] = field(default_factory=dict)
    terms: dict[str, Place] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, edition: Edition) -> References:
        """Return what the texts of an edition name; figures are numbered in the order of the course."""
        found = cls()
        for text in _texts(edition):
            for named in survey(text.body, edition.target, path=text.begin.path, line=text.begin.line):
                found._add(text, named)
        found.findings = [shared.collision(edition.course, twin) or twin for twin in found.findings]
        return found

    def figure(self, name: str, prefix: str) -> Place | None:
        """Return the figure that a text means by `name`: of its own module, which has `prefix`, else of the course."""
        return self.figures.get(prefixed(prefix, name)) or self.figures.get(name)

    def term(self, name: str, prefix: str) -> Place | None:
        """Return the definition that a text means by `name`: of its own module, which has `prefix`, else any."""
        return self.terms.get(anchor(prefixed(prefix, name))) or self.terms.get(anchor(name))

    def names(self, prefix: str) -> list[str]:
        """Return what a text of a module with `prefix` may call the terms."""
        places = self.terms.values()
        return [prefixed(place.prefix if place.prefix != prefix else "", place.named.name) for place in places]

    def _add(self, text: _Text, named: Named) -> None:
        figure, whole = named.series == "figure", prefixed(text.prefix, named.name)
        known, rule = (self.figures, NAME_TWICE) if figure else (self.terms, TERM_TWICE)
        key = whole if figure else anchor(whole)
        place = Place(key, text.file, text.page, named, text.prefix, len(self.figures) + 1)
        other = known.setdefault(key, place).named.location
        if other != named.location:
            self.findings.append(rule.at(named.location, related=[other], name=whole, other=other))


@dataclass(frozen=True)
class _Text:
    """A text of a unit or a page: its file, the address of its page, where it begins, the prefix of its module."""

    body: str
    file: str
    page: str
    begin: Location
    prefix: str = ""


def _texts(edition: Edition) -> Iterator[_Text]:
    """Yield each text of units and pages, in the order of the course."""
    addresses = of_units(edition)
    for module, _, unit in edition.course.units():
        for element in unit.walk():
            for name, value in element.spec:
                if isinstance(value, str):
                    begin = element.origin.within((name,), 1, 1)
                    yield _Text(value, unit.file, addresses[unit.file], begin, module.prefix)
    for page in edition.course.pages:
        yield _Text(page.text, page.file, f"/course/{page.name}/", page.origin.within(("body",), 1, 1))
