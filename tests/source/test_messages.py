"""Every error that pydantic can raise on a model of ours has a text of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from moocfab.course.files import CourseFile
from moocfab.course.schema import FILES
from moocfab.kinds.registry import KINDS
from moocfab.prose.render import DIRECTIVES
from moocfab.source.hints import HINTS
from moocfab.source.validate import MESSAGES

MODELS = [
    *(model for model, _ in FILES.values()),
    *(kind.spec for kind in KINDS.values()),
    *(directive.options for directive in DIRECTIVES.values()),
]
# What each part of pydantic's schema may complain of, with the constraint that it takes (none: always).
ERRORS: dict[str, dict[str, str]] = {
    "str": {"string_type": "", "string_too_short": "min_length", "string_too_long": "max_length",
            "string_pattern_mismatch": "pattern"},
    "int": {"int_type": "", "int_parsing": "", "int_from_float": "", "int_parsing_size": "", "finite_number": "",
            "greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"},
    "float": {"float_type": "", "float_parsing": "", "greater_than": "gt", "greater_than_equal": "ge",
              "less_than": "lt", "less_than_equal": "le", "finite_number": "allow_inf_nan"},
    "bool": {"bool_type": "", "bool_parsing": ""},
    "list": {"list_type": "", "too_short": "min_length", "too_long": "max_length"},
    "tuple": {"tuple_type": "", "too_short": "min_length", "too_long": "max_length"},
    "dict": {"dict_type": "", "too_short": "min_length", "too_long": "max_length"},
    "literal": {"literal_error": ""},
    "model": {"model_type": "", "missing": "", "extra_forbidden": ""},
    "tagged-union": {"union_tag_invalid": "", "union_tag_not_found": "", "model_attributes_type": ""},
    "none": {"none_required": ""},
    "function-before": {"value_error": ""},
    "function-after": {"value_error": ""},
    "function-wrap": {"value_error": ""},
}  # fmt: skip
SILENT = {
    "model-field", "model-fields", "default", "nullable", "union", "definitions", "definition-ref", "any", "no-info",
    "with-info", "chain",
}  # fmt: skip
# Told by a rule of their own, or by the words of our validators.
TOLD = {"missing", "extra_forbidden", "value_error"}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for part in schema.values():
            yield from parts(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from parts(part)


def possible(model: type[BaseModel]) -> set[str]:
    found = set()
    for part in parts(model.__pydantic_core_schema__):
        if part["type"] in SILENT:
            continue
        errors = ERRORS[part["type"]]
        found |= {name for name, constraint in errors.items() if not constraint or constraint in part}
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_error_of_a_model_has_a_french_text(model: type[BaseModel]) -> None:
    assert sorted(possible(model) - set(MESSAGES) - TOLD) == []


def test_errors_named_here_are_those_of_pydantic() -> None:
    known = set(get_args(ErrorType))
    assert {name for errors in ERRORS.values() for name in errors} <= known
    assert set(MESSAGES) <= known


def test_every_text_says_what_to_type_instead() -> None:
    assert HINTS.keys() == MESSAGES.keys()
    assert all(hint.fr and hint.en for hint in HINTS.values())


def errors(model: Any, value: Any) -> list[ErrorDetails]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python(value)
    return caught.value.errors()


def test_texts_can_be_filled_with_what_pydantic_gives() -> None:
    found = errors(CourseFile, {
        "format": 2, "org": [], "number": None, "run": 1, "title": "t", "language": 3, "targets": {}, "modules": [],
        "dates": [], "grading": {"assignments": [{"name": "Q", "weight": "1%", "drop": -1}]}, "pages": 3,
        "defaults": {"attempts": "x"}, "experiments": {"a": "b"},
    })  # fmt: skip
    assert {item["type"] for item in found} >= {
        "literal_error", "string_type", "too_short", "model_type", "greater_than_equal", "tuple_type", "int_parsing",
    }  # fmt: skip
    for item in found:
        if item["type"] not in TOLD:
            filled = MESSAGES[item["type"]].fr.format_map(item.get("ctx", {}))
            assert filled
            assert "{" not in filled
