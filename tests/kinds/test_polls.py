"""Polls, surveys and word clouds: keys of votes, texts that are no Markdown, what a target lacks."""

from __future__ import annotations

import json

import pytest

from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse
from tests.kinds.conftest import Placed

POLL, SURVEY = KINDS["poll"], KINDS["survey"]


def written(placed: Placed, text: str, target: str = "openedx") -> dict[str, str]:
    (context,) = placed(text, target)
    assert context.element is not None
    element = context.element.kind.write(context.element.spec, context).element
    return {str(name): str(value) for name, value in element.items()}


def test_votes_keep_their_keys_when_an_answer_is_added(placed: Placed) -> None:
    poll = ":::{{poll}}\n:id: p\n:answers: [{}]\nQuoi ?\n:::"
    before = json.loads(written(placed, poll.format("Été, Hiver"))["answers"])
    after = json.loads(written(placed, poll.format("Printemps, Été, Hiver"))["answers"])
    assert after[1:] == before
    assert [key for key, _ in before] == ["ete", "hiver"]


def test_answer_without_letters_has_a_key(placed: Placed) -> None:
    found = json.loads(written(placed, ":::{poll}\n:id: p\n:answers: ['?', '!']\nQuoi ?\n:::")["answers"])
    keys = [key for key, _ in found]
    assert all(keys)
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"a \* b", "a &#42; b"),
        ("snake_case", "snake&#95;case"),
        ("$x$ ?", "&#92;(x&#92;) ?"),
        (r"2\. et 3.", "2&#46; et 3."),
        (r"\- non", "&#45; non"),
        ("a < b", "a &lt; b"),
        ("**non** *", "<strong>non</strong> &#42;"),
    ],
)
def test_text_is_not_taken_for_markdown_again(placed: Placed, text: str, shown: str) -> None:
    assert written(placed, f":::{{poll}}\n:id: p\n:answers: [a, b]\n{text}\n:::")["question"] == shown


def test_survey_is_named_above_its_questions(placed: Placed) -> None:
    found = written(placed, ":::{survey}\n:id: s\n:title: Avis\n:questions: [Clair ?]\n:answers: [oui, non]\n:::")
    assert found["block_name"] == "Avis"


@pytest.mark.parametrize("answers", ["", "{}", '["a"]', '[["a", "b"]]', '[["a", {"img": ""}]]'])
def test_poll_whose_answers_cannot_be_read_is_left_to_others(answers: str) -> None:
    block = parse("<poll question='q'/>")
    block.set("answers", answers)
    assert POLL.read(block, None) is None


def test_imported_poll_keeps_its_keys() -> None:
    block = parse("<poll question='q'/>")
    block.set("answers", '[["R", {"label": "Rouge"}], ["bleu", {"label": "Bleu", "img": "/static/b.png"}]]')
    assert POLL.read(block, None) == {
        "question": "q", "answers": [{"text": "Rouge", "key": "R"}, {"text": "Bleu", "image": "/static/b.png"}],
    }  # fmt: skip


def test_instructions_of_a_word_cloud_stand_before_it_where_it_has_none(placed: Placed) -> None:
    for target, before in (("fun", "<p>Un mot ?</p>\n"), ("openedx", None)):
        (context,) = placed(":::{word_cloud}\n:id: mots\nUn mot ?\n:::", target)
        assert context.element is not None
        block = context.element.kind.write(context.element.spec, context)
        assert block.before == before
        assert (block.element.get("instructions") is None) == (before is not None)
