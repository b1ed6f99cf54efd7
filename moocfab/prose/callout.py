"""`note`, `attention`, `a-retenir`, `exemple`, `definition`: framed passages, readable without colour."""

from html import escape

from moocfab.diagnostics import Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive

NAMES = {
    "note": (Text("Note", "Note"), "#1d5fa8"),
    "attention": (Text("Attention", "Warning"), "#a84a00"),
    "a-retenir": (Text("À retenir", "Remember"), "#1e6e3a"),
    "exemple": (Text("Exemple", "Example"), "#5b3a9e"),
    "definition": (Text("Définition", "Definition"), "#444444"),
}


class CalloutOptions(Options):
    """Options of a callout."""

    title: str = ""


def html(directive: Directive, options: CalloutOptions, page: Page, render: Render) -> str:
    """Return the callout; its kind is said in words, then its title."""
    word, colour = NAMES[directive.name]
    name = word.for_learners(page.language)
    title = f"{name} : {options.title}" if page.language == "fr" else f"{name}: {options.title}"
    heading = escape(title if options.title else name)
    body = render(directive.body, directive.body_line)
    style = f"border-left: 4px solid {colour}; margin: 1.5em 0; padding: 0.5em 1em; background: #f7f7f7; color: #222"
    return f'<div role="note" style="{style}"><p><strong>{heading}</strong></p>\n{body}</div>\n'


DIRECTIVE = PageDirective(tuple(NAMES), CalloutOptions, html, "callout", argument="title")
