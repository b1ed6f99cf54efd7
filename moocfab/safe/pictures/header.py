"""What the header of a picture says; nothing of it is decoded."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from moocfab.diagnostics import Text
from moocfab.safe.pictures import svg
from moocfab.safe.pictures.refused import NotAPicture

MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "GIF": ("gif",)}
SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Endings of pictures made of pixels that browsers show."""

_ORIENTATION, _QUARTER_TURNS = 0x0112, range(5, 9)
_SAYS_NOTHING = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform",
                           "progressive", "progression", "icc_profile", "transparency", "gamma", "srgb", "chromaticity",
                           "aspect", "interlace", "background", "loop", "duration", "timestamp", "version", "bbox",
                           "default_image", "disposal", "blend"})  # fmt: skip
"""What Pillow calls that which is no note of a camera or a program."""
_SRGB = (b"sRGB", "sRGB".encode("utf-16-be"))
_HEAD, _TAIL = 4_096, 65_536
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}

_UNKNOWN = Text("format non reconnu", "unknown format")
_CUT = Text("elle est tronquée", "it is cut")


@dataclass(frozen=True)
class Facts:
    """What is known of a picture made of pixels.

    Attributes:
        format: `JPEG`, `PNG`, `WEBP` or `GIF`.
        width: as a browser shows it, in pixels; so is `height`.
        turned: whether it is stored otherwise than upright.
        noted: whether it holds more than a picture: where it was taken, by whom, with which program.
        foreign: whether its colours are others than those of a browser.
        deep: whether it has 16 bits for each colour.
        moving: whether it has several frames.
        clear: whether one may see through it.
        exact: whether it is a WebP that lost nothing.
    """

    format: str
    width: int
    height: int
    turned: bool = False
    noted: bool = False
    foreign: bool = False
    deep: bool = False
    moving: bool = False
    clear: bool = False
    exact: bool = False


def facts(path: Path, formats: tuple[str, ...] = FORMATS) -> Facts:
    """Return what the header of a picture says.

    Raises:
        NotAPicture: it is of none of `formats`, too large, or cut.
    """
    with opened(path, formats) as picture:
        width, height = picture.size
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        # Pillow would decode all of a PNG in search of EXIF behind its picture.
        exif = picture.getexif() if kind != "PNG" or "exif" in picture.info else {}
        orientation = exif.get(_ORIENTATION, 1)
        profile = bytes(picture.info.get("icc_profile") or b"")
        gray = picture.mode in ("1", "L", "LA", "I;16", "I")
        found = Facts(
            kind,
            *((height, width) if orientation in _QUARTER_TURNS else (width, height)),
            turned=orientation not in (0, 1),
            noted=picture.format == "MPO" or bool(picture.info.keys() - _SAYS_NOTHING),
            foreign=picture.mode == "CMYK" or (bool(profile) and not gray and not any(one in profile for one in _SRGB)),
            deep=kind == "PNG" and _depth(path) == 16,
            moving=bool(getattr(picture, "is_animated", False)) and picture.format != "MPO",
            exact=kind == "WEBP" and b"VP8L" in _head(path),
            clear=picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info,
        )
    if not _whole(path, found.format):
        raise NotAPicture(_CUT)
    return found


def size(path: Path) -> tuple[int, int]:
    """Return the width and height, in pixels, that a browser shows a picture in.

    Raises:
        NotAPicture: it has none.
    """
    if path.suffix.lower() == ".svg":
        return svg.size(svg.read(path))
    found = facts(path)
    return found.width, found.height


@contextmanager
def opened(path: Path, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """Open a picture without decoding it; pixels are counted from the header.

    Raises:
        NotAPicture: it is of none of `formats`, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(path, formats=formats)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(_UNKNOWN) from error
    with picture:
        if picture.width * picture.height > MAX_PIXELS:
            shown = f"{picture.width} × {picture.height}"
            raise NotAPicture(Text(shown, shown))
        try:
            yield picture
        except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as error:
            raise NotAPicture(_CUT) from error


def _depth(path: Path) -> int:
    """Return the bits of each colour of a PNG, which its first chunk says."""
    return _head(path)[24]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _whole(path: Path, kind: str) -> bool:
    """Return whether a file goes on to the end of its picture; what stands behind that is no matter."""
    end = _ENDS.get(kind)
    with path.open("rb") as file:
        length = file.seek(0, 2)
        if kind == "WEBP":
            file.seek(4)
            return length >= int.from_bytes(file.read(4), "little") + 8 - 1
        file.seek(max(0, length - _TAIL))
        tail = file.read()
        return tail.rstrip(b"\0").endswith(b";") if kind == "GIF" else end is None or end in tail
