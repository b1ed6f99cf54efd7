"""Options of a directive as the types that a model's fields have."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from moocfab.diagnostics import Diagnostic
from moocfab.source.data import Marks, Origin, Sourced
from moocfab.source.directives import Directive
from moocfab.source.yaml import parse, scalar


def typed(directive: Directive, model: type[BaseModel]) -> tuple[Sourced, list[Diagnostic]]:
    """Return the directive's options as data for `model`.

    A value is plain text to the end of the line unless its field is a list, a mapping or a number, or
    is also one and the value begins with a brace or a bracket; then it is YAML.
    """
    marks = Marks(dict(directive.marks.values), dict(directive.marks.keys))
    if directive.typed:
        return Sourced(dict(directive.options), Origin(directive.path, marks)), []
    data: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for key, text in directive.options.items():
        info = next((f for n, f in model.model_fields.items() if (f.alias or n) == key), None)
        data[key], more = _value(str(text), info.annotation if info else str, (key,), marks, directive.path)
        findings += more
    return Sourced(data, Origin(directive.path, marks)), findings


def _value(text: str, annotation: Any, steps: tuple[str, ...], marks: Marks, path: str) -> tuple[Any, list[Diagnostic]]:
    types = set(_types(annotation))
    if text.startswith(("{", "[")) and types & {list, tuple, dict, BaseModel}:
        mark = marks.value(steps)
        sourced, findings = parse(text, path, line=mark.line, column=mark.column)
        if sourced is None:
            return None, findings
        for inner, place in sourced.origin.marks.values.items():
            marks.values[(*steps, *inner)] = place
        for inner, place in sourced.origin.marks.keys.items():
            marks.keys[(*steps, *inner)] = place
        return sourced.data, findings
    if str in types and types <= {str, type(None), list, tuple, dict, BaseModel}:
        return text, []
    return scalar(text), []


def _types(annotation: Any) -> list[type]:
    origin = get_origin(annotation)
    if origin in (list, tuple, dict, set, frozenset):
        return [origin]
    if origin is not None:
        return [kind for part in get_args(annotation) for kind in _types(part)]
    if isinstance(annotation, str):
        return [str]
    if isinstance(annotation, type):
        return [BaseModel] if issubclass(annotation, BaseModel) else [annotation]
    return []
