"""What a learner sees of a quiz."""

from __future__ import annotations

from html import escape

from lxml import etree

from moocfab.kinds.contract import Context
from moocfab.kinds.quiz.markup import fill, paragraphs, plain, published
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.prose.clean import clean
from moocfab.source.studio import parse
from moocfab.source.studio.model import Checks, Code, Heading, Label, Line, Number, Part, Prose, Radio, Select


def preview(spec: QuizSpec, context: Context) -> str:
    """Return the questions with their inputs."""
    notation = parse(published(spec.quiz, context))
    found: list[str] = []
    for number, question in enumerate(notation.questions):
        label = ""
        for index, part in enumerate(question.parts):
            if isinstance(part, Label):
                label = plain(part.text)
            found.append(_shown(part, f"{context.name}-{number}-{index}", label))
    return "\n".join(text for text in found if text)


def _shown(part: Part, name: str, label: str) -> str:
    match part:
        case Heading():
            return f"<h3>{_html(part.text)}</h3>"
        case Prose():
            return clean("".join(etree.tostring(child, encoding="unicode") for child in paragraphs(part.text)))[0]
        case Code():
            return f"<pre><code>{_html(part.text)}</code></pre>"
        case Label():
            more = f"<p><small>{_html(part.description)}</small></p>" if part.description else ""
            return f"<p><strong>{_html(part.text)}</strong></p>{more}"
        case Radio():
            return _boxes("radio", [choice.text for choice in part.choices], name, label)
        case Checks():
            return _boxes("checkbox", [choice.text for choice in part.choices], name, label)
        case Select():
            options = "".join(f"<option>{escape(plain(choice.text))}</option>" for choice in part.choices)
            return f'<p><select aria-label="{escape(label)}">{options}</select></p>'
        case Number() | Line():
            return f'<p><input type="text" aria-label="{escape(label)}"/></p>'
    return ""


def _boxes(kind: str, texts: list[str], name: str, label: str) -> str:
    items = "".join(
        f'<p><label><input type="{kind}" name="{escape(name)}"/> {_html(text)}</label></p>' for text in texts
    )
    return f'<fieldset aria-label="{escape(label)}">{items}</fieldset>'


def _html(text: str) -> str:
    """Return a text with tags, without those that act."""
    whole = etree.tostring(fill(etree.Element("span"), text), encoding="unicode")
    return clean(whole)[0].removeprefix("<span>").removesuffix("</span>")
