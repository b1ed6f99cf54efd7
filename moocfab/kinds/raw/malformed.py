"""What the XML parser says, in words of the trade of those who read it."""

from __future__ import annotations

import re

from moocfab.diagnostics import Text

_SAID = (
    (r"xmlParseEntityRef: no name", "un & seul : écrivez &amp;", "a bare &: write &amp;"),
    (r"EntityRef: expecting ';'", "un & seul : écrivez &amp;", "a bare &: write &amp;"),
    (r"Entity '(.+?)' not defined", "&{0}; n'existe pas en XML", "XML has no &{0};"),
    (
        r"Opening and ending tag mismatch: (\S+) line \d+ and (\S+)",
        "</{1}> vient alors que <{0}> est ouvert",
        "</{1}> comes while <{0}> is open",
    ),
    (r"Premature end of data in tag (\S+)", "<{0}> n'est pas fermé", "<{0}> is not closed"),
    (r"(?:EndTag|StartTag|xmlParseStartTag): .*", "une balise mal écrite, ou un < seul", "a broken tag, or a bare <"),
    (r"AttValue: .*|attributes construct error", "un attribut sans guillemets", "an attribute without quotes"),
    (r"Attribute (\S+) redefined", "l'attribut « {0} » figure deux fois", "the attribute “{0}” stands twice"),
    (
        r"Specification mandates value for attribute (\S+)",
        "l'attribut « {0} » n'a pas de valeur",
        "“{0}” has no value",
    ),
    (r"Couldn't find end of Start Tag (\S+)", "la balise <{0} n'a pas de >", "the tag <{0} has no >"),
    (r"Unescaped '<' not allowed", "un < dans un attribut : écrivez &lt;", "a < in an attribute: write &lt;"),
    (r"Extra content at the end of the document", "il y a plus d'un composant", "there is more than one component"),
    (r"Start tag expected, '<' not found", "il n'y a pas de balise au début", "there is no tag at the beginning"),
    (r"Document is empty", "il n'y a rien", "there is nothing"),
)


def said(problem: str) -> Text:
    """Return what a message of libxml means; the message itself where it is none of the usual ones."""
    plain = re.sub(r", line \d+, column \d+$", "", problem)
    for pattern, fr, en in _SAID:
        if match := re.match(pattern, plain):
            return Text(fr.format(*match.groups()), en.format(*match.groups()))
    return Text(plain, plain)
