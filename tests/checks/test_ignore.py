"""Silences: by code and place, with a reason, never useless, never of what could not be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import pipeline

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


def test_silence_is_not_called_useless_where_a_target_was_left_out(tmp_path: Path) -> None:
    assert codes(tmp_path, "code: MF4014, reason: voulu", targets=("fun",)) == ["MF4012", "MF4013"]
