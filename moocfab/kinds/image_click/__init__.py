"""`image_click`: a click into a region of a picture.

Facts, read in capa: the picture is the background of a box of `width` × `height` pixels, never scaled, so that a
large one is published smaller; a polygon is the hull of its points; neither platform shows `alt`, or a label.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Context, Picture
from moocfab.kinds.image_click.rules import FLAT, HOLLOW, OUTSIDE, RULES
from moocfab.kinds.image_click.spec import ImageClickSpec, Region, hollows
from moocfab.kinds.question import Part, question, question_kind
from moocfab.source.markdown import FIT

WIDEST = 800
"""What the column of a page holds, in pixels; a wider picture is published smaller."""
LEAST = 10
_SHOWN = Text("Image : {alt}", "Picture: {alt}")
_SAID = re.compile(r"(?:Image : |Picture: )(.*)", re.DOTALL)
_CORNERS = re.compile(r"[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]]\s*-\s*[(\[]\s*(\d+)\s*,\s*(\d+)\s*[)\]]")


def picture(spec: ImageClickSpec, context: Context) -> Picture | None:
    """Return the picture as it is shown."""
    return context.picture(spec.image, spec.width or WIDEST, "image")


def check(spec: ImageClickSpec, context: Context) -> None:
    """Report regions that nobody could hit, or that the platforms would not grade as drawn."""
    shown = picture(spec, context)
    if shown is None:
        return
    width, height = round(shown.width / shown.scale), round(shown.height / shown.scale)
    for index, region in enumerate(spec.regions):
        left, top, right, bottom = region.box()
        if left < 0 or top < 0 or right > width or bottom > height:
            context.report(OUTSIDE.at(context.at("regions", index), width=width, height=height))
        sides = (round((right - left) * shown.scale), round((bottom - top) * shown.scale))
        if min(sides) < LEAST:
            context.report(FLAT.at(context.at("regions", index), width=sides[0], height=sides[1], least=LEAST))
        for point in hollows(region.polygon or ()):
            context.report(HOLLOW.at(context.at("regions", index, "polygon", point), number=point + 1))


def content(spec: ImageClickSpec, context: Context) -> list[XML]:
    """Return the response with its question, what the picture shows said in words above it."""
    shown = picture(spec, context) or Picture(spec.image, 0, 0)
    response = etree.Element("imageresponse")
    said = etree.SubElement(response, "div")
    said.text = _SHOWN.for_learners(context.language).format(alt=spec.alt)
    control = etree.SubElement(response, "imageinput", src=shown.address)
    control.set("width", str(shown.width))
    control.set("height", str(shown.height))
    control.set("alt", spec.alt)
    rectangles = [_rectangle(region, shown.scale) for region in spec.regions if region.rectangle]
    if rectangles:
        control.set("rectangle", ";".join(rectangles))
    polygons = [_scaled(region, shown.scale) for region in spec.regions if region.polygon]
    if polygons:
        control.set("regions", json.dumps(polygons, separators=(",", ":")))
    return question(spec, context, response, control)


def _rectangle(region: Region, scale: float) -> str:
    left, top, right, bottom = (round(length * scale) for length in region.box())
    return f"({left},{top})-({right},{bottom})"


def _scaled(region: Region, scale: float) -> list[list[int]]:
    return [[round(x * scale), round(y * scale)] for x, y in region.points()]


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the fields of a question for a click, of one picture."""
    controls = part.response.findall(".//imageinput")
    if part.response.tag != "imageresponse" or len(controls) != 1:
        return None
    try:
        regions = [*_read_rectangles(controls[0]), *_read_polygons(controls[0])]
    except (ValueError, TypeError, KeyError):
        return None
    said = next((match[1] for div in part.response.iterfind("div") if (match := _SAID.fullmatch(div.text or ""))), "")
    alt = said or controls[0].get("alt") or controls[0].get("label")
    return {"image": controls[0].get("src", ""), "alt": alt, "regions": regions}


def _read_rectangles(control: XML) -> list[dict[str, Any]]:
    found = (_CORNERS.fullmatch(text.strip()) for text in control.get("rectangle", "").split(";") if text.strip())
    return [{"rectangle": [int(number) for number in match.groups()]} for match in found if match]


def _read_polygons(control: XML) -> list[dict[str, Any]]:
    polygons = json.loads(control.get("regions") or "[]")
    if not isinstance(polygons, list):
        raise ValueError("regions")
    one = bool(polygons and polygons[0]) and not isinstance(polygons[0][0], list)
    return [{"polygon": polygon} for polygon in ([polygons] if one else polygons)]


def control(spec: ImageClickSpec, context: Context) -> str:
    """Return the picture."""
    shown = picture(spec, context) or Picture(spec.image, 0, 0)
    size = f'width="{shown.width}" height="{shown.height}"'
    return f'<p><img src="{escape(shown.address)}" alt="{escape(spec.alt)}" {size} style="{FIT}"/></p>'


KIND = question_kind("image_click", ImageClickSpec, content, read_part, control, check, RULES)
