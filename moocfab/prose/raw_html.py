"""`html`: HTML as its author wrote it, cleaned, with the reason why nothing else would do."""

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.clean import cleaned
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive

NO_REASON = Rule(
    "MF4081",
    "html-without-reason",
    Severity.WARNING,
    Text("ce HTML ne dit pas pourquoi il est là", "this HTML does not say why it is there"),
    Text(
        "ajoutez « :reason: ce que Markdown et les directives ne savent pas faire »",
        "add “:reason: what Markdown and directives cannot do”",
    ),
    Text(
        "Le HTML écrit à la main échappe aux contrôles d'accessibilité ; la raison aide qui relit à s'en passer.",
        "HTML written by hand escapes the checks of accessibility; the reason helps who reads it to do without.",
    ),
    ":::{html}\n<p>Touche <kbd>Entrée</kbd></p>\n:::",
    ":::{html}\n:reason: touches du clavier\n<p>Touche <kbd>Entrée</kbd></p>\n:::",
)


class HtmlOptions(Options):
    """Options of `html`."""

    reason: str = ""


def html(directive: Directive, options: HtmlOptions, page: Page, render: Render) -> str:
    """Return the HTML, cleaned, its files published and its links led to their pages."""
    if not options.reason:
        page.report(NO_REASON.at(directive.location))
    return cleaned(directive.body, page, directive.location) + "\n"


DIRECTIVE = PageDirective(("html",), HtmlOptions, html, "html", rules=(NO_REASON,))
