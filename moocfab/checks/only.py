"""Names of targets that `only` gives: each of a target that there is."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.course import Course
from moocfab.course.team_rules import UNKNOWN_ONLY
from moocfab.diagnostics import Diagnostic
from moocfab.source import Origin
from moocfab.source.validate import guess

Said = tuple[tuple[str, ...], Origin]


def check(course: Course) -> Iterator[Diagnostic]:
    """Yield what `only` names and no target is, wherever it stands; drafts too."""
    known = course.team.names
    for only, origin in said(course):
        for index, name in enumerate(only):
            if name not in known:
                place = origin.at("only", index)
                yield UNKNOWN_ONLY.at(place, name=name, known=", ".join(known), guess=guess(name, known))


def said(course: Course) -> Iterator[Said]:
    """Yield every `only` with the origin of what says it."""
    for module in course.modules:
        yield module.only, module.declared
        yield module.settings.only, module.origin
    for index, page in enumerate(course.settings.pages):
        yield page.only, course.origin.below("pages", index)
    for _, sequence in course.sequences():
        yield sequence.settings.only, sequence.origin
    for _, _, unit in course.units():
        yield unit.head.only, unit.origin
        for element in unit.walk():
            yield element.spec.only, element.origin
