"""Names that must be alone: an element's among all elements, a container's among its like."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.course import shared
from moocfab.course.edition import Edition
from moocfab.course.rules import DUPLICATE_ID
from moocfab.diagnostics import Diagnostic, Location

Named = tuple[str, Location]


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield names that something else of this edition has already.

    An element may not share the name of a container either: a link to it would be ambiguous. Containers of
    different types may share one (the sequence `quiz` and its unit `quiz.yml`): both platforms keep both, and
    links to such a unit do not go by its name (`course/addresses.py`).
    """
    course = edition.course
    modules = [(module.name, module.declared.at("source")) for module in course.modules]
    sequences = [(sequence.name, sequence.origin.at("id")) for _, sequence in course.sequences()]
    units = [(unit.name, unit.origin.at("id")) for _, _, unit in course.units()]
    elements = [(element.name, element.origin.at("id")) for _, _, unit in course.units() for element in unit.walk()]
    pages = [(page.name, page.origin.at()) for page in course.pages]
    containers = dict([*units, *sequences, *modules])
    found = [finding for family in (modules, sequences, units, pages) for finding in twins(family)]
    for finding in (*found, *twins(elements, containers)):
        yield shared.collision(course, finding) or finding


def twins(names: list[Named], taken: dict[str, Location] | None = None) -> Iterator[Diagnostic]:
    """Yield each of `names` that comes again, or that `taken` has."""
    seen = dict(taken or {})
    for name, place in names:
        other = seen.get(name)
        if not name:
            continue
        if other is None:
            seen[name] = place
        else:
            yield DUPLICATE_ID.at(place, name=name, other=str(other), related=[other])
