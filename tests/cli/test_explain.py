from __future__ import annotations

from moocfab import catalogue
from tests.cli.conftest import Command


def test_a_code_and_a_kind_are_explained_in_both_languages(moocfab: Command) -> None:
    assert moocfab("explain", "mf3012").out == catalogue.explain("MF3012", "fr")
    assert moocfab("explain", "single_choice", "--lang", "en").out == catalogue.explain("single_choice", "en")


def test_without_a_name_all_are_listed(moocfab: Command) -> None:
    listed = [line.split()[0] for line in moocfab("explain").out.splitlines()]
    pages = [*catalogue.KINDS, *catalogue.DIRECTIVES]
    assert listed[: len(pages)] == pages
    assert set(listed[len(pages) :]) == {rule.code for rule in catalogue.RULES}


def test_an_unknown_name_gets_its_neighbours(moocfab: Command) -> None:
    ran = moocfab("explain", "duplicated-id")
    assert (ran.status, ran.out) == (2, "")
    assert "duplicate-id" in ran.err
