"""What is added builds, and leaves the rest as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from moocfab import pipeline
from moocfab.course import add
from moocfab.course.skeleton import Skeleton, create
from moocfab.diagnostics import Severity
from moocfab.errors import InputError


@pytest.fixture
def course(tmp_path: Path) -> Path:
    skeleton = Skeleton(title="Cours", org="IMT", number="00001", run="session01", start=date(2027, 3, 1))
    create(tmp_path / "cours", skeleton)
    return tmp_path / "cours"


def relative(course: Path, made: list[Path]) -> list[str]:
    return [path.relative_to(course.resolve()).as_posix() for path in made]


def sound(course: Path) -> bool:
    """Whether nothing is wrong that was not in the new course: it lacks the video that presents it."""
    report = pipeline.check(course).report
    return not report.fails(Severity.ERROR) and {finding.rule.code for finding in report} <= {"MF7113"}


def test_a_module_a_unit_and_a_quiz_build_as_they_are(course: Path) -> None:
    before = (course / "course.yml").read_text("utf-8")
    assert relative(course, add.module(course, "Semaine 2 : l'été")) == [
        "modules/2-semaine-2-l-ete/module.yml",
        "modules/2-semaine-2-l-ete/1-introduction.md",
        "course.yml",
    ]
    assert relative(course, add.unit(course, "2-semaine-2-l-ete", "Le débit")) == [
        "modules/2-semaine-2-l-ete/2-le-debit.md",
        "modules/2-semaine-2-l-ete/module.yml",
    ]
    made = relative(course, add.quiz(course, "semaine-2-l-ete", "Quiz: fin", graded="Quiz"))
    assert made == ["modules/2-semaine-2-l-ete/quiz-fin.yml", "modules/2-semaine-2-l-ete/module.yml"]
    assert sound(course)
    after = (course / "course.yml").read_text("utf-8")
    assert after.replace("\n  - modules/2-semaine-2-l-ete", "") == before


def test_the_same_title_twice_gets_a_number(course: Path) -> None:
    for _ in range(2):
        add.unit(course, "premiers-pas", "Suite")
        add.quiz(course, "premiers-pas", "Bilan")
        add.module(course, "Suite")
    assert sound(course)
    names = {path.name for path in (course / "modules/1-premiers-pas").iterdir()}
    assert {"3-suite.md", "4-suite-2.md", "bilan.yml", "bilan-2.yml"} <= names


def test_a_unit_goes_where_it_is_wanted_else_to_the_last_sequence_that_is_not_graded(course: Path) -> None:
    add.unit(course, "premiers-pas", "Ici")
    add.unit(course, "premiers-pas", "Là", sequence="quiz")
    text = (course / "modules/1-premiers-pas/module.yml").read_text("utf-8")
    assert "      - 2-une-unite.md\n      - 3-ici.md\n" in text
    assert "    units: [quiz.yml, 4-la.md]\n" in text


@pytest.mark.parametrize(
    ("adding", "message"),
    [
        (lambda course: add.unit(course, "absent", "x"), "no module “absent”; there are: premiers-pas"),
        (lambda course: add.unit(course, "premiers-pas", "x", sequence="y"), "no sequence “y”"),
        (lambda course: add.quiz(course, "premiers-pas", "x", graded="Oral"), "no assignment “Oral”; there are: Quiz"),
        (lambda course: add.module(course.parent, "x"), "cannot be read"),
    ],
)
def test_what_is_not_there_is_named(course: Path, adding: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        adding(course)  # type: ignore[operator]
