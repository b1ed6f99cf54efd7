"""What makes an open response assessment vanish."""

from __future__ import annotations

import pytest

from tests.olx.predict.one_unit import TARGETS, foresee, inside

ESSAY = (
    '<openassessment url_name="x" submission_due="2027-01-01T00:00"><title/><assessments>'
    '<assessment name="peer-assessment" must_grade="2" start=""/><assessment name="staff-assessment" required="True"/>'
    '<assessment name="student-training"><example><answer/><select criterion="c" option="o"/></example></assessment>'
    '</assessments><prompts><prompt><description/></prompt></prompts><rubric><criterion feedback="optional"><name/>'
    '<prompt/><option points="3"><name/><explanation/></option></criterion></rubric></openassessment>'
)


@TARGETS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title/>", ""), ("2027-01-01", "demain"), ('grade="2"', 'grade="deux"'), ('start=""', 'start="soon"'),
        ('start=""', 'required="True"'), ('<assessment name="staff-assessment"', "<assessment"), ("<answer/>", ""),
        (' option="o"', ""), ("<description/>", ""), ("optional", "maybe"), ('points="3"', ""), ("3", "trois"),
        ("<explanation/>", ""), ("<name/><prompt/>", "<prompt/>"), ("<name/><prompt/>", "<name/>"),
    ],
)  # fmt: skip
def test_essay_with_a_part_that_cannot_be_read_vanishes(target: str, old: str, new: str) -> None:
    assert inside(foresee(target, ESSAY)) == {("openassessment", "x")}
    assert old in ESSAY
    assert inside(foresee(target, ESSAY.replace(old, new, 1))) == set()


def test_essay_without_a_rubric_is_the_platform_s_example_on_openedx() -> None:
    essay = '<openassessment url_name="x"><title/></openassessment>'
    assert inside(foresee("openedx", essay)) == {("openassessment", "x")}
    assert inside(foresee("fun", essay)) == set()
