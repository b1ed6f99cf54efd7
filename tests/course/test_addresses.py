"""Links to units, where a module or a sequence has the unit's name."""

from __future__ import annotations

import shutil
from pathlib import Path

from moocfab import pipeline

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas"


def test_a_unit_with_the_name_of_a_sequence_is_reached_by_its_first_element(tmp_path: Path) -> None:
    course = tmp_path / "c"
    shutil.copytree(BASE, course)
    settings = (course / MODULE / "module.yml").read_text("utf-8")
    (course / MODULE / "module.yml").write_text(
        settings.replace("id: decouvrir", "id: le-signal").replace("quiz-signal.yml", "quiz.yml"), "utf-8"
    )
    (course / MODULE / "quiz-signal.yml").rename(course / MODULE / "quiz.yml")
    page = course / MODULE / "1-bienvenue.md"
    links = "[Le signal](2-le-signal.md), [plus loin](2-le-signal.md#loin), [le quiz](quiz.yml)."
    page.write_text(f"---\ntitle: Bienvenue\n---\n{links}\n", "utf-8")
    signal = course / MODULE / "2-le-signal.md"
    signal.write_text(signal.read_text("utf-8").replace("---\nUn", "---\n## Plus loin {#loin}\n\nUn"), "utf-8")
    checked = pipeline.check(course)
    assert [finding.message() for finding in checked.report if finding.rule.slug != "unused-file"] == []
    made = checked.packages["openedx"].files["html/premiers-pas-bienvenue-texte.html"]
    assert isinstance(made, bytes)
    text = made.decode("utf-8")
    assert '"/jump_to_id/premiers-pas-le-signal-texte"' in text
    assert '"/jump_to_id/premiers-pas-le-signal-texte#loin"' in text
    assert '"/jump_to_id/premiers-pas-quiz"' in text  # alone in its sequence: both are one place
