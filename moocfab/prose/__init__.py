"""Text of a course to HTML: Markdown, page directives, cleaned HTML."""

from moocfab.prose.contract import Asked, Credit, Page, PageDirective, Passage, Recording
from moocfab.prose.render import DIRECTIVES, RULES, render
from moocfab.prose.survey import Heard, Named, recordings, survey

__all__ = [
    "DIRECTIVES",
    "RULES",
    "Asked",
    "Credit",
    "Heard",
    "Named",
    "Page",
    "PageDirective",
    "Passage",
    "Recording",
    "recordings",
    "render",
    "survey",
]
