"""The page directives in their order, and the rendering of a text with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moocfab.diagnostics import Location
from moocfab.prose import callout, embed, figure, file
from moocfab.prose.clean import clean
from moocfab.prose.contract import Page, PageDirective
from moocfab.source import Origin, Sourced
from moocfab.source.directives import Directive
from moocfab.source.markdown import to_html
from moocfab.source.options import typed
from moocfab.source.rules import MISPLACED_DIRECTIVE, REMOVED_HTML, UNKNOWN_DIRECTIVE
from moocfab.source.validate import guess, validate

DIRECTIVES: dict[str, PageDirective] = {
    name: directive
    for directive in (figure.DIRECTIVE, callout.DIRECTIVE, file.DIRECTIVE, embed.DIRECTIVE)
    for name in directive.names
}
RULES = tuple(rule for d in dict.fromkeys(DIRECTIVES.values()) for rule in d.rules)


def render(text: str, page: Page, *, path: str, line: int, elements: frozenset[str] = frozenset()) -> str:
    """Return the Markdown `text` as HTML; `line` of `path` is its first.

    `elements` are the kinds of elements, which have no place inside of a text.
    """
    surroundings = _Surroundings(page, path, line, elements)
    html = to_html(text, surroundings, path=path, line=line)
    if surroundings.raw_line is not None:
        html, removed = clean(html)
        if removed:
            place = Location(path, line + surroundings.raw_line)
            page.report(REMOVED_HTML.at(place, removed=", ".join(removed)))
    return html


@dataclass(slots=True)
class _Surroundings:
    """Answers what Markdown asks of the page."""

    page: Page
    path: str
    line: int
    elements: frozenset[str]
    raw_line: int | None = None

    def _at(self, line: int) -> Location:
        return Location(self.path, self.line + line)

    def image(self, address: str, line: int) -> str:
        if "://" in address or address.startswith("data:"):
            return address
        return self.page.asset(address, self._at(line))

    def link(self, address: str, line: int) -> tuple[str, str]:
        return self.page.link(address, self._at(line))

    def raw_html(self, line: int) -> None:
        if self.raw_line is None:
            self.raw_line = line

    def directive(self, directive: Directive, line: int) -> str:
        known = DIRECTIVES.get(directive.name)
        if known is None:
            if directive.name in self.elements:
                self.page.report(MISPLACED_DIRECTIVE.at(directive.location, name=directive.name))
            else:
                names = sorted({*DIRECTIVES, *self.elements})
                self.page.report(
                    UNKNOWN_DIRECTIVE.at(
                        directive.location,
                        name=directive.name,
                        known=", ".join(names),
                        guess=guess(directive.name, names),
                    )
                )
            return ""
        sourced = _options(directive, known)
        options, findings = validate(known.options, sourced)
        for finding in findings:
            self.page.report(finding)
        return "" if options is None else known.html(directive, options, self.page, self._body)

    def _body(self, text: str, line: int) -> str:
        return render(text, self.page, path=self.path, line=line, elements=self.elements)


def _options(directive: Directive, known: PageDirective) -> Sourced:
    data: dict[str, Any] = typed(directive, known.options)[0].data
    if directive.argument and known.argument:
        data = {known.argument: directive.argument, **data}
        directive.marks.values[(known.argument,)] = directive.marks.value(("",))
    return Sourced(data, Origin(directive.path, directive.marks))
