"""Weights, assignments and cutoffs: whoever has all right must get all points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from moocfab.checks.rules import CUTOFFS, TWIN_ASSIGNMENTS
from moocfab.course import Course
from moocfab.course.edition import Edition
from moocfab.course.rules import DROP_ALL, UNKNOWN_ASSIGNMENT, UNUSED_ASSIGNMENT, WEIGHTS
from moocfab.diagnostics import Diagnostic, Text


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield weights that do not make 100 %, assignments that nobody declares or uses, cutoffs out of order."""
    course = edition.course
    assignments = course.settings.grading.assignments
    total = round(100 * sum(assignment.weight for assignment in assignments), 2)
    if assignments and total != 100:
        yield WEIGHTS.at(course.origin.key("grading", "assignments"), total=f"{total:g}")
    known = [assignment.name for assignment in assignments]
    for _, sequence in course.sequences():
        name = sequence.settings.graded
        if name is not None and name not in known:
            yield UNKNOWN_ASSIGNMENT.at(sequence.origin.at("graded"), name=name, known=", ".join(known) or "—")
    yield from uses(course)
    yield from cutoffs(course)


def uses(course: Course) -> Iterator[Diagnostic]:
    """Yield assignments that are there twice, that no sequence has, or of which none would be left."""
    counts = Counter(sequence.settings.graded for _, sequence in course.sequences())
    seen: set[str] = set()
    for index, assignment in enumerate(course.settings.grading.assignments):
        name, place = assignment.name, course.origin.at("grading", "assignments", index, "name")
        if name in seen:
            yield TWIN_ASSIGNMENTS.at(place, name=name)
        elif not counts[name]:
            yield UNUSED_ASSIGNMENT.at(place, name=name)
        elif assignment.drop >= counts[name]:
            place = course.origin.at("grading", "assignments", index, "drop")
            yield DROP_ALL.at(place, name=name, drop=assignment.drop, count=counts[name])
        seen.add(name)


def cutoffs(course: Course) -> Iterator[Diagnostic]:
    """Yield cutoffs beside a pass mark, out of order, or at zero."""
    grading, origin = course.settings.grading, course.origin
    if grading.cutoffs and grading.pass_ is not None:
        both = Text("« pass » et « cutoffs » à la fois", "“pass” and “cutoffs” at once")
        yield CUTOFFS.at(origin.key("grading", "cutoffs"), problem=both)
    if grading.pass_ == 0:
        yield CUTOFFS.at(origin.at("grading", "pass"), problem=_ZERO)
    before: tuple[str, float] | None = None
    for name, share in sorted(grading.cutoffs.items()):
        place = origin.at("grading", "cutoffs", name)
        if share == 0:
            yield CUTOFFS.at(place, problem=_ZERO)
        elif before and share >= before[1]:
            fr = f"« {name} » demande autant que « {before[0]} », ou plus"
            yield CUTOFFS.at(place, problem=Text(fr, f"“{name}” asks for as much as “{before[0]}”, or more"))
        before = name, share


_ZERO = Text("à 0 %, tout le monde réussit sans rien faire", "at 0 % everybody passes without doing anything")
