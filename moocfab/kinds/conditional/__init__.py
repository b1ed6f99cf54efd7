"""`conditional`: elements that learners see once they have answered others.

Form seen to work: conditional of the reference courses. A condition that no platform knows is a server error.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Text
from moocfab.kinds.conditional.rules import BRACES, NOT_ASKED, RULES, UNKNOWN
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes
from moocfab.kinds.fields import Elements, Id, Model, Words

_TAG = "conditional"
# What `state` is in OLX: each a question that a problem answers.
_STATES = {"answered": "attempted", "attempted": "attempted", "submitted": "submitted", "correct": "correct"}
# Of what learners do with a problem, only what one of its inputs takes can be asked.
_ASKED = frozenset({"problem"})


class When(Model):
    """What must have been done: every one of `elements` (their ids) in this state."""

    elements: Annotated[tuple[Id, ...], Field(min_length=1)]
    state: Literal["answered", "attempted", "submitted", "correct"] = "answered"


class ConditionalSpec(Spec):
    """Fields of `conditional`; `message` is what learners read before, `{link}` in it leads to the question."""

    when: When
    elements: Elements
    message: Annotated[Words, Field(min_length=1)] | None = None


def holds(spec: ConditionalSpec) -> dict[tuple[str | int, ...], Any]:
    """Return what is hidden at first."""
    return {("elements",): spec.elements}


def check(spec: ConditionalSpec, context: Context) -> None:
    """Report conditions that nobody could meet, and a message that the platform could not fill in."""
    for index, name in enumerate(spec.when.elements):
        place, found = context.at("when", "elements", index), context.find(name)
        if found is None or found[1] == context.name:
            context.report(UNKNOWN.at(place, name=name))
        elif found[0] not in _ASKED:
            context.report(NOT_ASKED.at(place, name=name))
    if spec.message and re.search("[{}]", spec.message.replace("{link}", "")):
        context.report(BRACES.at(context.at("message")))


def write(spec: ConditionalSpec, context: Context) -> Block:
    """Return the block with what it hides."""
    blocks = context.held("elements")
    found = [place for place in map(context.find, spec.when.elements) if place]
    inside = {block.element.get("url_name") for block in blocks}
    for index, (_, name) in enumerate(found):
        if name in inside:
            context.report(UNKNOWN.at(context.at("when", "elements", index), name=name))
    values = attributes(
        display_name=spec.title,
        sources=";".join(context.address(*place) for place in found),
        message=escape(spec.message, quote=False) if spec.message else None,
    )
    values[_STATES[spec.when.state]] = "True"
    return Block(etree.Element(_TAG, values), None, blocks)


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a block, what it holds apart; None where its condition is another."""
    if element.tag != _TAG:
        return None
    states = [name for name in ("correct", "submitted", "attempted") if element.get(name, "").lower() == "true"]
    names = [source.rpartition("/")[2].rpartition("@")[2] for source in element.get("sources", "").split(";")]
    if len(states) != 1 or not all(names):
        return None
    state = "answered" if states == ["attempted"] else states[0]
    fields: dict[str, Any] = {"when": {"elements": names, "state": state}}
    if element.get("display_name"):
        fields["title"] = element.get("display_name")
    message = element.get("message")
    return {**fields, "message": unescape(message)} if message else fields


def preview(spec: ConditionalSpec, context: Context) -> str:
    """Return what learners read before, and what they see after."""
    french = context.language == "fr"
    before = spec.message or ("À voir après la réponse." if french else "Shown after the answer.")
    names = ", ".join(spec.when.elements)
    return f"<p><em>{escape(before)} ({escape(names)})</em></p>{context.previewed('elements')}"


_LATER = Text("un problème ne le dit pas", "a problem does not say it")
KIND = Kind(
    name="conditional",
    spec=ConditionalSpec,
    tags={"fun": _TAG, "openedx": _TAG},
    write=write,
    read=read,
    preview=preview,
    check=check,
    holds=holds,
    apart=("elements",),
    body="elements",
    rules=RULES,
    offered={
        _TAG: {
            "sources": "when",
            "message": "message",
            "attempted": "when",
            "submitted": "when",
            "correct": "when",
        }
    },
    not_offered={
        _TAG: {
            "completed": _LATER,
            "poll_answer": Text("les sondages n'en ont pas la forme", "polls have not this form"),
            "voted": Text("les sondages n'en ont pas la forme", "polls have not this form"),
        }
    },
)
