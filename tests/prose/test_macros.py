r"""Macros are expanded as LaTeX would."""

from __future__ import annotations

import pytest

from moocfab.prose.macros import expand

MACROS = {r"\R": r"\mathbb{R}", r"\norm": r"\lVert #1 \rVert", "pair": "(#1, #2)", r"\V": r"\R^n", r"\loop": r"\loop x"}


@pytest.mark.parametrize(
    ("source", "expanded"),
    [
        (r"x \in \R", r"x \in \mathbb{R}"),
        (r"\Re + \R_+", r"\Re + \mathbb{R}_+"),
        (r"\norm{x}", r"\lVert x \rVert"),
        (r"\norm {\frac{a}{b}}", r"\lVert \frac{a}{b} \rVert"),
        (r"\norm{\norm{x}}", r"\lVert \lVert x \rVert \rVert"),
        (r"\pair{a}{b}", "(a, b)"),
        (r"\pair{a}", r"\pair{a}"),
        (r"\norm{a", r"\norm{a"),
        (r"\V", r"\mathbb{R}^n"),
        ("a + b", "a + b"),
    ],
)
def test_macro_is_expanded(source: str, expanded: str) -> None:
    assert expand(source, MACROS) == expanded


def test_macro_that_uses_itself_comes_to_an_end() -> None:
    assert len(expand(r"\loop", MACROS)) < 1000
    assert len(expand(r"\a", {r"\a": r"\a\a"})) < 1_000_000
