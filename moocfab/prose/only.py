"""`only`: prose, and elements, for some targets."""

from __future__ import annotations

import re

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive

NO_TARGETS = Rule(
    "MF4071",
    "only-without-targets",
    Severity.ERROR,
    Text("« only » ne dit pas pour quelles plateformes", "“only” does not say for which platforms"),
    Text("nommez-les après les accolades : « {{only}} openedx »", "name them after the braces: “{{only}} openedx”"),
    Text(
        "Un passage réservé doit dire à qui, sinon il irait partout ou nulle part.",
        "A passage that is kept for some must say for whom; else it would go everywhere or nowhere.",
    ),
    ":::{only}\nCe passage est pour FUN.\n:::",
    ":::{only} fun\nCe passage est pour FUN.\n:::",
)
NOWHERE = Rule(
    "MF4072",
    "only-for-none",
    Severity.ERROR,
    Text(
        "ce qui l'entoure est réservé à {names} : cet élément n'irait nulle part",
        "what is around it is for {names}: this element would go nowhere",
    ),
    Text("retirez l'un des deux « only »", "remove one of the two “only”"),
    Text(
        "Deux réserves qui n'ont aucune plateforme en commun ne laissent passer sur aucune.",
        "Two restrictions without a platform in common let nothing through on any.",
    ),
    "::::{only} openedx\n:::{video} cours.mp4\n:only: [fun]\n:::\n::::",
    "::::{only} openedx\n:::{video} cours.mp4\n:::\n::::",
)


class OnlyOptions(Options):
    """Options of `only`."""

    targets: str | tuple[str, ...] = ""


def targets(directive: Directive) -> tuple[str, ...]:
    """Return the names of targets that a directive is for: after the braces or as its option, commas between."""
    written = directive.options.get("targets") or directive.argument
    names = written if isinstance(written, list | tuple) else re.split(r"[\s,]+", str(written).strip("[] "))
    return tuple(str(name) for name in names if str(name))


def html(directive: Directive, options: OnlyOptions, page: Page, render: Render) -> str:
    """Return the body where the page's target is one of those meant."""
    names = targets(directive)
    if not names:
        page.report(NO_TARGETS.at(directive.location))
        return ""
    return render(directive.body, directive.body_line) if page.target.meant(names) else ""


DIRECTIVE = PageDirective(("only",), OnlyOptions, html, "only", argument="targets", rules=(NO_TARGETS, NOWHERE))
