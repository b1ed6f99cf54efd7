"""Places in a text: which brackets are some, and what stands there in the end."""

from __future__ import annotations

import pytest
from lxml import etree

from moocfab.kinds.brackets import filled, marked, near, taken_out
from moocfab.kinds.contract import XML
from moocfab.safe.xml import fragments


def made(name: str) -> XML:
    element = etree.Element("i")
    element.text = name
    return element


def shown(html: str) -> tuple[str, list[str]]:
    nodes, found = filled(fragments(marked(html, ["a", "b"])), ["a", "b"], made)
    return "".join(etree.tostring(node, encoding="unicode") for node in nodes), found


@pytest.mark.parametrize(
    "text", ["[a](x)", "[a][b]", "[a]: x", r"\[a]", "[c]", "[a\nb]", "[ a]"],
)  # fmt: skip
def test_what_is_no_place_stays(text: str) -> None:
    assert marked(text, ["a"]) == text


@pytest.mark.parametrize(
    ("html", "filled_in"),
    [
        ("<p>[a] et [b].</p>", "<p><i>a</i> et <i>b</i>.</p>"),
        ("<p><b>[a]</b>[b]</p>", "<p><b><i>a</i></b><i>b</i></p>"),
        ("<p>[b]<br/>[a] z</p>", "<p><i>b</i><br/><i>a</i> z</p>"),
    ],
)  # fmt: skip
def test_place_is_filled(html: str, filled_in: str) -> None:
    text, found = shown(html)
    assert text == filled_in
    assert sorted(found) == ["a", "b"]


@pytest.mark.parametrize(
    "html", ["<p><code>[a]</code> b</p>", r"<p>\(x_[a] + 1\) b</p>", '<p><img alt="[a]"/></p>', "<pre><b>[a]</b></pre>"]
)
def test_place_in_code_a_formula_or_an_attribute_is_text_again(html: str) -> None:
    assert shown(html) == (html, [])


def test_what_is_taken_out_leaves_its_name() -> None:
    [root] = fragments("<div>x <i>1</i> y<b>z</b><i>2</i></div>")
    restored = taken_out(dict(zip(root.findall("i"), "ab", strict=True)))
    assert restored(etree.tostring(root, encoding="unicode")) == "<div>x [a] y<b>z</b>[b]</div>"


def test_near_is_another_name_alone() -> None:
    assert near("[debit] et [support]", "debits") == "debit"
    assert near("[debit]", "debit") == ""
