"""Pictures that authors give as posters: turned upright, stripped of all but the picture, reduced."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from moocfab.diagnostics import Text

MAX_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 88


class NotAPicture(Exception):
    """A file that is no picture of an allowed format and size."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


_UNKNOWN = Text("format non reconnu", "unknown format")


def check(path: Path) -> None:
    """Read the header of a picture.

    Raises:
        NotAPicture: it cannot be used.
    """
    with _opened(path):
        pass


def poster(path: Path, made: Path, *, short_side: int) -> None:
    """Write a JPEG of a picture, upright, without metadata, its short side reduced to `short_side` pixels.

    Raises:
        NotAPicture: it cannot be used.
        OSError: `made` cannot be written.
    """
    with _opened(path) as picture:
        try:
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
        except (OSError, ValueError, SyntaxError) as error:
            raise NotAPicture(Text("elle est tronquée ou abîmée", "it is cut or damaged")) from error
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    scale = min(1.0, short_side / min(flat.size))
    width, height = (max(1, round(side * scale)) for side in flat.size)
    flat.resize((width, height), Image.Resampling.LANCZOS).save(made, "JPEG", quality=_QUALITY, optimize=True)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture without decoding it; pixels are counted from the header."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=_FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(_UNKNOWN) from error
    with picture:
        if picture.width * picture.height > MAX_PIXELS:
            size = f"{picture.width} × {picture.height}"
            raise NotAPicture(Text(size, size))
        yield picture
