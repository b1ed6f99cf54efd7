"""`question_bank`: some of many questions, drawn anew for each learner.

Form seen to work on both platforms: bank-random of the reference courses. On current Open edX a bank names a
library that need not exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Questions, Spec, attributes
from moocfab.kinds.fields import SourcePath
from moocfab.kinds.gift_rules import RULES as GIFT_RULES
from moocfab.kinds.question_bank.rules import NOT_A_PROBLEM, PICK, POINTS, RESAMPLE, RULES

_TAG = "library_content"
_MARKED = ("problem", "openassessment")
"""What earns points once it is drawn."""


class QuestionBankSpec(Spec):
    """Fields of `question_bank`.

    `shuffle` is of the choices of its single-choice questions: which questions come, and in what order, is drawn
    in any case.
    """

    source: Annotated[SourcePath, Field(min_length=1)]
    pick: Annotated[int, Field(ge=1)]
    shuffle: bool = False
    resample: bool = False


def holds(spec: QuestionBankSpec) -> dict[tuple[str | int, ...], Questions]:
    """Return the files that its questions stand in."""
    return {("source",): Questions(spec.source, _shuffled) if spec.shuffle else Questions(spec.source)}


def _shuffled(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a question, its choices shuffled where it does not say or draw itself."""
    if fields.get("kind") != "single_choice" or {"shuffle", "pool"} & set(fields):
        return fields
    return {**fields, "shuffle": True}


def check(spec: QuestionBankSpec, context: Context) -> None:
    """Report what the target's bank cannot do."""
    if spec.resample and "allow_resetting_children" not in context.target.blocks[_TAG].fields:
        context.report(RESAMPLE.at(context.at("resample"), target=context.target.title))


def write(spec: QuestionBankSpec, context: Context) -> Block:
    """Return the bank with its questions."""
    blocks = context.held("source")
    _report(spec, blocks, context)
    values = attributes(
        display_name=spec.title,
        max_count=spec.pick,
        mode="random",
        source_library_id=f"library-v1:moocfab+{context.name}",
        allow_resetting_children=spec.resample or None,
    )
    known = {"display_name", *context.target.blocks[_TAG].fields}
    if context.target.importer == "fun":
        # The form that was seen to work there names no library.
        known.discard("source_library_id")
    return Block(etree.Element(_TAG, {key: value for key, value in values.items() if key in known}), None, blocks)


def _report(spec: QuestionBankSpec, blocks: tuple[Block, ...], context: Context) -> None:
    """Report what would make a draw unfair, or nothing of it."""
    marked = [block for block in blocks if block.element.tag in _MARKED]
    for block in blocks:
        if block not in marked:
            context.report(NOT_A_PROBLEM.at(block.location or context.at("source")))
    if blocks and spec.pick > len(marked):
        context.report(PICK.at(context.at("pick"), pick=spec.pick, count=len(marked)))
    points = {_points(block.element) for block in marked}
    if len(points) > 1 and spec.pick < len(marked):
        listed = ", ".join(f"{value:g}" for value in sorted(points))
        context.report(POINTS.at(context.at("pick"), points=listed))


def _points(element: XML) -> float:
    """Return what a question earns: its weight, else a point for each response; the most that a rubric gives."""
    if element.tag == "openassessment":
        criteria = (
            [int(option.get("points", "0")) for option in e.iterfind("option")] for e in element.iter("criterion")
        )
        return float(sum(max(levels, default=0) for levels in criteria))
    weight = element.get("weight")
    responses = sum(1 for node in element.iter() if str(node.tag).endswith("response"))
    return float(weight) if weight else float(responses)


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a bank, its questions apart; None where it does not draw a number of them."""
    count = element.get("max_count", "1").strip('"')
    if element.tag != _TAG or not re.fullmatch(r"0*[1-9]\d*", count, re.ASCII):
        return None
    fields: dict[str, Any] = {"title": element.get("display_name"), "pick": int(count)}
    if element.get("allow_resetting_children", "").lower() == "true":
        fields["resample"] = True
    return {key: value for key, value in fields.items() if value is not None}


def preview(spec: QuestionBankSpec, context: Context) -> str:
    """Return all of its questions, and how many of them a learner gets."""
    french = context.language == "fr"
    drawn = f"Questions tirées au sort : {spec.pick}" if french else f"Questions drawn at random: {spec.pick}"
    return f"<p><strong>{escape(drawn)}</strong></p>{context.previewed('source')}"


KIND = Kind(
    name="question_bank",
    spec=QuestionBankSpec,
    tags={"fun": _TAG, "openedx": _TAG},
    write=write,
    read=read,
    preview=preview,
    check=check,
    holds=holds,
    apart=("source", "shuffle"),
    argument="source",
    rules=(*RULES, *GIFT_RULES),
    offered={_TAG: {"max_count": "pick", "allow_resetting_children": "resample"}},
    not_offered={
        _TAG: {
            "mode": Text("le tirage est la seule façon qui existe", "drawing is the only mode there is"),
            "capa_type": Text("la réserve est un fichier que l'on choisit", "the bank is a file that one chooses"),
            "source_library_id": Text(
                "aucune bibliothèque n'est nécessaire ; le nom est donné d'office",
                "no library is needed; a name is given as a matter of course",
            ),
            "source_library_version": Text("aucune bibliothèque n'est nécessaire", "no library is needed"),
        }
    },
)
