"""Courses made by programs: the tree of `model`, named and checked as if it stood in files.

Names follow `source-format.md`: a unit's is scoped by its module, an element has an id, a run of prose is named by
what stands before it. What a course would say in its files is given by the same keys.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from moocfab.course.elements import named
from moocfab.course.files import CourseFile, ModuleFile, SequenceFile, UnitHead
from moocfab.course.identity import derived, scoped
from moocfab.course.model import Course, Element, Module, Sequence, Unit
from moocfab.errors import InputError
from moocfab.kinds.registry import KINDS
from moocfab.source import Origin, Sourced
from moocfab.source.folder import Folder
from moocfab.source.validate import validate

Settings = TypeVar("Settings", bound=BaseModel)


def element(kind: str, id: str = "", **fields: Any) -> Element:
    """Return an element of a kind, with the fields that YAML would give it.

    Raises:
        InputError: there is no such kind, or a field is wrong.
    """
    if kind not in KINDS:
        raise InputError(f"« {kind} » n'est pas un genre d'élément", f"“{kind}” is not a kind of element")
    spec = _valid(KINDS[kind].spec, {**({"id": id} if id else {}), **fields}, f"{kind} {id}".strip())
    return Element(KINDS[kind], spec, spec.url_name or spec.id or "")


def unit(title: str, *content: str | Element, **head: Any) -> Unit:
    """Return a unit of texts in Markdown and elements, in their order.

    Raises:
        InputError: a key of its front matter is wrong.
    """
    settings = _valid(UnitHead, {"title": title, **head}, title)
    elements = (element("text", body=item) if isinstance(item, str) else item for item in content)
    return Unit(settings, settings.url_name or settings.id or derived(title), tuple(elements))


def sequence(title: str, *units: Unit, **settings: Any) -> Sequence:
    """Return a sequence of units; its id is derived from its title where none is given.

    Raises:
        InputError: it has no unit, or a key of it is wrong.
    """
    data = {"id": derived(title), "title": title, **settings, "units": [f"{item.name}.md" for item in units]}
    return Sequence(_valid(SequenceFile, data, title), data["id"], units)


def module(title: str, *sequences: Sequence, **settings: Any) -> Module:
    """Return a module of sequences, whose names and whose units' become those within it.

    Raises:
        InputError: it has no sequence, or a key of it is wrong.
    """
    own = [item.settings.model_dump(exclude_defaults=True) for item in sequences]
    head = _valid(ModuleFile, {"title": title, **settings, "sequences": own}, title)
    name = head.url_name or head.id or derived(title)
    placed = tuple(_within(name, item) for item in sequences)
    return Module(head, name, placed, f"modules/{name}/module.yml", head.start, Origin(name), Origin(name))


def course(*modules: Module, folder: Path | None = None, **settings: Any) -> Course:
    """Return a course of modules, with the keys of course.yml but `modules`.

    Args:
        modules: in their order.
        folder: where the files lie that its elements name; without it they may name none.
        settings: `org`, `number`, `run`, `title`, `language`, `targets`…

    Raises:
        InputError: it has no module, or a key is wrong.
    """
    data = {"format": 1, **settings, "modules": [f"modules/{item.name}" for item in modules]}
    head = _valid(CourseFile, data, "course.yml")
    return Course(head, modules, folder=Folder.of_course(folder) if folder else None, origin=Origin("course.yml"))


def _within(module: str, item: Sequence) -> Sequence:
    settings = item.settings
    units = tuple(_placed(module, unit) for unit in item.units)
    name = settings.url_name or scoped(module, settings.id)
    return replace(item, name=name, units=units, origin=Origin(name))


def _placed(module: str, item: Unit) -> Unit:
    """Return a unit with its place and its names in a module."""
    head, file = item.head, f"modules/{module}/{item.name}.md"
    name = head.url_name or head.id or scoped(module, item.name)
    inside = (replace(each, file=file, origin=Origin(file)) for each in item.elements)
    return replace(item, name=name, file=file, elements=tuple(named(inside, name)), origin=Origin(file))


def _valid(model: type[Settings], data: dict[str, Any], name: str) -> Settings:
    made, findings = validate(model, Sourced(data, Origin(name)))
    if made is None:
        texts = ("; ".join(item.message(language) for item in findings) for language in ("fr", "en"))
        raise InputError(*(f"{name}: {text}" for text in texts))
    return made
