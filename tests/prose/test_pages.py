"""What every directive promises: a page in both languages, whose examples become their golden HTML without findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moocfab import catalogue
from moocfab.prose import DIRECTIVES
from moocfab.prose.clean import clean
from tests.prose.conftest import EXAMPLES, LANGUAGES, TARGETS, UNIT, Check, Example, examples, html

GOLDEN = Path(__file__).parents[1] / "golden" / "prose"
KEY = re.compile(r"-[0-9a-f]{16}\.")
"""Of what is made of a master: another one whenever it is made otherwise."""
CASES = {path.name for path in (Path(__file__).parents[1] / "cases").glob("MF*")}


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_has_its_page_in_both_languages(name: str) -> None:
    french, english = catalogue.explain(name, "fr"), catalogue.explain(name, "en")
    assert french and english
    assert french != english
    for page in (french, english):
        assert f"`{name}`" in page.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_page_shows_the_directive_and_all_of_its_options(name: str, language: str) -> None:
    page = catalogue.explain(name, language) or ""
    assert any(f"{{{name}}}" in example.text for example in examples(catalogue.page_of(name), language))
    directive = DIRECTIVES[name]
    options = set(directive.options.model_fields) - {directive.argument}
    assert [option for option in options if not re.search(rf"[`:]{option}[`:]", page)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_becomes_its_golden_html_without_findings(example: Example, checked: Check, regenerate: bool) -> None:
    found = checked(example.text, example.language)
    assert [f.message("en") for f in found.report if f.location.path.endswith(UNIT)] == []
    for target in TARGETS:
        path = GOLDEN / target / f"{example.name}.html"
        made = KEY.sub("-<key>.", html(found, target))
        if regenerate:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, encoding="utf-8")
        assert made == path.read_text("utf-8")


def test_words_of_ours_are_english_in_a_course_of_a_third_language(checked: Check) -> None:
    made = html(checked(":::{attention} Achtung\nHeiß.\n:::", "de"), "openedx")
    assert "<strong>Warning: Achtung</strong>" in made


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_cleaning_takes_nothing_from_what_a_directive_makes(example: Example, checked: Check) -> None:
    assert clean(html(checked(example.text, example.language), "fun"))[1] == []


def test_every_rule_has_a_failing_case() -> None:
    rules = {rule for directive in DIRECTIVES.values() for rule in directive.rules}
    assert sorted(rule.code for rule in rules if f"{rule.code}-{rule.slug}" not in CASES) == []


def test_golden_files_are_those_of_an_example() -> None:
    files = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.html")}
    assert files == {f"{target}/{example.name}.html" for target in TARGETS for example in EXAMPLES}
