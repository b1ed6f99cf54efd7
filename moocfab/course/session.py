"""Another session of a course: a run and dates of its own, the sources untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from moocfab.course.dates import day_of, moment, shifted, skipped
from moocfab.course.edition import Edition
from moocfab.course.files import Dates
from moocfab.course.model import Element, Module, Sequence
from moocfab.diagnostics import Location
from moocfab.errors import InputError
from moocfab.source import Sourced
from moocfab.source.layers import replaced

RUN = "--run"
DAY = len("2027-09-06")


@dataclass(frozen=True)
class Session:
    """What a build says in place of course.yml.

    Attributes:
        run: of every target.
        start: of the course, a day with or without an hour; every other absolute date moves by as many days.
    """

    run: str | None = None
    start: str | None = None


@dataclass(frozen=True)
class Moved:
    """A date that another session moves: where it was written, as what, and what it is now."""

    location: Location
    before: str
    after: str


def apply(edition: Edition, session: Session) -> tuple[Edition, list[Moved]]:
    """Return the edition of `session`, and the dates that moved, in the order of the course.

    Raises:
        InputError: the run cannot be part of a key, there is no start to count from, or the new one is no moment.
    """
    if session.run:
        edition = _of_run(edition, session.run)
    if not session.start:
        return edition, []
    mover = _Mover(edition, _days(edition, session.start), session.start)
    return mover.edition_moved(), list(mover.moved())


def _of_run(edition: Edition, run: str) -> Edition:
    """Return the edition under another run, which is told of where it was asked for."""
    if not re.fullmatch(edition.target.conventions.key, run, re.ASCII):
        raise InputError(
            f"{RUN} « {run} » ne peut pas figurer dans l'identifiant du cours : n'écrivez que des lettres sans accent, "
            "des chiffres, et - _ . ~",
            f"{RUN} “{run}” cannot be part of the course's key: write plain letters, digits, and - _ . ~ only",
        )
    course = edition.course
    targets = {name: own.model_copy(update={"run": None}) for name, own in course.settings.targets.items()}
    settings = course.settings.model_copy(update={"run": run, "targets": targets})
    origin = replaced(Sourced({}, course.origin), ("run",), run, RUN).origin
    return replace(edition, course=replace(course, settings=settings, origin=origin))


def _days(edition: Edition, start: str) -> int:
    """Return by how many days `start` lies after the course's own."""
    own, zone = edition.course.settings.dates.start, edition.zone
    before, after = day_of(own or "", zone), day_of(start, zone)
    if after is None:
        raise InputError(
            f"« {start} » n'est pas une date, par exemple 2027-09-06", f"“{start}” is no date (2027-09-06)"
        )
    if before is None:
        raise InputError(
            "course.yml ne dit pas quand le cours commence : il n'y a rien d'où compter",
            "course.yml does not say when the course begins: there is nothing to count from",
        )
    if real := skipped(moment(start, zone, role="start")):
        raise InputError(
            f"{start} n'existe pas : les horloges du fuseau {zone.key} sautent cette heure-là ; écrivez {real:%H:%M}",
            f"{start} does not exist: the clocks of {zone.key} skip that hour; write {real:%H:%M}",
        )
    return (after - before).days


@dataclass(frozen=True)
class _Mover:
    edition: Edition
    days: int
    start: str

    def edition_moved(self) -> Edition:
        course = self.edition.course
        dates = course.settings.dates
        found = {name: self.date(getattr(dates, name)) for name in Dates.model_fields}
        found["start"] = self.start if len(self.start) > DAY else found["start"]
        news = tuple(u.model_copy(update={"date": self.date(u.date)}) for u in course.settings.updates)
        settings = course.settings.model_copy(update={"dates": dates.model_copy(update=found), "updates": news})
        modules = tuple(self.module(module) for module in course.modules)
        return replace(self.edition, course=replace(course, settings=settings, modules=modules))

    def module(self, module: Module) -> Module:
        settings = module.settings.model_copy(update={"start": self.date(module.settings.start)})
        sequences = tuple(self.sequence(sequence) for sequence in module.sequences)
        return replace(module, settings=settings, start=self.date(module.start), sequences=sequences)

    def sequence(self, sequence: Sequence) -> Sequence:
        found = {name: self.date(getattr(sequence.settings, name)) for name in ("start", "due")}
        units = tuple(replace(unit, elements=self.elements(unit.elements)) for unit in sequence.units)
        return replace(sequence, settings=sequence.settings.model_copy(update=found), units=units)

    def elements(self, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(self.element(element) for element in elements)

    def element(self, element: Element) -> Element:
        spec = element.spec
        for path, text in dates_of(element):
            spec = changed(spec, path, self.date(text))
        held = {steps: self.elements(inside) for steps, inside in element.held.items()}
        return replace(element, spec=spec, held=held)

    def date(self, text: str | None) -> str | None:
        return shifted(text, self.days, self.edition.zone) if text else text

    def moved(self) -> Iterator[Moved]:
        course, new = self.edition.course, self.edition_moved().course
        for name in Dates.model_fields:
            before, after = getattr(course.settings.dates, name), getattr(new.settings.dates, name)
            yield from _moved(course.origin.at("dates", name), before, after)
        for index, (said, now) in enumerate(zip(course.settings.updates, new.settings.updates, strict=True)):
            yield from _moved(course.origin.at("updates", index, "date"), said.date, now.date)
        for old, module in zip(course.modules, new.modules, strict=True):
            own = old.start == old.settings.start
            yield from _moved((old.origin if own else old.declared).at("start"), old.start, module.start)
            for before, after in zip(old.sequences, module.sequences, strict=True):
                for name in ("start", "due"):
                    place = before.origin.at(name)
                    yield from _moved(place, getattr(before.settings, name), getattr(after.settings, name))
                yield from self.within(before, after)

    def within(self, before: Sequence, after: Sequence) -> Iterator[Moved]:
        """Yield what moved in the elements of a sequence."""
        for old, new in zip(before.units, after.units, strict=True):
            for element, moved in zip(old.walk(), new.walk(), strict=True):
                for (path, early), (_, late) in zip(dates_of(element), dates_of(moved), strict=True):
                    yield from _moved(element.origin.at(*path), early, late)


def dates_of(element: Element) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the dates that an element gives, with the paths of their fields."""
    for path in element.kind.dates:
        value: Any = element.spec
        for step in path:
            value = getattr(value, attribute(value, step), None)
        if value:
            yield path, value


def attribute(model: Any, field: str) -> str:
    """Return the attribute of a field: of its own name, unless that is an alias (`self`)."""
    known: dict[str, FieldInfo] = getattr(type(model), "model_fields", {})
    return next((name for name, info in known.items() if info.alias == field), field)


def changed(model: BaseModel, path: tuple[str, ...], value: object) -> Any:
    """Return a copy of a model whose field at `path` is `value`."""
    name = attribute(model, path[0])
    if len(path) > 1:
        value = changed(getattr(model, name), path[1:], value)
    return model.model_copy(update={name: value})


def _moved(location: Location, before: str | None, after: str | None) -> Iterator[Moved]:
    if before and after and before != after:
        yield Moved(location, before, after)
