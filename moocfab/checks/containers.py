"""Modules, sequences and units: something in each, and settings that the target has."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.checks.rules import EMPTY_EDITION, EMPTY_UNIT, LACKING, UNKNOWN_REQUIRED
from moocfab.course.dates import weeks
from moocfab.course.edition import Edition
from moocfab.course.model import Course, Module, Sequence, Unit, required
from moocfab.course.rules import SELF_PACED_DUE
from moocfab.course.schedule import Span, schedule
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.targets import Target

_DUE = Text(
    "dites « only: » les cibles qui l'ont ; ici « due: » ferme déjà les réponses",
    "say “only:” the targets that have it; here “due:” closes answers anyway",
)
_ALONE = Text(
    "dites « only: » les cibles qui l'ont, ou ouvrez la séquence à une date : « start: +1w »",
    "say “only:” the targets that have it, or open the sequence by a date: “start: +1w”",
)
_EXAMS = Text(
    "dites « only: » les cibles qui l'ont ; rendre un examen minuté y donne une erreur",
    "say “only:” the targets that have it; handing in a timed exam fails there",
)

_WEEKS = Text("comptez en semaines entières : « due: +2w »", "count in whole weeks: “due: +2w”")
_NO_START = Text(
    "retirez-la : chacun voit tout dès le début du cours ; « requires: » garde une séquence fermée, là où il existe",
    "remove it: everybody sees all from the course's start; “requires:” keeps a sequence closed, where it is known",
)
_NO_DUE = Text(
    "retirez-la, ou dites à quelles cibles va la séquence : « only: »",
    "remove it, or say which targets the sequence is for: “only:”",
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield empty units, a target that gets nothing, settings that it lacks, prerequisites that are none."""
    course, target = edition.course, edition.target
    if not course.modules:
        yield EMPTY_EDITION.at(course.origin.key("targets", target.name), target=target.name)
    for module, sequence in course.sequences():
        yield from lacking(sequence, target)
        yield from prerequisite(course, module, sequence)
    if course.settings.pacing == "self":
        yield from own_pace(edition)
    for _, _, unit in course.units():
        yield from absent(unit, target)


def absent(unit: Unit, target: Target) -> Iterator[Diagnostic]:
    """Yield elements of a kind that the target does not have."""
    for element in unit.walk():
        kind = element.kind
        if target.importer not in kind.tags:
            yield LACKING.at(element.origin.at(), target=target.name, field=kind.name, instead=kind.instead)


def empty(course: Course) -> Iterator[Diagnostic]:
    """Yield units without any element, which no edition has."""
    for _, _, unit in course.units():
        if not unit.elements:
            yield EMPTY_UNIT.at(unit.origin.at("title"), title=unit.head.title)


def lacking(sequence: Sequence, target: Target) -> Iterator[Diagnostic]:
    """Yield the settings of a sequence that its target does not have."""
    settings, fields = sequence.settings, target.blocks["sequential"].fields
    asked = (
        ("hide_after_due", settings.hide_after_due, "hide_after_due" in fields, _DUE),
        ("timed", settings.timed, target.special_exams, _EXAMS),
        ("requires", settings.requires, target.prerequisites, _ALONE),
    )
    for name, wanted, there, instead in asked:
        if wanted and not there:
            yield LACKING.at(sequence.origin.key(name), target=target.name, field=name, instead=instead)


def own_pace(edition: Edition) -> Iterator[Diagnostic]:
    """Yield the dates that a course at everybody's own pace cannot have on its target.

    Both platforms drop `due` there, and `start` of all but the course (edx-platform,
    lms/djangoapps/courseware/self_paced_overrides.py). Current Open edX counts `relative_weeks_due` from enrolment
    where the site switches on CUSTOM_RELATIVE_DATES (course_date_signals/handlers.py): the archive `xf1` and the
    reference course show that it arrives, nobody has played its effect; todo.md says so.
    """
    target, moments = edition.target.name, schedule(edition)[0]
    counted = "relative_weeks_due" in edition.target.blocks["sequential"].fields
    began = moments.course.get("start")
    for module in edition.course.modules:
        for name, text, place in _starts(module):
            opened = moments.spans.get(name, Span()).start
            if text and began and opened and opened > began:
                yield SELF_PACED_DUE.at(place, key="start", text=text, target=target, instead=_NO_START)
        for sequence in module.sequences:
            text = sequence.settings.due
            if text and not (counted and weeks(text)):
                instead = _WEEKS if counted else _NO_DUE
                place = sequence.origin.at("due")
                yield SELF_PACED_DUE.at(place, key="due", text=text, target=target, instead=instead)


def _starts(module: Module) -> Iterator[tuple[str, str | None, Location]]:
    """Yield each that opens: its name, when, and where that was written."""
    yield module.name, module.start, module.starts_at()
    for sequence in module.sequences:
        yield sequence.name, sequence.settings.start, sequence.origin.at("start")


def prerequisite(course: Course, module: Module, sequence: Sequence) -> Iterator[Diagnostic]:
    """Yield a prerequisite that is no other sequence of the course."""
    requires = sequence.settings.requires
    if requires and required(course, module, requires.sequence) in (None, sequence):
        known = ", ".join(other.settings.id for other in module.sequences if other is not sequence)
        place = sequence.origin.at("requires", "sequence")
        yield UNKNOWN_REQUIRED.at(place, name=requires.sequence, known=known or "—")
