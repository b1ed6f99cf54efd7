"""Pictures that authors give as posters: turned upright, stripped of all but the picture, reduced."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from moocfab.safe.pictures import NotAPicture, opened, upright

__all__ = ["NotAPicture", "check", "poster"]

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 88


def check(path: Path) -> None:
    """Read the header of a picture.

    Raises:
        NotAPicture: it cannot be used.
    """
    with opened(path, _FORMATS):
        pass


def poster(path: Path, made: Path, *, short_side: int) -> None:
    """Write a JPEG of a picture, upright, without metadata, its short side reduced to `short_side` pixels.

    Raises:
        NotAPicture: it cannot be used.
        OSError: `made` cannot be written.
    """
    with opened(path, _FORMATS) as picture:
        whole = upright(picture).convert("RGBA")
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    scale = min(1.0, short_side / min(flat.size))
    width, height = (max(1, round(side * scale)) for side in flat.size)
    flat.resize((width, height), Image.Resampling.LANCZOS).save(made, "JPEG", quality=_QUALITY, optimize=True)
