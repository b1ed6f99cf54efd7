"""The few shapes that the course's figures are made of, as SVG text."""

from __future__ import annotations

from html import escape

INK, BLUE, ORANGE, GREEN, VIOLET, GREY = "#1f2937", "#1d5fa8", "#a84a00", "#1e6e3a", "#5b3a9e", "#4b5563"
PALE = {BLUE: "#e3edf9", ORANGE: "#fdeedd", GREEN: "#e2f3e8", VIOLET: "#ece6f8", GREY: "#eef0f3", INK: "#ffffff"}
FONT = "Verdana, 'DejaVu Sans', sans-serif"
MONO = "'DejaVu Sans Mono', Menlo, Consolas, monospace"


def svg(width: int, height: int, title: str, *parts: str) -> str:
    """Return a whole figure; `title` is what a reader of screens is told."""
    heads = "".join(
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
        for name, colour in _HEADS.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{FONT}" font-size="18" fill="{INK}">\n<title>{escape(title)}</title>\n'
        f'<defs>{heads}</defs>\n<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


_HEADS = {
    f"head-{name}": colour
    for name, colour in
    {"ink": INK, "blue": BLUE, "orange": ORANGE, "green": GREEN, "violet": VIOLET, "grey": GREY}.items()
}  # fmt: skip
_HEAD_OF = {colour: name for name, colour in _HEADS.items()}


HIDDEN = ' display="none"'


def group(name: str, *parts: str, hidden: bool = False) -> str:
    """Return parts that a slide can leave out, or show though they are hidden, by their name."""
    return f'<g id="{name}"{HIDDEN if hidden else ""}>\n' + "\n".join(parts) + "\n</g>"


def text(
    x: float, y: float, words: str, *, size: int = 18, colour: str = INK, anchor: str = "middle", bold: bool = False,
    mono: bool = False,
) -> str:  # fmt: skip
    """Return words; `y` is the middle of the first line, a line break begins another."""
    weight = ' font-weight="bold"' if bold else ""
    family = f' font-family="{MONO}"' if mono else ""
    lines = words.split("\n")
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + size * 0.36 + index * size * 1.3:g}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}{family}>{spans}</text>'


def box(
    x: float, y: float, width: float, height: float, words: str = "", *, colour: str = BLUE, size: int = 18,
    bold: bool = False, round_: float = 8, mono: bool = False, dashed: bool = False,
) -> str:  # fmt: skip
    """Return a framed box with centred words."""
    dash = ' stroke-dasharray="8 6"' if dashed else ""
    frame = (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_:g}" fill="{PALE[colour]}" '
        f'stroke="{colour}" stroke-width="2.5"{dash}/>'
    )
    if not words:
        return frame
    lines = words.count("\n")
    middle = y + height / 2 - lines * size * 0.65
    return frame + text(x + width / 2, middle, words, size=size, bold=bold, mono=mono)


def line(*points: tuple[float, float], colour: str = GREY, width: float = 3, dashed: bool = False) -> str:
    """Return a line through the points."""
    dash = ' stroke-dasharray="9 7"' if dashed else ""
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dash}/>'


def arrow(
    *points: tuple[float, float], colour: str = INK, width: float = 3, both: bool = False, dashed: bool = False
) -> str:
    """Return a line through the points that ends in a head."""
    start = f' marker-start="url(#{_HEAD_OF[colour]})"' if both else ""
    drawn = line(*points, colour=colour, width=width, dashed=dashed)
    return drawn.removesuffix("/>") + f'{start} marker-end="url(#{_HEAD_OF[colour]})"/>'


def computer(x: float, y: float, name: str = "", *, colour: str = BLUE) -> str:
    """Return a computer, 80 wide around `x`, its name under it."""
    return (
        box(x - 40, y - 32, 80, 50, colour=colour, round_=5)
        + f'<path d="M{x - 12:g} {y + 18:g}h24l6 14h-36z" fill="{colour}"/>'
        + (text(x, y + 50, name, size=16) if name else "")
    )


def server(x: float, y: float, name: str = "", *, colour: str = GREEN) -> str:
    """Return a server, 60 wide around `x`, its name under it."""
    slots = "".join(
        f'<rect x="{x - 22:g}" y="{y - 32 + 22 * row:g}" width="44" height="14" rx="3" fill="#ffffff" '
        f'stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x + 14:g}" cy="{y - 25 + 22 * row:g}" r="3" fill="{colour}"/>'
        for row in range(3)
    )
    frame = box(x - 30, y - 40, 60, 76, colour=colour, round_=5)
    return frame + slots + (text(x, y + 54, name, size=16) if name else "")


def router(x: float, y: float, name: str = "", *, colour: str = ORANGE) -> str:
    """Return a router: a disc with four arrows, its name in words under it."""
    arms = "".join(
        f'<path d="M0 -7v-18m-6 7 6-8 6 8" transform="translate({x:g} {y:g}) rotate({angle})" fill="none" '
        f'stroke="{colour}" stroke-width="3"/>'
        for angle in (45, 135, 225, 315)
    )
    disc = f'<circle cx="{x:g}" cy="{y:g}" r="34" fill="{PALE[colour]}" stroke="{colour}" stroke-width="2.5"/>'
    return disc + arms + (text(x, y + 52, name, size=16) if name else "")


def switch(x: float, y: float, name: str = "", *, colour: str = VIOLET) -> str:
    """Return a switch, 130 wide around `x`, its name under it."""
    ports = "".join(
        f'<rect x="{x - 50 + 27 * port:g}" y="{y - 6:g}" width="18" height="14" fill="#ffffff" stroke="{colour}" '
        'stroke-width="2"/>'
        for port in range(4)
    )
    frame = box(x - 65, y - 22, 130, 44, colour=colour, round_=5)
    return frame + ports + (text(x, y + 38, name, size=16) if name else "")


def cloud(x: float, y: float, name: str) -> str:
    """Return a cloud, 220 wide around `x`."""
    return (
        f'<path d="M{x - 80:g} {y + 45:g}c-55 0-55-65-5-65 0-60 90-65 100-20 45-25 90 15 65 45 30 10 20 40-15 40z" '
        f'fill="{PALE[GREY]}" stroke="{GREY}" stroke-width="2.5"/>' + text(x - 2, y + 8, name, size=20, bold=True)
    )
