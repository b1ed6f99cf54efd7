"""Copies one picture with Pillow, in a process of its own: `copy.py RECIPE SOURCE COPY`, on its own.

RECIPE is JSON, see `recipe.Recipe`, with the formats that may be opened and the most pixels. The copy of a picture is
the same for the same Pillow: nothing in it says when or where it was made.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

QUALITIES = (0, -10, -25)
"""What is taken off the quality, one after the other, of a copy that is to be lighter than its original."""
_IN_DATA = (b"\x00", *(bytes([marker]) for marker in range(0xD0, 0xD8)))
"""What may follow 0xFF inside of a JPEG's coded data."""


def main(asked: dict[str, Any], source: Path, copy: Path) -> None:
    """Write the copy."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = asked["pixels"]
    original = source.read_bytes()
    if asked["plain"]:
        copy.write_bytes(bare(original))
        return
    with Image.open(io.BytesIO(original), formats=asked["formats"]) as picture:
        if picture.width * picture.height > asked["pixels"]:
            raise ValueError("too large")
        picture.load()
        shown = resized(cut(browser_colours(ImageOps.exif_transpose(picture)), asked), asked)
    kept = bare(original) if asked["lighter"] else None
    copy.write_bytes(coded(flat(shown) if asked["flat"] else shown, asked, kept))


def browser_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in 8 bits of sRGB, or of grey; a palette stays."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16") or picture.mode == "I":
        picture = picture.point(lambda value: value / 256).convert("L")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "P") and b"sRGB" not in profile:
        picture = converted(picture, profile)
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        picture = picture.convert("RGB")
    picture.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
    return picture


def converted(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in sRGB; one whose profile cannot be read is left as browsers show it."""
    solid = picture.convert("RGBA") if picture.mode == "P" and "transparency" in picture.info else picture
    clear = solid.getchannel("A") if solid.mode == "RGBA" else None
    solid = solid if solid.mode == "CMYK" else solid.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(solid, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    found = found or solid
    if clear is not None:
        found.putalpha(clear)
    return found


def cut(picture: Image.Image, asked: dict[str, Any]) -> Image.Image:
    """Return the middle of a picture, of the proportion that is asked for."""
    if not asked["cut"]:
        return picture
    width = min(picture.width, round(picture.height * asked["width"] / asked["height"]))
    height = min(picture.height, round(picture.width * asked["height"] / asked["width"]))
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))


def resized(picture: Image.Image, asked: dict[str, Any]) -> Image.Image:
    """Return a picture of the size that is asked for, never enlarged."""
    size = min(asked["width"], picture.width), min(asked["height"], picture.height)
    if size == picture.size:
        return picture
    if picture.mode in ("P", "1") or "transparency" in picture.info:
        picture = picture.convert("L" if picture.mode == "1" else "RGBA")
    return picture.resize(size, Image.Resampling.LANCZOS)


def flat(picture: Image.Image) -> Image.Image:
    """Return a picture on white."""
    clear = picture.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def coded(picture: Image.Image, asked: dict[str, Any], kept: bytes | None) -> bytes:
    """Return the bytes of a picture, or those that are kept where it would be heavier."""
    most = len(kept) if kept is not None else None
    found = b""
    for less in QUALITIES:
        found = _bytes(picture, asked, asked["quality"] + less)
        if most is None or len(found) <= most or asked["format"] == "PNG" or asked["exact"]:
            break
    return found if most is None or len(found) <= most or kept is None else kept


def _bytes(picture: Image.Image, asked: dict[str, Any], quality: int) -> bytes:
    made, kind = io.BytesIO(), asked["format"]
    if kind == "JPEG":
        plain = picture if picture.mode in ("L", "RGB") else flat(picture)
        plain.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
    elif kind == "WEBP":
        full = picture if picture.mode in ("RGB", "RGBA") else picture.convert(_full(picture))
        full.save(made, "WEBP", lossless=asked["exact"], quality=quality, method=4)
    else:
        picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _full(picture: Image.Image) -> str:
    return "RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB"


def bare(data: bytes) -> bytes:
    """Return a file without what is not its picture, which is left as it is; a GIF as it stands."""
    if data.startswith(b"\xff\xd8"):
        return _bare_jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _bare_png(data)
    return _bare_webp(data) if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else data


def _bare_jpeg(data: bytes) -> bytes:
    """Drop the segments of applications but JFIF, colour profile and Adobe's, comments, and all behind the end."""
    found, at = [data[:2]], 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return b"".join([*found, data[at : at + 2]])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _next_marker(data, end)
        segment = data[at:end]
        noted = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
        if not noted or segment[4:16] == b"ICC_PROFILE\0":
            found.append(segment)
        at = end
    raise ValueError("no end")


def _next_marker(data: bytes, at: int) -> int:
    """Return where coded data end: at a marker that is none of theirs."""
    while (at := data.find(b"\xff", at)) >= 0:
        if data[at + 1 : at + 2] not in _IN_DATA:
            return at
        at += 2
    raise ValueError("no end")


def _bare_png(data: bytes) -> bytes:
    """Drop the chunks of text, time and camera, and all behind the end."""
    found, at = [data[:8]], 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        if name not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            found.append(chunk)
        at += 12 + length
        if name == b"IEND":
            return b"".join(found)
    raise ValueError("no end")


def _bare_webp(data: bytes) -> bytes:
    """Drop the chunks of camera and XMP, and what the first chunk says of them."""
    found, at, end = [], 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk = data[at : at + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if name not in (b"EXIF", b"XMP "):
            found.append(chunk)
        at += len(chunk)
    body = b"WEBP" + b"".join(found)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
