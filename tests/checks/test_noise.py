"""One mistake is one finding: what only follows from it waits until it is mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import pipeline

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas"
WRONG_DATES = ("MF2003", "MF3031", "MF3032", "MF3034", "MF3035", "MF3063")
LINKS = "\n[le signal en détail](2-le-signal.md#signal), [](#fig-signal), {term}`baud`.\n"


def course(folder: Path) -> Path:
    shutil.copytree(BASE, folder / "c")
    return folder / "c"


def found(course: Path) -> list[tuple[str, int, str]]:
    return [
        (Path(f.location.path).name, f.location.line, f.rule.code) for f in pipeline.check(course, only=["fun"]).report
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("  end: 2027-03-15 23:59", "  end: 2027-01-02", ("course.yml", 12, "MF3032")),
        ("  end: 2027-03-15 23:59", "  end: 2027-02-30", ("course.yml", 12, "MF3031")),
        ("  start: 2027-01-18 09:00", "  start: 2027-02-30", ("course.yml", 11, "MF3031")),
        ("  start: 2027-01-18 09:00", "  start: 2028-01-18", ("course.yml", 12, "MF3032")),
        ("  enrollment_start: 2027-01-04 09:00", "  enrollment_start: 2027-03-16", ("course.yml", 10, "MF3032")),
        ("  start: 2027-01-18 09:00", "  start: demain", ("course.yml", 11, "MF2003")),
        ("  end: 2027-03-15 23:59", "  end: 15/03/2027", ("course.yml", 12, "MF2003")),
    ],
)
def test_a_wrong_date_of_the_course_is_told_once(
    tmp_path: Path, before: str, after: str, expected: tuple[str, int, str]
) -> None:
    made = course(tmp_path)
    text = (made / "course.yml").read_text("utf-8")
    (made / "course.yml").write_text(text.replace(before, after), "utf-8")
    assert [item for item in found(made) if item[2] in WRONG_DATES] == [expected]


def test_a_start_in_no_hour_is_told_once(tmp_path: Path) -> None:
    made = course(tmp_path)
    text = (made / "course.yml").read_text("utf-8").replace("start: 2027-01-18 09:00", "start: 2027-09-05")
    text = text.replace("end: 2027-03-15 23:59", "end: 2027-12-01\ntimezone: America/Santiago")
    (made / "course.yml").write_text(text, "utf-8")
    assert [item for item in found(made) if item[2] in WRONG_DATES] == [("course.yml", 11, "MF3035")]


def test_a_wrong_due_date_is_told_once(tmp_path: Path) -> None:
    made = course(tmp_path)
    text = (made / MODULE / "module.yml").read_text("utf-8")
    (made / MODULE / "module.yml").write_text(text.replace("module+6d", "2026-01-01"), "utf-8")
    assert found(made) == [("module.yml", 10, "MF3032")]


@pytest.mark.parametrize("broken", ["---\ntitle: [\n---\n", None])
def test_links_into_a_unit_that_cannot_be_read_wait_until_it_is(tmp_path: Path, broken: str | None) -> None:
    made = course(tmp_path)
    page = made / MODULE / "1-bienvenue.md"
    page.write_text(page.read_text("utf-8") + LINKS, "utf-8")
    signal = made / MODULE / "2-le-signal.md"
    if broken is None:
        signal.unlink()
        assert found(made) == [("module.yml", 6, "MF1001")]
    else:
        signal.write_text(broken, "utf-8")
        assert found(made) == [("2-le-signal.md", 3, "MF1010")]


def test_links_that_lead_nowhere_are_told_where_everything_can_be_read(tmp_path: Path) -> None:
    made = course(tmp_path)
    page = made / MODULE / "1-bienvenue.md"
    page.write_text(page.read_text("utf-8") + LINKS.replace("#signal", "#rien"), "utf-8")
    assert [code for _, _, code in found(made)] == ["MF3051", "MF3051", "MF4063"]


def test_a_value_of_the_wrong_type_says_what_to_type(tmp_path: Path) -> None:
    made = course(tmp_path)
    text = (made / "course.yml").read_text("utf-8")
    (made / "course.yml").write_text(text.replace("pages:\n", "defaults: {attempts: beaucoup}\npages:\n"), "utf-8")
    (finding,) = pipeline.check(made, only=["fun"]).report
    assert finding.message() == "« attempts » : un nombre entier est attendu"
    assert finding.hint() == "écrivez ses chiffres seuls, sans unité : 3"
