"""The schemas that editors use say what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from moocfab.course.files import CourseFile
from moocfab.course.load import front_matter
from moocfab.course.schema import FILES, modeline, schema
from moocfab.source import Sourced
from moocfab.source.validate import validate
from moocfab.source.yaml import parse

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas/"
SOURCES = {
    "course": ("course.yml",),
    "module": (f"{MODULE}module.yml",),
    "unit": (f"{MODULE}1-bienvenue.md", f"{MODULE}2-le-signal.md"),
    "assessment": (f"{MODULE}quiz-signal.yml",),
}


def text_of(file: str) -> str:
    text = (BASE / file).read_text("utf-8")
    return front_matter(text)[0] or "" if file.endswith(".md") else text


def data(text: str) -> Any:
    sourced, _ = parse(text, "f")
    assert sourced is not None
    return sourced.data


def errors(name: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema()[name]).iter_errors(value)]


def fields(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict) and set(field) - {"const"}:
                yield f"{place}.{name}", field
        for key, inner in part.items():
            yield from fields(inner, key if place == "$defs" or key == "$defs" else place)


@pytest.mark.parametrize("name", FILES)
def test_schema_is_one_of_2020_12(name: str) -> None:
    Draft202012Validator.check_schema(schema()[name])
    assert schema()[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_field_is_described(name: str, language: Any) -> None:
    found = list(fields(schema(language)[name], name))
    assert len(found) > 5
    assert [place for place, field in found if not field.get("description")] == []


@pytest.mark.parametrize(("name", "file"), [(name, file) for name, files in SOURCES.items() for file in files])
def test_valid_course_is_valid_in_the_editor_too(name: str, file: str) -> None:
    assert errors(name, data(text_of(file))) == []


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("course", "course.yml", "title:", "titel:"),
        ("course", "course.yml", "format: 1", "format: 2"),
        ("course", "course.yml", "language: fr", "language: français"),
        ("course", "course.yml", "weight: 100%", "weight: 0.4"),
        ("course", "course.yml", "targets: [fun, openedx]", "targets: []"),
        ("course", "course.yml", "start: 2027-01-18 09:00", "start: 18/01/2027"),
        ("course", "course.yml", "slogan:", "accroche:"),
        ("module", f"{MODULE}module.yml", "id: quiz", "id: Quiz"),
        ("module", f"{MODULE}module.yml", "due: module+6d", "due: dimanche"),
        ("module", f"{MODULE}module.yml", "units: [quiz-signal.yml]", "units: []"),
        ("module", f"{MODULE}module.yml", "graded: Quiz", "visible: personne"),
        ("unit", f"{MODULE}1-bienvenue.md", "title: Bienvenue", "titre: Bienvenue"),
        ("assessment", f"{MODULE}quiz-signal.yml", "kind: single_choice", "kind: single_choise"),
        ("assessment", f"{MODULE}quiz-signal.yml", "    kind: single_choice\n", ""),
        ("assessment", f"{MODULE}quiz-signal.yml", "attempts: 2", "attempts: 0"),
        ("assessment", f"{MODULE}quiz-signal.yml", "correct: true", "juste: true"),
        ("assessment", f"{MODULE}quiz-signal.yml", "questions:", "question:"),
    ],
)  # fmt: skip
def test_slip_is_an_error_for_the_editor_and_for_the_model(name: str, file: str, old: str, new: str) -> None:
    text = text_of(file)
    assert old in text
    changed = text.replace(old, new, 1)
    assert errors(name, data(changed))
    if "kind:" not in old:
        sourced, _ = parse(changed, "f")
        assert isinstance(sourced, Sourced)
        model, _ = validate(FILES[name][0], sourced)
        assert model is None or "juste" in changed


@pytest.mark.parametrize(
    "text",
    [
        "targets: {fun: {}, openedx: {org: IMT, run: 2027}}",
        "modules: [{source: modules/1-premiers-pas, prefix: fun, start: +0w}]",
        "number: 4901",
        "grading: {cutoffs: {A: 90%, B: 70%}, grace: 1h}",
        "dates: {start: 2027-01-18T09:00+01:00}",
        "groups: {Mentorat: [avec, 2]}",
    ],
)
def test_other_spelling_is_valid_for_the_editor_and_for_the_model(text: str) -> None:
    value = {**data(text_of("course.yml")), **data(text)}
    assert errors("course", value) == []
    CourseFile.model_validate(value)


def test_modeline_names_the_schema() -> None:
    assert modeline("../course.schema.json") == "# yaml-language-server: $schema=../course.schema.json"


def test_a_course_may_leave_to_moocfab_yml_what_its_team_says() -> None:
    """An editor sees course.yml alone; `moocfab check` tells what neither file says."""
    text = text_of("course.yml").replace("org: MinesTelecom\n", "").replace("language: fr\n", "")
    assert errors("course", data(text)) == []
    assert errors("course", data(text.replace("run: session01\n", ""))) == ["'run' is a required property"]
