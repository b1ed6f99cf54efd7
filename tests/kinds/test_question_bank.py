"""A bank reads its questions from files: which, in what order, under what names, with what they leave unsaid."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from moocfab import pipeline
from moocfab.course import load
from moocfab.course.model import Course, Element
from moocfab.safe.xml import parse

MODULE = "modules/1-premiers-pas"
QUESTION = "// [id:{id}]\nCombien ?{{=deux ~un}}\n"
YAML = """\
attempts: 3
questions:
  - {id: y1, kind: single_choice, ask: "Un ?", choices: [{text: a, correct: true}, {text: b}], pool: 2}
  - {id: y2, kind: numerical, ask: "Deux ?", answer: 2}
"""
Make = Callable[[str, Mapping[str, str]], Path]


@pytest.fixture
def make(base: Path, tmp_path: Path) -> Make:
    """Return what makes the base course with a bank of these fields beside files of its module."""

    def made(fields: str, files: Mapping[str, str]) -> Path:
        course = Path(shutil.copytree(base, tmp_path / "course"))
        text = f"title: Quiz\nattempts: 2\nquestions:\n  - {{id: tirage, kind: question_bank, {fields}}}\n"
        for name, content in {"quiz-signal.yml": text, **files}.items():
            path = course / MODULE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return course

    return made


def drawn(course: Course | None) -> list[Element]:
    assert course is not None
    return [element for _, _, unit in course.units() for element in unit.walk() if element.name.startswith("tirage-")]


def test_a_folder_is_read_by_name_and_not_deeper(make: Make) -> None:
    files = {
        "banque/b.gift": QUESTION.format(id="b"),
        "banque/a.yml": YAML,
        "banque/c.gift": QUESTION.format(id="c"),
        "banque/notes.txt": "Rien.",
        "banque/plus/d.gift": QUESTION.format(id="d"),
    }
    course, findings = load(make("source: banque, pick: 1", files))
    assert findings == []
    assert [element.name for element in drawn(course)] == ["tirage-y1", "tirage-y2", "tirage-b", "tirage-c"]
    assert [element.attempts for element in drawn(course)] == [3, 3, 2, 2]
    assert {element.file for element in drawn(course)} == {
        f"{MODULE}/banque/{name}" for name in ("a.yml", "b.gift", "c.gift")
    }


def test_shuffle_is_for_single_choices_that_do_not_draw_themselves(make: Make) -> None:
    gift = "// [id:g]\nUn ?{=a ~b}\n\n// [id:m]\nLesquels ?{~%50%a ~%50%b ~c}\n"
    course, findings = load(
        make("source: banque, pick: 1, shuffle: true", {"banque/a.yml": YAML, "banque/b.gift": gift})
    )
    assert findings == []
    shuffled: dict[str, Any] = {e.name: getattr(e.spec, "shuffle", None) for e in drawn(course)}
    assert shuffled == {"tirage-y1": False, "tirage-y2": None, "tirage-g": True, "tirage-m": False}


@pytest.mark.parametrize(
    ("source", "files", "expected"),
    [
        ("absent.gift", {}, ["MF1001 quiz-signal.yml:4"]),
        ("absent", {}, ["MF3055 quiz-signal.yml:4"]),
        ("vide", {"vide/lisez.txt": "."}, ["MF3055 quiz-signal.yml:4"]),
        ("a.gift", {"a.gift": "Combien ?{=deux ~un}\n"}, ["MF3011 a.gift:1"]),
        ("a.gift", {"a.gift": "// [id:Un Deux]\nCombien ?{=deux ~un}\n"}, ["MF2003 a.gift:1"]),
        ("a.gift", {"a.gift": QUESTION.format(id="x") + "\n" + QUESTION.format(id="x")}, ["MF3012 a.gift:4"]),
        ("a.yml", {"a.yml": "questions: []\n"}, ["MF2003 a.yml:1"]),
        ("a.yml", {"a.yml": "questions: [{id: x, kind: nimporte}]\n"}, ["MF2004 a.yml:1"]),
        ("a.gift", {"a.gift": ""}, ["MF1003 a.gift:1"]),
        (
            "a.yml",
            {"a.yml": "questions: [{id: x, kind: question_bank, source: a.yml, pick: 1}]\n"},
            ["MF4343 a.yml:1"],
        ),
        ("../../../../dehors.gift", {}, ["MF1005 quiz-signal.yml:4"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_there(
    make: Make, source: str, files: Mapping[str, str], expected: list[str]
) -> None:
    report = pipeline.check(make(f"source: {source}, pick: 1", files), only=["fun"]).report
    found = [f"{f.rule.code} {Path(f.location.path).name}:{f.location.line}" for f in report]
    assert [line for line in found if not line.startswith("MF4341")] == expected


def test_two_banks_may_share_a_file(make: Make) -> None:
    course = make("source: a.gift, pick: 1", {"a.gift": QUESTION.format(id="x")})
    quiz = course / MODULE / "quiz-signal.yml"
    quiz.write_text(
        quiz.read_text("utf-8") + "  - {id: encore, kind: question_bank, source: a.gift, pick: 1}\n", "utf-8"
    )
    checked = pipeline.check(course)
    assert list(checked.report) == []
    for package in checked.packages.values():
        assert {"problem/tirage-x.xml", "problem/encore-x.xml"} <= set(package.files)


def test_a_bank_is_a_pointer_and_its_file_points_to_its_problems(make: Make) -> None:
    checked = pipeline.check(make("source: a.gift, pick: 1", {"a.gift": QUESTION.format(id="x")}))
    for target, own in (("fun", {"mode": "random"}), ("openedx", {"source_library_id": "library-v1:moocfab+tirage"})):
        data = checked.packages[target].files["library_content/tirage.xml"]
        assert isinstance(data, bytes)
        bank = parse(data)
        assert dict(bank.items()) == {"display_name": "Quiz", "max_count": "1", **own}
        assert [(child.tag, child.items()) for child in bank] == [("problem", [("url_name", "tirage-x")])]


def test_no_attribute_of_a_bank_is_read_as_another(make: Make) -> None:
    fields = "source: a.gift, pick: 1, visible: staff, resample: true, only: [openedx]"
    checked = pipeline.check(make(fields, {"a.gift": QUESTION.format(id="x")}), only=["openedx"])
    assert list(checked.report) == []
    data = checked.packages["openedx"].files["library_content/tirage.xml"]
    assert isinstance(data, bytes)
    assert parse(data).get("allow_resetting_children") == "true"
    assert parse(data).get("visible_to_staff_only") == "true"
