"""The reference that the code's own words make: whole, and the same in both languages."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from moocfab import catalogue, targets
from moocfab.cli.app import COMMANDS
from moocfab.course.schema import schema

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("fr", "en")


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(DOCS))
    return import_module("reference")


def test_both_languages_have_the_same_pages_and_headings(reference: ModuleType) -> None:
    made = [dict(reference.pages(language)) for language in LANGUAGES]
    assert list(made[0]) == list(made[1])
    for name in made[0]:
        counts = [len(re.findall(r"^#+ ", page[name], re.MULTILINE)) for page in made]
        assert counts[0] == counts[1], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_out(reference: ModuleType, language: str) -> None:
    pages = dict(reference.pages(language))
    for command in COMMANDS:
        assert re.search(rf"^## `moocfab {command}\b", pages["commands.md"], re.MULTILINE)
    for rule in catalogue.RULES:
        assert f"## {rule.code} " in pages["messages.md"]
    for target in targets.names():
        assert f"`{target}`" in pages["targets.md"]
    for body in schema("fr").values():
        for key in (name for name, field in body["properties"].items() if field is not True):
            assert f"| `{key}` |" in pages["files.md"]
    assert not re.search(r"^\| `[^`]+` \| +\|$", pages["files.md"], re.MULTILINE), "a key without a meaning"
