"""The examples of the directives' pages, each in a course of its own; they may name files of the base course."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from moocfab import catalogue, pipeline

BASE = Path(__file__).parents[1] / "cases" / "base"
BESIDE = Path(__file__).parent / "course"
UNIT = "modules/1-premiers-pas/1-bienvenue.md"
NAME = "premiers-pas-bienvenue"
FENCE = re.compile(r"^(`{3,})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LANGUAGES = ("fr", "en")
TARGETS = ("fun", "openedx")
TITLE = "Bienvenue"


@dataclass(frozen=True)
class Example:
    """One example of a directive's page; `number` counts them."""

    directive: str
    language: str
    number: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.directive}-{self.language}-{self.number}"


def examples(directive: str, language: str) -> Iterator[Example]:
    page = catalogue.explain(directive, language) or ""
    for number, match in enumerate(FENCE.finditer(page), 1):
        yield Example(directive, language, number, match.group(2))


EXAMPLES = [e for name in catalogue.DIRECTIVES for language in LANGUAGES for e in examples(name, language)]

Check = Callable[[str, str], pipeline.Checked]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Return what checks a course whose first unit has a text, in a language."""

    def check(text: str, language: str = "fr") -> pipeline.Checked:
        course = tmp_path / "course"
        shutil.copytree(BASE, course, dirs_exist_ok=True)
        shutil.copytree(BESIDE, course, dirs_exist_ok=True)
        settings = course / "course.yml"
        settings.write_text(settings.read_text("utf-8").replace("language: fr", f"language: {language}"), "utf-8")
        (course / UNIT).write_text(f"---\ntitle: {TITLE}\n---\n{text}\n", encoding="utf-8")
        return pipeline.check(course)

    return check


def html(checked: pipeline.Checked, target: str) -> str:
    """Return the HTML of the unit's texts for a target, one after the other."""
    files = checked.packages[target].files
    found = [data for name, data in files.items() if name.startswith(f"html/{NAME}") and name.endswith(".html")]
    return "".join(data.decode("utf-8") for data in found if isinstance(data, bytes))
