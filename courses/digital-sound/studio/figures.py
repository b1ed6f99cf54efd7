"""Draw the figures of the course: `python figures.py` writes images/*.svg."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, pi, sin
from pathlib import Path

from drawing import BLUE, GREEN, GREY, INK, ORANGE, arrow, box, line, svg, text

IMAGES = Path(__file__).resolve().parent.parent / "images"
PALE_LINE = "#c5cad3"


def tone() -> str:
    """A sine, its period and its amplitude."""
    left, middle, period, height = 90, 210, 320, 120
    end = left + 2.5 * period

    def pressure(x: float) -> float:
        return middle - height * sin(2 * pi * (x - left) / period)

    crest = left + period / 4
    return svg(
        960,
        420,
        "The period and the amplitude of a pure tone",
        arrow((left, middle), (end + 40, middle), colour=INK, width=2),
        text(end + 20, middle + 24, "time", size=16, colour=GREY),
        arrow((left, 375), (left, 45), colour=INK, width=2),
        text(left, 26, "pressure", size=16, colour=GREY),
        curve(pressure, left, end, colour=BLUE),
        arrow((crest, 68), (crest + period, 68), colour=ORANGE, width=2, both=True),
        text(crest + period / 2, 46, "period T = 1/f", colour=ORANGE),
        arrow((crest + period, middle), (crest + period, middle - height), colour=GREEN, width=2, both=True),
        text(crest + period, middle + 24, "amplitude A", colour=GREEN),
    )


def aliasing() -> str:
    """Tones of 7 and 1 kHz that have the same samples at 8 kHz."""
    left, middle, step, height = 90, 200, 98, 110
    end = left + 8 * step

    def quick(x: float) -> float:
        return middle - height * sin(2 * pi * 7 * (x - left) / (8 * step))

    def slow(x: float) -> float:
        return middle + height * sin(2 * pi * (x - left) / (8 * step))

    return svg(
        960,
        410,
        "Sampled at 8 kHz, tones of 7 kHz and of 1 kHz have the same samples",
        *(line((left + step * n, 70), (left + step * n, 330), colour=PALE_LINE, width=1) for n in range(9)),
        arrow((left, middle), (end + 45, middle), colour=INK, width=2),
        text(end + 25, middle + 24, "time", size=16, colour=GREY),
        curve(quick, left, end, colour=ORANGE),
        curve(slow, left, end, colour=BLUE, width=5),
        *(dot(left + step * n, slow(left + step * n)) for n in range(9)),
        text(240, 42, "7 kHz: what is there", colour=ORANGE, bold=True),
        text(690, 42, "1 kHz: what the samples tell", colour=BLUE, bold=True),
        arrow((left, 350), (left + step, 350), colour=INK, width=2, both=True),
        text(left + step / 2, 376, "1/8 ms", size=16),
        text(end, 376, "1 ms", size=16),
    )


def quantising() -> str:
    """A sine whose samples are rounded to eight levels."""
    left, base, step, rise = 150, 355, 46, 40
    end = left + 16 * step

    def signal(x: float) -> float:
        return 3.5 + 3.4 * sin(2 * pi * (x - left) / (end - left))

    stairs: list[tuple[float, float]] = []
    for n in range(16):
        y = base - rise * floor(signal(left + step * n) + 0.5)
        stairs += [(left + step * n, y), (left + step * (n + 1), y)]
    return svg(
        960,
        420,
        "A sine whose samples are rounded to eight levels",
        *(line((left, base - rise * n), (end, base - rise * n), colour=PALE_LINE, width=1) for n in range(8)),
        *(text(left - 16, base - rise * n, f"{n:03b}", mono=True, anchor="end", size=16) for n in range(8)),
        text(left - 16, 40, "level", size=16, colour=GREY, anchor="end"),
        arrow((left, base + 25), (end + 45, base + 25), colour=INK, width=2),
        text(end + 25, base + 47, "time", size=16, colour=GREY),
        line(*stairs, colour=ORANGE, width=3),
        curve(lambda x: base - rise * signal(x), left, end, colour=BLUE),
        *(dot(*stairs[2 * n]) for n in range(16)),
        text(600, 60, "the signal", colour=BLUE, bold=True, anchor="start"),
        text(600, 90, "what is kept", colour=ORANGE, bold=True, anchor="start"),
    )


def chain() -> str:
    """The empty boxes that learners fill: from the sound to the numbers."""
    lefts = (110, 296, 482, 668)
    return svg(
        960,
        220,
        "Four boxes between a sound and its numbers",
        text(40, 115, "sound", size=16),
        text(905, 115, "numbers", size=16),
        *(box(left, 70, 150, 90, colour=BLUE) for left in lefts),
        *(arrow((left - 33, 115), (left - 4, 115)) for left in (*lefts, 860)),
        *(text(left + 75, 185, str(number), colour=GREY) for number, left in enumerate(lefts, start=1)),
    )


def curve(height: Callable[[float], float], start: float, end: float, *, colour: str, width: float = 4) -> str:
    """Return the curve of a function of x, in steps of two pixels."""
    steps = round((end - start) / 2)
    points = [(x, height(x)) for x in (start + (end - start) * n / steps for n in range(steps + 1))]
    path = " ".join(f"{x:.4g},{y:.4g}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def dot(x: float, y: float) -> str:
    """Return a sample."""
    return f'<circle cx="{x:.4g}" cy="{y:.4g}" r="7" fill="{INK}"/>'


FIGURES = {"tone": tone, "aliasing": aliasing, "quantising": quantising, "chain": chain}


def main() -> None:
    """Write every figure."""
    for name, draw in FIGURES.items():
        (IMAGES / f"{name}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
