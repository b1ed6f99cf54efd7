"""The schemas that editors use name and describe every field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from moocfab.course.schema import FILES, modeline, schema


def fields(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict) and set(field) - {"const"}:
                yield f"{place}.{name}", field
        for key, inner in part.items():
            yield from fields(inner, key if place == "$defs" or key == "$defs" else place)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_field_is_described(name: str, language: Any) -> None:
    found = list(fields(schema(language)[name], name))
    assert len(found) > 5
    assert [place for place, field in found if not field.get("description")] == []


def test_schema_of_each_file_names_the_fields_of_its_model() -> None:
    for name, (model, _) in FILES.items():
        known = {info.alias or key for key, info in model.model_fields.items()}
        assert known <= set(schema()[name]["properties"])


def test_modeline_names_the_schema() -> None:
    assert modeline("../course.schema.json") == "# yaml-language-server: $schema=../course.schema.json"
