"""What the kinds of questions share, and what each does of its own where the platforms differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from moocfab.course.surroundings import Surroundings
from moocfab.kinds.contract import XML, Kind, Spec
from moocfab.kinds.registry import KINDS, QUESTIONS
from moocfab.safe.xml import parse, serialize

Around = Callable[[Kind, Spec, str, str], Surroundings]
CHOICES = [{"text": "a", "correct": True}, {"text": "b"}]
SMALLEST: dict[str, dict[str, Any]] = {
    "single_choice": {"ask": "Quoi ?", "choices": CHOICES},
    "multiple_choice": {"ask": "Quoi ?", "choices": CHOICES},
    "select": {"ask": "Quoi ?", "choices": CHOICES},
    "numerical": {"ask": "Quoi ?", "answer": 1},
    "short_text": {"ask": "Quoi ?", "answers": ["a"]},
    "image_click": {
        "ask": "Quoi ?",
        "image": "/modules/1-premiers-pas/images/chronogramme.svg",
        "alt": "Un rectangle",
        "regions": [{"rectangle": [0, 0, 20, 20]}],
    },
    "python": {"ask": "Quoi ?", "script": "a = 1", "inputs": [{"expect": "$a"}]},
    "formula": {"ask": "Quoi ?", "answer": "a", "variables": {"a": {"from": 1, "to": 2}}},
}


def olx(around: Around, kind: str, target: str, language: str = "fr", **fields: Any) -> XML:
    spec = KINDS[kind].spec.model_validate(fields)
    context = around(KINDS[kind], spec, target, language)
    element = KINDS[kind].write(spec, context).element
    assert [finding.message("en") for finding in context.site.findings] == []
    return parse(serialize(element))


def again(kind: str, element: XML) -> Any:
    """Return the spec that is read from an OLX."""
    fields = KINDS[kind].read(element, None)
    assert fields is not None
    return KINDS[kind].spec.model_validate(fields)


def asked(element: XML) -> XML:
    """Return a problem without the script of its question."""
    for script in element.findall("script"):
        element.remove(script)
    return element


def outline(element: XML) -> list[str]:
    return [str(child.tag) for child in element]


@pytest.mark.parametrize("kind", [kind.name for kind in QUESTIONS])
def test_fun_has_the_question_before_and_the_explanation_after_its_response(around: Around, kind: str) -> None:
    element = asked(olx(around, kind, "fun", **{**SMALLEST[kind], "ask": "Un **mot** ?", "explain": "Oui."}))
    assert outline(element)[0::2] == ["p", "solution"]
    assert element.find(".//label") is None
    assert element.find("*/solution") is None
    assert element[1].xpath("*/@label") == ["Un mot ?"]


@pytest.mark.parametrize("kind", [kind.name for kind in QUESTIONS])
def test_openedx_has_the_question_as_label_and_the_explanation_in_its_response(around: Around, kind: str) -> None:
    element = asked(olx(around, kind, "openedx", **{**SMALLEST[kind], "ask": "Un **mot** ?", "explain": "Oui."}))
    assert len(element) == 1
    assert outline(element[0])[0] == "label"
    assert outline(element[0])[-1] == "solution"
    assert serialize(element[0][0]) == b"<label>Un <strong>mot</strong> ?</label>\n"
    assert element.xpath("//@label") == []


@pytest.mark.parametrize("kind", [kind.name for kind in QUESTIONS])
@pytest.mark.parametrize("target", ["fun", "openedx"])
@pytest.mark.parametrize("ask", ["Un.\n\nDeux ?", "Un :\n\n- a\n- b", "Un :\n\n```\nx\n\ny\n```", "Un $x<y$ & `b`"])
def test_question_of_several_blocks_is_kept_whole(around: Around, kind: str, target: str, ask: str) -> None:
    element = olx(around, kind, target, **{**SMALLEST[kind], "ask": ask})
    fields = again(kind, element).model_dump(exclude_unset=True, by_alias=True)
    files = {name: value for name, value in SMALLEST[kind].items() if name == "image"}
    assert serialize(olx(around, kind, target, **{**fields, **files})) == serialize(element)


def test_input_after_a_question_without_last_sentence_is_named_all_the_same(around: Around) -> None:
    element = olx(around, "single_choice", "openedx", ask="Lesquels ?\n\n- a\n- b", choices=CHOICES)
    assert outline(element) == ["p", "ul", "multiplechoiceresponse"]
    assert element.findtext("multiplechoiceresponse/label") == "Votre réponse"


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_explanation_is_headed_in_a_language_of_ours(around: Around, language: str) -> None:
    element = olx(around, "numerical", "fun", language, ask="?", answer=1, explain="x")
    assert element.findtext("solution/div/p") == {"fr": "Explication"}.get(language, "Explanation")


@pytest.mark.parametrize(
    "broken",
    [
        "<html/>",
        "<problem/>",
        "<problem><p>Quoi ?</p></problem>",
        "<problem><multiplechoiceresponse/></problem>",
        "<problem><numericalresponse/></problem>",
        '<problem><numericalresponse answer="1" partial_credit="close"><responseparam partial_range="x"/><textline/>'
        "</numericalresponse></problem>",
        '<problem><script>answers_a = [(open("x"), 1)]\ntolerance_a = 1\nnear_a = 1\nhalf_a = 1</script>'
        '<customresponse cfn="check_a"><textline/></customresponse></problem>',
        '<problem max_attempts="beaucoup"><stringresponse answer="a"/></problem>',
        '<problem><div><stringresponse answer="a"><textline/></stringresponse></div></problem>',
        '<problem><stringresponse answer="a"><textline/></stringresponse><p>Fin</p></problem>',
        '<problem><script>a = 1</script><stringresponse answer="$a"><textline/></stringresponse></problem>',
    ],
)
def test_what_is_no_question_of_ours_is_left_to_others(broken: str) -> None:
    for kind in [*QUESTIONS, KINDS["together"]]:
        assert kind.read(parse(broken), None) is None


def test_setting_of_a_wrong_type_is_read_as_it_stands() -> None:
    text = '<problem max_attempts="beaucoup" weight="x" rerandomize="toujours"><p>?</p><stringresponse answer="a"><textline/></stringresponse></problem>'  # noqa: E501
    fields = KINDS["short_text"].read(parse(text), None)
    assert fields == {
        "attempts": "beaucoup",
        "points": "x",
        "ask": "?",
        "answers": [{"value": "a"}],
        "case_sensitive": True,
    }


def test_later_condition_for_the_answer_becomes_the_nearest_of_the_platform(around: Around) -> None:
    kind = KINDS["numerical"]
    spec = kind.spec.model_validate({**SMALLEST["numerical"], "show_answer": "after_all_attempts_or_correct"})
    for target, word in (("fun", "finished"), ("openedx", "after_all_attempts_or_correct")):
        assert kind.write(spec, around(kind, spec, target, "fr")).element.get("showanswer") == word


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_sign_of_markup_never_begins_what_capa_puts_into_its_page_unescaped(around: Around, kind: str) -> None:
    choices = [{"text": "x<y & **z**", "correct": True}, {"text": "**a** < b"}, {"text": "c"}]
    element = olx(around, kind, "openedx", ask="Si a<b ?", choices=choices)
    assert [serialize(e).decode().strip() for e in (*element.iter("label"), *element.iter("choice"))] == [
        "<label><span>Si a&lt;b ?</span></label>",
        '<choice correct="true"><span>x&lt;y &amp; <strong>z</strong></span></choice>',
        '<choice correct="false"><strong>a</strong> &lt; b</choice>',
        '<choice correct="false">c</choice>',
    ]
    assert again(kind, element).choices[0].text == r"x\<y & **z**"


# select: options as the platforms cut them out of one attribute


def cut(options: str) -> list[str]:
    """Cut as capa does: between quotes, an apostrophe behind a backslash."""
    return [text.replace("\\'", "'") for text in re.findall(r"'((?:\\'|[^'])*)'", options)]


@pytest.mark.parametrize("target", ["fun", "openedx"])
@pytest.mark.parametrize("text", ["l'eau", "l'un'l'autre", "d'", "L'été", "a, b", "(c)", "5 % & plus"])
def test_option_with_an_apostrophe_is_one_option(around: Around, target: str, text: str) -> None:
    element = olx(around, "select", target, ask="?", choices=[{"text": text, "correct": True}, {"text": "b"}])
    control = element.find(".//optioninput")
    assert control is not None
    assert (cut(control.get("options", "")) or [str(option.text) for option in control]) == [text, "b"]
    chosen = next((str(o.text) for o in control if o.get("correct", "").lower() == "true"), control.get("correct"))
    assert chosen == text
    assert [choice.correct for choice in again("select", element).choices] == [True, False]


def test_option_with_feedback_has_the_apostrophe_of_print_where_the_other_would_cut_it(around: Around) -> None:
    choices = [{"text": "L'été", "correct": True, "feedback": "Oui."}, {"text": "l'eau"}, {"text": "l'a'b"}]
    element = olx(around, "select", "fun", ask="?", choices=choices)
    assert [option.text for option in element.iter("option")] == ["L’été", "l'eau", "l’a’b"]
    notation = ">>?<<\n\n[[\n(L'été)\nl'eau\n]]"
    element = olx(around, "quiz", "fun", quiz=notation)
    assert [option.text for option in element.iter("option")] == ["L’été", "l'eau"]


def test_sign_of_markup_in_a_quiz_is_shielded_too(around: Around) -> None:
    element = olx(around, "quiz", "openedx", quiz=">>R & D ?<<\n\n(x) a & b\n( ) c")
    assert [serialize(e).decode().strip() for e in (*element.iter("label"), *element.iter("choice"))] == [
        "<label><span>R &amp; D ?</span></label>",
        '<choice correct="true"><span>a &amp; b</span></choice>',
        '<choice correct="false">c</choice>',
    ]


# multiple_choice


def test_feedback_that_is_a_text_is_for_who_ticked_it(around: Around) -> None:
    choices = [{"text": "a", "correct": True, "feedback": "Oui."}, {"text": "b", "feedback": {"not_chosen": "Bien."}}]
    element = olx(around, "multiple_choice", "fun", ask="?", choices=choices)
    assert [(hint.get("selected"), hint.text) for hint in element.iter("choicehint")] == [
        ("true", "Oui."), ("false", "Bien."),
    ]  # fmt: skip


# short_text: regular expressions, which the platforms join by `|` between one `^` and one `$`


def matches(around: Around, answers: list[str], typed: str) -> bool:
    element = olx(around, "short_text", "openedx", ask="?", regexp=True, answers=answers)
    response = element[0]
    expected = [response.get("answer", ""), *(e.get("answer", "") for e in response.iterfind("additional_answer"))]
    return re.search("^" + "|".join(expected) + "$", typed, re.IGNORECASE) is not None


@pytest.mark.parametrize("answers", [["a|b"], ["a", "b"], ["^a$", "^b$"], ["^a", "b$"], ["a|b", "c"]])
def test_regular_expression_is_matched_from_beginning_to_end(around: Around, answers: list[str]) -> None:
    assert [matches(around, answers, typed) for typed in ("a", "B")] == [True, True]
    assert [matches(around, answers, typed) for typed in ("ax", "xb", "xa", "bx", "")] == [False] * 5


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1), min_size=1, unique=True))
def test_answers_are_read_back_as_they_were(around: Around, answers: list[str]) -> None:
    spec = KINDS["short_text"].spec.model_validate({"ask": "?", "answers": answers, "case_sensitive": True})
    context = around(KINDS["short_text"], spec, "fun", "fr")
    element = parse(serialize(KINDS["short_text"].write(spec, context).element))
    assert again("short_text", element).answers == spec.answers  # type: ignore[attr-defined]


# together

TWO: list[dict[str, Any]] = [{"kind": "numerical", "name": "q1", **SMALLEST["numerical"]},
       {"kind": "short_text", "name": "q2", **SMALLEST["short_text"]}]  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "numerical", "name": "q1", "ask": "?", "answer": 1, "attempts": 2},
        {"kind": "numerical", "name": "q1", "ask": "?", "answer": 1, "id": "x"},
        {"kind": "numerical", "ask": "?", "answer": 1},
        {"kind": "text", "name": "q1", "body": "?"},
        {"kind": "numerical", "name": "q1", "ask": "?", "answer": "beaucoup"},
    ],
)
def test_question_of_a_joint_problem_has_its_own_fields_only(question: dict[str, Any]) -> None:
    KINDS["together"].spec.model_validate({"questions": TWO})
    with pytest.raises(ValidationError):
        KINDS["together"].spec.model_validate({"questions": [question]})


def test_functions_of_a_joint_problem_do_not_meet(around: Around) -> None:
    questions = [{"kind": "numerical", "name": f"q{n}", "ask": "?", "answers": [n, -n]} for n in (1, 2)]
    element = olx(around, "together", "fun", questions=questions)
    assert len({response.get("cfn") for response in element.iter("customresponse")}) == 2
    scripts = "\n".join(str(script.text) for script in element.iter("script"))
    assert len(set(re.findall(r"^(?:def )?(\w+)", scripts, re.MULTILINE))) == 2 * 6
    assert again("together", element).questions[1].answers[0].value == 2


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "select"])
@pytest.mark.parametrize(("text", "found"), [("+", ["MF4324"]), ("<b>", ["MF4324"]), (r"\+", []), ("$+$", [])])
def test_a_choice_of_which_nothing_is_seen_is_reported(around: Around, kind: str, text: str, found: list[str]) -> None:
    spec = KINDS[kind].spec.model_validate(
        {"ask": "Quoi ?", "choices": [{"text": text, "correct": True}, {"text": "b"}]}
    )
    context = around(KINDS[kind], spec, "openedx", "fr")
    KINDS[kind].check(spec, context)
    assert [finding.rule.code for finding in context.site.findings if finding.rule.code != "MF4141"] == found


def test_a_picture_is_a_choice_and_an_empty_hint_is_none(around: Around) -> None:
    picture = "![Un signal](/modules/1-premiers-pas/images/chronogramme.svg)"
    spec = KINDS["single_choice"].spec.model_validate(
        {"ask": "Quoi ?", "choices": [{"text": picture, "correct": True}, {"text": "b"}]}
    )
    context = around(KINDS["single_choice"], spec, "fun", "fr")
    KINDS["single_choice"].check(spec, context)
    assert context.site.findings == []
    with pytest.raises(ValidationError):
        KINDS["single_choice"].spec.model_validate({"ask": "Quoi ?", "choices": CHOICES, "hints": [""]})
