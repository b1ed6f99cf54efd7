"""Click speaks French, all of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from moocfab.cli.app import COMMANDS, app
from moocfab.cli.french import MESSAGES


def strings() -> Iterator[str]:
    """The messages that click's code hands to gettext."""
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext", "gettext"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_every_string_of_click_has_its_french() -> None:
    found = set(strings())
    assert len(found) > 50
    assert sorted(found - set(MESSAGES)) == []


def test_translations_fill_the_same_fields() -> None:
    fields = re.compile(r"\{(\w+)")
    for english, french in MESSAGES.items():
        assert set(fields.findall(french)) <= set(fields.findall(english)), english


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_the_language_that_was_asked_for(name: str) -> None:
    shown = {}
    for language in ("fr", "en"):
        group = app(language)
        context = click.Context(group, info_name="moocfab")
        command = group.get_command(context, name) if name else group
        assert command is not None
        shown[language] = command.get_help(click.Context(command, info_name=name, parent=context))
    assert "Affiche cette aide." in shown["fr"]
    assert "Usage :" in shown["fr"]
    assert "Show this message and exit." in shown["en"]
    assert "Usage: " in shown["en"]
    english = set(shown["fr"].split()) & {"the", "Show", "of", "this", "course", "Language"}
    assert english == set()
