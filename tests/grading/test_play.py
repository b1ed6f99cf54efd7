from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.diagnostics import Location
from moocfab.errors import InputError
from moocfab.grading import answers, real, rules
from moocfab.grading.answers import Given
from moocfab.grading.play import Played, play, unknown
from moocfab.grading.problems import Problem
from moocfab.safe.xml import parse

NUMBER = '<numericalresponse answer="4">{}<textline/></numericalresponse>'
SCRIPT = "<script>{}</script><customresponse cfn='check'><textline/></customresponse>"


@pytest.fixture(autouse=True)
def _no_grader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play with ours alone, whoever runs the tests."""
    monkeypatch.setattr(real, "python", lambda: None)


def played(olx: str, target: str = "openedx", given: Mapping[str, Given] | None = None, *, own: bool = False) -> Played:
    problem = Problem("p", parse(f"<problem>\n{olx}</problem>"), Location("a.xml", 7), olx=own)
    (one,) = play([problem], targets.load(target), given=given)
    return one


def codes(one: Played) -> list[str]:
    return [finding.rule.slug for finding in one.findings]


def test_play_of_a_good_problem_finds_nothing() -> None:
    one = played(NUMBER.format(""))
    assert codes(one) == []
    assert {shot.outcome.earned for shot in one.shots} == {0, 1}


def test_right_answer_that_the_platform_refuses_is_found() -> None:
    olx = NUMBER.format('<additional_answer answer="-2"/>')
    assert codes(played(olx)) == []
    one = played(olx, "fun")
    assert codes(one) == [rules.RIGHT_REFUSED.slug]
    assert one.findings[0].location.line == 7
    assert "-2" in one.findings[0].message("fr")


def test_wrong_answer_that_earns_is_found() -> None:
    olx = (
        '<stringresponse answer=".*" type="regexp"><stringequalhint answer="LAN">Non</stringequalhint><textline/>'
        "</stringresponse>"
    )
    assert set(codes(played(olx))) == {rules.WRONG_ACCEPTED.slug}


def test_feedback_that_is_not_shown_is_found() -> None:
    olx = (
        '<stringresponse answer="LAN" type="ci"><correcthint>Oui</correcthint>'
        '<additional_answer answer="lan"><correcthint>Bien</correcthint></additional_answer><textline/>'
        "</stringresponse>"
    )
    assert set(codes(played(olx))) == {rules.FEEDBACK_MISSING.slug}


@pytest.mark.parametrize(
    "olx",
    [
        '<numericalresponse answer="3,14"><textline/></numericalresponse>',
        "<multiplechoiceresponse><choicegroup><choice>A</choice></choicegroup></multiplechoiceresponse>",
        '<choiceresponse><checkboxgroup><choice correct="yes">A</choice></checkboxgroup></choiceresponse>',
    ],
)
def test_problem_that_cannot_be_graded_is_found(olx: str) -> None:
    assert codes(played(olx)) == [rules.NOT_SHOWN.slug]


def test_script_for_another_python_is_found_on_its_line() -> None:
    one = played(SCRIPT.format("\nx = 1\ny = f'{x}'\n"), "fun", own=True)
    assert codes(one) == [rules.SCRIPT.slug]
    assert one.findings[0].location.line == 4
    assert played(SCRIPT.format("\ny = f'{x}'\n"), "fun").findings[0].location.line == 7


def test_script_of_python_2_cannot_be_verified_for_fun_and_fails_elsewhere() -> None:
    olx = SCRIPT.format("\nprint 'a'\n")
    assert codes(played(olx, "fun")) == [rules.UNVERIFIABLE.slug]
    assert codes(played(olx)) == [rules.SCRIPT.slug]


def test_script_without_the_grader_is_told() -> None:
    assert codes(played(SCRIPT.format("x = 1"))) == [rules.NO_GRADER.slug]


def test_answers_that_are_given_are_played_instead_of_ours() -> None:
    one = played(NUMBER.format(""), given={"p": Given({"right": ("4",), "wrong": ("4.0",)})})
    assert codes(one) == [rules.WRONG_ACCEPTED.slug]
    assert [shot.answers for shot in one.shots] == [("4",), ("4.0",)]


def test_answers_of_which_nobody_says_what_they_earn_are_played_and_told() -> None:
    one = played(NUMBER.format(""), given={"p": Given({"partial": ("5",)})})
    assert codes(one) == []
    assert [(shot.meant, shot.outcome.earned) for shot in one.shots] == [(None, 0)]


def test_a_problem_of_which_the_file_gives_no_answer_is_played_as_ever() -> None:
    assert len(played(NUMBER.format(""), given={"p": Given({})}).shots) > 1


def test_answers_of_another_number_are_refused() -> None:
    with pytest.raises(InputError, match="1 inputs"):
        played(NUMBER.format(""), given={"p": Given({"right": ("4", "5")})})


def test_answers_of_no_problem_are_told() -> None:
    one = played(NUMBER.format(""))
    found = unknown({"openedx": [one]}, {"p": Given({}), "q": Given({})}, Location("answers.json"))
    assert [finding.values["name"] for finding in found] == ["q"]


def test_answers_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({"p": {"right": [["choice_0"]], "partial_earns": 0.5, "note": "x"}}), encoding="utf-8")
    assert answers.read(path) == {"p": Given({"right": (["choice_0"],)}, 0.5)}


@pytest.mark.parametrize("text", ["", "[]", '{"p": 1}', '{"p": {"right": 1}}', '{"p": {"partial_earns": "a"}}'])
def test_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        answers.read(path)
