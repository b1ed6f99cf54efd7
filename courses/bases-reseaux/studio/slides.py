"""Slides of the screencasts, from screencasts.toml and the course's figures, as PNG of 1280 × 720."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

import resvg_py
from drawing import BLUE, FONT, GREY, HIDDEN, INK
from figures import FIGURES

WIDTH, HEIGHT, BAR = 1280, 720, 92
COURSE = "Les bases des réseaux"


def draw(slide: dict[str, Any], path: Path) -> None:
    """Write the slide as PNG."""
    body = _figure(slide) if "figure" in slide else _lines(slide["lines"])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{FONT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/><rect width="{WIDTH}" height="{BAR}" fill="{BLUE}"/>'
        f'<text x="48" y="60" font-size="38" font-weight="bold" fill="#ffffff">{escape(slide["title"])}</text>'
        f'<text x="{WIDTH - 48}" y="{HEIGHT - 22}" font-size="18" fill="{GREY}" text-anchor="end">{COURSE}</text>'
        f"{body}</svg>"
    )
    path.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))


def _figure(slide: dict[str, Any]) -> str:
    """Return the figure as large as it fits, without what the slide hides."""
    source = FIGURES[slide["figure"]]()
    for name in slide.get("show", ()):
        source = source.replace(f'<g id="{name}"{HIDDEN}>', f'<g id="{name}">')
    for name in slide.get("hide", ()):
        if f'<g id="{name}">' not in source:
            raise ValueError(f"{slide['figure']} has no group {name}")
        source = source.replace(f'<g id="{name}">', f'<g id="{name}"{HIDDEN}>')
    size = re.search(r'viewBox="0 0 (\d+) (\d+)" width="\d+" height="\d+"', source)
    if size is None:
        raise ValueError(f"{slide['figure']} has no size")
    scale = min(1160 / int(size[1]), (HEIGHT - BAR - 90) / int(size[2]))
    width, height = int(size[1]) * scale, int(size[2]) * scale
    x, y = (WIDTH - width) / 2, BAR + (HEIGHT - BAR - 50 - height) / 2
    place = f'viewBox="0 0 {size[1]} {size[2]}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return source.replace(size[0], place)


def _lines(lines: list[str]) -> str:
    top = BAR + (HEIGHT - BAR - 80 * (len(lines) - 1)) / 2
    return "".join(
        f'<text x="{WIDTH / 2}" y="{top + 80 * index}" font-size="44" fill="{INK}" text-anchor="middle">'
        f"{escape(line)}</text>"
        for index, line in enumerate(lines)
    )
