"""Modules that several courses share: they lie beside the courses, below the root that moocfab.yml marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from moocfab.course.model import Course, Module
from moocfab.course.shared_rules import COLLISION, MODULE_TWICE
from moocfab.diagnostics import Diagnostic
from moocfab.source import Origin


def is_shared(source: str) -> bool:
    """Return whether the folder of a module, named from the course, lies outside of the course."""
    return source.startswith("../")


def is_address(source: str) -> bool:
    """Return whether a module is named by an address of the network, as Git takes them, in place of its folder."""
    return "://" in source or re.match(r"[\w.-]+@[\w.-]+:", source) is not None


def modules(course: Course) -> Iterator[Module]:
    """Yield the shared modules of a course."""
    return (module for module in course.modules if is_shared(module.file))


def twice(sources: Sequence[str], origin: Origin) -> Iterator[Diagnostic]:
    """Yield modules that a course names again; `origin` is that of course.yml."""
    for index, source in enumerate(sources):
        first = sources.index(source)
        if first < index:
            place, other = (origin.below("modules", number).at("source") for number in (index, first))
            yield MODULE_TWICE.at(place, name=PurePosixPath(source).name, other=str(other), related=[other])


def collision(course: Course, twin: Diagnostic) -> Diagnostic | None:
    """Return what two modules that claim one name are told where one of them is shared, else None.

    Args:
        course: that has both.
        twin: the finding that the name, of an element, a figure or a term, is there twice.
    """
    if not twin.related:
        return None
    owners = {unit.origin.path: module for module, _, unit in course.units()}
    owners |= {module.origin.path: module for module in course.modules}
    own, other = owners.get(twin.location.path), owners.get(twin.related[0].path)
    if own is None or other is None or own is other:
        return None
    claims = own if is_shared(own.file) else other
    if not is_shared(claims.file):
        return None
    inside = twin.location if claims is own else twin.related[0]
    outside = twin.related[0] if claims is own else twin.location
    place = claims.declared.at("prefix") if claims.declared.of("prefix") else claims.declared.at("source")
    values = {"module": PurePosixPath(claims.file).parent.name, "inside": str(inside), "outside": str(outside)}
    return COLLISION.at(place, name=str(twin.values["name"]), related=[inside, outside], **values)
