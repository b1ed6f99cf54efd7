"""`dropdown`: a passage that is folded until one asks for more."""

from html import escape

from moocfab.diagnostics import Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive

TITLE = Text("En savoir plus", "Learn more")


class DropdownOptions(Options):
    """Options of `dropdown`."""

    title: str = ""


def html(directive: Directive, options: DropdownOptions, page: Page, render: Render) -> str:
    """Return the folded passage."""
    title = options.title or TITLE.for_learners(page.language)
    return folded(escape(title), render(directive.body, directive.body_line))


def folded(title: str, body: str, *, margin: str = "1.5em 0") -> str:
    """Return HTML that is folded under its title; who has no such browser reads it unfolded."""
    return (
        f'<details style="margin: {margin}; border: 1px solid #767676; padding: 0.5em 1em">'
        f'<summary style="cursor: pointer; font-weight: bold">{title}</summary>\n'
        f"{body}</details>\n"
    )


DIRECTIVE = PageDirective(("dropdown",), DropdownOptions, html, "dropdown", argument="title")
