"""`staff-note`: a word to the team, which no archive carries."""

from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive


class StaffNoteOptions(Options):
    """Options of `staff-note`."""

    title: str = ""


def html(directive: Directive, options: StaffNoteOptions, page: Page, render: Render) -> str:
    """Return nothing."""
    return ""


DIRECTIVE = PageDirective(("staff-note",), StaffNoteOptions, html, "staff-note", argument="title")
