"""Why an expression is wrong, in both languages."""

from __future__ import annotations

import re

import pytest

from moocfab.source.patterns import fault


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(ab", "une parenthèse n'est pas fermée, au signe 1"),
        ("ab)", "une parenthèse est fermée sans être ouverte, au signe 3"),
        ("[ab", "un crochet n'est pas fermé, au signe 1"),
        ("*ab", "il n'y a rien à répéter, au signe 1"),
        ("a**", "deux signes de répétition se suivent, au signe 3"),
        (r"a\q", "ce signe ne peut pas suivre « \\ », au signe 2"),
        ("[z-a]", "cet intervalle est à l'envers, au signe 2"),
        ("a{3,2}", "le moins dépasse le plus, au signe 3"),
        ("(?P<a>b)(?P<a>c)", "elle est fausse, au signe 13"),
    ],
)
def test_what_is_wrong_is_told_in_french_with_its_place(pattern: str, why: str) -> None:
    with pytest.raises(re.error) as caught:
        re.compile(pattern)
    assert fault(caught.value).fr == why


def test_signs_that_are_ours_are_not_counted() -> None:
    with pytest.raises(re.error) as caught:
        re.compile("^(ab$")
    assert fault(caught.value, before=1).en == "a parenthesis is not closed, at character 1"


def test_what_cannot_be_placed_is_too_long() -> None:
    assert fault(RecursionError()).fr == "elle est trop longue"
