"""`figure`: a picture with its text alternative, caption and credit."""

from collections.abc import Callable
from html import escape

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Options, Page, PageDirective
from moocfab.source.directives import Directive

NO_ALT = Rule(
    "MF4001",
    "figure-without-alt",
    Severity.ERROR,
    Text(
        "la figure « {name} » n'a pas de texte de remplacement (RGAA 1.1)",
        "the figure “{name}” has no text alternative (RGAA 1.1)",
    ),
    Text(
        "ajoutez « :alt: ce que montre l'image », ou « :decorative: true » si elle n'apprend rien",
        "add “:alt: what the picture shows”, or “:decorative: true” if it teaches nothing",
    ),
    Text(
        "Qui n'y voit pas n'a que ce texte pour savoir ce que montre l'image.",
        "Who cannot see it has only this text to know what the picture shows.",
    ),
    ":::{figure} images/reseau.svg\nUn réseau.\n:::",
    ":::{figure} images/reseau.svg\n:alt: Trois machines reliées à un commutateur\nUn réseau.\n:::",
)


class FigureOptions(Options):
    """Options of `figure`."""

    source: str
    alt: str = ""
    decorative: bool = False
    width: str = ""
    credit: str = ""
    licence: str = ""
    name: str = ""


def html(directive: Directive, options: FigureOptions, page: Page, render: Callable[[str, int], str]) -> str:
    """Return the figure; its caption is the directive's body."""
    if not options.alt and not options.decorative:
        page.report(NO_ALT.at(directive.location, name=options.source))
    source = page.asset(options.source, directive.origin.at(""))
    width = f"; width: {escape(options.width)}" if options.width else ""
    image = f'<img src="{escape(source)}" alt="{escape(options.alt)}" style="max-width: 100%; height: auto{width}"/>'
    caption = render(directive.body, directive.body_line) if directive.body else ""
    credit = " — ".join(escape(part) for part in (options.credit, options.licence) if part)
    if credit:
        caption += f'<p style="font-size: 0.9em"><small>{credit}</small></p>'
    anchor = f' id="{escape(options.name)}"' if options.name else ""
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure{anchor} style="margin: 1.5em 0; text-align: center">{image}{under}</figure>\n'


DIRECTIVE = PageDirective(("figure",), FigureOptions, html, argument="source", rules=(NO_ALT,))
