"""Open responses: dates that move with the session, forms of files and prompts, what only a platform knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from moocfab import targets
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.course.session import Session, apply
from moocfab.kinds.registry import KINDS
from moocfab.olx.write import write
from moocfab.safe.xml import parse

ORA = KINDS["open_response"]
HEAD = "---\ntitle: Essai\n---\n"
RUBRIC = "rubric:\n  - {name: Clarté, options: [{label: Non, points: 0}, {label: Oui, points: 2}]}\n"
DATED = (
    ":::{open_response}\n---\nid: essai\nstart: 2027-01-20\ndue: module+9d\n"
    "steps:\n  peer: {start: +2w, due: 2027-02-20 12:00}\n  self: {due: 2027-03-28}\n"
    + RUBRIC
    + "---\nExpliquez.\n:::\n"
)

OLX = (
    "<openassessment {}><title>t</title><assessments><assessment name='self-assessment'/></assessments>"
    "<prompts><prompt><description>p</description></prompt></prompts><rubric><criterion><name>c</name>"
    "<prompt/><option points='1'><name>o</name><explanation/></option></criterion></rubric></openassessment>"
)


def moments(base: Path, folder: Path, session: Session) -> tuple[list[str], list[str]]:
    """Return the dates of the assessment in its OLX, and those that the session moved."""
    course = Path(shutil.copytree(base, folder / "course"))
    (course / "modules" / "1-premiers-pas" / "1-bienvenue.md").write_text(HEAD + DATED, "utf-8")
    loaded, findings = load(course)
    assert loaded is not None
    assert findings == []
    item, moved = apply(edition(loaded, targets.load("fun")), session)
    package, _ = write(item)
    block = parse(package.files["vertical/premiers-pas-bienvenue.xml"]).find("openassessment")  # type: ignore[arg-type]
    assert block is not None
    dated = [block, *block.iterfind("assessments/assessment")]
    names = ("submission_start", "submission_due", "start", "due")
    own = [m for m in moved if m.location.path.endswith("1-bienvenue.md")]
    return (
        [str(element.get(name)) for element in dated for name in names if element.get(name)],
        [f"{m.location.line}:{m.location.column} {m.before} > {m.after}" for m in own],
    )


def test_dates_are_those_of_the_course_and_its_module(base: Path, tmp_path: Path) -> None:
    assert moments(base, tmp_path, Session()) == (
        [
            "2027-01-20T08:00:00+00:00",
            "2027-01-27T22:59:00+00:00",
            "2027-02-01T08:00:00+00:00",
            "2027-02-20T11:00:00+00:00",
            "2027-03-28T21:59:00+00:00",
        ],
        [],
    )


def test_dates_move_with_the_session(base: Path, tmp_path: Path) -> None:
    found, moved = moments(base, tmp_path, Session(start="2027-09-06"))
    assert found == [
        "2027-09-08T07:00:00+00:00",
        "2027-09-15T21:59:00+00:00",
        "2027-09-20T07:00:00+00:00",
        "2027-10-09T10:00:00+00:00",
        "2027-11-14T22:59:00+00:00",
    ]
    assert moved == [
        "7:8 2027-01-20 > 2027-09-08",
        "10:27 2027-02-20 12:00 > 2027-10-09 12:00",
        "11:15 2027-03-28 > 2027-11-14",
    ]


@pytest.mark.parametrize(
    "steps", [{}, {"training": [{"answer": "a", "scores": {"Clarté": "Oui"}}], "self": {}}, {"peer": {"must_grade": 0}}]
)
def test_steps_in_which_nobody_judges_are_refused(steps: object) -> None:
    rubric = [{"name": "Clarté", "options": [{"label": "Oui", "points": 1}]}]
    with pytest.raises(ValidationError):
        ORA.spec.model_validate({"prompts": ["p"], "rubric": rubric, "steps": steps})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-09-02T08:00", "2024-09-02T08:00:00+00:00"),
        ("2024-09-02", "2024-09-02T00:00:00+00:00"),
        ("2024-09-02T08:00:00Z", "2024-09-02T08:00:00+00:00"),
        ("2024-09-02T08:00:30+02:00", "2024-09-02T08:00:30+02:00"),
    ],
)
def test_imported_date_is_the_one_that_the_platform_read(written: str, read: str) -> None:
    fields = ORA.read(parse(OLX.format(f'submission_start="{written}"')), None)
    assert fields is not None
    assert fields["start"] == read


@pytest.mark.parametrize(
    "change",
    ['text_response_editor="tinymce"', 'teams_enabled="True"', 'text_response="optional"', 'submission_start="hier"'],
)
def test_assessment_that_says_more_than_the_spec_is_left_to_others(change: str) -> None:
    assert ORA.read(parse(OLX.format("")), None) is not None
    assert ORA.read(parse(OLX.format(change)), None) is None
