r"""`[names]` in a text, each the place of something: a blank to fill in, a passage with a note.

`[x]` is one where `x` is declared and neither `(`, `[` nor `:` follows, which would make a link of it; `\[x]` is none.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy

from moocfab.kinds.contract import XML

_BRACKET = re.compile(r"(?<!\\)\[([^\[\]\n]+)\](?![(\[:])")
_OPEN, _CLOSE = "\ue001", "\ue002"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_AS_WRITTEN = ("code", "pre", "script", "style")


def marked(text: str, names: Iterable[str]) -> str:
    """Return Markdown whose places are marked, so that its reading keeps them."""
    numbers = {name: number for number, name in enumerate(names)}

    def token(match: re.Match[str]) -> str:
        return f"{_OPEN}{numbers[match[1]]}{_CLOSE}" if match[1] in numbers else match[0]

    return _BRACKET.sub(token, text)


def filled(nodes: Iterable[XML], names: Iterable[str], made: Callable[[str], XML]) -> tuple[list[XML], list[str]]:
    """Return elements with what `made` gives at each place, and the names in order.

    A place in code, in a formula or in an attribute is text again.
    """
    known = list(names)
    found: list[str] = []
    nodes = list(nodes)
    for element in [element for root in nodes for element in root.iter("*")]:
        for name, value in element.items():
            element.set(name, _TOKEN.sub(lambda match: f"[{known[int(match[1])]}]", str(value)))
        parent, text, tail = element.getparent(), element.text or "", element.tail or ""
        if _OPEN in text:
            element.text, pieces = _split(text, known, made, found, kept=_is_code(element))
            for index, piece in enumerate(pieces):
                element.insert(index, piece)
        if _OPEN in tail and parent is not None:
            element.tail, pieces = _split(tail, known, made, found, kept=_is_code(parent))
            for piece in reversed(pieces):
                parent.insert(parent.index(element) + 1, piece)
    return nodes, found


def _is_code(element: XML) -> bool:
    return any(e.tag in _AS_WRITTEN for e in (element, *element.iterancestors()))


def _split(
    text: str, known: list[str], made: Callable[[str], XML], found: list[str], *, kept: bool
) -> tuple[str, list[XML]]:
    """Return the text before the first place, and what stands at each, followed by the text after it."""
    first, *rest = _TOKEN.split(text)
    pieces: list[XML] = []
    for number, after in zip(rest[::2], rest[1::2], strict=True):
        name, before = known[int(number)], (pieces[-1].tail or "") if pieces else first
        if kept or before.count("\\(") > before.count("\\)"):
            after = f"{before}[{name}]{after}"
        else:
            found.append(name)
            pieces.append(deepcopy(made(name)))
        if pieces:
            pieces[-1].tail = after
        else:
            first = after
    return first, pieces


def near(text: str, name: str) -> str:
    """Return what in brackets may have been meant by `name`, empty where nothing is like it."""
    others = [match[1] for match in _BRACKET.finditer(text) if match[1] != name]
    found = difflib.get_close_matches(name, others, n=1, cutoff=0.6)
    return found[0] if found else ""


def taken_out(places: Mapping[XML, str]) -> Callable[[str], str]:
    """Put a mark in the place of each element of `places`; return what makes `[names]` of the marks."""
    names = list(places.values())
    for number, place in enumerate(places):
        parent, before = place.getparent(), place.getprevious()
        if parent is None:
            continue
        text = f"{_OPEN}{number}{_CLOSE}{place.tail or ''}"
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        parent.remove(place)
    return lambda text: _TOKEN.sub(lambda match: f"[{names[int(match[1])]}]", text)
