"""The short way for plain lines goes where the long way goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from moocfab.safe.xml import fragments
from moocfab.source import markdown
from moocfab.source.markdown import Hooks, to_html

TYPED = st.text(alphabet=st.sampled_from("aéZ9_ ,;.?%/='’«»()-\u00a0\u202f:*#+&<[!\n"), max_size=20)


def long_way(text: str) -> str:
    parser = markdown._parser()
    return str(parser.renderer.render(parser.parse(text, {}), parser.options, {"hooks": Hooks(), "docId": ""}))


@given(st.from_regex(markdown._PLAIN, fullmatch=True))
def test_a_plain_line_is_what_markdown_makes_of_it(text: str) -> None:
    assert to_html(text, Hooks()) == long_way(text)


@given(TYPED.filter(lambda text: text.strip()))
def test_a_plain_paragraph_is_the_same_element_either_way(text: str) -> None:
    html = to_html(text, Hooks())
    (short, *_), (_, long) = fragments(html), fragments(f"<hr/>{html}")[:2]
    assert etree.tostring(short) == etree.tostring(long)
