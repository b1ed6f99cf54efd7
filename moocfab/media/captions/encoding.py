"""The encoding of captions: which it is, where their bytes leave only one reading."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WITHOUT_MARK = (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
_ONE_BYTE = (
    ("cp1252", "Windows-1252"), ("iso8859-15", "ISO 8859-15"), ("mac-roman", "Mac Roman"), ("cp850", "DOS (850)"),
)  # fmt: skip
_LETTERS = {"fr": "àâäçéèêëîïôöùûüÿœæ", "en": "àâäçéèêëîïôöùûüœæñ", "de": "äöüßéèàç", "es": "áéíóúñüç"}
_ALL = frozenset("".join(_LETTERS.values()) + "ãõìò")
"""Beyond ASCII, of the languages that are written in these encodings."""

_SIGNS = frozenset("«»‹›“”„‘’–—…€£°©®™×÷±²³µ·¿¡§ªº•♪\u00a0")
_SPOILT = re.compile(r"[ÂÃÅâ][\u0080-\u00bf\u2018-\u201e\u2020-\u2030\u20ac\u0152-\u0178\u02c6\u02dc]+|\ufffd+|\x00+")


class Decoded(NamedTuple):
    """The text of a file, and the name of its encoding for people."""

    text: str
    encoding: str


def decoded(data: bytes, language: str = "") -> Decoded | None:
    """Return the text of captions where only one encoding makes sense of them, else None.

    Of encodings with one byte a sign those are asked that such files come in. One makes sense where every sign beyond
    ASCII is a letter or a mark of the language, and stands where it does in one.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = _as(data, codec)
            return Decoded(text, name) if text is not None else None
    text = _as(data, "utf-8")
    if text is not None and "\0" not in text:
        return Decoded(text, "UTF-8")
    readings = list(_two_bytes(data) if b"\0" in data else _one_byte(data, language.partition("-")[0]))
    if len({reading.text for reading, _ in readings}) > 1 and sum(byte > 0x7F for byte in data) > 1:
        readings = [(reading, odd) for reading, odd in readings if not odd]
    texts = {reading.text for reading, _ in readings}
    return readings[0][0] if len(texts) == 1 else None


def _two_bytes(data: bytes) -> Iterator[tuple[Decoded, int]]:
    """Yield readings as UTF-16 without a mark: much of a file of captions is digits, colons and line ends."""
    for codec, name in _WITHOUT_MARK:
        text = _as(data, codec)
        if text is not None and "\0" not in text and sum(map(str.isascii, text)) > len(text) / 4:
            yield Decoded(text, name), 0


def _one_byte(data: bytes, language: str) -> Iterator[tuple[Decoded, int]]:
    """Yield the readings that make sense, with how many of their signs are odd."""
    letters = frozenset(_LETTERS[language]) if language in _LETTERS else _ALL
    for codec, name in _ONE_BYTE:
        text = _as(data, codec)
        odd = _odd(text, letters) if text is not None else None
        if text is not None and odd is not None:
            yield Decoded(text, name), odd


def _as(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _odd(text: str, letters: frozenset[str]) -> int | None:
    """Return how many signs beyond ASCII are possible and rare: capitals, marks before a letter; None for nonsense.

    A capital stands at the beginning of a word or among capitals.
    """
    odd = 0
    for at, sign in enumerate(text):
        if sign.isascii():
            continue
        if sign in _SIGNS:
            odd += text[at + 1 : at + 2].isalpha() and sign in "…•°£§¡¿"
        elif sign.lower() not in letters or (sign.isupper() and _within(text, at)):
            return None
        else:
            odd += sign.isupper()
    return odd


def _within(text: str, at: int) -> bool:
    before = text[at - 1 : at] if at else ""
    return before.islower() or (before.isalpha() and text[at + 1 : at + 2].islower())


def spoilt(text: str) -> str:
    """Return the first part of a text that was read in another encoding than it was written in; else empty."""
    found = _SPOILT.search(text)
    return found.group() if found else ""


def mended(text: str) -> str | None:
    """Return what a text was before it was read as Windows-1252 and saved as UTF-8; None where that is not all it was.

    All of it has to come back, and nothing spoilt may be left.
    """
    pieces = re.split(r"([^\x00-\x7f]+)", text)
    made = []
    for piece in pieces:
        if piece.isascii():
            made.append(piece)
            continue
        before = _before(piece)
        if before is None:
            return None
        made.append(before)
    whole = "".join(made)
    return whole if whole != text and not spoilt(whole) else None


def _before(piece: str) -> str | None:
    """Return signs beyond ASCII as they were; many keep the five bytes that Windows-1252 has no sign for."""
    data = bytearray()
    for sign in piece:
        try:
            data += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) not in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
                return None
            data.append(ord(sign))
    return _as(bytes(data), "utf-8")
