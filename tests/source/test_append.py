"""An item more at the end of a list, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.source.append import appended
from moocfab.source.edit import apply
from moocfab.source.yaml import parse


def after(text: str, *steps: str | int, item: tuple[str, ...] = ("neuf.md",)) -> str:
    return apply(text.encode(), [appended(text, steps, item)]).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [un.md]\nb: 1\n", "a: [un.md, neuf.md]\nb: 1\n"),
        ("a: [un.md, ]  # fin\n", "a: [un.md,  neuf.md]  # fin\n"),
        ("a: [\n  un.md,\n  deux.md\n]\n", "a: [\n  un.md,\n  deux.md\n, neuf.md]\n"),
        ("a:\n  - un.md # le premier\n\n# suite\nb: 1\n", "a:\n  - un.md # le premier\n  - neuf.md\n\n# suite\nb: 1\n"),
        ("a:\n- un.md", "a:\n- un.md\n- neuf.md"),
        ("a:\r\n  - un.md\r\nb: 1\r\n", "a:\r\n  - un.md\r\n  - neuf.md\r\nb: 1\r\n"),
        ("a:\n  - x: |\n      texte\n\nb: 1\n", "a:\n  - x: |\n      texte\n  - neuf.md\n\nb: 1\n"),
        ("a:\n  - {x: [1], y: 2}\n", "a:\n  - {x: [1], y: 2}\n  - neuf.md\n"),
    ],
)
def test_an_item_stands_at_the_end_of_its_list(text: str, expected: str) -> None:
    assert after(text, "a") == expected


def test_an_item_of_several_lines_keeps_its_indent() -> None:
    text = "s:\n    - id: un\n      units:\n      - a.md\n    - id: deux\n      units: [b.md]\n"
    made = after(text, "s", item=("id: trois", "units: [c.md]"))
    assert made == text + "    - id: trois\n      units: [c.md]\n"
    assert after(made, "s", 0, "units") == made.replace("      - a.md\n", "      - a.md\n      - neuf.md\n")


@pytest.mark.parametrize(("text", "item"), [("a: 1\n", ("x",)), ("b: [1]\n", ("x",)), ("a: [1]\n", ("x", "y"))])
def test_where_there_is_no_such_list_it_is_refused(text: str, item: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="a"):
        appended(text, ["a"], item)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["un", 2, True]),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, min_size=1),
    max_leaves=8,
)


@given(st.lists(VALUES, min_size=1, max_size=4), st.booleans())
def test_the_rest_of_the_data_stays_what_it_was(values: list[Any], flow: bool) -> None:
    import yaml

    text = yaml.safe_dump({"a": values, "b": 1}, default_flow_style=flow, sort_keys=False, width=40)
    sourced, findings = parse(after(text, "a"), "f")
    assert findings == []
    assert sourced is not None
    assert sourced.data == {"a": [*values, "neuf.md"], "b": 1}
