"""YAML as teachers type it: what it means, and what is said of slips, in their place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.source.slips import MAX_DEPTH
from moocfab.source.yaml import parse


def found(text: str, **place: int) -> list[str]:
    return [f"{f.location.line}:{f.location.column} {f.rule.code}" for f in parse(text, "f", **place)[1]]


def data(text: str) -> Any:
    sourced, findings = parse(text, "f")
    assert findings == []
    assert sourced is not None
    return sourced.data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("True", "True"), ("NULL", "NULL"), ("12:30", "12:30"),
        ("0123", "0123"), ("e1", "e1"), ("-e3", "-e3"), (".e5", ".e5"), ("1٣", "1٣"), ("2,4", "2,4"),
        ("1_000", "1_000"), ("0x1F", "0x1F"), (".inf", ".inf"), (".nan", ".nan"),
        ("2027-01-18", "2027-01-18"), ("40%", "40%"), ("true", True), ("false", False), ("null", None), ("~", None),
        ("", None), ("12", 12), ("-3", -3), ("2.5", 2.5), (".5", 0.5), ("1e3", 1000.0), ("'12'", "12"),
        ('"true"', "true"), ("x#y", "x#y"), ("50 % ?", "50 % ?"), ("Quel débit ?", "Quel débit ?"),
    ],
)  # fmt: skip
def test_plain_scalar_means_what_it_looks_like(text: str, value: object) -> None:
    assert data(f"a: {text}") == {"a": value}
    assert isinstance(data(f"a: {text}")["a"], type(value))


@pytest.mark.parametrize("text", ["2.50", "1.0e2", "+5", "-0", "5.", "12345678901234567890.0"])
def test_number_keeps_the_text_that_was_typed(text: str) -> None:
    number = data(f"a: {text}")["a"]
    assert isinstance(number, int | float)
    assert str(number) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2", ["2:1 MF1011"]),
        ("a: {b: 1, b: 2}", ["1:11 MF1011"]),
        ("a:\n\tb: 1", ["2:1 MF1012"]),
        ("a: 1\n\tb: 2", ["2:1 MF1012"]),
        ("titre: Cours : intro", ["1:14 MF1013"]),
        ("a: &x 1\nb: 2", ["1:4 MF1014"]),
        ("a: 1\nb: *x", ["2:4 MF1014"]),
        ("a: *important*", ["1:4 MF1014"]),
        ("a: **gras**", ["1:4 MF1014"]),
        ("a: " + "[" * 70 + "]" * 70, ["1:68 MF1015"]),
        ("[a]: b", ["1:1 MF1016"]),
        ("{a: b}: c", ["1:1 MF1016"]),
        ("a: !!python/name:os.system x", ["1:4 MF1017"]),
        ("a: @b", ["1:4 MF1017"]),
        ("a: `b`", ["1:4 MF1017"]),
        ("a: > citation", ["1:6 MF1017"]),
        ("a: - tiret", ["1:4 MF1017"]),
        ("a: 'l'été'", ["1:4 MF1017"]),
        ('a: "un" mot', ["1:4 MF1017"]),
        ("a: [lien](b.md)", ["1:4 MF1017"]),
        ("- a: {answer: 2,4}", ["1:15 MF1018"]),
        ("a: #1 des cours", ["1:4 MF1019"]),
        ("a: [1, 2\nb: 3", ["1:4 MF1010"]),
        ("a: {b: 1\n", ["1:4 MF1010"]),
        ('a: 1\nb: "abc\n', ["2:4 MF1010"]),
        ("- id: x\n   ask: y", ["2:7 MF1010"]),
        ("a: 1\n b: 2", ["2:3 MF1010"]),
        ("---\na: 1\n---\nb: 2", ["3:1 MF1010"]),
        ("a: 1\nb: \x07", ["2:4 MF1010"]),
        ("a: \x00", ["1:4 MF1010"]),
        ("", ["1:1 MF1003"]),
        ("# rien\n", ["1:1 MF1003"]),
    ],
)
def test_slip_is_named_in_its_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["a: # rien\nb: 1", "a:  # rien", "a:\n  # rien\n  b: 1", "a: 1 #1"])
def test_comment_is_no_slip(text: str) -> None:
    assert found(text) == []


def test_place_counts_from_where_the_text_begins() -> None:
    assert found("{a: 1, a: 2}", line=7, column=11) == ["7:18 MF1011"]
    assert found("a: 1\na: 2", line=7) == ["8:1 MF1011"]


def test_every_value_and_key_has_its_place() -> None:
    sourced, _ = parse('é: "œ 😀"\nb:\n  - c: 1\n    d: |\n      e\n', "f")
    assert sourced is not None
    at, key = sourced.origin.at, sourced.origin.key
    places = [at("é"), key("b", 0, "d"), at("b", 0, "c"), at("b", 0, "d"), at("b", 0, "absent"), at("absent")]
    assert [(place.line, place.column) for place in places] == [(1, 4), (4, 5), (3, 8), (4, 8), (3, 5), (1, 1)]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_separator_from_a_word_processor_is_no_line_end(separator: str) -> None:
    sourced, _ = parse(f"a: un{separator}deux\nb: 1", "f")
    assert sourced is not None
    assert sourced.data == {"a": f"un{separator}deux", "b": 1}
    assert sourced.origin.at("b").line == 2


def test_depth_is_limited_before_the_parser_would_crash() -> None:
    assert found("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert found("[" * 100_000) == ["1:1001 MF1015"]


@given(st.text())
def test_any_text_is_data_or_a_finding(text: str) -> None:
    sourced, findings = parse(text, "f")
    assert sourced is not None or findings
    lines = text.split("\n")
    assert all(1 <= finding.location.line <= len(lines) + 1 for finding in findings)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner), max_leaves=8,
))  # fmt: skip
def test_json_is_read_as_it_stands(value: object) -> None:
    import json

    text = json.dumps({"a": value}, ensure_ascii=False)
    sourced, findings = parse(text, "f")
    assert findings == []
    assert sourced is not None
    assert sourced.data == {"a": value}
