"""Text of a course to HTML: Markdown, page directives, cleaned HTML."""

from moocfab.prose.contract import Page, PageDirective
from moocfab.prose.render import DIRECTIVES, RULES, render

__all__ = ["DIRECTIVES", "RULES", "Page", "PageDirective", "render"]
