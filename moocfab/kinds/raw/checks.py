"""What of OLX as it is would be lost or stop an import; facts from `platforms.md`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import cast

from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.raw.rules import (
    CHILD_IN_XBLOCK,
    DOLLARS,
    DOTTED_ATTRIBUTE,
    LABEL,
    NO_COMPONENT,
    OTHER_NAME,
    POINTER,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_TAG,
    UNLISTED_FILE,
)
from moocfab.source.validate import guess

STRUCTURE = frozenset({"course", "chapter", "sequential", "vertical"})
HOLDERS = frozenset(
    {"library_content", "itembank", "randomize", "conditional", "split_test", "vertical", "problemset",
     "password_container"}
)  # fmt: skip
"""Tags whose children are blocks of their own."""
EVERYWHERE = frozenset(
    {"url_name", "xblock-family", "display_name", "visible_to_staff_only", "group_access", "start", "due", "graded",
     "format", "filename"}
)  # fmt: skip
"""Attributes that any block takes."""
STATIC = re.compile(r"""/static/[^"'<>()\s]+""")
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d)")


def findings(root: XML, files: tuple[str, ...], context: Context) -> Iterator[Diagnostic]:
    """Yield what is wrong with the component `root` and all in it."""
    name = root.get("url_name")
    if name and name != context.name:
        yield OTHER_NAME.at(place(root, context), name=name, expected=context.name)
    if str(root.tag) in STRUCTURE:
        yield NO_COMPONENT.at(place(root, context), tag=root.tag)
        return
    if is_pointer(root):
        yield POINTER.at(place(root, context), tag=root.tag, name=name)
    yield from _block(root, context)
    yield from _references(root, files, context)
    yield from _texts(root, context)


def blocks(root: XML) -> list[XML]:
    """Return the blocks that a block holds."""
    return [child for child in root if isinstance(child.tag, str)] if root.tag in HOLDERS else []


def is_pointer(element: XML) -> bool:
    """Return whether an element says nothing but its name: its platform looks for a file of that name."""
    return not len(element) and not (element.text or "").strip() and set(element.keys()) == {"url_name"}


def published(file: str) -> str:
    """Return how the OLX names one of its files: `/static/` and its path, or the path itself where it begins so."""
    return file if file.startswith("/static/") else f"/static/{file}"


def place(element: XML, context: Context) -> Location:
    """Return where an element was written."""
    line = cast(int, element.sourceline or 1)
    return context.inside(line - 1, "olx")


def _block(element: XML, context: Context) -> Iterator[Diagnostic]:
    """Yield what is wrong with a block and with those that it holds."""
    tag, target, here = str(element.tag), context.target, place(element, context)
    form = target.blocks.get(tag)
    if form is None:
        near = difflib.get_close_matches(tag, [*target.blocks], n=1, cutoff=0.3) or ["html"]
        yield UNKNOWN_TAG.at(here, target=target.title, tag=tag, nearest=f"<{near[0]}>")
        return
    yield from _attributes(element, context)
    if form.form == "inline" and tag in ("libcast_xblock", "lti_consumer") and len(element):
        yield CHILD_IN_XBLOCK.at(here, tag=tag, target=target.title)
    for child in blocks(element):
        if child.tag == "show" and tag == "conditional":
            continue
        if is_pointer(child):
            yield POINTER.at(place(child, context), tag=child.tag, name=child.get("url_name"))
        else:
            yield from _block(child, context)


def _attributes(element: XML, context: Context) -> Iterator[Diagnostic]:
    tag, form = str(element.tag), context.target.blocks[str(element.tag)]
    known = {*form.fields, *EVERYWHERE}
    for name in map(str, element.keys()):
        plain = name.rpartition("}")[2]
        if context.target.importer == "fun" and re.search(r"[.$}]", name):
            yield DOTTED_ATTRIBUTE.at(place(element, context), name=plain)
        elif form.form == "inline" and form.fields and name not in known:
            yield UNKNOWN_ATTRIBUTE.at(place(element, context), tag=tag, name=plain, guess=guess(plain, known))


def _references(root: XML, files: tuple[str, ...], context: Context) -> Iterator[Diagnostic]:
    for element in root.iter("*"):
        for text in (*element.attrib.values(), element.text or "", element.tail or ""):
            for match in STATIC.finditer(str(text)):
                address, rest = match.group(), str(text)[match.start() :]
                if not any(rest.startswith(published(file)) for file in files):
                    yield UNLISTED_FILE.at(place(element, context), address=address)


def _texts(root: XML, context: Context) -> Iterator[Diagnostic]:
    for element in root.iter("*"):
        if element.tag == "label" and context.target.labels == "attribute":
            yield LABEL.at(place(element, context), target=context.target.title)
        own = "" if element.tag in ("script", "code", "pre") else element.text or ""
        after = element.tail or "" if element is not root else ""
        for text in (own, after):
            if match := _FORMULA.search(text):
                yield DOLLARS.at(place(element, context), formula=match.group())
