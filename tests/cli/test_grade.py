from __future__ import annotations

import json
from pathlib import Path

import pytest

from moocfab import pipeline
from moocfab.grading import real
from tests.cli.conftest import Command

WRONG = """
:::{raw}
:id: p-faux
:reason: pour voir
<problem><p>Quoi ?</p><stringresponse answer=".*" type="regexp">
<stringequalhint answer="LAN">Non</stringequalhint><textline label="Quoi ?"/></stringresponse></problem>
:::
"""


@pytest.fixture(autouse=True)
def _no_grader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(real, "python", lambda: None)


@pytest.fixture
def wrong(course: Path) -> Path:
    unit = course / "modules" / "1-premiers-pas" / "2-le-signal.md"
    unit.write_text(unit.read_text("utf-8") + WRONG, encoding="utf-8")
    return course


def test_grade_of_a_good_course_says_how_much_was_played(moocfab: Command, course: Path) -> None:
    result = moocfab("grade", course)
    assert result.status == 0
    assert "réponses jouées : aucun problème de note" in result.err


def test_grade_finds_on_the_line_of_the_author(moocfab: Command, wrong: Path) -> None:
    result = moocfab("grade", wrong)
    assert result.status == 1
    line = (wrong / "modules/1-premiers-pas/2-le-signal.md").read_text("utf-8").splitlines().index(":::{raw}") + 1
    assert f"2-le-signal.md:{line}:4: erreur MF4703" in result.out


def test_grade_is_silenced_as_a_check_is(moocfab: Command, wrong: Path) -> None:
    settings = wrong / "course.yml"
    text = settings.read_text("utf-8")
    silence = "checks:\n  ignore:\n    - {code: MF4703, reason: voulu}\n"
    settings.write_text(f"{text}\n{silence}", encoding="utf-8")
    assert pipeline.check(wrong).report.findings == ()
    assert moocfab("grade", wrong).status == 0


def test_grade_of_an_archive_wants_its_platform(moocfab: Command, course: Path) -> None:
    (built,) = pipeline.build(course, only=["fun"]).archives
    assert moocfab("grade", built.path).status == 2
    assert "--target" in moocfab("grade", built.path).err
    result = moocfab("grade", built.path, "--target", "fun")
    assert result.status == 0
    assert "0 problèmes" not in result.err


def test_grade_plays_the_answers_of_a_file(moocfab: Command, course: Path, tmp_path: Path) -> None:
    played = pipeline.grade(course, only=["fun"]).played["fun"]
    one = next(one for one in played if one.shots)
    answers = tmp_path / "answers.json"
    given = {one.problem.name: {"wrong": list(one.shots[0].answers)}, "absent": {}}
    answers.write_text(json.dumps(given), encoding="utf-8")
    result = moocfab("grade", course, "--target", "fun", "--answers", answers)
    assert result.status == 1
    assert "MF4703" in result.out
    assert "MF4710" in result.out


def test_grade_in_json_gives_the_points_of_each_answer(moocfab: Command, course: Path) -> None:
    result = moocfab("grade", course, "--target", "fun", "--format", "json")
    problems = json.loads(result.out)["courses"][str(course)]["fun"]
    answers = [answer for problem in problems for answer in problem["answers"]]
    assert answers
    assert all(answer["earned"] == answer["meant"] for answer in answers)


def test_build_with_grade_keeps_the_archive_of_before(wrong: Path) -> None:
    assert pipeline.build(wrong, only=["fun"]).archives
    built = pipeline.build(wrong, only=["fun"], graded=True)
    assert built.archives == ()
    assert [finding.rule.code for finding in built.report if finding.rule.code == "MF4703"]
