"""`text`: a run of prose, the platform's html component."""

from __future__ import annotations

from typing import Any

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes
from moocfab.kinds.fields import Markdown


class TextSpec(Spec):
    """Fields of `text`."""

    body: Markdown


def write(spec: TextSpec, context: Context) -> Block:
    """Return an html component; its HTML stands in a file of its own."""
    element = etree.Element("html", attributes(filename=context.name, display_name=spec.title))
    return Block(element, context.html(spec.body, "body"))


def read(element: XML, content: str | None) -> dict[str, Any] | None:
    """Return the fields of an html component; HTML is Markdown as it stands."""
    if element.tag != "html" or content is None:
        return None
    fields: dict[str, Any] = {"body": content.strip()}
    if element.get("display_name"):
        fields["title"] = element.get("display_name")
    return fields


def preview(spec: TextSpec, context: Context) -> str:
    """Return the text."""
    return context.html(spec.body, "body")


_NOT_NEEDED = Text("la conversion LaTeX de Studio est abandonnée", "Studio's LaTeX conversion is abandoned")

KIND = Kind(
    name="text",
    spec=TextSpec,
    tags={"fun": "html", "openedx": "html"},
    write=write,
    read=read,
    preview=preview,
    body="body",
    offered={"html": {"display_name": "title"}},
    not_offered={
        "html": {
            "editor": Text("moocfab écrit le HTML lui-même", "moocfab writes the HTML itself"),
            "use_latex_compiler": _NOT_NEEDED,
            "source_code": _NOT_NEEDED,
        }
    },
)
