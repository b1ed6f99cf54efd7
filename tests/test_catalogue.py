"""Every rule is in the catalogue, once, and has its page."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import pytest

import moocfab
from moocfab import catalogue
from moocfab.diagnostics import Rule


def written() -> Iterator[Rule]:
    """The rules that stand in any module of the package, as a constant or in a tuple of them."""
    for item in pkgutil.walk_packages(moocfab.__path__, "moocfab."):
        if item.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(item.name)).values():
            if isinstance(value, Rule):
                yield value
            elif isinstance(value, tuple):
                yield from (rule for rule in value if isinstance(rule, Rule))


def test_every_rule_is_listed() -> None:
    found = {rule.code: rule for rule in written()}
    assert len(found) > 30
    assert sorted(set(found) - {rule.code for rule in catalogue.RULES}) == []


@pytest.mark.parametrize("field", ["code", "slug"])
def test_no_two_rules_share(field: str) -> None:
    rules = {id(rule): rule for rule in (*written(), *catalogue.RULES)}.values()
    counts = Counter(getattr(rule, field) for rule in rules)
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_rule_is_listed_twice() -> None:
    assert [code for code, count in Counter(rule.code for rule in catalogue.RULES).items() if count > 1] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("rule", catalogue.RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: Rule, language: str) -> None:
    page = catalogue.explain(rule.code, language)
    assert page is not None
    assert rule.why.in_language(language) in page
    assert rule.why.in_language(language).endswith((".", "!", "?"))
    assert not re.search(r"\{\w", page.split("## ")[0])
    assert rule.passes.splitlines()[-1].strip() in page


@pytest.mark.parametrize("name", ["MF3012", "mf3012", "3012", "duplicate-id"])
def test_a_rule_answers_to_its_names(name: str) -> None:
    found = catalogue.rule(name)
    assert found is not None
    assert found.code == "MF3012"


@pytest.mark.parametrize("name", catalogue.KINDS)
def test_a_kind_has_its_page_in_both_languages(name: str) -> None:
    french, english = catalogue.explain(name, "fr"), catalogue.explain(name, "en")
    assert french and english
    assert french != english
    assert f"`{name}`" in french.splitlines()[0]


def test_page_of_a_rule() -> None:
    assert catalogue.explain("MF3012", "fr") == (
        "# MF3012 duplicate-id (erreur)\n\n"
        "« … » sert déjà à ….\n\n"
        "## Pourquoi\n\nDe deux éléments d'un même nom, la plateforme en perd un sans le dire.\n\n"
        "## Que faire\n\nDonnez à l'un des deux un autre identifiant.\n\n"
        "## Ce qui ne va pas\n\n    - id: debit\n    …\n    - id: debit\n\n"
        "## Ce qui va\n\n    - id: debit\n    …\n    - id: debit-2\n"
    )


def test_an_unknown_name_has_no_page_but_neighbours() -> None:
    assert catalogue.explain("MF0000", "fr") is None
    assert "duplicate-id" in catalogue.near("duplicated-id")
    assert "single_choice" in catalogue.near("single-choice")


def test_index_has_a_line_for_each() -> None:
    lines = dict(catalogue.index("fr"))
    assert set(lines) == {*catalogue.KINDS, *catalogue.DIRECTIVES, *(rule.code for rule in catalogue.RULES)}
    assert all(lines.values())
