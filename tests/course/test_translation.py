"""A translation beside its original: what it lacks, what it has besides, what is made otherwise, what lags behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from moocfab import pipeline
from moocfab.cli.app import app
from moocfab.course import load
from moocfab.course.translation import record
from moocfab.errors import InputError

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas"


@pytest.fixture
def translation(tmp_path: Path) -> Path:
    """A translation of the base course, which it lies beside; all of it is up to date."""
    (tmp_path / "moocfab.yml").write_text("", "utf-8")
    for name in ("original", "translation"):
        shutil.copytree(BASE, tmp_path / name)
    course = tmp_path / "translation"
    edit(course / "course.yml", "language: fr", "language: en\ntranslation_of: ../original")
    edit(course / "course.yml", "captions: {fr: media/teaser.fr.srt}", "captions: {en: media/teaser.fr.srt}")
    noted(course)
    return course


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def noted(course: Path, *files: str) -> list[str]:
    loaded, _ = load(course)
    assert loaded
    return record(loaded, files)


def found(course: Path) -> list[tuple[str, str]]:
    root = f"{course.as_posix()}/"
    report = [f for f in pipeline.check(course, only=["fun"]).report if f.rule.code.startswith("MF32")]
    return [(str(f.location).removeprefix(root), f.rule.slug) for f in report]


def test_a_translation_that_follows_its_original_has_no_findings(translation: Path) -> None:
    edit(translation / MODULE / "1-bienvenue.md", "title: ", "title: Welcome, ")
    assert found(translation) == []


def test_a_file_lags_behind_until_it_is_noted_again(translation: Path) -> None:
    with (translation.parent / "original" / MODULE / "2-le-signal.md").open("a", encoding="utf-8") as file:
        file.write("\nUne phrase de plus.\n")
    assert found(translation) == [(f"{MODULE}/2-le-signal.md:1:1", "translation-behind")]
    assert noted(translation, f"{MODULE}/2-le-signal.md") == [f"{MODULE}/2-le-signal.md"]
    assert found(translation) == []


def test_other_dates_and_targets_of_the_original_are_no_lag_but_other_titles_are(translation: Path) -> None:
    original = translation.parent / "original"
    edit(original / "course.yml", "targets: [fun, openedx]", "targets: [fun]")
    edit(original / MODULE / "module.yml", "due: module+6d", "due: module+8d")
    assert found(translation) == []
    edit(original / MODULE / "module.yml", "title: Découvrir", "title: Découvrir le signal")
    edit(original / "course.yml", "title: Les bases des réseaux", "title: Les réseaux")
    assert found(translation) == [
        ("course.yml:1:1", "translation-behind"),
        (f"{MODULE}/module.yml:1:1", "translation-behind"),
    ]


def test_nothing_is_known_before_the_first_note(translation: Path) -> None:
    (translation / "translation.lock").unlink()
    assert {slug for _, slug in found(translation)} == {"translation-unrecorded"}
    assert len(found(translation)) == 7


def test_what_only_one_of_them_has_is_told_once(translation: Path) -> None:
    (translation.parent / "original" / MODULE / "3-la-fibre.md").write_text(
        "---\ntitle: La fibre\n---\nUn fil.\n", "utf-8"
    )
    edit(translation.parent / "original" / MODULE / "module.yml", "2-le-signal.md]", "2-le-signal.md, 3-la-fibre.md]")
    (translation / MODULE / "4-copper.md").write_text("---\ntitle: Copper\n---\nA wire.\n", "utf-8")
    edit(translation / MODULE / "module.yml", "2-le-signal.md]", "2-le-signal.md, 4-copper.md]")
    assert found(translation) == [
        (f"{MODULE}/4-copper.md:2:8", "not-in-original"),
        (f"{MODULE}/module.yml:3:1", "not-translated"),
    ]


def test_a_module_without_translation_is_one_finding(translation: Path) -> None:
    original = translation.parent / "original"
    shutil.copytree(original / MODULE, original / "modules/2-suite")
    edit(original / "course.yml", "  - modules/1-premiers-pas", "  - modules/1-premiers-pas\n  - modules/2-suite")
    assert [slug for _, slug in found(translation)] == ["not-translated"]


def test_an_id_gives_a_renamed_file_its_original(translation: Path) -> None:
    (translation / MODULE / "1-bienvenue.md").rename(translation / MODULE / "1-welcome.md")
    edit(translation / MODULE / "module.yml", "1-bienvenue.md", "1-welcome.md")
    edit(translation / MODULE / "1-welcome.md", "---\ntitle", "---\nid: premiers-pas-bienvenue\ntitle")
    assert noted(translation, f"{MODULE}/1-welcome.md")
    assert "not-in-original" not in {slug for _, slug in found(translation)}


def test_another_right_answer_or_choice_is_another_structure(translation: Path) -> None:
    quiz, place = translation / MODULE / "quiz-signal.yml", f"{MODULE}/quiz-signal.yml:9:7"
    edit(quiz, "{text: un}", "{text: one, correct: true}")
    edit(quiz, "{text: deux, correct: true}", "{text: two}")
    assert found(translation) == [(place, "other-structure")]
    edit(quiz, "{text: one, correct: true}", "{text: one}")
    edit(quiz, "{text: two}", "{text: two, correct: true}\n      - {text: three}")
    assert found(translation) == [(place, "other-structure")]


def test_another_element_is_another_structure(translation: Path) -> None:
    with (translation / MODULE / "1-bienvenue.md").open("a", encoding="utf-8") as file:
        file.write("\n:::{quiz}\n:id: more\n>>Ready?<<\n(x) yes\n( ) no\n:::\n")
    assert found(translation) == [(f"{MODULE}/1-bienvenue.md:2:8", "other-structure")]


def test_a_record_that_is_none_is_told(translation: Path) -> None:
    (translation / "translation.lock").write_text("format: 1\ntranslated: [a]\n", "utf-8")
    report = pipeline.check(translation, only=["fun"]).report
    assert [f.location.line for f in report if f.rule.code == "MF2003"] == [2]


def test_only_a_file_that_translates_one_can_be_noted(translation: Path) -> None:
    with pytest.raises(InputError, match="translates no file"):
        noted(translation, "pages/autre.md")
    with pytest.raises(InputError, match="translates no other"):
        noted(translation.parent / "original")


def test_the_command_takes_files_and_folders(translation: Path) -> None:
    (translation / "translation.lock").unlink()
    file = translation / MODULE / "1-bienvenue.md"
    one = CliRunner().invoke(app("fr"), ["translated", str(file)], standalone_mode=False)
    assert one.output == f"{file}\n"
    every = CliRunner().invoke(app("fr"), ["translated", str(translation)], standalone_mode=False)
    assert len(every.output.splitlines()) == 7
    assert found(translation) == []
