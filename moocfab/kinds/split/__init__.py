"""`split`: one of several versions, drawn for each learner by an experiment of the course.

Form seen to work on both platforms: split of the reference courses. A group that is left out breaks pages, so each
has its arm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes
from moocfab.kinds.fields import Elements, Words
from moocfab.kinds.partitions import number
from moocfab.kinds.split.rules import ARMS, RULES, SAME_ARM, UNKNOWN
from moocfab.source.slug import slug
from moocfab.source.validate import guess

_TAG = "split_test"


class SplitSpec(Spec):
    """Fields of `split`."""

    experiment: Annotated[Words, Field(min_length=1)]
    arms: Annotated[dict[str, Elements], Field(min_length=1)]


def holds(spec: SplitSpec) -> dict[tuple[str | int, ...], Any]:
    """Return the arms."""
    return {("arms", name): content for name, content in spec.arms.items()}


def check(spec: SplitSpec, context: Context) -> None:
    """Report an experiment that the course lacks, and arms that are not its groups."""
    known = context.experiments
    name = str(spec.experiment)
    if name not in known:
        listed = ", ".join(known) or "—"
        place = context.at("experiment")
        context.report(UNKNOWN.at(place, name=name, known=listed, guess=guess(name, list(known))))
        return
    groups = [str(group) for group in known[name]]
    if set(spec.arms) != set(groups):
        arms, wanted = (", ".join(f"« {each} »" for each in names) for names in (spec.arms, groups))
        context.report(ARMS.at(context.at("arms"), name=name, arms=arms, groups=wanted))
    seen: set[str] = {""}
    for arm in spec.arms:
        if slug(arm) in seen:
            context.report(SAME_ARM.at(context.at("arms", arm), name=arm))
        seen.add(slug(arm))


def write(spec: SplitSpec, context: Context) -> Block:
    """Return the block with a vertical for each group."""
    name = str(spec.experiment)
    verticals = {arm: f"{context.name}-{slug(arm)}" for arm in spec.arms}
    children = {str(number("random", name, arm)): context.address("vertical", own) for arm, own in verticals.items()}
    values = attributes(
        display_name=spec.title,
        user_partition_id=number("random", name),
        group_id_to_child=json.dumps(children),
    )
    return Block(etree.Element(_TAG, values), None, tuple(_verticals(verticals, context)))


def _verticals(names: dict[str, str], context: Context) -> Iterator[Block]:
    for arm, name in names.items():
        element = etree.Element("vertical", url_name=name, display_name=arm)
        yield Block(element, None, context.held("arms", arm), context.at("arms", arm))


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a block, its experiment and arms apart: the policy has their names."""
    if element.tag != _TAG:
        return None
    title = element.get("display_name")
    return {"title": title} if title else {}


def preview(spec: SplitSpec, context: Context) -> str:
    """Return every version under its name."""
    return "".join(
        f"<section><p><strong>{escape(str(spec.experiment))} ({escape(arm)})</strong></p>"
        f"{context.previewed('arms', arm)}</section>"
        for arm in spec.arms
    )


KIND = Kind(
    name="split",
    spec=SplitSpec,
    tags={"fun": _TAG, "openedx": _TAG},
    write=write,
    read=read,
    preview=preview,
    check=check,
    holds=holds,
    apart=("experiment", "arms"),
    rules=RULES,
    offered={_TAG: {"user_partition_id": "experiment", "group_id_to_child": "arms"}},
)
