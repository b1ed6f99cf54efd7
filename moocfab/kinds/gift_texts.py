"""Texts of a GIFT question as Markdown."""

from __future__ import annotations

import re

from lxml import etree

from moocfab.prose.markdown import inline, plain_markdown
from moocfab.safe.xml import fragments
from moocfab.source.gift.model import Question, Text

_PLACE = "\ue000"
_DOLLARS = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)


def asked(question: Question) -> str:
    """Return what is asked as Markdown, a missing word as a blank."""
    if question.after is None:
        return markdown(question.ask)
    return around(question, r"\_\_\_\_\_")


def around(question: Question, missing: str) -> str:
    """Return the text of a missing word as Markdown, `missing` in the word's place."""
    after = question.after.text if question.after else ""
    place = question.blank.replace("_____", _PLACE)
    text = markdown(question.ask._replace(text=f"{question.ask.text}{place}{after}"))
    # A bracket or a colon after `[word]` would make a link of it.
    return re.sub(f"{_PLACE}(?=[(\\[:])", f"{_PLACE}\\\\", text).replace(_PLACE, missing)


def markdown(text: Text) -> str:
    """Return a text of any of Moodle's formats as Markdown.

    A text without a format is HTML in which line ends count; `$$…$$` is a formula to Moodle.
    """
    if text.format == "markdown":
        return text.text
    if text.format == "plain":
        return "\\\n".join(plain_markdown(line) for line in text.text.split("\n"))
    html = _DOLLARS.sub(r"\\(\1\\)", text.text).replace("@@PLUGINFILE@@/", "")
    if "<" not in html and "&" not in html:
        lines = html.split("\n") if text.format == "moodle" else [html]
        return "\\\n".join(plain_markdown(line) for line in lines)
    if text.format == "moodle":
        html = html.replace("\n", "<br/>")
    box = etree.Element("div")
    for node in fragments(f"<span>{html}</span>" if _is_inline(html) else html):
        box.append(node)
    return inline(box)


def _is_inline(html: str) -> bool:
    return not re.search(r"<(?:p|div|ul|ol|table|pre|h\d|blockquote|figure|hr)\b", html, re.IGNORECASE)
