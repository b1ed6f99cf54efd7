"""What pydantic says, told to teachers."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from moocfab.diagnostics import Text
from moocfab.kinds.fields import Model
from moocfab.source.meant import meant
from moocfab.source.validate import guess, validate
from moocfab.source.yaml import parse


class Part(Model):
    size: int


class Whole(Model):
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


def told(text: str) -> list[str]:
    sourced, findings = parse(text, "a.yml")
    assert sourced
    assert findings == []
    return [f"{item.location} {item.rule.code}" for item in validate(Whole, sourced)[1]]


def test_a_list_of_one_wrong_item_is_not_called_too_short() -> None:
    assert told("parts:\n  - size: x\n") == ["a.yml:2:11 MF2003"]


def test_an_empty_list_is_too_short() -> None:
    assert told("parts: []\n") == ["a.yml:1:8 MF2003"]


class Choice(Model):
    text: str
    correct: bool = False


class Span(Model):
    start: Annotated[float, Field(alias="from")]
    end: Annotated[float, Field(alias="to")]


class Ask(Model):
    choices: tuple[Choice, ...] = ()
    range: Span | None = None


def hints(model: type[BaseModel], text: str) -> list[str]:
    sourced, _ = parse(text, "a.yml")
    assert sourced
    told = [item.values["hint"] for item in validate(model, sourced)[1]]
    return [hint.en for hint in told if isinstance(hint, Text)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("choices: [un]", "write {text: un}; possible keys: text, correct"),
        ("choices: [2]", "write {text: …}; possible keys: text, correct"),
        ("range: 2-3", "write {from: …, to: …}; possible keys: from, to"),
    ],
)
def test_a_word_in_the_place_of_a_mapping_is_told_how_that_is_written(text: str, hint: str) -> None:
    assert hints(Ask, text) == [hint]


class Titled(Model):
    title: str
    count: Annotated[int, Field(alias="number")]
    ask: str = ""


@pytest.mark.parametrize(
    ("text", "codes", "left"),
    [
        ("titel: Un\nnumber: 2", ["1:1 MF2001"], ("Un", 2, "")),
        ("title: Un\nnumbre: 2", ["2:1 MF2001"], ("Un", 2, "")),
        ("titel: Un\nnumber: deux", ["1:1 MF2001", "2:9 MF2003"], None),
        ("number: 2\nask: [1]", ["1:1 MF2002", "2:6 MF2003"], ("…", 2, "")),
        ("title: Un\ntitel: Deux\nnumber: 2", ["2:1 MF2001"], ("Un", 2, "")),
        ("number: 2\nasks: Deux", ["1:1 MF2002", "2:1 MF2001"], ("…", 2, "")),
        ("title: Un", ["1:1 MF2002"], None),
    ],
)
def test_a_misspelt_key_is_one_finding_and_a_missing_title_hides_nothing(
    text: str, codes: list[str], left: tuple[str, int, str] | None
) -> None:
    sourced, _ = parse(text, "a.yml")
    assert sourced
    read, findings = validate(Titled, sourced, mend=True)
    found = sorted(findings, key=lambda item: item.sort_key)
    assert [f"{item.location.line}:{item.location.column} {item.rule.code}" for item in found] == codes
    assert (read and (read.title, read.count, read.ask)) == left


@pytest.mark.parametrize(
    ("name", "known", "ours"),
    [
        ("question", ["title", "ask"], "ask"),
        ("Réponses", ["show_answer", "choices"], "choices"),
        ("réponse", ["show_answer", "answers"], "answers"),
        ("choices", ["question", "answers"], "answers"),
        ("texte à trous", ["cloze", "text"], "cloze"),
        ("forum", ["poll", "survey"], None),
    ],
)
def test_what_people_mean_by_a_word_is_found_among_what_is_known(name: str, known: list[str], ours: str | None) -> None:
    assert meant(name, known) == ours


@pytest.mark.parametrize(
    ("name", "near"),
    [("toleranse", "tolerance"), ("explanation", "explain"), ("funn", "fun"), ("fnu", "fun"), ("strat", "start")],
)
def test_a_near_name_is_guessed_where_no_meaning_is_known(name: str, near: str) -> None:
    assert guess(name, ["title", "tolerance", "explain", "fun", "start"]).en == f" (did you mean “{near}”?)"


@pytest.mark.parametrize("name", ["bidule", "machin", "truc", "mode"])
def test_a_name_that_is_far_from_all_is_not_guessed(name: str) -> None:
    assert guess(name, ["due", "media", "title", "visible", "only", "graded"]) == ("", "")
