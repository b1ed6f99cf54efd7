"""The page directives in their order, and the rendering of a text with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import unquote

from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.prose import (
    audio,
    callout,
    columns,
    dropdown,
    embed,
    figure,
    file,
    glossary,
    only,
    raw_html,
    staff_note,
    table,
)
from moocfab.prose.clean import cleaned
from moocfab.prose.contract import Page, PageDirective
from moocfab.prose.macros import expand
from moocfab.prose.rules import HEADING_ORDER, IMAGE_ALT, LINK_TEXT, LOST_CELLS, TABLE_HEADERS, UNKNOWN_ROLE
from moocfab.prose.rules import RULES as TEXT_RULES
from moocfab.source import Origin, Sourced
from moocfab.source.directives import Directive
from moocfab.source.markdown import Hooks, to_html
from moocfab.source.options import typed
from moocfab.source.rules import (
    MISPLACED_DIRECTIVE,
    REMOVED_HTML,
    STRAY_FENCE,
    TOO_DEEP,
    UNCLOSED_DIRECTIVE,
    UNKNOWN_DIRECTIVE,
)
from moocfab.source.validate import guess, validate

_MODULES = (figure, callout, dropdown, columns, table, glossary, embed, file, audio, only, staff_note, raw_html)
# A directive's name, without its braces or after another sign than colons.
_MEANT = re.compile(r"(?::{3,}|`{3,}|~{3,})[ \t]*\{?([A-Za-z][\w-]*)\}?[ \t]*(.*?)[ \t]*$")
DIRECTIVES: dict[str, PageDirective] = {
    name: module.DIRECTIVE for module in _MODULES for name in module.DIRECTIVE.names
}
RULES = (*TEXT_RULES, *(rule for d in dict.fromkeys(DIRECTIVES.values()) for rule in d.rules))
MAX_DEPTH = 16
_EMPTY_WORDS = frozenset(
    ("", "ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "le lien", "suite", "la suite", "lire la suite",
     "en savoir plus", "plus", "voir", "here", "click here", "link", "this link", "more", "read more")
)  # fmt: skip


def render(
    text: str,
    page: Page,
    *,
    path: str,
    line: int,
    column: int = 1,
    elements: frozenset[str] = frozenset(),
    depth: int = 0,
) -> str:
    """Return the Markdown `text` as HTML; it begins at `line` and `column` of `path`.

    `elements` are the kinds of elements, which have no place inside of a text; `depth` says how many
    directives hold this text.
    """
    surroundings = _Surroundings(page, path, line, column, text.split("\n"), elements, depth)
    html = to_html(text, surroundings, path=path, line=line)
    if surroundings.raw_line is not None:
        place = surroundings.beginning(surroundings.raw_line)
        html = cleaned(html, page, place, surroundings.first, written="".join(surroundings.raw))
    return html


@dataclass(slots=True)
class _Surroundings(Hooks):
    """Answers what Markdown asks of the page."""

    page: Page
    path: str
    line: int
    column: int
    lines: Sequence[str]
    elements: frozenset[str]
    depth: int
    raw_line: int | None = None
    raw: list[str] = field(default_factory=list)
    half_open: int = 0
    level: int = 0
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"{self.page.name}-{self.page.number('texts')}"

    def _at(self, line: int, *needles: str) -> Location:
        """Return the place of the first of `needles` on `line` or after it in the same paragraph, else the line's."""
        stop = next((n for n in range(line + 1, len(self.lines)) if not self.lines[n].strip()), len(self.lines))
        return self.first(needles, line, stop) or self.beginning(line)

    def first(self, needles: Sequence[str], start: int = 0, stop: int | None = None) -> Location | None:
        """Return the place of the first of `needles` in the lines from `start` to `stop`, None where none is there."""
        for number, text in enumerate(self.lines[start:stop], start):
            for needle in filter(None, needles):
                found = text.find(needle)
                if found >= 0:
                    return Location(self.path, self.line + number, self.column + found, len(needle))
        return None

    def beginning(self, line: int) -> Location:
        """Return where a line begins."""
        return Location(self.path, self.line + line, self.column)

    def report(self, finding: Diagnostic) -> None:
        self.page.report(finding)

    def image(self, address: str, alt: str, line: int) -> str:
        place = self._at(line, unquote(address), address)
        if not alt.strip():
            self.report(IMAGE_ALT.at(place, name=unquote(address)))
        if "://" in address or address.startswith("data:"):
            return address
        return self.page.asset(address, place)

    def link(self, address: str, text: str, line: int) -> tuple[str, str]:
        place = self._at(line, f"]({unquote(address)}", f"]({address}", unquote(address), address)
        place = Location(place.path, place.line, place.column + 2, place.length - 2) if place.length > 2 else place
        found, title = self.page.link(address, place)
        lost = not text and found == address and not re.match(r"/|\w+:", address)  # told already: it leads nowhere
        if not lost and (text or title).strip(" .!:»«").lower() in _EMPTY_WORDS:
            self.report(LINK_TEXT.at(place, text=text or address))
        return found, title

    def heading(self, level: int, line: int) -> None:
        place = self._at(line)
        if level == 1:
            after = Text(
                "dans un texte ; le premier niveau est le titre de la page",
                "in a text; the first level is the page's title",
            )
            self.report(HEADING_ORDER.at(place, level=level, after=after, marks="##"))
        elif self.level and level > self.level + 1:
            after = Text(f"suit un titre de niveau {self.level}", f"follows a heading of level {self.level}")
            self.report(HEADING_ORDER.at(place, level=level, after=after, marks="#" * (self.level + 1)))
        self.level = level

    def table(self, headers: Sequence[str], line: int) -> None:
        if not any(header.strip() for header in headers):
            self.report(TABLE_HEADERS.at(self._at(line)))

    def row(self, cells: int, columns: int, line: int) -> None:
        self.report(LOST_CELLS.at(self._at(line), cells=cells, columns=columns))

    def math(self, source: str) -> str:
        return expand(source, self.page.macros) if self.page.macros else source

    def role(self, name: str, content: str, line: int) -> str:
        place = self._at(line, f"{{{name}}}`{content}")
        if name != "term":
            self.report(UNKNOWN_ROLE.at(place, name=name))
            return escape(content)
        shown, term = glossary.reference(content)
        address = self.page.term(term)
        if not address:
            near = guess(term, sorted(self.page.terms()))
            self.report(glossary.UNKNOWN_TERM.at(place, term=term, guess=near))
        return f'<a href="{escape(address)}">{escape(shown)}</a>' if address else escape(shown)

    def raw_html(self, written: str, line: int) -> None:
        self.raw.append(written)
        if self.raw_line is None:
            self.raw_line = line

    def refused(self, attributes: Sequence[str], line: int) -> None:
        self.report(REMOVED_HTML.at(self._at(line, *attributes), removed=", ".join(attributes)))

    def stray(self, text: str, line: int) -> None:
        meant = _MEANT.match(text)
        if meant is None and self.half_open:
            self.half_open -= 1  # closes what was told already
            return
        name, argument = meant.groups() if meant else ("note", "")
        self.half_open += meant is not None and text.startswith(":")
        opening = f":::{{{name}}} {argument}".rstrip()
        self.report(STRAY_FENCE.at(self._at(line), text=text, opening=opening))

    def unclosed(self, directive: Directive, fence: str) -> None:
        self.report(UNCLOSED_DIRECTIVE.at(directive.location, name=directive.name, fence=fence))

    def directive(self, directive: Directive, line: int) -> str:
        known = DIRECTIVES.get(directive.name)
        if known is None:
            self._unknown(directive)
            return ""
        if self.depth >= MAX_DEPTH:
            self.report(TOO_DEEP.at(directive.location, depth=MAX_DEPTH))
            return ""
        sourced, findings = _options(directive, known)
        options, more = validate(known.options, sourced)
        for finding in (*findings, *more):
            self.report(finding)
        return "" if options is None else known.html(directive, options, self.page, self._body)

    def _unknown(self, directive: Directive) -> None:
        name = directive.name
        if name in self.elements:
            self.report(MISPLACED_DIRECTIVE.at(directive.location, name=name))
            return
        names = sorted({*DIRECTIVES, *self.elements})
        known = ", ".join(names)
        self.report(UNKNOWN_DIRECTIVE.at(directive.location, name=name, known=known, guess=guess(name, names)))

    def _body(self, text: str, line: int, path: str = "") -> str:
        inside = self.depth + 1
        return render(text, self.page, path=path or self.path, line=line, elements=self.elements, depth=inside)


def _options(directive: Directive, known: PageDirective) -> tuple[Sourced, list[Diagnostic]]:
    sourced, findings = typed(directive, known.options)
    data: dict[str, Any] = sourced.data
    marks = sourced.origin.marks
    if directive.argument and known.argument:
        data = {known.argument: directive.argument, **data}
        marks.values[(known.argument,)] = marks.value(("",))
    return Sourced(data, Origin(directive.path, marks)), findings
