"""Elements in the course of `tests/cases/base`, for each target."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.course.elements import Reader
from moocfab.course.site import Site
from moocfab.course.surroundings import Surroundings, of_element

BASE = Path(__file__).parents[1] / "cases" / "base"
FILE = "modules/1-premiers-pas/essai.md"

Placed = Callable[..., list[Surroundings]]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds") / "course"
    shutil.copytree(BASE, folder)
    return folder


@pytest.fixture
def placed(base: Path) -> Placed:
    """Return the elements of a Markdown text, valid, each in its surroundings, all in one site."""

    def place(text: str, target: str = "fun") -> list[Surroundings]:
        course, _ = load(base)
        assert course is not None
        reader = Reader("essai", FILE, FILE, [])
        elements = reader.from_markdown(text, 1)
        assert [finding.message("en") for finding in reader.findings] == []
        site = Site.of(edition(course, targets.load(target)))
        return [of_element(site, element) for element in elements]

    return place
