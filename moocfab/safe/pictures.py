"""Pictures of a course: their size, read from the header, and smaller copies."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from moocfab.diagnostics import Text
from moocfab.safe.xml import XML, Malformed, parse, serialize

MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_ORIENTATION, _QUARTER_TURNS = 0x0112, range(5, 9)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_SVG_BYTES = 5_000_000


class NotAPicture(Exception):
    """A file that is no picture of an allowed format and size."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


_UNKNOWN = Text("format non reconnu", "unknown format")
_BROKEN = Text("elle est tronquée ou abîmée", "it is cut or damaged")
_NO_SIZE = Text("ce SVG ne dit pas sa taille (width, height ou viewBox)", "this SVG does not say its size")


@contextmanager
def opened(path: Path, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """Open a picture without decoding it; pixels are counted from the header.

    Raises:
        NotAPicture: it is of none of `formats`, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=formats)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(_UNKNOWN) from error
    with picture:
        if picture.width * picture.height > MAX_PIXELS:
            shown = f"{picture.width} × {picture.height}"
            raise NotAPicture(Text(shown, shown))
        yield picture


def upright(picture: Image.Image) -> Image.Image:
    """Return a picture as a browser shows it, decoded.

    Raises:
        NotAPicture: it is cut or damaged.
    """
    try:
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(_BROKEN) from error


def size(path: Path) -> tuple[int, int]:
    """Return the width and height, in pixels, that a browser shows a picture in.

    Raises:
        NotAPicture: it has none.
    """
    if path.suffix.lower() == ".svg":
        return _svg_size(_svg(path))
    with opened(path, FORMATS) as picture:
        width, height = picture.size
        turned = picture.getexif().get(_ORIENTATION) in _QUARTER_TURNS
        return (height, width) if turned else (width, height)


def reduced(path: Path, width: int, height: int) -> bytes:
    """Return a picture in `width` × `height` pixels, of the same format.

    Raises:
        NotAPicture: it cannot be read.
    """
    if path.suffix.lower() == ".svg":
        return _scaled_svg(_svg(path), width, height)
    with opened(path, FORMATS) as picture:
        kind, small, made = picture.format, upright(picture), io.BytesIO()
        if small.mode == "P":
            small = small.convert("RGBA")
        small.resize((width, height), Image.Resampling.LANCZOS).save(made, kind, optimize=True)
    return made.getvalue()


def _svg(path: Path) -> XML:
    try:
        if path.stat().st_size > _SVG_BYTES:
            raise NotAPicture(_UNKNOWN)
        return parse(path.read_bytes())
    except (OSError, Malformed) as error:
        raise NotAPicture(_UNKNOWN) from error


def _svg_size(root: XML) -> tuple[int, int]:
    """Return the size that a drawing says, in pixels, else that of its view box."""
    said = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    box = root.get("viewBox", "").replace(",", " ").split()[2:]
    lengths = [match[1] for match in said if match]
    try:
        width, height = (round(float(text)) for text in (lengths if len(lengths) == 2 else box))
    except (ValueError, OverflowError) as error:
        raise NotAPicture(_NO_SIZE) from error
    if width < 1 or height < 1:
        raise NotAPicture(_NO_SIZE)
    return width, height


def _scaled_svg(root: XML, width: int, height: int) -> bytes:
    own = _svg_size(root)
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {own[0]} {own[1]}")
    root.set("width", str(width))
    root.set("height", str(height))
    return serialize(root)
