"""From HTML that a platform exported back to Markdown; what Markdown has no sign for stays HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from lxml import etree

from moocfab.source.markdown import FIT

XML = etree._Element
_MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_SIGNS = re.compile(r"[\\`*\[\]$]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
_BLOCK_START = re.compile(r"^(?:(?=[>{#:])|(?=[-+=](?:[-+= ]|$))|(\d+)(?=[.)](?: |$)))")
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_VOID = {"br", "img", "hr", "input", "source", "track", "wbr"}


def blocks(nodes: Iterable[XML]) -> str:
    """Return block elements as Markdown: paragraphs in its signs, all else as HTML."""
    return "\n\n".join(_block(node) for node in nodes).strip()


def inline(element: XML, *, without: tuple[str, ...] = ()) -> str:
    """Return what an element holds as Markdown on one line, children with a tag of `without` left out."""
    if any(child.tag in ("p", "ul", "ol", "pre", "table", "div") for child in element):
        return blocks(_paragraphs(element, without))
    return _started(_inside(element, without).strip())


def plain_markdown(text: str) -> str:
    """Return a plain text as Markdown that reads so."""
    return _started(_text(text).strip())


def _paragraphs(element: XML, without: tuple[str, ...]) -> list[XML]:
    """Return the children as blocks, bare text as paragraphs."""
    found: list[XML] = []
    texts = [element.text, *(child.tail for child in element)]
    for child, text in zip([None, *element], texts, strict=True):
        if child is not None and child.tag not in without:
            found.append(child)
        if text and text.strip():
            paragraph = etree.Element("p")
            paragraph.text = text
            found.append(paragraph)
    return found


def _block(node: XML) -> str:
    if node.tag == "p" and not node.attrib:
        return _started(_inside(node, ()).strip())
    html = etree.tostring(node, encoding="unicode", method="xml", with_tail=False)
    # A blank line would end a block of HTML.
    kept = node.tag == "pre" or node.find(".//pre") is not None
    return html.replace("\n", "&#10;") if kept else re.sub(r"\n\s*\n", "\n", html)


def _started(text: str) -> str:
    """Return a paragraph that Markdown does not take for a list, a heading or a quotation."""
    return _BLOCK_START.sub(lambda match: f"{match.group(1) or ''}\\", text, count=1)


def _inside(element: XML, without: tuple[str, ...]) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            parts.append(_span(child))
        parts.append(_text(child.tail))
    return "".join(parts)


def _span(element: XML) -> str:
    tag, body = str(element.tag), _inside(element, ())
    plain = bool(body.strip()) and body == body.strip()
    if tag == "span" and not element.attrib:
        return body
    if tag in _EMPHASIS and not element.attrib and plain:
        return f"{_EMPHASIS[tag]}{body}{_EMPHASIS[tag]}"
    if tag == "code" and not element.attrib and not len(element) and "`" not in (element.text or "`"):
        return f"`{element.text}`"
    if tag == "a" and set(element.attrib) == {"href"} and plain:
        return f"[{body}](<{element.get('href')}>)"
    if (
        tag == "img"
        and {"src", "alt"} <= set(element.attrib) <= {"src", "alt", "style"}
        and element.get("style", FIT) == FIT
    ):
        return f"![{_text(element.get('alt'))}](<{element.get('src')}>)"
    attributes = "".join(f' {name!s}="{escape(str(value))}"' for name, value in element.items())
    return f"<{tag}{attributes}/>" if tag in _VOID else f"<{tag}{attributes}>{body}</{tag}>"


def _text(text: str | None) -> str:
    """Return plain text, its mathematics between dollars and its signs escaped, its spaces single."""
    parts: list[str] = []
    end = 0
    source = re.sub(r"[ \t\r\n]+", " ", text or "")
    for match in _MATH.finditer(source):
        parts.append(_SIGNS.sub(r"\\\g<0>", source[end : match.start()]))
        parts.append(f"${match.group(1)}$" if match.group(1) else f"$${match.group(2)}$$")
        end = match.end()
    parts.append(_SIGNS.sub(r"\\\g<0>", source[end:]))
    return "".join(parts)
