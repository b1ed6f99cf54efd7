"""Copies of pictures, made in a process of their own, within limits."""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from moocfab.diagnostics import Text
from moocfab.safe.pictures.header import FORMATS, MAX_PIXELS
from moocfab.safe.pictures.refused import NotAPicture
from moocfab.safe.process import Limits, OutOfTime, run

_LIMITS = Limits(wall=120, cpu=90, memory=2 << 30, written=256 << 20, network=False)
_BROKEN = Text("elle est tronquée ou abîmée", "it is cut or damaged")
_SLOW = Text("sa lecture n'en finit pas", "reading it does not end")


@dataclass(frozen=True)
class Recipe:
    """What a copy of a picture is; colours become those of browsers, what is not the picture goes.

    Attributes:
        width: in pixels; so is `height`. They may be less than what is left after cutting, never more.
        format: `JPEG`, `PNG` or `WEBP`.
        plain: whether nothing but the notes goes: the picture is not decoded.
        cut: whether what goes beyond the proportion of width and height is cut off, the same on both sides.
        flat: whether what is clear becomes white.
        lighter: whether the original is kept, without its notes, where the copy would be heavier.
        exact: whether a WebP loses nothing.
        quality: of JPEG and of WebP that loses.
    """

    width: int
    height: int
    format: str
    plain: bool = False
    cut: bool = False
    flat: bool = False
    lighter: bool = False
    exact: bool = False
    quality: int = 85


def made(source: Path, copy: Path, recipe: Recipe, *, cancelled: threading.Event | None = None) -> None:
    """Write the copy of a picture.

    Raises:
        NotAPicture: it cannot be decoded.
        Cancelled: `cancelled` was set.
        ToolError: no process can be started.
    """
    asked = {**asdict(recipe), "formats": FORMATS, "pixels": MAX_PIXELS}
    script = Path(__file__).with_name("copy.py")
    command = [sys.executable, "-P", str(script), json.dumps(asked), str(source), str(copy)]
    limits = Limits(**{**vars(_LIMITS), "writable": copy.parent})
    try:
        finished = run(command, limits=limits, cancelled=cancelled)
    except OutOfTime as error:
        raise NotAPicture(_SLOW) from error
    if finished.status != 0 or not copy.is_file():
        raise NotAPicture(_BROKEN)
