"""Reports by hand, seen in every format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.diagnostics import Location, Report, Rule, Severity, Text
from moocfab.reporting import FORMATS, View
from moocfab.reporting.document import ReportDocument
from moocfab.reporting.excerpt import WIDTH, excerpt
from moocfab.reporting.json import schema

TAKEN = Rule(
    "MF9998", "taken", Severity.ERROR,
    Text("« {name} » sert déjà", "“{name}” is already used"), Text("changez l'un des deux", "change one of the two"),
    Text("", ""), "", "",
)  # fmt: skip
ODD = Rule(
    "MF9999", "odd", Severity.WARNING, Text("c'est étrange", "this is odd"), Text("", ""), Text("", ""), "", "",
)  # fmt: skip
LINES = ["title: Quiz", "questions:", "  - id: debit", "    kind: numérique"]
REPORT = Report.of(
    [
        TAKEN.at(Location("quiz.yml", 3, 9, 5), related=[Location("page.md", 31, 1)], name="debit"),
        ODD.at(Location("absent.yml")),
    ]
)


def view(language: str = "fr", *, colour: bool = False, lines: Sequence[str] = LINES) -> View:
    source = {"quiz.yml": lines}
    return View(language=language, colour=colour, version="1.2", lines=lambda path: source.get(path, ()))


def test_text_shows_place_line_carets_and_what_to_do() -> None:
    assert FORMATS["text"](REPORT, view()) == (
        "absent.yml:1:1: avertissement MF9999 c'est étrange\n"
        "\n"
        "quiz.yml:3:9: erreur MF9998 « debit » sert déjà\n"
        "    3 |   - id: debit\n"
        "      |         ^^^^^\n"
        "   = voir page.md:31:1\n"
        "   = changez l'un des deux\n"
    )


def test_text_in_english_with_colours() -> None:
    shown = FORMATS["text"](REPORT, view("en", colour=True))
    assert "\x1b[1;31merror MF9998\x1b[0m “debit” is already used\n" in shown
    assert "      | \x1b[31m        ^^^^^\x1b[0m\n" in shown
    assert "   = change one of the two\n" in shown


def test_short_is_one_line_each() -> None:
    assert FORMATS["short"](REPORT, view()) == (
        "absent.yml:1:1: avertissement MF9999 c'est étrange\nquiz.yml:3:9: erreur MF9998 « debit » sert déjà\n"
    )


@pytest.mark.parametrize("name", ["text", "short"])
def test_an_empty_report_says_nothing(name: str) -> None:
    assert FORMATS[name](Report(), view()) == ""


@pytest.mark.parametrize("name", ["text", "short"])
@given(value=st.text())
def test_an_author_cannot_command_the_terminal_nor_add_lines(name: str, value: str) -> None:
    report = Report.of([TAKEN.at(Location("quiz.yml", 1, 1), name=value)])
    plain = FORMATS[name](Report.of([TAKEN.at(Location("quiz.yml", 1, 1), name="x")]), view(lines=["x"]))
    shown = FORMATS[name](report, view(lines=[value.replace("\n", " ") or " "]))
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert shown.count("\n") <= plain.count("\n")


def test_json_has_the_published_form() -> None:
    made: Any = json.loads(FORMATS["json"](REPORT, view("en")))
    assert ReportDocument.model_validate_json(json.dumps(made), strict=False).counts.error == 1
    assert made["findings"][1] == {
        "code": "MF9998",
        "slug": "taken",
        "severity": "error",
        "message": "“debit” is already used",
        "hint": "change one of the two",
        "location": {"path": "quiz.yml", "line": 3, "column": 9, "length": 5},
        "related": [{"path": "page.md", "line": 31, "column": 1, "length": 1}],
    }
    assert made["counts"] == {"error": 1, "warning": 1, "info": 0}
    assert made["tool"] == {"name": "moocfab", "version": "1.2"}


def test_published_schema_is_the_one_of_the_document() -> None:
    published = json.loads(schema())
    assert published.pop("$schema") == "https://json-schema.org/draft/2020-12/schema"
    assert published.pop("$id") == "urn:moocfab:report:1"
    assert published == ReportDocument.model_json_schema()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_both_languages(name: str) -> None:
    assert FORMATS[name](REPORT, view("fr")) != FORMATS[name](REPORT, view("en"))


@pytest.mark.parametrize(
    ("line", "column", "length", "shown"),
    [
        ("a\tb: c", 3, 1, ["    1 | a b: c", "      |   ^"]),
        ("日本: x", 5, 1, ["    1 | 日本: x", "      |       ^"]),
        ("e\u0301t: x", 5, 1, ["    1 | e\u0301t: x", "      |    ^"]),
        ("a: b", 9, 4, ["    1 | a: b", "      |     ^"]),
        ("a: \x1b[31m", 4, 1, ["    1 | a: \N{REPLACEMENT CHARACTER}[31m", "      |    ^"]),
    ],
)
def test_carets_stand_below_what_they_mean(line: str, column: int, length: int, shown: list[str]) -> None:
    assert excerpt(Location("a", 1, column, length), [line]) == shown


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    source, carets = excerpt(Location("a", 1, 501, 4), [line])
    assert source[carets.index("^") :].startswith("HERE")
    assert carets.count("^") == 4
    assert len(source) <= WIDTH + 10
    assert source.startswith("    1 | …")
    assert source.endswith("…")


@given(line=st.text(max_size=300), column=st.integers(1, 400), length=st.integers(0, 400))
def test_an_excerpt_is_never_more_than_two_short_lines(line: str, column: int, length: int) -> None:
    shown = excerpt(Location("a", 1, column, length), [line])
    assert len(shown) in (0, 2)
    assert all(len(part) <= 2 * WIDTH + 10 for part in shown)
