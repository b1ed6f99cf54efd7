"""An edition: what of a course goes to one target, and under which key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from moocfab.course.files import Media, TargetSettings
from moocfab.course.model import Course, Element, Module, Sequence, Unit
from moocfab.course.rules import UNKNOWN_TARGET
from moocfab.diagnostics import Diagnostic
from moocfab.errors import InputError
from moocfab.targets import Target


@dataclass(frozen=True)
class Edition:
    """A course for one target.

    Attributes:
        course: without what `only` keeps from this target, and without drafts unless they are wanted.
        target: the platform.
    """

    course: Course
    target: Target

    @property
    def settings(self) -> TargetSettings:
        """Return what course.yml says for this target alone."""
        return self.course.settings.targets.get(self.target.name, TargetSettings())

    @property
    def org(self) -> str:
        """Return the organisation of the key."""
        return self.settings.org or self.course.settings.org

    @property
    def number(self) -> str:
        """Return the number of the key."""
        return self.settings.number or self.course.settings.number

    @property
    def run(self) -> str:
        """Return the run of the key."""
        return self.settings.run or self.course.settings.run

    @property
    def title(self) -> str:
        """Return the course's title."""
        return self.settings.title or self.course.settings.title

    @property
    def media(self) -> Media:
        """Return where videos are served from and how they are made."""
        own, common = self.settings.media or Media(), self.course.settings.media
        return Media(url=own.url or common.url, profile=own.profile or common.profile)

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of dates without an offset; the target's where the course's is unknown."""
        for name in (self.course.settings.timezone, self.target.conventions.timezone):
            try:
                if name:
                    return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError):
                continue
        return ZoneInfo("UTC")


def editions_of(
    course: Course, only: Iterable[str] = (), *, drafts: bool = False
) -> tuple[list[Edition], list[Diagnostic]]:
    """Return the editions of a course, and the targets that are unknown.

    Raises:
        InputError: a wanted target is none of the course's.
    """
    wanted, known, own = set(only), course.team.names, course.settings.targets
    for name in sorted(wanted - set(own)):
        raise InputError(
            f"ce cours n'a pas de cible « {name} » ; les siennes : {', '.join(own)}",
            f"this course has no target “{name}”; it has: {', '.join(own)}",
        )
    editions, findings = [], []
    for name in own:
        if name in course.team.broken:
            continue
        if name not in known:
            findings.append(UNKNOWN_TARGET.at(course.origin.key("targets", name), name=name, known=", ".join(known)))
        elif not wanted or name in wanted:
            editions.append(edition(course, course.team.target(name), drafts=drafts))
    return editions, findings


def edition(course: Course, target: Target, *, drafts: bool = False) -> Edition:
    """Return what of `course` goes to `target`; containers that are left without content go too."""

    def kept(only: tuple[str, ...], status: str | None) -> bool:
        return target.meant(only) and (drafts or status != "draft")

    modules = (
        _module(module, kept)
        for module in course.modules
        if kept(module.only, None) and kept(module.settings.only, module.settings.status)
    )
    pages = tuple(page for page in course.pages if kept(page.settings.only, None))
    return Edition(replace(course, modules=tuple(m for m in modules if m.sequences), pages=pages), target)


Kept = Callable[[tuple[str, ...], "str | None"], bool]


def _module(module: Module, kept: Kept) -> Module:
    sequences = (_sequence(s, kept) for s in module.sequences if kept(s.settings.only, s.settings.status))
    return replace(module, sequences=tuple(sequence for sequence in sequences if sequence.units))


def _sequence(sequence: Sequence, kept: Kept) -> Sequence:
    units = (_unit(unit, kept) for unit in sequence.units if kept(unit.head.only, unit.head.status))
    return replace(sequence, units=tuple(unit for unit in units if unit.elements))


def _unit(unit: Unit, kept: Kept) -> Unit:
    return replace(unit, elements=_elements(unit.elements, kept))


def _elements(elements: tuple[Element, ...], kept: Kept) -> tuple[Element, ...]:
    return tuple(
        replace(element, held={steps: _elements(held, kept) for steps, held in element.held.items()})
        for element in elements
        if kept(element.spec.only, element.spec.status)
    )
