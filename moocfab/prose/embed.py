"""`embed`: a page of an allowed host in a frame."""

from html import escape

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose import hosts
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.safe.addresses import split
from moocfab.source.directives import Directive

HOST_NOT_ALLOWED = Rule(
    "MF4021",
    "embed-host",
    Severity.ERROR,
    Text("l'hôte « {host} » n'est pas de ceux qu'on peut intégrer", "the host “{host}” may not be embedded"),
    Text(
        "faites-en un lien ordinaire, ou ajoutez l'hôte à « embed: {{hosts: [{host}]}} » de course.yml ; "
        "ceux qui sont connus : {hosts}",
        "make it a link, or add the host to “embed: {{hosts: [{host}]}}” of course.yml; those known: {hosts}",
    ),
    Text(
        "Un cadre exécute les programmes d'un autre site chez l'apprenant ; seuls des hôtes connus sont admis.",
        "A frame runs another site's programs at the learner's; only known hosts are allowed.",
    ),
    ":::{embed} https://exemple.org/jeu\n:title: Un jeu\n:::",
    ":::{embed} https://learningapps.org/watch?v=p1\n:title: Un jeu\n:::",
)
NO_TITLE = Rule(
    "MF4022",
    "embed-without-title",
    Severity.ERROR,
    Text("ce cadre n'a pas de titre (RGAA 2.1)", "this frame has no title (RGAA 2.1)"),
    Text("ajoutez « :title: ce que contient le cadre »", "add “:title: what the frame holds”"),
    Text("Un lecteur d'écran annonce le cadre par son titre.", "A screen reader announces a frame by its title."),
    ":::{embed} https://learningapps.org/watch?v=p1\n:::",
    ":::{embed} https://learningapps.org/watch?v=p1\n:title: Associer les couches\n:::",
)
_FRAME = "box-sizing: border-box; width: 100%; border: 1px solid #767676"


class EmbedOptions(Options):
    """Options of `embed`."""

    source: str
    title: str = ""
    height: int = 480


def html(directive: Directive, options: EmbedOptions, page: Page, render: Render) -> str:
    """Return the frame, then a link for who does not see it; the body is its text alternative."""
    parts = split(options.source)
    if not hosts.framed(options.source, page.hosts):
        host = parts.hostname or options.source
        known = ", ".join((*page.hosts, *hosts.known()))
        page.report(HOST_NOT_ALLOWED.at(directive.origin.at(""), host=host, hosts=known))
        return ""
    if not options.title:
        page.report(NO_TITLE.at(directive.location))
    address, title = escape(options.source), escape(options.title)
    opening = "Ouvrir dans un nouvel onglet :" if page.language == "fr" else "Open in a new tab:"
    body = render(directive.body, directive.body_line) if directive.body else ""
    return (
        f'<iframe src="{address}" title="{title}" height="{options.height}" style="{_FRAME}" '
        f'allowfullscreen="allowfullscreen"></iframe>\n'
        f'<p><a href="{address}" target="_blank" rel="noopener">{opening} {title}</a></p>\n{body}'
    )


DIRECTIVE = PageDirective(
    ("embed",), EmbedOptions, html, "embed", argument="source", rules=(HOST_NOT_ALLOWED, NO_TITLE)
)
