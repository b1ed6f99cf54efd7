"""HTML that a platform exported, read as Markdown, renders as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from moocfab.prose.markdown import blocks, inline
from moocfab.safe.xml import fragments, parse
from moocfab.source.directives import Directive
from moocfab.source.markdown import FIT, Hooks, to_html


class Plain(Hooks):
    """The surroundings of a text that has no directives."""

    def directive(self, directive: Directive, line: int) -> str:
        raise AssertionError(directive.name)


def rendered(markdown: str) -> list[str]:
    found = fragments(to_html(markdown, Plain()))
    return [etree.tostring(node, encoding="unicode") for node in found]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>un <em>deux</em> <strong>trois</strong></p>", "un *deux* **trois**"),
        ("<p>2 * 3 &lt; 7 &amp; 1_000</p>", r"2 \* 3 < 7 & 1_000"),
        (r"<p>Soit \(x_1 * 2\), coûtant 5 $.</p>", r"Soit $x_1 * 2$, coûtant 5 \$."),
        (r"<p>\[\frac{a}{b}\]</p>", r"$$\frac{a}{b}$$"),
        ("<p>1. non</p>", r"1\. non"),
        ("<p># non</p>", r"\# non"),
        ("<p><code>a_b</code> et H<sub>2</sub>O</p>", "`a_b` et H<sub>2</sub>O"),
        ('<p><a href="/jump_to_id/x">ici</a></p>', "[ici](</jump_to_id/x>)"),
        (
            f'<p><img src="/static/a.png" alt="un [deux]" style="{FIT}"/></p>',
            r"![un \[deux\]](</static/a.png>)",
        ),
    ],
)
def test_paragraph_is_read_in_signs(html: str, markdown: str) -> None:
    assert inline(parse(html)) == markdown
    assert rendered(markdown) == [html]


def test_blocks_without_signs_stay_html() -> None:
    html = "<div><p>Voir :</p><pre>a\n\n  b</pre><ul><li>un</li><li>deux</li></ul></div>"
    nodes = list(parse(html))
    assert rendered(blocks(nodes)) == [etree.tostring(node, encoding="unicode") for node in nodes]


def test_text_beside_blocks_is_a_paragraph_of_its_own() -> None:
    assert inline(parse("<choice>avant<p>dedans</p>après<choicehint>non</choicehint></choice>")) == (
        "avant\n\ndedans\n\naprès\n\n<choicehint>non</choicehint>"
    )
    assert inline(parse("<choice>avant<choicehint>non</choicehint></choice>"), without=("choicehint",)) == "avant"


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), max_size=60))
def test_any_text_comes_through(text: str) -> None:
    element = etree.Element("p")
    element.text = " ".join(text.replace("\\(", "").replace("\\[", "").split())
    again = rendered(inline(element))
    assert again == ([etree.tostring(element, encoding="unicode")] if element.text else [])
