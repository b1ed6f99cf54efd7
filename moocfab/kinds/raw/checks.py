"""What of OLX as it is would be lost or stop an import; facts from `platforms.md`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds import marsha
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import URL_NAME_PATTERN
from moocfab.kinds.graders import overwriting, trouble
from moocfab.kinds.raw import tools
from moocfab.kinds.raw.rules import (
    BY_HAND,
    CHILD_IN_XBLOCK,
    DOLLARS,
    DOTTED_ATTRIBUTE,
    LABEL,
    NO_COMPONENT,
    OTHER_NAME,
    POINTER,
    RELATIVE,
    SCRIPT,
    SCRIPT_NAME,
    TOOL,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_TAG,
    UNLISTED_FILE,
    UNNAMED_CHILD,
)
from moocfab.safe.addresses import split
from moocfab.source.validate import guess
from moocfab.targets import Target

STRUCTURE = frozenset({"course", "chapter", "sequential", "vertical", "unit", "static_tab", "course_info", "about"})
NOT_FIELDS = frozenset({"url_name", "xblock-family", "filename"})
"""Attributes that name a block or its file."""
STATIC = re.compile(r"""/static/[^"'<>()\s]+""")
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d)")
_START_TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<([^\W\d][^\s/>]*)", re.DOTALL)


def blocks(element: XML, target: Target) -> list[XML]:
    """Return the blocks that a block holds."""
    form = target.blocks.get(str(element.tag))
    if form is None or form.content != "blocks":
        return []
    return [child for child in element if isinstance(child.tag, str) and child.tag != "show"]


def is_pointer(element: XML) -> bool:
    """Return whether an element says nothing but its name, or its file's: the platform looks for that file."""
    empty = not len(element) and not (element.text or "").strip()
    return empty and (set(element.keys()) == {"url_name"} or bool(element.get("filename")))


def published(file: str) -> str:
    """Return how the OLX names one of its files: `/static/` and its path, or the path itself where it begins so."""
    return file if file.startswith("/static/") else f"/static/{file}"


@dataclass(frozen=True)
class Checks:
    """The checks of one component as it is.

    Attributes:
        root: the component.
        files: those that it may name.
        context: its surroundings.
        olx: the text that it was read from.
        starts: element to the place of its start tag in that text.
    """

    root: XML
    files: tuple[str, ...]
    context: Context
    olx: str
    starts: Mapping[XML, int]

    @classmethod
    def of(cls, root: XML, olx: str, files: tuple[str, ...], context: Context) -> Checks:
        """Return the checks of `root`, which was read from the text `olx`."""
        starts = (match.start() for match in _START_TAG.finditer(olx) if match.group(1))
        return cls(root, files, context, olx, dict(zip(root.iter("*"), starts, strict=False)))

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the component and all in it."""
        name, tag = self.root.get("url_name"), str(self.root.tag)
        if name and name != self.context.name:
            yield OTHER_NAME.at(self.place(self.root), name=name, expected=self.context.name)
        if tag in STRUCTURE:
            yield NO_COMPONENT.at(self.place(self.root), tag=tag)
            return
        yield from self.block(self.root)
        for element in self.root.iter("*"):
            yield from self.references(element)
            yield from self.texts(element)
            if element.tag == "script" and "javascript" not in (element.get("type") or ""):
                yield from self.script(element)

    def place(self, element: XML) -> Location:
        """Return where an element was written."""
        start = self.starts.get(element, 0)
        line, column = self.olx.count("\n", 0, start) + 1, start - self.olx.rfind("\n", 0, start)
        return self.context.within(line, column, len(str(element.tag)) + 1, "olx")

    def block(self, element: XML) -> Iterator[Diagnostic]:
        """Yield what is wrong with a block and with those that it holds."""
        tag, target, here = str(element.tag), self.context.target, self.place(element)
        form = target.blocks.get(tag)
        if form is None:
            near = difflib.get_close_matches(tag, [*target.blocks], n=1, cutoff=0.3) or ["html"]
            nearest = target.importing.aliases.get(tag, near[0])
            yield UNKNOWN_TAG.at(here, target=target.title, tag=tag, nearest=f"<{nearest}>")
            return
        if is_pointer(element):
            yield POINTER.at(here, tag=tag, name=element.get("url_name"))
        yield from self.attributes(element)
        if form.content in ("none", "strict") and any(isinstance(child.tag, str) for child in element):
            yield CHILD_IN_XBLOCK.at(here, tag=tag, target=target.title)
        for problem in tools.problems(element, target):
            yield TOOL.at(here, tag=tag, problem=problem)
        if tools.by_hand(element, ""):
            yield BY_HAND.at(here, tag=tag)
        if match := marsha.VIDEO.fullmatch(element.get("launch_url") or ""):
            marsha.check_once(match.group(1), self.context, "olx")
        for child in blocks(element, target):
            if not re.fullmatch(URL_NAME_PATTERN, child.get("url_name") or ""):
                yield UNNAMED_CHILD.at(self.place(child), tag=child.tag)
            yield from self.block(child)

    def attributes(self, element: XML) -> Iterator[Diagnostic]:
        """Yield attributes that stop an import or that a pure XBlock does not know."""
        tag, target = str(element.tag), self.context.target
        form = target.blocks[tag]
        known = {*form.fields, *target.importing.fields, *NOT_FIELDS} - {*form.unread}
        for name in map(str, element.keys()):
            plain = name.rpartition("}")[2]
            if target.importing.plain_keys and re.search(r"[.$}]", name):
                yield DOTTED_ATTRIBUTE.at(self.place(element), name=plain)
            elif form.form == "inline" and form.fields and name not in known:
                yield UNKNOWN_ATTRIBUTE.at(self.place(element), tag=tag, name=plain, guess=guess(plain, known))

    def references(self, element: XML) -> Iterator[Diagnostic]:
        """Yield files that an element names and that are not to be published."""
        for name in ("src", "href"):
            address = element.get(name) or ""
            if address and not split(address).scheme and not address.startswith(("/", "#", "$")):
                yield RELATIVE.at(self.place(element), address=address)
        for text in (*map(str, element.attrib.values()), element.text or "", element.tail or ""):
            for match in STATIC.finditer(text):
                if not any(text.startswith(published(file), match.start()) for file in self.files):
                    yield UNLISTED_FILE.at(self.place(element), address=match.group())

    def texts(self, element: XML) -> Iterator[Diagnostic]:
        """Yield a label that names nothing, and formulas that nothing typesets."""
        if element.tag == "label" and self.context.target.labels == "attribute":
            yield LABEL.at(self.place(element), target=self.context.target.title)
        own = "" if element.tag in ("script", "code", "pre") else element.text or ""
        after = element.tail or "" if element is not self.root else ""
        for text in (own, after):
            if match := _FORMULA.search(text):
                yield DOLLARS.at(self.place(element), formula=match.group())

    def script(self, element: XML) -> Iterator[Diagnostic]:
        """Yield what the Python of the platform's graders does not understand."""
        python = self.context.target.grader_python
        for name in overwriting(element.text or "") if self.context.target.importer == "openedx" else ():
            yield SCRIPT_NAME.at(self.place(element), name=name)
        found = trouble(element.text or "", python)
        if found:
            inside = self.olx.index(">", self.starts.get(element, 0)) + 1
            first = self.olx.count("\n", 0, inside)
            place = self.context.within(first + found.line, found.column if found.line > 1 else 1, 1, "olx")
            yield SCRIPT.at(place, target=self.context.target.title, python=python, what=found.what)
