"""Silences: by code and place, with a reason, never useless, never of what could not be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import checks, pipeline
from moocfab.course import load
from moocfab.diagnostics import Location
from moocfab.grading.rules import FEEDBACK_MISSING, WRONG_ACCEPTED

BASE = Path(__file__).parents[1] / "cases" / "base"
UNIT = "modules/1-premiers-pas/1-bienvenue.md"


def codes(tmp_path: Path, *silences: str, targets: tuple[str, ...] = ()) -> list[str]:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    with (course / UNIT).open("a", encoding="utf-8") as file:
        file.write("\n## Un\n\n#### Deux\n\nVoir [ici](https://www.imt.fr).\n")
    with (course / "course.yml").open("a", encoding="utf-8") as file:
        file.write("checks:\n  ignore:\n" + "".join(f"    - {{{silence}}}\n" for silence in silences))
    return [finding.rule.code for finding in pipeline.check(course, only=targets).report]


@pytest.mark.parametrize(
    ("silence", "left"),
    [
        ("code: MF4012, reason: voulu", ["MF4013"]),
        (f"code: MF4012, where: {UNIT}, reason: voulu", ["MF4013"]),
        (f"code: MF4012, where: /{UNIT}, reason: voulu", ["MF4013"]),
        ("code: MF4012, where: modules/*, reason: voulu", ["MF4013"]),
        ("code: MF4012, where: pages/faq.md, reason: voulu", ["MF3061", "MF4012", "MF4013"]),
        ("code: MF4014, reason: voulu", ["MF3061", "MF4012", "MF4013"]),
        ("code: MF2001, reason: voulu", ["MF3062", "MF4012", "MF4013"]),
    ],
)
def test_silence_takes_away_what_it_means(tmp_path: Path, silence: str, left: list[str]) -> None:
    assert codes(tmp_path, silence) == left


def test_a_field_of_the_portal_is_silenced_alone(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    text = (course / "course.yml").read_text("utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if "slogan:" not in line and "effort:" not in line)
    text += "checks: {ignore: [{code: MF7113, where: about.slogan, reason: au portail}]}\n"
    (course / "course.yml").write_text(text.replace("  overview: about/overview.md\n", ""), "utf-8")
    shutil.rmtree(course / "about")
    assert ["une présentation" in finding.message() for finding in pipeline.check(course).report] == [True]


def test_playing_hears_what_the_team_silences_too(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    (tmp_path / "moocfab.yml").write_text("checks: {ignore: [{code: MF4703, reason: voulu}]}\n", "utf-8")
    read, _ = load(course)
    assert read
    played = [WRONG_ACCEPTED.at(Location("quiz.yml")), FEEDBACK_MISSING.at(Location("quiz.yml"))]
    assert checks.heard(read, played) == played[1:]


def test_silence_is_not_called_useless_where_a_target_was_left_out(tmp_path: Path) -> None:
    assert codes(tmp_path, "code: MF4014, reason: voulu", targets=("fun",)) == ["MF4012", "MF4013"]
