"""`word_cloud`: words that learners give, the frequent ones larger."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes, renamed, valid
from moocfab.kinds.fields import Markdown
from moocfab.prose.markdown import plain_markdown


class WordCloudSpec(Spec):
    """Fields of `word_cloud`."""

    instructions: Markdown | None = None
    inputs: Annotated[int, Field(ge=1, le=20)] | None = None
    words: Annotated[int, Field(ge=1)] | None = None
    percent: bool | None = None


def write(spec: WordCloudSpec, context: Context) -> Block:
    """Return the block; form seen to work: word-cloud of the reference courses.

    Its instructions are a plain text on current Open edX and unknown to Dogwood: what does not fit is a text before.
    """
    values = attributes(
        display_name=spec.title,
        num_inputs=spec.inputs,
        num_top_words=spec.words,
        display_student_percents=spec.percent,
    )
    element = etree.Element("word_cloud", values)
    if not spec.instructions:
        return Block(element)
    nodes = context.nodes(spec.instructions, "instructions")
    plain = len(nodes) == 1 and nodes[0].tag == "p" and not len(nodes[0])
    if plain and "instructions" in context.target.blocks["word_cloud"].fields:
        element.set("instructions", nodes[0].text or "")
        return Block(element)
    return Block(element, before=context.html(spec.instructions, "instructions"))


_NAMES = {"display_name": "title", "num_inputs": "inputs", "num_top_words": "words"}


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a word cloud."""
    if element.tag != "word_cloud":
        return None
    fields = renamed(element, _NAMES)
    if percent := element.get("display_student_percents"):
        fields["percent"] = percent.lower() == "true"
    if instructions := element.get("instructions"):
        fields["instructions"] = plain_markdown(instructions)
    return valid(WordCloudSpec, fields)


def preview(spec: WordCloudSpec, context: Context) -> str:
    """Return the instructions and the inputs."""
    label = "Mot" if context.language == "fr" else "Word"
    inputs = "".join(
        f'<p><label>{label} {number} <input type="text"/></label></p>' for number in range(1, (spec.inputs or 5) + 1)
    )
    title = f"<p><strong>{escape(str(spec.title))}</strong></p>" if spec.title else ""
    return title + (context.html(spec.instructions, "instructions") if spec.instructions else "") + inputs


KIND = Kind(
    name="word_cloud",
    spec=WordCloudSpec,
    tags={"fun": "word_cloud", "openedx": "word_cloud"},
    write=write,
    read=read,
    preview=preview,
    body="instructions",
    before="instructions",
    offered={
        "word_cloud": {
            "num_inputs": "inputs", "num_top_words": "words", "display_student_percents": "percent",
            "instructions": "instructions",
        }
    },
)  # fmt: skip
