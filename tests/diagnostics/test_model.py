"""Findings: their texts, their order, each once."""

from __future__ import annotations

import dataclasses

import pytest

from moocfab.diagnostics import Location, Report, Rule, Severity, Text

RULE = Rule(
    "MF1999", "a-slug", Severity.WARNING, Text("« {name} »", "“{name}”"), Text("{what} !", "{what}!"),
    Text("Pourquoi.", "Why."), "a", "b",
)  # fmt: skip


def test_texts_are_filled_in_their_language() -> None:
    finding = RULE.at(Location("a", 2, 3), name="x", what=Text("quoi", "what"))
    assert (finding.message(), finding.message("en")) == ("« x »", "“x”")
    assert (finding.hint(), finding.hint("en")) == ("quoi !", "what!")
    assert str(finding.location) == "a:2:3"


def test_text_for_learners_is_french_in_a_french_course_alone() -> None:
    assert [Text("quoi", "what").for_learners(language) for language in ("fr", "en", "de")] == ["quoi", "what", "what"]


def test_report_is_sorted_and_has_each_finding_once() -> None:
    places = [Location("b"), Location("a", 10), Location("a", 9, 2), Location("a", 9, 1), Location("a", 10)]
    report = Report.of(RULE.at(place, name="x", what="") for place in places)
    assert [str(finding.location) for finding in report] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]
    assert report.count(Severity.WARNING) == 4


@pytest.mark.parametrize(("level", "fails"), [("error", False), ("warning", True), ("info", True)])
def test_report_fails_at_its_level_and_above(level: str, fails: bool) -> None:
    assert Report.of([RULE.at(Location("a"), name="", what="")]).fails(Severity(level)) is fails


@pytest.mark.parametrize("code", ["MF999", "MF0001", "XX1000", "MF12345"])
def test_code_has_four_digits(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        dataclasses.replace(RULE, code=code)
