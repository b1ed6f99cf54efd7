"""What becomes of a GIFT question: the fields of one of our kinds, where each stands, and what is lost."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.course.elements import Reader
from moocfab.diagnostics import Severity
from moocfab.kinds.gift import declared
from moocfab.kinds.gift_texts import markdown
from moocfab.kinds.registry import KINDS
from moocfab.source.gift import parse
from moocfab.source.gift.model import Text
from tests.source.gift.test_parse import mutated

Fields = dict[str, Any]


def fields(text: str, language: str = "fr") -> tuple[Fields, list[str]]:
    """Return the fields of the only question of a text, valid for its kind, and what is lost."""
    gift = parse(text, "x.gift")
    assert gift.findings == ()
    sourced, findings = declared(gift.questions[0], gift.places, language)
    lost = [f"{finding.rule.code} {finding.location.line}:{finding.location.column}" for finding in findings]
    data = dict(sourced.data)
    kind = KINDS[data["kind"]]
    kind.spec.model_validate({key: value for key, value in data.items() if key != "kind"})
    return data, lost


RIGHT, WRONG = {"text": "a", "correct": True}, {"text": "b"}
SELECT: Fields = {"label": "Mot manquant", "kind": "select", "choices": [RIGHT, WRONG]}
KEPT: list[tuple[str, Fields]] = [
    ("Un ?{=a ~b}", {"kind": "single_choice", "ask": "Un ?", "choices": [RIGHT, WRONG]}),
    (
        "// [id:x]\n::T::Un ?{=a #oui ~b #non ####Car.}",
        {
            "kind": "single_choice", "id": "x", "title": "T", "ask": "Un ?", "explain": "Car.",
            "choices": [{**RIGHT, "feedback": "oui"}, {**WRONG, "feedback": "non"}],
        },
    ),
    (
        "Lesquels ?{~%50%a ~%50%c ~%-33.333%b}",
        {
            "kind": "multiple_choice", "ask": "Lesquels ?", "partial_credit": "edc",
            "choices": [RIGHT, {"text": "c", "correct": True}, WRONG],
        },
    ),
    ("Lequel ?{~%100%a ~b}", {"kind": "multiple_choice", "ask": "Lequel ?", "choices": [RIGHT, WRONG]}),
    (
        "Oui.{F#non#bien}",
        {
            "kind": "single_choice", "ask": "Oui.",
            "choices": [
                {"text": "Vrai", "feedback": "non"}, {"text": "Faux", "correct": True, "feedback": "bien"},
            ],
        },
    ),
    ("Un {=a ~b} mot.", {"kind": "cloze", "text": "Un [mot] mot.", "blanks": {"mot": SELECT}}),
    ("L'{=a ~b}, ici.", {"kind": "cloze", "text": "L'[mot], ici.", "blanks": {"mot": SELECT}}),
    (
        "[markdown]L'[mot] {=a ~b}: *ici*.",
        {"kind": "cloze", "text": r"L'[mot] [mot_]\: *ici*.", "blanks": {"mot_": SELECT}},
    ),
    (
        "Un {=<b>a</b> ~b} mot.",
        {"kind": "single_choice", "ask": r"Un \_\_\_\_\_ mot.", "choices": [{**RIGHT, "text": "**a**"}, WRONG]},
    ),
    (
        "Le mot {=a =c ####Car.} ici.",
        {
            "kind": "cloze", "text": "Le mot [mot] ici.", "explain": "Car.",
            "blanks": {
                "mot": {"label": "Mot manquant", "kind": "short_text", "answers": [{"value": "a"}, {"value": "c"}]}
            },
        },
    ),
    (
        "Il y en a {#7:1} ici.",
        {
            "kind": "cloze", "text": "Il y en a [mot] ici.",
            "blanks": {"mot": {"label": "Mot manquant", "kind": "numerical", "answer": 7.0, "tolerance": 1.0}},
        },
    ),
    (
        "Qui ?{=a\\=1 #bien =%0%b #non =%0%c}",
        {
            "kind": "short_text", "ask": "Qui ?", "answers": [{"value": "a=1", "feedback": "bien"}],
            "wrong": [{"value": "b", "feedback": "non"}],
        },
    ),
    (
        "Qui ?{=a.b* =%0%*#Non. =c\\*}",
        {
            "kind": "short_text", "ask": "Qui ?", "regexp": True,
            "answers": [{"value": r"a\.b.*"}, {"value": r"c\*"}], "wrong": [{"value": ".*", "feedback": "Non."}],
        },
    ),
    ("Qui ?{=2\\*3}", {"kind": "short_text", "ask": "Qui ?", "answers": [{"value": "2*3"}]}),
    ("Combien ?{#2.5}", {"kind": "numerical", "ask": "Combien ?", "answer": 2.5}),
    ("Combien ?{#2.5:0.1}", {"kind": "numerical", "ask": "Combien ?", "answer": 2.5, "tolerance": 0.1}),
    ("Combien ?{#2..3}", {"kind": "numerical", "ask": "Combien ?", "range": {"from": 2.0, "to": 3.0}}),
    (
        "Combien ?{#=2..3#oui}",
        {"kind": "numerical", "ask": "Combien ?", "answers": [{"value": 2.5, "feedback": "oui"}], "tolerance": 0.5},
    ),
    (
        "Combien ?{#=2:0.1 =4:0.1#ou 4}",
        {
            "kind": "numerical", "ask": "Combien ?", "tolerance": 0.1,
            "answers": [{"value": 2.0}, {"value": 4.0, "feedback": "ou 4"}],
        },
    ),
    (
        "Combien ?{#=2:0.1 =%50%2:0.5 =%50%3}",
        {
            "kind": "numerical", "ask": "Combien ?", "answer": 2.0, "tolerance": 0.1,
            "partial": {"near": 0.5, "answers": [3.0]},
        },
    ),
    (
        "Quand ?{#=1822:0 =%50%1822:2}",
        {"kind": "numerical", "ask": "Quand ?", "answer": 1822.0, "partial": {"near": 2.0}},
    ),
    (
        "Associez.{=x->a =y->b = ->c ####Car.}",
        {
            "kind": "together", "points": 1,
            "questions": [
                {
                    "kind": "select", "name": "q1", "ask": "Associez.\n\nx",
                    "choices": [RIGHT, WRONG, {"text": "c"}],
                },
                {
                    "kind": "select", "name": "q2", "ask": "y", "explain": "Car.",
                    "choices": [{"text": "a"}, {"text": "b", "correct": True}, {"text": "c"}],
                },
            ],
        },
    ),
    (
        "Combien ?{#=2..3 =8:0.5#ou 8}",
        {
            "kind": "numerical", "ask": "Combien ?", "tolerance": 0.5,
            "answers": [{"value": 2.5}, {"value": 8.0, "feedback": "ou 8"}],
        },
    ),
    ("À lire.", {"kind": "text", "body": "À lire."}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KEPT, ids=[text for text, _ in KEPT])
def test_question_becomes_the_fields_of_a_kind(text: str, expected: Fields) -> None:
    assert fields(text) == (expected, [])


LOST = [
    ("Qui ?{=a ~%33%c ~b}", ["MF4345 1:15"]),
    ("Qui ?{=a ~%-50%b}", ["MF4345 1:16"]),
    ("Qui ?{~%70%a ~%30%c ~b}", ["MF4345 1:12", "MF4345 1:19"]),
    ("Qui ?{=a =%50%b#presque}", ["MF4345 1:15"]),
    ("Qui ?{=a =c ~b}", ["MF4347 1:11"]),
    ("Combien ?{#=2 ~#non}", ["MF4346 1:17"]),
    ("Combien ?{#=2 =%0%3#non}", ["MF4346 1:21"]),
    ("Combien ?{#=2:1 =%50%2:2#presque}", ["MF4346 1:26"]),
    ("Combien ?{#=2:1 =%20%2:2}", ["MF4345 1:22"]),
    ("Combien ?{#=0 =%50%0:2}", ["MF4345 1:20"]),
    ("Combien ?{#=2:1 =8:2}", ["MF4348 1:18"]),
    ("Combien ?{#=2..3 =8}", ["MF4348 1:19"]),
    ("Combien ?{#=2..3 =8..10}", ["MF4348 1:19"]),
    ("Lesquels ?{~%50%a ~%50%c ~d ~%-100%b ~%-100%e}", ["MF4350 1:36"]),
    ("Lequel ?{~%100%a ~%-50%b}", ["MF4350 1:24"]),
    ("Racontez.{}", ["MF4349 1:1"]),
]


@pytest.mark.parametrize(("text", "expected"), LOST, ids=[text for text, _ in LOST])
def test_what_no_kind_can_is_told_where_it_stands(text: str, expected: list[str]) -> None:
    assert fields(text)[1] == expected


def test_open_question_is_marked_by_the_team() -> None:
    data, told = fields("// [id:s]\nRacontez *tout*.{####Une page.}", "fr")
    assert told == ["MF4349 2:1"]
    assert data["prompts"] == [r"Racontez \*tout\*."]
    assert (data["title"], data["steps"], data["rubric"][0]["prompt"]) == (
        "Question ouverte",
        {"staff": True},
        "Une page.",
    )
    assert fields("::T::Tell.{}", "en")[0]["rubric"][0]["options"][1] == {"label": "Satisfactory", "points": 1}


def test_true_and_false_are_in_the_course_language() -> None:
    choices = fields("Yes.{T}", "en")[0]["choices"]
    assert [choice["text"] for choice in choices] == ["True", "False"]


def test_each_field_stands_where_it_was_written() -> None:
    gift = parse("// [id:x]\n::T:: Un ? {\n  =a #oui\n  ~b\n####Car.}", "x.gift")
    sourced, _ = declared(gift.questions[0], gift.places, "fr")
    places = {
        (): "1:1", ("id",): "1:8", ("title",): "2:3", ("ask",): "2:7", ("choices", 0, "text"): "3:4",
        ("choices", 0, "feedback"): "3:7", ("choices", 1, "text"): "4:4", ("explain",): "5:5",
    }  # fmt: skip
    found = {steps: sourced.origin.at(*steps) for steps in places}
    assert {steps: f"{place.line}:{place.column}" for steps, place in found.items()} == places


TEXTS: list[tuple[str, str, str]] = [
    ("moodle", "a < b & c", "a < b & c"),
    ("moodle", "un\ndeux", "un\\\ndeux"),
    ("moodle", "un *mot* de <b>plus</b>", r"un \*mot\* de **plus**"),
    ("moodle", "<b>un</b>\ndeux", "**un**<br/>deux"),
    ("moodle", r"soit \(x^2\) et $$y_1$$", r"soit $x^2$ et $y_1$"),
    ("html", "<p>un</p><p>deux</p>", "un\n\ndeux"),
    ("html", 'voir <img src="@@PLUGINFILE@@/a.png" alt="A"/>', "voir ![A](<a.png>)"),
    ("plain", "<b> *a*", r"\<b> \*a\*"),
    ("markdown", "*a* `b`", "*a* `b`"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), TEXTS)
def test_text_of_any_format_is_markdown(form: Any, text: str, expected: str) -> None:
    assert markdown(Text(text, form, 0, 0)) == expected


@given(st.text(max_size=60), st.sampled_from(["moodle", "html", "plain", "markdown"]))
def test_any_text_has_a_markdown(text: str, form: Any) -> None:
    assert isinstance(markdown(Text(text, form, 0, len(text))), str)


@pytest.mark.parametrize("count", [100, pytest.param(5_000, marks=pytest.mark.soak)])
def test_whatever_is_read_as_a_question_is_one_of_a_kind_or_an_error_in_its_lines(count: int) -> None:
    rng = random.Random(4345)
    for _ in range(count):
        gift = parse(mutated(rng), "x.gift")
        for question in gift.questions:
            sourced, _ = declared(question, gift.places, "fr")
            reader = Reader("essai", "x.gift", "x.gift", [])
            if reader.one(sourced.data, sourced.origin) is None:
                first, last = (gift.places.location(at).line for at in (question.start, question.end))
                assert any(first <= f.location.line <= last for f in reader.findings if f.severity is Severity.ERROR)
