"""What a course's texts refer to by name, wherever it stands: numbered figures, and terms of its glossaries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic, Location
from moocfab.prose import Named, survey
from moocfab.prose.figure import NAME_TWICE
from moocfab.prose.glossary import TERM_TWICE, anchor


@dataclass(frozen=True)
class Place:
    """Where a name leads: the file that has it, the address of its page, how it was named, its number."""

    file: str
    page: str
    named: Named
    number: int = 0

    def address(self, name: str, file: str) -> str:
        """Return the address of its anchor `name`, seen from a file of the course."""
        return f"#{name}" if file == self.file else f"{self.page}#{name}"


@dataclass(slots=True)
class References:
    """The figures of an edition by their names, its terms by their anchors, and what is named twice."""

    figures: dict[str, Place] = field(default_factory=dict)
    terms: dict[str, Place] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, edition: Edition) -> References:
        """Return what the texts of an edition name; figures are numbered in the order of the course."""
        found = cls()
        for file, page, text, place in _texts(edition):
            for named in survey(text, edition.target, path=place.path, line=place.line):
                found._add(Place(file, page, named, len(found.figures) + 1))
        return found

    def _add(self, place: Place) -> None:
        named = place.named
        if named.series == "figure":
            known, key, rule = self.figures, named.name, NAME_TWICE
        else:
            known, key, rule = self.terms, anchor(named.name), TERM_TWICE
        other = known.setdefault(key, place).named.location
        if other != named.location:
            finding = rule.at(named.location, related=[other], term=named.name, other=other)
            self.findings.append(finding)


def _texts(edition: Edition) -> Iterator[tuple[str, str, str, Location]]:
    """Yield each text of units and pages: its file, the address of its page, itself, where it begins."""
    for _, _, unit in edition.course.units():
        for element in unit.walk():
            for name, value in element.spec:
                if isinstance(value, str):
                    yield unit.file, f"/jump_to_id/{unit.name}", value, element.origin.within((name,), 1, 1)
    for page in edition.course.pages:
        yield page.file, f"/course/{page.name}/", page.text, page.origin.within(("body",), 1, 1)
