"""Draw the card of the course and of its translation: `python card.py` writes images/card.jpg, 1460 × 824."""

from __future__ import annotations

from io import BytesIO
from math import pi, sin
from pathlib import Path

import resvg_py
from drawing import FONT
from PIL import Image

COURSES = Path(__file__).resolve().parents[2]
TITLES = {"digital-sound": "Digital sound", "son-numerique": "Le son numérique"}
MIDDLE, HEIGHT, STEP = 560, 150, 56


def main() -> None:
    """Write the cards."""
    for course, title in TITLES.items():
        picture = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=_card(title))))).convert("RGB")
        picture.save(COURSES / course / "images/card.jpg", quality=88, optimize=True, progressive=True)


def _card(title: str) -> str:
    """Return the card as SVG."""
    curve = " ".join(f"{x},{_height(x):.1f}" for x in range(0, 1461, 4))
    samples = "".join(
        f'<path d="M{x} {MIDDLE}V{_height(x):.1f}" stroke="#ffb454" stroke-width="6"/>'
        f'<circle cx="{x}" cy="{_height(x):.1f}" r="13" fill="#ffb454"/>'
        for x in range(STEP // 2, 1460, STEP)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1460" height="824" font-family="{FONT}">'
        '<defs><linearGradient id="dusk" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#2b1a4d"/>'
        '<stop offset="1" stop-color="#5b3a9e"/></linearGradient></defs>'
        '<rect width="1460" height="824" fill="url(#dusk)"/>'
        f'<path d="M0 {MIDDLE}H1460" stroke="#b9a6e6" stroke-width="3"/>'
        f'<polyline points="{curve}" fill="none" stroke="#ece6f8" stroke-width="6"/>{samples}'
        f'<text x="90" y="230" fill="#ffffff" font-weight="bold" font-size="110">{title}</text>'
        '<rect x="94" y="275" width="150" height="10" fill="#ffb454"/></svg>'
    )


def _height(x: float) -> float:
    """Return a tone and its third harmonic, in pixels from the top."""
    turn = 2 * pi * x / 730
    return MIDDLE - HEIGHT * (sin(turn) + 0.35 * sin(3 * turn))


if __name__ == "__main__":
    main()
