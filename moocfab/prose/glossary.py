"""`glossary`: the course's definitions, each a place that `{term}` leads to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.safe.xml import fragments
from moocfab.source.directives import Directive

NO_TERMS = Rule(
    "MF4061",
    "glossary-without-terms",
    Severity.ERROR,
    Text("ce glossaire ne définit rien", "this glossary defines nothing"),
    Text(
        "écrivez le terme seul sur une ligne, et sous lui « : sa définition »",
        "write the term alone on a line, and “: its definition” under it",
    ),
    Text(
        "Un terme qui n'est pas écrit ainsi n'est qu'un paragraphe : aucun lien n'y mène.",
        "A term that is not written so is a paragraph only: no link leads to it.",
    ),
    ":::{glossary}\nBaud : un symbole par seconde.\n:::",
    ":::{glossary}\nBaud\n: Un symbole par seconde.\n:::",
)
TERM_TWICE = Rule(
    "MF4062",
    "term-twice",
    Severity.ERROR,
    Text("« {name} » est déjà défini à {other}", "“{name}” is already defined at {other}"),
    Text("gardez l'une des deux définitions", "keep one of the two definitions"),
    Text(
        "Un lien vers ce terme ne saurait laquelle des définitions montrer.",
        "A link to the term would not know which of the definitions to show.",
    ),
    "Baud\n: Un symbole par seconde.\n\nBaud\n: Unité de rapidité.",
    "Baud\n: Un symbole par seconde ; unité de rapidité.",
)
UNKNOWN_TERM = Rule(
    "MF4063",
    "unknown-term",
    Severity.ERROR,
    Text("aucun glossaire du cours ne définit « {term} »{guess}", "no glossary of the course defines “{term}”{guess}"),
    Text(
        "ajoutez-le à un « {{glossary}} », ou nommez le terme défini : « {{term}}`{term} <terme défini>` »",
        "add it to a “{{glossary}}”, or name the term that is defined: “{{term}}`{term} <defined term>`”",
    ),
    Text(
        "Le lien vers une définition qui n'existe pas ne mènerait nulle part.",
        "The link to a definition that does not exist would lead nowhere.",
    ),
    "la rapidité, en {term}`bauds`",
    "la rapidité, en {term}`bauds <baud>`",
    from_absence=True,
)
_ENTRY = re.compile(r"^(?![ :])(?P<term>\S.*?)[ \t]*\n(?:[ \t]*\n)?(?=:[ \t]+\S)", re.MULTILINE)
_DEFINED = re.compile(r"(?P<shown>.+?)\s*<(?P<term>[^<>]+)>", re.DOTALL)


class GlossaryOptions(Options):
    """Options of `glossary`."""


def terms(body: str) -> Iterator[tuple[str, int]]:
    """Yield each term that a glossary's text defines, with its line, 0-based."""
    for match in _ENTRY.finditer(body):
        yield match["term"], body.count("\n", 0, match.start())


def anchor(term: str) -> str:
    """Return the anchor of a term; accents, case and signs do not count."""
    plain = unicodedata.normalize("NFKD", term.replace("œ", "oe").replace("Œ", "oe").casefold())
    letters = "".join(sign if sign.isalnum() else "-" for sign in plain if not unicodedata.combining(sign))
    return f"terme-{re.sub('-+', '-', letters).strip('-')}"


def reference(content: str) -> tuple[str, str]:
    """Return what a `{term}` shows and the term it means: `bauds <baud>` or `baud`."""
    match = _DEFINED.fullmatch(content.strip())
    return (match["shown"], match["term"]) if match else (content.strip(), content.strip())


def html(directive: Directive, options: GlossaryOptions, page: Page, render: Render) -> str:
    """Return the definitions, an anchor at each term."""
    if not any(True for _ in terms(directive.body)):
        page.report(NO_TERMS.at(directive.location))
        return ""
    nodes = fragments(render(directive.body, directive.body_line))
    for node in nodes:
        for term in node.iter("dt"):
            term.set("id", anchor(page.called("".join(str(part) for part in term.itertext()))))
            term.set("style", "font-weight: bold; margin-top: 0.8em")
        for definition in node.iter("dd"):
            definition.set("style", "margin-left: 1.5em")
    return "".join(f"{etree.tostring(node, encoding='unicode')}\n" for node in nodes)


DIRECTIVE = PageDirective(("glossary",), GlossaryOptions, html, "glossary", rules=(NO_TERMS, TERM_TWICE, UNKNOWN_TERM))
