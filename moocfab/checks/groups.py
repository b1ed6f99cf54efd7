"""Groups of learners: declared, and met by somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from moocfab.checks.rules import NOBODY, SECOND_GROUPING, UNKNOWN_GROUP
from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic, Location
from moocfab.source import Origin
from moocfab.source.validate import guess

Groups = Mapping[str, Sequence[str]]


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield a second grouping, groups that course.yml does not declare, and content that nobody sees.

    One grouping only is tied to cohorts: `get_cohorted_user_partition` takes the first partition of its scheme
    (edx-platform, course_groups/partition_scheme.py, Dogwood as today).
    """
    course = edition.course
    for name in list(course.settings.groups)[1:]:
        yield SECOND_GROUPING.at(course.origin.key("groups", name), name=name)
    known = course.settings.groups
    for _, sequence in course.sequences():
        yield from declared(sequence.settings.groups, known, sequence.origin)
        for unit in sequence.units:
            yield from declared(unit.head.groups, known, unit.origin)
            yield from met(unit.head.groups, sequence.settings.groups, unit.origin)
            outer = {**sequence.settings.groups, **unit.head.groups}
            for element in unit.walk():
                yield from declared(element.spec.groups, known, element.origin)
                yield from met(element.spec.groups, outer, element.origin)


def declared(groups: Groups, known: Groups, origin: Origin) -> Iterator[Diagnostic]:
    """Yield the groupings and groups that `known` lacks."""
    for name, chosen in groups.items():
        if name not in known:
            yield unknown(name, list(known), origin.key("groups", name))
            continue
        for index, group in enumerate(chosen):
            if group not in known[name]:
                yield unknown(group, known[name], origin.at("groups", name, index))


def unknown(name: str, known: Sequence[str], place: Location) -> Diagnostic:
    """Return the finding for a name that is not among `known`."""
    return UNKNOWN_GROUP.at(place, name=name, known=", ".join(known) or "—", guess=guess(name, known))


def met(groups: Groups, outer: Groups, origin: Origin) -> Iterator[Diagnostic]:
    """Yield groups that share nobody with those of what holds it."""
    for name, chosen in groups.items():
        if name in outer and not set(chosen) & set(outer[name]):
            yield NOBODY.at(origin.at("groups", name), outer=", ".join(outer[name]))
