"""An assessment in YAML: many problems, or one with many questions."""

from __future__ import annotations

import shutil
from pathlib import Path

from moocfab.course import load
from moocfab.diagnostics import Diagnostic

BASE = Path(__file__).resolve().parent.parent / "cases" / "base"
QUESTION = "  - {id: q1, kind: single_choice, ask: Oui ?, choices: [{text: oui, correct: true}, {text: non}]}\n"


def findings(folder: Path, text: str) -> list[Diagnostic]:
    shutil.copytree(BASE, folder)
    file = folder / "modules" / "1-premiers-pas" / "quiz-signal.yml"
    file.write_text(text, encoding="utf-8")
    return [finding for finding in load(folder)[1] if finding.location.path.endswith(file.name)]


def test_hints_of_several_problems_are_refused(tmp_path: Path) -> None:
    found = findings(tmp_path / "cours", f"title: Quiz\nhints: [Cherchez.]\nquestions:\n{QUESTION}")
    assert len(found) == 1
    assert "together: true" in found[0].message("fr")


def test_several_problems_without_hints_are_taken(tmp_path: Path) -> None:
    assert findings(tmp_path / "cours", f"title: Quiz\nquestions:\n{QUESTION}") == []


def test_one_problem_has_its_introduction_before_it_and_its_hints_in_it(tmp_path: Path) -> None:
    question = QUESTION.replace("id: q1", "name: q1")
    text = f"title: TP\nid: tp\ntogether: true\nintro: Lisez.\nhints: [Cherchez.]\nquestions:\n{question}"
    assert findings(tmp_path / "cours", text) == []
    course = load(tmp_path / "cours")[0]
    assert course is not None
    unit = next(unit for _, _, unit in course.units() if unit.file.endswith("quiz-signal.yml"))
    assert [(element.kind.name, element.name) for element in unit.elements] == [
        ("text", f"{unit.name}-texte"),
        ("together", "tp"),
    ]
    assert unit.elements[1].spec.model_dump()["hints"] == ("Cherchez.",)
