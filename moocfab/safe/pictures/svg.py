"""Drawings (SVG): their size, scaled copies, and cleaning by an allow-list that keeps what draws.

An `<img>` runs no script of a drawing, but whoever opens its address does, on the platform's own site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.safe.pictures.refused import NotAPicture
from moocfab.safe.xml import XML, Malformed, parse, serialize

SVG, XLINK, XML_SPACE = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_DRAWS = frozenset(
    """
    svg g defs symbol use image switch style title desc a view marker pattern mask clipPath path rect circle ellipse
    line polyline polygon text tspan tref textPath linearGradient radialGradient stop filter animate animateColor
    animateMotion animateTransform mpath set feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence font font-face glyph missing-glyph hkern vkern
    """.split()  # noqa: SIM905
)
_ANIMATES = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_SILENT = frozenset({"metadata"})
"""What draws nothing and is dropped without a word."""
_RASTER = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;]*;?|@font-face\s*\{[^}]*\}", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6}\s?|.)|/\*.*?\*/", re.DOTALL)
_ACTIVE = re.compile(r"expression\s*\(|javascript:|-moz-binding|behavior\s*:", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_BYTES = 5_000_000

_TOO_LARGE = Text("ce SVG dépasse 5 Mo", "this SVG is larger than 5 MB")
_PACKED = Text("ce SVG est compressé (svgz)", "this SVG is packed (svgz)")
_UNKNOWN = Text("format non reconnu", "unknown format")
_NOT_SVG = Text("ce n'est pas un dessin SVG", "it is no SVG drawing")
_NO_SIZE = Text("ce SVG ne dit pas sa taille (width, height ou viewBox)", "this SVG does not say its size")


def read(path: Path) -> XML:
    """Return the root of a drawing.

    Raises:
        NotAPicture: it is none.
    """
    try:
        if path.stat().st_size > _BYTES:
            raise NotAPicture(_TOO_LARGE)
        data = path.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            raise NotAPicture(_PACKED)
        return parse(data)
    except Malformed as error:
        why = Text(f"ligne {error.line} : {error.problem}", f"line {error.line}: {error.problem}")
        raise NotAPicture(why) from error
    except OSError as error:
        raise NotAPicture(_UNKNOWN) from error


def size(root: XML) -> tuple[int, int]:
    """Return the size that a drawing says, in pixels, else that of its view box.

    Raises:
        NotAPicture: it says none.
    """
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


def clean(path: Path, shown: tuple[int, int] | None = None) -> tuple[bytes | None, list[str]]:
    """Return a drawing without what does not draw, None where it is that already, and what somebody may miss of it.

    Scripts, event handlers, HTML inside, and whatever would be fetched from elsewhere are told, sorted; notes of the
    program that drew it go without a word.

    Args:
        path: the drawing.
        shown: the width and height that it is to say, in pixels, instead of its own.

    Raises:
        NotAPicture: it is no drawing.
    """
    root = read(path)
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise NotAPicture(_NOT_SVG)
    before = serialize(root)
    taken = {*_around(root), *_cleaned(root)}
    silent = len(serialize(root)) < len(before)
    if taken or silent:
        etree.cleanup_namespaces(root)
    if shown is not None:
        _say(root, shown)
    changed = taken or silent or shown or root.getroottree().docinfo.internalDTD is not None
    return (serialize(root) if changed else None), sorted(taken)


def _say(root: XML, shown: tuple[int, int]) -> None:
    """Let a drawing say another size."""
    if not root.get("viewBox"):
        width, height = size(root)
        root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(shown[0]))
    root.set("height", str(shown[1]))


def _around(root: XML) -> Iterator[str]:
    """Yield what stands before a drawing that does more than draw."""
    before = root.getprevious()
    while before is not None:
        if str(before).startswith("<?xml-stylesheet"):
            yield "<?xml-stylesheet?>"
        before = before.getprevious()


def _cleaned(element: XML) -> Iterator[str]:
    """Yield what is taken from an element and all in it, or the element itself."""
    if not isinstance(element.tag, str):
        if isinstance(element, etree._Entity):
            yield str(element.text)
        _drop(element)
        return
    space, _, name = element.tag.rpartition("}")
    drawn = space in ("", f"{{{SVG}")
    if not drawn or name not in _DRAWS:
        if (drawn or space == "{http://www.w3.org/1999/xhtml") and name not in _SILENT:
            yield f"<{name}>"
        _drop(element)
        return
    animated = element.get("attributeName", "").rpartition(":")[2].lower()
    if name in _ANIMATES and (animated in ("href", "style") or animated.startswith("on")):
        yield f"<{name} {animated}>"
        _drop(element)
        return
    if name == "style":
        yield from _style(element)
    yield from _attributes(element, name)
    for child in list(element):
        yield from _cleaned(child)


def _style(element: XML) -> Iterator[str]:
    """Yield that a sheet of styles reaches out, and take of it what does."""
    text = "".join(str(part) for part in element.itertext())
    kept = _IMPORT.sub("", text) if _reaches(text) else text
    kept = "" if _reaches(kept) else kept
    for child in list(element):
        element.remove(child)
    element.text = kept
    if kept != text:
        yield "<style>"


def _attributes(element: XML, tag: str) -> Iterator[str]:
    for key, value in list(element.items()):
        space, _, name = str(key).rpartition("}")
        text = str(value)
        foreign = space not in ("", f"{{{XLINK}", f"{{{XML_SPACE}")
        if foreign:
            del element.attrib[key]
        elif name.lower().startswith("on"):
            del element.attrib[key]
            yield name
        elif name == "href" and not _own(text, tag):
            del element.attrib[key]
            yield f"href={text[:40]}"
        elif (space, name) == (f"{{{XML_SPACE}", "base") or _reaches(text):
            del element.attrib[key]
            yield f"{name}={text[:40]}"


def _own(address: str, tag: str) -> bool:
    """Return whether an address is that of a part of the same drawing, a picture inside of it, or a link of text."""
    address = address.strip()
    if tag == "a":
        return address.startswith(("#", "https://", "http://", "mailto:"))
    return address.startswith("#") or (tag in ("image", "feImage") and bool(_RASTER.fullmatch(address)))


def _reaches(css: str) -> bool:
    """Return whether styles fetch or do something."""
    plain = _ESCAPE.sub(lambda found: _unescaped(found.group(1)), css)
    if _ACTIVE.search(plain) or re.search(r"@import|image-set\s*\(|src\s*\(", plain, re.IGNORECASE):
        return True
    addresses = ("".join(part or "" for part in found).strip() for found in _URL.findall(plain))
    fetched = [one for one in addresses if not (one.startswith("#") or _RASTER.fullmatch(one) or _font(one))]
    return bool(fetched) or plain.lower().count("url(") != len(_URL.findall(plain))


def _font(address: str) -> bool:
    """Return whether an address is a font inside of the drawing."""
    return re.match(r"data:(font/|application/(x-)?font-|application/vnd\.ms-fontobject)", address) is not None


def _unescaped(escaped: str | None) -> str:
    if not escaped:
        return ""
    if re.fullmatch(r"[0-9a-fA-F]{1,6}\s?", escaped):
        code = int(escaped, 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return escaped


def _drop(element: XML) -> None:
    """Remove an element, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
