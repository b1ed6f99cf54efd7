"""Targets that a team makes of others: what it changes, and the target that this gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, create_model

from moocfab.diagnostics import Diagnostic
from moocfab.source.data import Marks, Origin, Sourced
from moocfab.source.layers import merged
from moocfab.source.validate import validate
from moocfab.targets.model import Conventions, Data, Limits, Target, VideoDelivery

GROUPS: Mapping[str, type[BaseModel]] = {"conventions": Conventions, "video": VideoDelivery, "limits": Limits}
FLAT: Mapping[str, str] = {field: group for group, model in GROUPS.items() for field in model.model_fields}
"""Fields that may be written without the group that they stand in."""
PARTS = ("blocks", "importing", "scripts")
"""What is checked once it is whole: parts of it may change."""


def changes() -> type[BaseModel]:
    """Return the model of what a team may say of a target: every field, and those of its groups directly."""
    groups = {name: create_model(f"{name.title()}Changes", __base__=Data, **_optional(m)) for name, m in GROUPS.items()}
    fields = {
        **{name: field for name, field in _optional(Target).items() if name != "name"},
        **{name: (model, None) for name, model in groups.items()},
        **dict.fromkeys(PARTS, (dict[str, Any], None)),
        **{name: field for model in GROUPS.values() for name, field in _optional(model).items()},
        "extends": (str, None),
    }
    return create_model("TargetChanges", __base__=Data, **fields)


def _optional(model: type[BaseModel]) -> dict[str, Any]:
    """Return the fields of a model for another that may lack them; their types and validators stay."""
    return {name: (info.rebuild_annotation(), None) for name, info in model.model_fields.items()}


def changed(base: Target, name: str, changes: Sourced) -> tuple[Target | None, list[Diagnostic]]:
    """Return the target `name` that `base` becomes by `changes`, or None with what is wrong.

    Mappings are changed key by key, lists as a whole.
    """
    grouped = _grouped(changes)
    extends = base.extends if base.name == name else (base.name, *base.extends)
    data = {**merged(grouped.data, base.model_dump()), "name": name, "extends": extends}
    return validate(Target, Sourced(data, grouped.origin))


def _grouped(changes: Sourced) -> Sourced:
    """Return `changes` with each field in its group."""
    data: dict[str, Any] = {}
    for key, value in changes.data.items():
        if key in FLAT:
            data[FLAT[key]] = {**data.get(FLAT[key], {}), key: value}
        elif key != "extends":
            data[key] = {**value, **data.get(key, {})} if isinstance(value, Mapping) else value
    marks = changes.origin.marks
    moved = Marks(
        {_moved(path): mark for path, mark in marks.values.items()},
        {_moved(path): mark for path, mark in marks.keys.items()},
    )
    return Sourced(data, Origin(changes.origin.path, moved))


def _moved(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    return (FLAT[str(path[0])], *path) if path and path[0] in FLAT else path
