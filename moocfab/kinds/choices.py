"""What questions with choices share: a choice, what can be wrong with a list of them, their preview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Annotated, Any, Protocol

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import Markdown, Model
from moocfab.kinds.problem import shielded
from moocfab.prose.markdown import inline


class Choice(Model):
    """A choice among several."""

    text: Annotated[Markdown, Field(min_length=1)]
    correct: bool = False


class Chosen(Protocol):
    """What every choice has."""

    @property
    def text(self) -> str:
        """Return what the learner reads."""

    @property
    def correct(self) -> bool:
        """Return whether it is right."""


SAME_CHOICE = Rule(
    "MF4322",
    "same-choice-twice",
    Severity.ERROR,
    Text("le choix « {text} » figure deux fois", "the choice “{text}” stands twice"),
    Text("changez ou retirez l'un des deux", "change or remove one of the two"),
    Text("L'apprenant ne peut pas savoir lequel des deux compte.", "The learner cannot tell which of the two counts."),
    "choices: [{text: une}, {text: une, correct: true}]",
    "choices: [{text: une}, {text: deux, correct: true}]",
)
ONE_RIGHT = Rule(
    "MF4323",
    "one-right-choice",
    Severity.ERROR,
    Text("{count} choix marqués justes : il en faut exactement un", "{count} choices are right: exactly one must be"),
    Text(
        "marquez le seul bon choix « correct: true » ; à plusieurs, prenez « kind: multiple_choice »",
        "mark the only right choice “correct: true”; for several take “kind: multiple_choice”",
    ),
    Text(
        "Sans bon choix, personne ne peut avoir juste ; une liste déroulante qui en a deux ne s'affiche pas.",
        "Without a right choice nobody can be right; a drop-down list that has two is not shown.",
    ),
    "choices: [{text: une}, {text: deux}]",
    "choices: [{text: une}, {text: deux, correct: true}]",
)


_SEEN = frozenset(("img", "iframe", "audio", "video", "hr"))
"""What is seen without a text."""
SHOWS_NOTHING = Rule(
    "MF4324",
    "shows-nothing",
    Severity.ERROR,
    Text("« {text} » ne montre rien : ce sont des signes de mise en forme", "“{text}” shows nothing: these are marks"),
    Text(
        "pour montrer un tel signe, mettez une barre oblique inverse devant lui : \\+, 1\\., \\<b>",
        "to show such a sign, put a backslash before it: \\+, 1\\., \\<b>",
    ),
    Text(
        "En Markdown, « + », « - », « 1. » et « # » commencent une liste ou un titre, et « <b> » met en gras.",
        "In Markdown “+”, “-”, “1.” and “#” begin a list or a title, and “<b>” makes bold.",
    ),
    "choices: [{text: '+', correct: true}, {text: fois}]",
    "choices: [{text: '\\+', correct: true}, {text: fois}]",
)


def check_shown(text: str, context: Context, *steps: str | int) -> None:
    """Report a text of which learners see nothing."""
    if context.plain(text):
        return
    if not any(node.tag in _SEEN for part in context.nodes(text, *steps) for node in part.iter()):
        context.report(SHOWS_NOTHING.at(context.at(*steps), text=text))


def check_one_right(choices: Sequence[Chosen], context: Context) -> None:
    """Report choices of which not exactly one is right."""
    right = sum(choice.correct for choice in choices)
    if right != 1:
        context.report(ONE_RIGHT.at(context.at("choices"), count=right))


def check_texts(choices: Sequence[Chosen], context: Context) -> None:
    """Report a choice of which nothing is seen, and two that read the same."""
    seen: dict[str, int] = {}
    for index, choice in enumerate(choices):
        check_shown(choice.text, context, "choices", index, "text")
        # A picture has no text of its own: then the source tells them apart.
        read = context.plain(choice.text) or choice.text
        if read in seen:
            first = context.at("choices", seen[read], "text")
            context.report(SAME_CHOICE.at(context.at("choices", index, "text"), text=read, related=[first]))
        seen.setdefault(read, index)


def add_choice(group: XML, choice: Chosen, context: Context, index: int) -> XML:
    """Append a choice to its group; return it."""
    element = etree.SubElement(group, "choice", {"correct": "true" if choice.correct else "false"})
    return shielded(context.inline(element, choice.text, "choices", index, "text"))


def add_hint(choice: XML, feedback: str, context: Context, *steps: str | int, **values: str) -> None:
    """Append what is said of a choice."""
    context.inline(etree.SubElement(choice, "choicehint", values), feedback, *steps)


_AS_HTML = re.compile('[<&"]')


def as_html(text: str, context: Context) -> str:
    """Return the sign of an option's text that the target takes for HTML, empty where there is none.

    Dogwood's template escapes neither the text nor the `value`.
    """
    found = _AS_HTML.search(text) if context.target.importer == "fun" else None
    return found.group() if found else ""


def option_text(text: str) -> str:
    """Return the text of an `<option>`, its apostrophes those of print where a straight one would cut it.

    capa joins options between straight quotes and knows an apostrophe only between two letters of ASCII.
    """
    left = re.sub("([A-Za-z])'([A-Za-z])", r"\1\2", text)
    return text.replace("'", "’") if "'" in left else text


def read_choice(element: XML) -> dict[str, Any]:
    """Return the fields of a choice, its hints apart."""
    choice: dict[str, Any] = {"text": inline(element, without=("choicehint",))}
    if element.get("correct", "").lower() == "true":
        choice["correct"] = True
    return choice


def buttons(choices: Sequence[Chosen], context: Context, kind: str) -> str:
    """Return the choices as `radio` buttons or as boxes (`checkbox`)."""
    name = escape(context.name)
    return "".join(
        f'<div><label><input type="{kind}" name="{name}"/> {_inline(choice, context, index)}</label></div>'
        for index, choice in enumerate(choices)
    )


def _inline(choice: Chosen, context: Context, index: int) -> str:
    box = context.inline(etree.Element("span"), choice.text, "choices", index, "text")
    return etree.tostring(box, encoding="unicode", method="html")
