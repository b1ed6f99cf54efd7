"""`drag_and_drop`: items that learners drag to zones of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from html import escape

from moocfab.diagnostics import Text
from moocfab.kinds.contract import Context, Kind
from moocfab.kinds.drag_and_drop import olx
from moocfab.kinds.drag_and_drop.rules import (
    ATTEMPTS_UNUSED,
    NOTHING_TO_PLACE,
    OUTSIDE,
    RULES,
    SAME_TWICE,
    TOO_FULL,
    UNKNOWN_ZONE,
)
from moocfab.kinds.drag_and_drop.spec import DragAndDropSpec
from moocfab.source.markdown import FIT


def check(spec: DragAndDropSpec, context: Context) -> None:
    """Report what keeps learners from finishing, or is taken one for the other."""
    zones = [zone.id for zone in spec.zones]
    _once(zones, zones, context, "zones")
    shown = [str(item.text or item.image) for item in spec.items]
    _once([item.number for item in spec.items], shown, context, "items")
    for index, item in enumerate(spec.items):
        for place, zone in enumerate(item.zones):
            if zone not in zones:
                location = context.at("items", index, "zones", place)
                context.report(UNKNOWN_ZONE.at(location, zone=zone, known=", ".join(zones)))
    _inside(spec, context)
    if not any(item.zones for item in spec.items):
        context.report(NOTHING_TO_PLACE.at(context.at("items")))
    if spec.attempts and spec.mode == "standard":
        context.report(ATTEMPTS_UNUSED.at(context.at("attempts")))
    for zone, count in Counter(item.zones[0] for item in spec.items if len(item.zones) == 1).items():
        if spec.per_zone and count > spec.per_zone:
            context.report(TOO_FULL.at(context.at("per_zone"), count=count, zone=zone, limit=spec.per_zone))


def _inside(spec: DragAndDropSpec, context: Context) -> None:
    shown = olx.picture(spec, context)
    if shown is None:
        return
    width, height = round(shown.width / shown.scale), round(shown.height / shown.scale)
    for index, zone in enumerate(spec.zones):
        left, top, across, down = zone.at
        if left + across > width or top + down > height:
            context.report(OUTSIDE.at(context.at("zones", index, "at"), width=width, height=height))


def _once(keys: Sequence[Hashable], names: Sequence[str], context: Context, field: str) -> None:
    for index, (key, name) in enumerate(zip(keys, names, strict=True)):
        if key in keys[:index]:
            context.report(SAME_TWICE.at(context.at(field, index), name=name))


def preview(spec: DragAndDropSpec, context: Context) -> str:
    """Return the question, the picture, its zones and the items."""
    address = context.asset(spec.image, "image")
    picture = f'<p><img src="{escape(address)}" alt="{escape(str(spec.alt))}" style="{FIT}"/></p>'
    zones = "".join(f"<li>{escape(str(zone.title))}</li>" for zone in spec.zones)
    items = "".join(
        f"<li>{olx.line(item.text, context, 'items', index, 'text') or escape(str(item.alt))}</li>"
        for index, item in enumerate(spec.items)
    )
    return f"{context.html(spec.ask, 'ask')}{picture}<ul>{zones}</ul><ul>{items}</ul>"


_LOOK = Text("la mise en page est celle de la plateforme", "the layout is the platform's")

KIND = Kind(
    name="drag_and_drop",
    spec=DragAndDropSpec,
    tags={"openedx": "drag-and-drop-v2"},
    write=olx.write,
    read=olx.read,
    preview=preview,
    check=check,
    body="ask",
    rules=RULES,
    instead=Text(
        "ajoutez « only: [openedx] », et pour FUN une question à listes déroulantes (« select ») sous l'image",
        "add “only: [openedx]”, and for FUN a question with drop-down lists (“select”) below the picture",
    ),
    offered={
        "drag-and-drop-v2": {
            "data": "items", "mode": "mode", "max_attempts": "attempts", "weight": "points", "question_text": "ask",
            "max_items_per_zone": "per_zone", "showanswer": "show_answer",
        }
    },
    not_offered={
        "drag-and-drop-v2": {
            "show_title": _LOOK, "show_question_header": _LOOK, "item_background_color": _LOOK,
            "item_text_color": _LOOK,
        }
    },
)  # fmt: skip
