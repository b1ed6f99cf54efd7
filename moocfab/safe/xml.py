"""XML and HTML, read without entities, network or DTD: the only door to lxml's parsers."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

XML = etree._Element
_PARAGRAPH = re.compile(r"<p>([^<&\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*)</p>\n?")
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Malformed(ValueError):
    """Text that is not well-formed XML: where (1-based) and what the parser says."""

    def __init__(self, line: int, column: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.column = column
        self.problem = problem


def parse(data: bytes | str) -> XML:
    """Return the root element of an XML document.

    Entities of a DOCTYPE are never expanded, nothing else is read, deep and huge trees are refused.

    Raises:
        Malformed: the text is not well-formed.
    """
    if isinstance(data, str):
        data = data.encode("utf-8")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Malformed(max(1, line or 1), max(1, column or 1), error.msg or "?") from None
    if root is None:
        raise Malformed(1, 1, "no element")
    return root


def fragments(markup: str) -> list[XML]:
    """Return what a piece of HTML holds as elements that are well-formed XML, text before the first in a `<p>`.

    Entities become characters, void elements and open tags are closed.
    """
    if not markup.strip():
        return []
    plain = _PARAGRAPH.fullmatch(markup)
    if plain:
        return [_paragraph(plain.group(1))]
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = lxml_html.fromstring(f"<div>{printable(markup)}</div>".encode(), parser=parser)
    found: list[XML] = []
    if root.text and root.text.strip():
        lead = etree.Element("p")
        lead.text = root.text.strip()
        found.append(lead)
    for child in list(root):
        if not isinstance(child.tag, str):
            continue
        tail, child.tail = child.tail, None
        found.append(_plain(child))
        if tail and tail.strip():
            found.append(_paragraph(tail.strip()))
    return found


def serialize(element: XML) -> bytes:
    """Return an element as a UTF-8 document of its own, without declaration, ended by a line end."""
    return etree.tostring(element, encoding="utf-8", with_tail=False) + b"\n"


def printable(text: str) -> str:
    """Return `text` without the characters that XML does not allow."""
    return _CONTROL.sub("", text)


def _paragraph(text: str) -> XML:
    element = etree.Element("p")
    element.text = text
    return element


def _plain(element: XML) -> XML:
    """Return the same tree made of plain elements, comments and names that XML does not allow left out."""
    copy = etree.Element(element.tag if _NAME.fullmatch(str(element.tag)) else "span")
    for name, value in element.items():
        if _NAME.fullmatch(str(name)):
            copy.set(name, value)
    copy.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            made = _plain(child)
            made.tail = child.tail
            copy.append(made)
        elif child.tail:
            _append_text(copy, child.tail)
    return copy


def _append_text(parent: XML, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
