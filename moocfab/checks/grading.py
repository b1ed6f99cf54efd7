"""Weights, assignments and cutoffs: whoever has all right must get all points."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.course.edition import Edition
from moocfab.course.rules import UNKNOWN_ASSIGNMENT, UNUSED_ASSIGNMENT, WEIGHTS
from moocfab.diagnostics import Diagnostic


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield weights that do not make 100 %, and assignments that nobody declares or uses."""
    course = edition.course
    assignments = course.settings.grading.assignments
    total = round(100 * sum(assignment.weight for assignment in assignments), 2)
    if assignments and total != 100:
        yield WEIGHTS.at(course.origin.key("grading", "assignments"), total=f"{total:g}")
    known = [str(assignment.name) for assignment in assignments]
    used = set()
    for _, sequence in course.sequences():
        name = sequence.settings.graded
        if name is None:
            continue
        used.add(str(name))
        if name not in known:
            yield UNKNOWN_ASSIGNMENT.at(sequence.origin.at("graded"), name=name, known=", ".join(known) or "—")
    for index, name in enumerate(known):
        if name not in used:
            yield UNUSED_ASSIGNMENT.at(course.origin.at("grading", "assignments", index, "name"), name=name)
