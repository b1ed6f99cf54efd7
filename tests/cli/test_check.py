from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def spoil(course: Path) -> None:
    """Give a course a key that nobody knows, on line 1."""
    file = course / "course.yml"
    file.write_text("inconnu: 1\n" + file.read_text("utf-8"), encoding="utf-8")


def test_a_sound_course_is_said_to_be(moocfab: Command, course: Path) -> None:
    ran = moocfab("check", course)
    assert (ran.status, ran.out, ran.err) == (0, "", "Aucun problème.\n")


def test_findings_go_to_stdout_and_their_count_to_stderr(moocfab: Command, course: Path) -> None:
    spoil(course)
    ran = moocfab("check", "cours", "--format", "short")
    assert ran.status == 1
    assert ran.out.startswith("cours/course.yml:1:1: erreur MF2001 « inconnu » n'est pas connu ici")
    assert ran.err == "1 erreur.\n"


def test_text_shows_the_line(moocfab: Command, course: Path) -> None:
    spoil(course)
    assert "    1 | inconnu: 1\n      | ^^^^^^^\n   = clés possibles : " in moocfab("check", "cours").out


def test_english_changes_messages_not_codes(moocfab: Command, course: Path) -> None:
    spoil(course)
    ran = moocfab("check", "cours", "--format", "json", "--lang", "en")
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["code"], finding["slug"]) == ("MF2001", "unknown-key")
    assert "not known here" in finding["message"]
    assert ran.err == "1 error.\n"


def test_json_of_a_sound_course_is_a_document_still(moocfab: Command, course: Path) -> None:
    assert json.loads(moocfab("check", course, "--format", "json").out)["findings"] == []


def test_the_course_one_stands_in_is_meant(moocfab: Command, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(course)
    monkeypatch.chdir(course / "modules")
    assert "\n".join(moocfab("check", "--format", "short").out.splitlines()).startswith("../course.yml:1:1: erreur")


def test_without_any_course_there_is_nothing_to_succeed_at(moocfab: Command) -> None:
    ran = moocfab("check")
    assert ran.status == 2
    assert ran.err.startswith("Erreur : il n'y a pas de cours ici")


def test_course_yml_names_its_course(moocfab: Command, course: Path) -> None:
    assert moocfab("check", course / "course.yml").status == 0


@pytest.mark.parametrize(
    ("name", "said"), [("absent", "n'existe pas"), ("cours/images/vignette.png", "pas un dossier")]
)
def test_what_is_no_folder_is_told(moocfab: Command, course: Path, name: str, said: str) -> None:
    ran = moocfab("check", name)
    assert ran.status == 2
    assert said in ran.err


def test_a_folder_without_course_is_a_finding(moocfab: Command, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    ran = moocfab("check", "vide", "--format", "short")
    assert (ran.status, ran.out.split(" erreur ")[1][:6]) == (1, "MF3001")


def test_a_target_that_the_course_has_not_is_told(moocfab: Command, course: Path) -> None:
    ran = moocfab("check", course, "--target", "moodle")
    assert ran.status == 2
    assert "pas de cible « moodle »" in ran.err


def test_fail_on_sets_what_fails(moocfab: Command, course: Path) -> None:
    unit = course / "modules/1-premiers-pas/1-bienvenue.md"
    unit.write_text(unit.read_text("utf-8") + '\n<a onclick="x()">ici</a>\n', encoding="utf-8")
    assert " avertissement MF2008 " in moocfab("check", course, "--format", "short").out
    assert moocfab("check", course).status == 0
    assert moocfab("check", course, "--fail-on", "warning").status == 1


def test_a_bad_course_stops_no_other_and_the_table_says_which(moocfab: Command, course: Path) -> None:
    ran = moocfab("check", "absent", "cours", "cours/")
    assert ran.status == 2
    assert ran.err.splitlines() == [
        "[1/2] absent",
        "Erreur : « absent » n'existe pas",
        "[2/2] cours",
        "pas fait  absent",
        "bien      cours",
        "1 cours sur 2 sans erreur.",
    ]


def test_check_writes_nothing(moocfab: Command, course: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in course.rglob("*")}
    moocfab("check", course)
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*")} == before


def test_fix_writes_the_ids_that_are_missing_and_says_which(moocfab: Command, course: Path) -> None:
    unit = course / "modules/1-premiers-pas/2-le-signal.md"
    before = unit.read_text("utf-8")
    unit.write_text(before.replace("id: valeurs-bit\n", ""), encoding="utf-8")
    assert moocfab("check", "cours").status == 1
    ran = moocfab("check", "cours", "--fix")
    assert (ran.status, ran.out) == (0, "")
    assert "2-le-signal.md:" in ran.err
    assert "» écrit\n" in ran.err
    assert len(unit.read_text("utf-8").splitlines()) == len(before.splitlines())
    assert moocfab("check", "cours", "--fix").err == "Aucun problème.\n"
