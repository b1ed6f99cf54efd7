"""Text of a course to HTML: Markdown, page directives, cleaned HTML."""

from moocfab.prose.contract import Credit, Page, PageDirective
from moocfab.prose.render import DIRECTIVES, RULES, render
from moocfab.prose.survey import Named, survey

__all__ = ["DIRECTIVES", "RULES", "Credit", "Named", "Page", "PageDirective", "render", "survey"]
