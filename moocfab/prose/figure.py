"""`figure`: a picture with its text alternative, caption and credit, numbered where it has a name."""

from __future__ import annotations

import re
from html import escape
from typing import Annotated

from pydantic import AfterValidator

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Credit, Options, Page, PageDirective, Render
from moocfab.source.directives import Directive
from moocfab.source.markdown import FIT
from moocfab.source.validate import ValueProblem

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
NAME_TWICE = Rule(
    "MF4002",
    "figure-name-twice",
    Severity.ERROR,
    Text("« {name} » est déjà le nom d'une figure, à {other}", "“{name}” is already the name of a figure, at {other}"),
    Text("donnez à l'une des deux un autre nom", "give one of the two another name"),
    Text(
        "Un renvoi à ce nom ne saurait laquelle des deux figures montrer.",
        "A reference to this name would not know which of the two figures to show.",
    ),
    ":::{figure} a.svg\n:name: fig-reseau\n:::\n\n:::{figure} b.svg\n:name: fig-reseau\n:::",
    ":::{figure} a.svg\n:name: fig-reseau\n:::\n\n:::{figure} b.svg\n:name: fig-reseau-2\n:::",
)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_WIDTH = re.compile(r"\d{1,4}(px|%|em)")


def _name(value: str) -> str:
    if value and not _NAME.fullmatch(value):
        raise ValueProblem(
            "un nom commence par une lettre et n'a que des lettres sans accent, des chiffres, - et _ : fig-reseau",
            "a name begins with a letter and has letters without accents, digits, - and _: fig-network",
        )
    return value


def _width(value: str) -> str:
    if value and not _WIDTH.fullmatch(value):
        raise ValueProblem("écrivez une largeur : 50% ou 300px", "write a width: 50% or 300px")
    return value


class FigureOptions(Options):
    """Options of `figure`."""

    source: str
    alt: str = ""
    decorative: bool = False
    width: Annotated[str, AfterValidator(_width)] = ""
    credit: str = ""
    licence: str = ""
    name: Annotated[str, AfterValidator(_name)] = ""


def html(directive: Directive, options: FigureOptions, page: Page, render: Render) -> str:
    """Return the figure; its caption is the directive's body, after its number where it has a name."""
    if not options.alt and not options.decorative:
        page.report(NO_ALT.at(directive.location, name=options.source))
    source = page.asset(options.source, directive.origin.at(""))
    number = page.figure(options.name) if options.name else 0
    if options.credit or options.licence:
        shows = options.alt or options.source.rpartition("/")[2]
        page.credit(Credit(source, shows, number, options.credit, options.licence))
    width = f"; width: {options.width}" if options.width else ""
    image = f'<img src="{escape(source)}" alt="{escape(options.alt)}" style="{FIT}{width}"/>'
    caption = _caption(label(number) if number else "", directive, render)
    owed = credit(options.credit, options.licence)
    if owed:
        caption += f'<p style="margin: 0.25em 0"><small>{owed}</small></p>'
    anchor = f' id="{page.called(options.name)}"' if options.name else ""
    under = f'<figcaption style="margin-top: 0.5em">{caption}</figcaption>' if caption else ""
    return f'<figure{anchor} style="margin: 1.5em 0; text-align: center">{image}{under}</figure>\n'


def label(number: int) -> str:
    """Return what a figure is called: « Figure 3 »."""
    return f"Figure\u00a0{number}"


def credit(author: str, licence: str) -> str:
    """Return whom a picture is owed to, as HTML."""
    return " — ".join(escape(part) for part in (author, licence) if part)


def _caption(name: str, directive: Directive, render: Render) -> str:
    """Return the caption, its number before its first words."""
    body = render(directive.body, directive.body_line) if directive.body else ""
    if not name:
        return body
    if not body.startswith("<p>"):
        return f"<p><strong>{name}</strong></p>\n{body}"
    return f"<p><strong>{name}.</strong> {body.removeprefix('<p>')}"


DIRECTIVE = PageDirective(("figure",), FigureOptions, html, "figure", argument="source", rules=(NO_ALT, NAME_TWICE))
