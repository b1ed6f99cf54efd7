"""Draw the figures in French: `python figures.py` writes images/*.svg, as those of the course in English are drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from runpy import run_path

COURSE = Path(__file__).resolve().parent.parent
ENGLISH: dict[str, Callable[[], str]] = run_path(str(COURSE.parent / "digital-sound/studio/figures.py"))["FIGURES"]
WORDS: dict[str, dict[str, str]] = {
    "tone": {
        "The period and the amplitude of a pure tone": "La période et l’amplitude d’un son pur",
        ">time<": ">temps<",
        ">pressure<": ">pression<",
        ">period T = 1/f<": ">période T = 1/f<",
    },
    "aliasing": {
        "Sampled at 8 kHz, tones of 7 kHz and of 1 kHz have the same samples": (
            "À 8 kHz, des sons de 7 kHz et de 1 kHz ont les mêmes échantillons"
        ),
        ">time<": ">temps<",
        ">7 kHz: what is there<": ">7 kHz : ce qui est là<",
        ">1 kHz: what the samples tell<": ">1 kHz : ce que disent les points<",
    },
    "chain": {
        "Four boxes between a sound and its numbers": "Quatre cases entre un son et ses nombres",
        ">sound<": ">son<",
        ">numbers<": ">nombres<",
    },
}


def translated(name: str) -> str:
    """Return a figure with its words in French."""
    drawn = ENGLISH[name]()
    for words, french in WORDS[name].items():
        if words not in drawn:
            raise ValueError(f"{name} has no words {words}")
        drawn = drawn.replace(words, french)
    return drawn


FIGURES = {name: partial(translated, name) for name in WORDS}


def main() -> None:
    """Write every figure."""
    for name, draw in FIGURES.items():
        (COURSE / f"images/{name}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
