"""Draw the figures of the course: `python figures.py` writes images/*.svg."""

from __future__ import annotations

from pathlib import Path

import figures_applications
import figures_ip
import figures_local
import figures_signal

IMAGES = Path(__file__).resolve().parent.parent / "images"
FIGURES = {
    **figures_signal.FIGURES,
    **figures_local.FIGURES,
    **figures_ip.FIGURES,
    **figures_applications.FIGURES,
}


def main() -> None:
    """Write every figure."""
    IMAGES.mkdir(exist_ok=True)
    for name, draw in FIGURES.items():
        (IMAGES / f"{name}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
