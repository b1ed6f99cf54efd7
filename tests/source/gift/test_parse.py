"""What is wrong with GIFT is found where it stands; nothing is lost without a word, whatever the text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.diagnostics import Severity
from moocfab.source.gift import RULES, Gift, parse

CORPUS = "\n\n".join(path.read_text("utf-8") for path in sorted((Path(__file__).parent / "corpus").glob("*.gift")))
BLOCK = re.compile(r"[^\s][^\n]*(?:\n[ \t\r\f\v]*[^\s][^\n]*)*", re.ASCII)

WRONG = [
    ("Un ?{=a\n~b\n\nDeux ?{T}", ["MF1301 1:5"]),
    ("Un ?{=a\n\n~b\n\n~c}\n\nDeux ?{T}", ["MF1301 1:5"]),
    ("Un ?{=a", ["MF1301 1:5"]),
    ("Un ? =a ~b}", ["MF1302 1:11"]),
    ("}Un{", ["MF1302 1:1"]),
    ("Un ?{=a ~b}\nDeux ?{T}", ["MF1303 2:7"]),
    ("Un ?{=a {b} ~c}", ["MF1303 1:9"]),
    ("Un ?\n=a\n~b", ["MF1304 2:1"]),
    ("Combien ? =2 ~3", ["MF1304 1:11"]),
    ("Combien ? (~2 =3)", ["MF1304 1:12"]),
    ("France -> Paris", ["MF1304 1:8"]),
    ("Un texte ####retour", ["MF1304 1:10"]),
    ("::Un ?{=a ~b}", ["MF1305 1:1"]),
    ("::Un ?{=a ~b#c::d}", ["MF1305 1:1"]),
    ("$CATEGORY: a\nUn ?{T}", ["MF1306 1:1"]),
    ("$CATEGORY:", ["MF1306 1:1"]),
    ("$Category: a", ["MF1306 1:1"]),
    ("$CATEGORIE: a", ["MF1306 1:1"]),
    ("Un ?{T}\n$CATEGORY: a", ["MF1306 2:1"]),
    ("::Titre:: {T}", ["MF1307 1:11"]),
    ("::Titre::", ["MF1307 1:9"]),
    ("Un ?{a ~b =c}", ["MF1308 1:6"]),
    ("Un ?{a -> b =c -> d =e -> f}", ["MF1308 1:6"]),
    ("Un ?{#=1 ~2#non}", ["MF1308 1:11"]),
    ("Un ?{=a ~ ~b}", ["MF1309 1:9"]),
    ("Un ?{=a ~#b}", ["MF1309 1:9"]),
    ("Un ?{=a -> =b -> c}", ["MF1309 1:9"]),
    ("Un ?{~a}", ["MF1310 1:6"]),
    ("Un ?{=a -> b}", ["MF1310 1:6"]),
    ("Un ?{~a ~b}", ["MF1311 1:6"]),
    ("Un ?{=%50%a}", ["MF1311 1:6"]),
    ("Un ?{#}", ["MF1311 1:6"]),
    ("Un ?{=%50%a ~b}", ["MF1312 1:7"]),
    ("Un ?{=a ~%150%b}", ["MF1312 1:10"]),
    ("Un ?{=a ~%33,3%b}", ["MF1312 1:10"]),
    ("Un ?{=a ~%50 b}", ["MF1312 1:10"]),
    ("Un ?{~%50%a ~%20%b}", ["MF1313 1:6"]),
    ("Un ?{=a -> b =c}", ["MF1314 1:14"]),
    ("Pi ?{#3,14}", ["MF1315 1:7"]),
    ("Pi ?{#=3 =quatre}", ["MF1315 1:11"]),
    ("Pi ?{#4..3}", ["MF1315 1:7"]),
    ("Pi ?{#=3 =*}", ["MF1315 1:11"]),
    ("Un ?{vrai}", ["MF1316 1:6"]),
    ("Un ?{true#non}", ["MF1316 1:6"]),
    ('Un ?{~<a href="x">b</a> =c}', ["MF1317 1:14"]),
    ("Un ?{=a<b ~c>d}", ["MF1317 1:11"]),
    ("Un ?{ =x=2 ~y }", ["MF1318 1:9"]),
    ("// [id:a]\n\nUn ?{T}", ["MF1319 1:8"]),
    ("Que dit \\(a \\neq b \\\\neq c\\) ?\\nun, \\nouveau{T}", ["MF1320 1:13"]),
    ("// [id:a] [id:b]\nUn ?{T}", ["MF1319 1:11"]),
]


def found(gift: Gift) -> list[str]:
    return sorted(f"{f.rule.code} {f.location.line}:{f.location.column}" for f in gift.findings)


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[text for text, _ in WRONG])
def test_what_is_wrong_is_found_where_it_stands(text: str, expected: list[str]) -> None:
    assert found(parse(text, "x.gift")) == expected


def test_every_rule_is_met() -> None:
    assert {line[:6] for _, lines in WRONG for line in lines} == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_examples_of_a_rule_fail_and_pass(rule: object) -> None:
    codes = {finding.rule.code for finding in parse(rule.fails, "x.gift").findings}  # type: ignore[attr-defined]
    assert rule.code in codes  # type: ignore[attr-defined]
    assert parse(rule.passes, "x.gift").findings == ()  # type: ignore[attr-defined]


def test_what_follows_a_lost_brace_is_read() -> None:
    gift = parse("Un ?{=a\n\n~b}\n\nDeux ?{T}", "x.gift")
    assert [question.ask.text for question in gift.questions] == ["Deux ?"]


def test_a_question_is_no_part_of_another_ones_loss() -> None:
    gift = parse("Un ?{=a\n\nDeux ?{T}\n\nTrois ?{F}", "x.gift")
    assert [question.ask.text for question in gift.questions] == ["Deux ?", "Trois ?"]


def accounted(text: str) -> None:
    """Demand that every block is a question, a category, a comment, or has an error in its lines."""
    gift = parse(text, "x.gift")
    read = {gift.places.location(question.start).line for question in gift.questions}
    errors = [f.location.line for f in gift.findings if f.severity is Severity.ERROR]
    swallowed = 0
    for block in BLOCK.finditer(text):
        lines = [line.strip() for line in block.group().split("\n")]
        said = [line for line in lines if not line.startswith("//")]
        first = text.count("\n", 0, block.start()) + 1
        faulty = any(first <= line < first + len(lines) for line in errors)
        if first in read or faulty:
            swallowed = 0 if first in read else 1
            continue
        category = said and said[0].startswith("$CATEGORY:")
        # A block may belong to the question before it, whose brace stayed open.
        assert not said or category or swallowed, block.group()


@given(st.text(alphabet="{}=~#:%$->\\/ \n\tab1.[]*", max_size=80))
def test_any_text_is_accounted_for(text: str) -> None:
    accounted(text)


def mutated(rng: random.Random) -> str:
    """Return the corpus with a few signs removed, doubled, moved or changed."""
    text = list(CORPUS)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(text))
        change = rng.randrange(4)
        if change == 0:
            del text[at]
        elif change == 1:
            text.insert(at, rng.choice("{}=~#:%\\\n/$[]->*\0\ufdd0\u2028é"))
        elif change == 2:
            text[at] = rng.choice("{}=~#:%\\\n ")
        else:
            stop = min(len(text), at + rng.randint(1, 30))
            text[at:at] = text[at:stop]
    return "".join(text)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.soak)])
def test_mutated_notations_are_accounted_for(count: int) -> None:
    rng = random.Random(1301)
    for _ in range(count):
        accounted(mutated(rng))
