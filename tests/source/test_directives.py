"""Directives: where they begin and end, their options, their bodies, each with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from moocfab.source.directives import Directive, Prose, scan
from moocfab.source.options import typed


class Fields(BaseModel):
    title: str | None = None
    height: int | None = None
    wide: bool = False
    captions: dict[str, str] = {}
    only: tuple[str, ...] = ()
    source: str | dict[str, str] | None = None


def one(text: str) -> Directive:
    pieces, findings = scan(text, "f", line=5)
    assert findings == []
    (piece,) = pieces
    assert isinstance(piece, Directive)
    return piece


def test_directive_has_its_argument_options_and_body() -> None:
    made = one(":::{video} /media/a b.mov  \n:id: signal\n:title: Le signal : trois minutes\n\nUn.\n\nDeux.\n:::")
    assert (made.name, made.argument, made.body) == ("video", "/media/a b.mov", "Un.\n\nDeux.")
    assert made.options == {"id": "signal", "title": "Le signal : trois minutes"}
    assert (made.line, made.body_line) == (5, 9)
    assert [made.origin.at("title").line, made.origin.at("title").column, made.origin.key("title").column] == [7, 9, 2]
    assert (made.origin.at("").line, made.origin.at("").column) == (5, 12)


def test_yaml_block_is_read_where_it_comes_first() -> None:
    made = one(":::{quiz}\n---\nid: a\nchoices:\n  - text: b\n---\nUn.\n:::")
    assert made.typed
    assert made.options == {"id": "a", "choices": [{"text": "b"}]}
    assert (made.origin.at("choices", 0, "text").line, made.origin.at("choices", 0, "text").column) == (9, 11)
    assert made.body == "Un."
    later = one(":::{quiz}\n:id: a\n---\nid: b\n---\n:::")
    assert later.options == {"id": "a"}
    assert later.body == "---\nid: b\n---"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("::::{note}\n:::{figure} a\n:::\n::::", ":::{figure} a\n:::"),
        (":::{note}\n```text\n:::\n```\n:::", "```text\n:::\n```"),
        (":::{note}\n~~~\n:::\n~~~\n:::", "~~~\n:::\n~~~"),
        (":::{note}\n::::\n:::", "::::"),
        (":::{note}\n:::  ", ""),
    ],
)
def test_body_ends_at_its_own_fence(text: str, body: str) -> None:
    assert one(text).body == body


@pytest.mark.parametrize("text", ["```text\n:::{note}\n```", "~~~\n:::{note}\n:::\n~~~", "a :::{note}", ":::note\n:::"])
def test_what_is_no_directive_stays_prose(text: str) -> None:
    assert scan(text, "f") == ([Prose(text, 1)], [])


def test_directive_without_end_is_told_where_it_begins() -> None:
    pieces, (finding,) = scan("Un.\n\n:::{note}\nDeux.", "f", line=4)
    assert (finding.rule.code, finding.location.line, finding.location.column) == ("MF2006", 6, 1)
    assert len(pieces) == 2


def test_wrong_yaml_of_options_is_told_in_its_place() -> None:
    _, (finding,) = scan(":::{note}\n---\na: b: c\n---\n:::", "f", line=4)
    assert (finding.rule.code, finding.location.line, finding.location.column) == ("MF1013", 6, 5)


@given(st.lists(st.sampled_from(["Un.", "", ":::{note}", "::::{note}", ":::", "::::", "```", "---", ":a: b", "- x"])))
def test_no_line_is_lost_or_read_twice(lines: list[str]) -> None:
    pieces, _ = scan("\n".join(lines), "f")
    kept: list[str] = []
    for piece in pieces:
        kept += [""] * (piece.line - 1 - len(kept))
        kept += piece.text.split("\n") if isinstance(piece, Prose) else piece.source
    assert kept == lines[: len(kept)]
    assert not any(line.strip() for line in lines[len(kept) :])


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (":title: 12", "12"),
        (":title: {a: 1}", "{a: 1}"),
        (":title: no : # x", "no : # x"),
        (":height: 480", 480),
        (":wide: true", True),
        (":captions: {fr: a.srt}", {"fr": "a.srt"}),
        (":only: [fun]", ["fun"]),
        (":source: a.mov", "a.mov"),
        (":source: {marsha: x}", {"marsha": "x"}),
        (":unknown: 12", "12"),
    ],
)
def test_option_is_text_unless_its_field_is_something_else(option: str, value: Any) -> None:
    sourced, findings = typed(one(f":::{{x}}\n{option}\n:::"), Fields)
    assert findings == []
    assert list(sourced.data.values()) == [value]


def test_value_in_a_mapping_of_an_option_has_its_place() -> None:
    sourced, _ = typed(one(":::{x}\n:captions: {fr: a.srt, en: 1}\n:::"), Fields)
    assert (sourced.origin.at("captions", "en").line, sourced.origin.at("captions", "en").column) == (6, 28)
