"""`annotation`: a text with notes on some of its passages.

Both platforms have the block `annotatable`; its colours are those of its own code (`HIGHLIGHT_COLORS`).
"""

from __future__ import annotations

from copy import deepcopy
from html import escape
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import BeforeValidator, Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds import brackets
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec
from moocfab.kinds.fields import Markdown, Model, Words
from moocfab.prose.markdown import blocks

UNPLACED = Rule(
    "MF4561", "note-not-in-text", Severity.ERROR,
    Text("le texte n'a pas de passage [{name}]{guess}", "the text has no passage [{name}]{guess}"),
    Text("mettez-le entre crochets dans le texte, sans « : », « ( » ni « [ » juste après : [{name}]",
         "put it in brackets in the text, with no “:”, “(” or “[” right after it: [{name}]"),
    Text("Personne ne lirait cette note.", "Nobody would read this note."),
    "text: La pression augmente.\nnotes: {pression: Une force par unité de surface.}",
    "text: La [pression] augmente.\nnotes: {pression: Une force par unité de surface.}",
)  # fmt: skip


class Note(Model):
    """What is said of a passage."""

    text: Annotated[Words, Field(min_length=1)]
    title: Words | None = None
    color: Literal["yellow", "orange", "purple", "blue", "green"] = "yellow"


def _note(value: Any) -> Any:
    return value if isinstance(value, dict | Note) else {"text": value}


Notes = dict[str, Annotated[Note, BeforeValidator(_note, json_schema_input_type=Words | Note)]]


class AnnotationSpec(Spec):
    """Fields of `annotation`: `[passage]` in the text is one of `notes`."""

    text: Annotated[Markdown, Field(min_length=1)]
    notes: Annotated[Notes, Field(min_length=1)]
    instructions: Markdown | None = None


def check(spec: AnnotationSpec, context: Context) -> None:
    """Report notes on what the text does not have."""
    found = _filled(spec, context)[1]
    for name in spec.notes:
        if name not in found:
            near = brackets.near(spec.text, name)
            guess = Text(f" (vouliez-vous dire [{near}] ?)", f" (did you mean [{near}]?)") if near else Text("", "")
            context.report(UNPLACED.at(context.at("notes", name), name=name, guess=guess))


def _filled(spec: AnnotationSpec, context: Context) -> tuple[list[XML], list[str]]:
    nodes = context.nodes(brackets.marked(spec.text, spec.notes), "text")
    return brackets.filled(nodes, spec.notes, lambda name: _passage(name, spec.notes[name]))


def _passage(name: str, note: Note) -> XML:
    element = etree.Element("annotation")
    if note.title:
        element.set("title", note.title)
    element.set("body", note.text)
    element.set("highlight", note.color)
    element.text = name
    return element


def write(spec: AnnotationSpec, context: Context) -> Block:
    """Return an annotatable block."""
    element = etree.Element("annotatable", {"display_name": spec.title} if spec.title else {})
    if spec.instructions:
        etree.SubElement(element, "instructions").extend(context.nodes(spec.instructions, "instructions"))
    element.extend(_filled(spec, context)[0])
    return Block(element)


def read(element: XML, content: str | None) -> dict[str, Any] | None:
    """Return the fields of an annotatable block whose notes are on words alone."""
    if element.tag != "annotatable" or content is not None:
        return None
    copy = deepcopy(element)
    notes: dict[str, dict[str, str]] = {}
    places: dict[XML, str] = {}
    for passage in copy.iter("annotation"):
        name = " ".join((passage.text or "").split())
        if not name or len(passage) or name in notes or set("[]") & set(name) or passage.get("problem"):
            return None
        said = {"text": passage.get("body"), "title": passage.get("title"), "color": passage.get("highlight")}
        notes[name] = {field: str(value) for field, value in said.items() if value}
        places[passage] = name
    restored = brackets.taken_out(places)
    instructions = copy.find("instructions")
    fields: dict[str, Any] = {"notes": notes, "text": restored(blocks(e for e in copy if e is not instructions))}
    if instructions is not None:
        fields["instructions"] = blocks(instructions)
    return {**fields, "title": element.get("display_name")} if element.get("display_name") else fields


def preview(spec: AnnotationSpec, context: Context) -> str:
    """Return the text, its passages marked, the notes after it."""
    nodes, _ = _filled(spec, context)
    for passage in (passage for node in nodes for passage in [*node.iter("annotation")]):
        passage.tag = "mark"
        passage.attrib.clear()
    text = "".join(etree.tostring(node, encoding="unicode", method="html") for node in nodes)
    notes = (f"<dt>{escape(note.title or name)}</dt><dd>{escape(note.text)}</dd>" for name, note in spec.notes.items())
    said = context.html(spec.instructions, "instructions") if spec.instructions else ""
    return f"{said}{text}<dl>{''.join(notes)}</dl>"


KIND = Kind(
    name="annotation",
    spec=AnnotationSpec,
    tags={"fun": "annotatable", "openedx": "annotatable"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    body="text",
    rules=(UNPLACED,),
)
