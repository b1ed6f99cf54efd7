"""`completion`: a button by which learners say that they are done."""

from __future__ import annotations

from html import escape
from typing import Any

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes, valid


class CompletionSpec(Spec):
    """`completion` has no fields of its own."""


def write(spec: CompletionSpec, _context: Context) -> Block:
    """Return the block, which stands inline; form seen to work: completion of the reference course."""
    values = attributes(display_name=spec.title)
    return Block(etree.Element("done", {"xblock-family": "xblock.v1", **values, "align": "left"}))


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the title of a button, None where it is worth more or less than others."""
    if element.tag != "done" or element.get("weight") or element.get("align", "left") not in ("left", "right"):
        return None
    title = element.get("display_name")
    return valid(CompletionSpec, {"title": title} if title else {})


def preview(spec: CompletionSpec, context: Context) -> str:
    """Return the button."""
    label = "Marquer comme terminé" if context.language == "fr" else "Mark as complete"
    title = f"<p><strong>{escape(str(spec.title))}</strong></p>" if spec.title else ""
    return f"{title}<p><button>{label}</button></p>"


KIND = Kind(
    name="completion",
    spec=CompletionSpec,
    tags={"openedx": "done"},
    write=write,
    read=read,
    preview=preview,
    instead=Text(
        "ajoutez « only: [openedx] », et pour FUN un « single_choice » dont le bon choix est « J'ai terminé »",
        "add “only: [openedx]”, and for FUN a question: “single_choice”, whose right choice is “I am done”",
    ),
    not_offered={
        "done": {
            "align": Text("la place du bouton est affaire de mise en page", "where the button stands is layout"),
            "weight": Text("un bouton vaut un point, sans plus", "a button is worth one point, no more"),
        }
    },
)
