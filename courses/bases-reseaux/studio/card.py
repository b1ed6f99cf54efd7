"""Draw the course's card: `python card.py` writes images/vignette.jpg, 1460 × 824."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import resvg_py
from drawing import FONT
from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "images" / "vignette.jpg"
NODES = (
    (820, 190),
    (1030, 110),
    (1260, 170),
    (930, 370),
    (1150, 330),
    (1350, 390),
    (840, 590),
    (1060, 560),
    (1290, 620),
)
LINKS = (
    (0, 1),
    (1, 2),
    (0, 3),
    (1, 3),
    (1, 4),
    (2, 4),
    (2, 5),
    (3, 4),
    (4, 5),
    (3, 6),
    (3, 7),
    (4, 7),
    (5, 8),
    (6, 7),
    (7, 8),
)
ROUTE = ((6, 3), (3, 4), (4, 2))


def main() -> None:
    """Write the card."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1460" height="824" font-family="{FONT}">'
        '<defs><linearGradient id="night" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#0e2a4d"/>'
        '<stop offset="1" stop-color="#1d5fa8"/></linearGradient></defs>'
        '<rect width="1460" height="824" fill="url(#night)"/>'
        + "".join(_link(pair, "#7fa6d6", 4) for pair in LINKS)
        + "".join(_link(pair, "#ffb454", 9) for pair in ROUTE)
        + "".join(_node(number) for number in range(len(NODES)))
        + '<g fill="#ffffff" font-weight="bold" font-size="92"><text x="90" y="350">Les bases</text>'
        '<text x="90" y="465">des réseaux</text></g>'
        '<rect x="94" y="515" width="150" height="10" fill="#ffb454"/></svg>'
    )
    picture = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGB")
    picture.save(TARGET, quality=88, optimize=True, progressive=True)


def _link(pair: tuple[int, int], colour: str, width: int) -> str:
    (x1, y1), (x2, y2) = (NODES[end] for end in pair)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"/>'


def _node(number: int) -> str:
    x, y = NODES[number]
    on_route = any(number in pair for pair in ROUTE)
    radius, fill = (30, "#ffb454") if on_route else (22, "#dce9f8")
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="#0e2a4d" stroke-width="6"/>'


if __name__ == "__main__":
    main()
