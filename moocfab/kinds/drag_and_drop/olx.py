"""A drag-and-drop problem as OLX; form seen to work: drag-drop of the reference course."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from moocfab.kinds.contract import XML, Block, Context, Picture, attributes, valid
from moocfab.kinds.drag_and_drop.spec import DragAndDropSpec, Item, Zone, numbered
from moocfab.kinds.problem import inner
from moocfab.prose.markdown import blocks, inline, plain_markdown
from moocfab.safe.xml import fragments

# In which a picture fits beside a course's menu.
WIDEST = 1000


def write(spec: DragAndDropSpec, context: Context) -> Block:
    """Return the block, which stands inline."""
    values = attributes(
        display_name=spec.title,
        mode=spec.mode,
        question_text=context.html(spec.ask, "ask").strip(),
        weight=spec.points,
        max_attempts=spec.attempts if spec.mode == "assessment" else None,
        max_items_per_zone=spec.per_zone,
        showanswer=spec.show_answer or context.defaults.get("show_answer"),
        data=json.dumps(_data(spec, context), ensure_ascii=False),
    )
    return Block(etree.Element("drag-and-drop-v2", {"xblock-family": "xblock.v1", **values}))


def picture(spec: DragAndDropSpec, context: Context) -> Picture | None:
    """Return the picture as it is shown."""
    return context.picture(spec.image, WIDEST, "image")


def _data(spec: DragAndDropSpec, context: Context) -> dict[str, Any]:
    shown = picture(spec, context) or Picture(spec.image, 0, 0)
    return {
        "targetImg": shown.address,
        "targetImgDescription": str(spec.alt),
        "displayBorders": spec.borders,
        "displayLabels": spec.labels,
        "zones": [_zone(zone, shown.scale) for zone in spec.zones],
        "items": [_item(item, context, index) for index, item in enumerate(spec.items)],
        "feedback": {"start": line(spec.intro, context, "intro"), "finish": line(spec.finish, context, "finish")},
    }


def _zone(zone: Zone, scale: float) -> dict[str, Any]:
    sides = (_number(round(value * scale, 1)) for value in zone.at)
    place = dict(zip(("x", "y", "width", "height"), sides, strict=True))
    texts = {"title": str(zone.title), "description": str(zone.description or "")}
    return {"uid": zone.id, **texts, **place, "align": "center"}


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _item(item: Item, context: Context, index: int) -> dict[str, Any]:
    address = context.asset(item.image, "items", index, "image") if item.image else ""
    return {
        "id": item.number,
        "displayName": line(item.text, context, "items", index, "text"),
        "imageURL": address,
        **({"imageDescription": str(item.alt)} if item.image else {}),
        "feedback": {
            "correct": line(item.right, context, "items", index, "right"),
            "incorrect": line(item.wrong, context, "items", index, "wrong"),
        },
        "zones": list(item.zones),
    }


def line(text: str | None, context: Context, *steps: str | int) -> str:
    """Return a text of one line as HTML."""
    return inner(context.inline(etree.Element("p"), text, *steps)) if text else ""


_NAMES = {
    "display_name": "title", "mode": "mode", "weight": "points", "max_attempts": "attempts",
    "max_items_per_zone": "per_zone", "showanswer": "show_answer",
}  # fmt: skip
_OTHER = {"url_name", "xblock-family", "question_text", "show_question_header", "show_title", "data"}
_ITEM = {"id", "displayName", "imageURL", "imageDescription", "feedback", "zones"}
_ZONE = {"uid", "title", "description", "x", "y", "width", "height", "align"}


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a drag-and-drop problem, None where they would lose something of it."""
    known = {*_NAMES, *_OTHER}
    hidden = "false" in (element.get("show_title", "").lower(), element.get("show_question_header", "").lower())
    if element.tag != "drag-and-drop-v2" or hidden or any(v for name, v in element.items() if name not in known):
        return None
    try:
        fields = _read_data(json.loads(element.get("data") or ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    fields |= {field: element.get(name) for name, field in _NAMES.items() if element.get(name)}
    fields["ask"] = blocks(fragments(element.get("question_text") or ""))
    return valid(DragAndDropSpec, {name: value for name, value in fields.items() if value is not None})


def _read_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that `data` holds.

    Raises:
        ValueError: it holds more.
        KeyError, TypeError, AttributeError: it has another shape.
    """
    feedback = data.get("feedback", {})
    return {
        "image": data["targetImg"],
        "alt": data["targetImgDescription"],
        "borders": data.get("displayBorders", True),
        "labels": data.get("displayLabels", True),
        "zones": [_read_zone(zone) for zone in data["zones"]],
        "items": [_read_item(item) for item in data["items"]],
        "intro": _read_line(feedback.get("start")),
        "finish": _read_line(feedback.get("finish")),
    }


def _read_zone(zone: Mapping[str, Any]) -> dict[str, Any]:
    if set(zone) - _ZONE or zone.get("align", "center") != "center":
        raise ValueError("zone")
    at = [zone[name] for name in ("x", "y", "width", "height")]
    return {"id": zone["uid"], "title": zone["title"], "at": at, "description": zone.get("description") or None}


def _read_item(item: Mapping[str, Any]) -> dict[str, Any]:
    if set(item) - _ITEM:
        raise ValueError("item")
    feedback = item.get("feedback", {})
    fields = {
        "text": _read_line(item.get("displayName")),
        "image": item.get("imageURL") or None,
        "alt": item.get("imageDescription") or None,
        "zones": item["zones"],
        "right": _read_line(feedback.get("correct")),
        "wrong": _read_line(feedback.get("incorrect")),
    }
    if item["id"] != numbered(fields["text"], fields["image"]):
        fields["key"] = item["id"]
    return {name: value for name, value in fields.items() if value is not None}


def _read_line(text: str | None) -> str | None:
    if not text:
        return None
    found = fragments(f"<p>{text}</p>")
    return inline(found[0]) if len(found) == 1 else plain_markdown(text)
