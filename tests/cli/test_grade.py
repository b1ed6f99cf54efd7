from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from moocfab import pipeline, targets
from moocfab.grading import problems, real
from moocfab.reporting.json import schema
from tests.cli.conftest import Command, Ran

WRONG = """
:::{raw}
:id: p-faux
:reason: pour voir
<problem><p>Quoi ?</p><stringresponse answer=".*" type="regexp">
<stringequalhint answer="LAN">Non</stringequalhint><textline label="Quoi ?"/></stringresponse></problem>
:::
"""

NUMBERED = """
:::{raw}
:id: p-choisir
:reason: un choix avec un nombre
<problem><p>Quoi ?</p><choicetextresponse><radiotextgroup><choice correct="true">Il faut
<numtolerance_input answer="5" tolerance="0.1"/> bits.</choice><choice correct="false">On ne sait.</choice>
</radiotextgroup></choicetextresponse></problem>
:::

:::{raw}
:id: p-casse
:reason: un nombre qui n'en est pas un
<problem><p>Combien ?</p><numericalresponse answer="3,14"><textline label="Combien ?"/></numericalresponse></problem>
:::

:::{raw}
:id: p-nombre
:reason: un nombre
<problem><p>Combien ?</p><numericalresponse answer="4"><textline label="Combien ?"/></numericalresponse></problem>
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


def in_json(result: Ran) -> Any:
    """Return the JSON that a command printed, after another program's validator than ours has passed it."""
    told = json.loads(result.out)
    jsonschema.Draft202012Validator(json.loads(schema())).validate(told)
    return told


def test_grade_in_json_gives_the_points_of_each_answer(moocfab: Command, course: Path) -> None:
    problems = in_json(moocfab("grade", course, "--target", "fun", "--format", "json"))["courses"][str(course)]["fun"]
    answers = [answer for problem in problems for answer in problem["answers"]]
    assert answers
    assert all(answer["earned"] == answer["meant"] for answer in answers)


def test_grade_in_json_tells_choices_with_numbers_errors_and_what_is_refused(
    moocfab: Command, course: Path, tmp_path: Path
) -> None:
    unit = course / "modules" / "1-premiers-pas" / "2-le-signal.md"
    unit.write_text(unit.read_text("utf-8") + NUMBERED, encoding="utf-8")
    answers = tmp_path / "answers.json"
    answers.write_text('{"p-nombre": {"wrong": ["abc"]}}', encoding="utf-8")
    told = in_json(moocfab("grade", course, "--target", "openedx", "--format", "json", "--answers", answers))
    problems = {one["problem"]: one for one in told["courses"][str(course)]["openedx"]}
    assert {"choice": 0, "text": "5"} in problems["p-choisir"]["answers"][0]["answers"]
    assert problems["p-casse"]["findings"] == ["MF4701"]
    assert problems["p-casse"]["location"]["path"].endswith("2-le-signal.md")
    assert [(answer["refused"], answer["earned"]) for answer in problems["p-nombre"]["answers"]] == [(True, 0)]


def test_check_in_json_plays_nothing(moocfab: Command, course: Path) -> None:
    assert "courses" not in in_json(moocfab("check", course, "--format", "json"))


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_an_archive_earns_what_its_folder_earns(moocfab: Command, course: Path, tmp_path: Path, target: str) -> None:
    (built,) = pipeline.build(course, only=[target]).archives
    folder = in_json(moocfab("grade", course, "--target", target, "--format", "json"))["courses"][str(course)]
    archive = in_json(moocfab("grade", built.path, "--target", target, "--format", "json"))["courses"][str(built.path)]
    points = [[(one["problem"], one["answers"]) for one in played[target]] for played in (folder, archive)]
    assert points[0] == points[1]
    name, shots = points[0][0]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({name: {"right": shots[0]["answers"], "wrong": shots[0]["answers"]}}), "utf-8")
    result = moocfab("grade", built.path, "--target", target, "--answers", answers, "--format", "json")
    problems = {one["problem"]: one for one in in_json(result)["courses"][str(built.path)][target]}
    assert problems[name]["findings"] == ["MF4703"]
    assert [answer["meant"] for answer in problems[name]["answers"]] == [shots[0]["possible"], 0]
    assert [answer["earned"] for answer in problems[name]["answers"]] == [shots[0]["possible"]] * 2


def test_an_archive_brings_the_library_of_its_scripts(course: Path, tmp_path: Path) -> None:
    (built,) = pipeline.build(course, only=["openedx"]).archives
    path = tmp_path / "course.tar.gz"
    with tarfile.open(built.path) as old, tarfile.open(path, "w:gz") as new:
        for member in old.getmembers():
            new.addfile(member, old.extractfile(member))
        added = tarfile.TarInfo("course/static/python_lib.zip")
        added.size = 4
        new.addfile(added, io.BytesIO(b"PK??"))
    assert {problem.library for problem in problems.of_archive(path, targets.load("openedx"))} == {b"PK??"}
    assert {problem.library for problem in problems.of_archive(built.path, targets.load("openedx"))} == {b""}


def test_build_with_grade_keeps_the_archive_of_before(wrong: Path) -> None:
    assert pipeline.build(wrong, only=["fun"]).archives
    built = pipeline.build(wrong, only=["fun"], graded=True)
    assert built.archives == ()
    assert [finding.rule.code for finding in built.report if finding.rule.code == "MF4703"]
