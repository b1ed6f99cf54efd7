from __future__ import annotations

import pytest

from moocfab.grading import fast
from moocfab.grading.model import Answer, Broken, NobodyRight
from moocfab.safe.xml import parse

CHOICES = (
    '<choice correct="true">A<choicehint selected="true">Oui</choicehint></choice><choice correct="false">B</choice>'
    '<choice correct="true">C</choice><choice correct="false">D</choice><choice correct="false">E</choice>'
)


def share(problem: str, *answers: Answer, target: str = "openedx") -> float:
    outcome = fast.grade(parse(f"<problem>{problem}</problem>"), answers, target)
    assert outcome.trouble is None
    return outcome.earned / outcome.possible


def boxes(credit: str) -> str:
    return f"<choiceresponse {credit}><checkboxgroup>{CHOICES}</checkboxgroup></choiceresponse>"


@pytest.mark.parametrize(
    ("credit", "ticked", "earned"),
    [
        ("", ["choice_0", "choice_2"], 1),
        ("", ["choice_0"], 0),
        ('partial_credit="EDC"', ["choice_0"], 0.8),
        ('partial_credit="halves"', ["choice_0"], 0.5),
        ('partial_credit="halves"', ["choice_0", "choice_1"], 0.25),
        ('partial_credit="EDC"', [], 0),
    ],
)
def test_boxes_earn_their_part(credit: str, ticked: list[str], earned: float) -> None:
    assert share(boxes(credit), ticked) == earned


@pytest.mark.parametrize(("given", "earned"), [("10", 1), ("10.2", 1), ("10.5", 0.5), ("100", 0.5), ("20", 0)])
def test_number_earns_its_part(given: str, earned: float) -> None:
    problem = (
        '<numericalresponse answer="10" partial_credit="close,list"><responseparam type="tolerance" default="2%" '
        'partial_range="3" partial_answers="100"/><formulaequationinput/></numericalresponse>'
    )
    assert share(problem, given) == earned


@pytest.mark.parametrize(("given", "earned"), [("3", 1), ("4.9", 1), ("5", 0), ("2", 0)])
def test_range_says_which_end_is_in(given: str, earned: float) -> None:
    assert share('<numericalresponse answer="[3,5)"><textline/></numericalresponse>', given) == earned


@pytest.mark.parametrize(("target", "earned"), [("openedx", 1), ("fun", 0)])
def test_second_number_counts_on_one_platform_only(target: str, earned: float) -> None:
    problem = '<numericalresponse answer="2"><additional_answer answer="-2"/><textline/></numericalresponse>'
    assert share(problem, "-2", target=target) == earned


@pytest.mark.parametrize(
    ("kind", "given", "earned"),
    [("ci", "PARIS", 1), ("cs", "PARIS", 0), ("ci", "lyon", 1), ("ci regexp", "pArIs", 1), ("", "", 0)],
)
def test_text_is_compared_as_its_type_says(kind: str, given: str, earned: float) -> None:
    problem = (
        f'<stringresponse answer="Paris" type="{kind}"><additional_answer answer="Lyon"/><textline/></stringresponse>'
    )
    assert share(problem, given) == earned


def test_patterns_bind_their_ends_as_the_platform_does() -> None:
    """`^` and `$` stand around all alternatives together, so that the first is open behind."""
    problem = '<stringresponse answer="ab" type="regexp"><additional_answer answer="cd"/><textline/></stringresponse>'
    assert share(problem, "abx") == 1
    assert share(problem, "xab") == 0


def test_formula_is_compared_at_points() -> None:
    problem = '<formularesponse answer="(a+b)^2" samples="a,b@1,1:4,4#10" type="cs"><textline/></formularesponse>'
    assert share(problem, "a^2+2*a*b+b*b") == 1
    assert share(problem, "a^2+b^2") == 0


def test_click_is_right_in_rectangle_or_hull() -> None:
    problem = (
        '<imageresponse><imageinput src="/static/a.png" rectangle="(0,0)-(10,10)"/>'
        '<imageinput src="/static/a.png" regions="[[0,0],[20,0],[0,20],[20,20]]"/></imageresponse>'
    )
    assert share(problem, "[10,10]", "[10,10]") == 1
    assert share(problem, "[11,10]", "[20,10]") == 0


def test_choice_with_number_wants_both() -> None:
    problem = (
        '<choicetextresponse><radiotextgroup><choice correct="true">x<numtolerance_input answer="5" tolerance="1"/>'
        '</choice><choice correct="false">y</choice></radiotextgroup></choicetextresponse>'
    )
    assert share(problem, {"choice": 0, "text": "5.5"}) == 1
    assert share(problem, {"choice": 0, "text": "7"}) == 0
    assert share(problem, {"choice": 1}) == 0


@pytest.mark.parametrize(
    "problem",
    [
        '<numericalresponse answer="3,14"><textline/></numericalresponse>',
        '<stringresponse answer="("  type="regexp"><textline/></stringresponse>',
        "<choiceresponse><checkboxgroup><choice>A</choice></checkboxgroup></choiceresponse>",
        '<formularesponse answer="x" samples="y@1:2#3"><textline/></formularesponse>',
        "<stringresponse><textline/></stringresponse>",
        '<stringresponse answer="a"><textline/><textline/></stringresponse>',
        '<choiceresponse partial_credit="EDC,halves"><checkboxgroup><choice correct="true"/></checkboxgroup>'
        "</choiceresponse>",
    ],
)
def test_broken_problem_has_its_reason(problem: str) -> None:
    outcome = fast.grade(parse(f"<problem>{problem}</problem>"), ["1"], "openedx")
    assert outcome.trouble is not None


def test_decimal_comma_is_no_answer() -> None:
    outcome = fast.grade(
        parse('<problem><numericalresponse answer="3"><textline/></numericalresponse></problem>'), ["3,0"], "fun"
    )
    assert outcome.refused
    assert outcome.earned == 0


def test_plays_of_a_problem_without_a_right_choice_say_so() -> None:
    problem = parse(
        '<problem><multiplechoiceresponse><choicegroup><choice correct="false">A</choice></choicegroup>'
        "</multiplechoiceresponse></problem>"
    )
    with pytest.raises(NobodyRight):
        fast.plays(problem)
    assert issubclass(NobodyRight, Broken)


def test_plays_try_every_choice_with_its_feedback() -> None:
    problem = parse(f"<problem>{boxes('')}</problem>")
    plays = fast.plays(problem)
    assert plays[0].answers == (["choice_0", "choice_2"],)
    assert plays[1].feedback == "Oui"
    assert {play.earns for play in plays[2:]} == {0}


@pytest.mark.parametrize(
    "script", ["<script>x = 1</script>", '<script type="loncapa/python">x = 1</script>', "<customresponse/>"]
)
def test_needs_script_where_a_program_takes_part(script: str) -> None:
    assert fast.needs_script(parse(f"<problem>{script}</problem>"))
    assert not fast.needs_script(parse('<problem><script type="text/javascript">1</script></problem>'))
