"""`columns`: passages side by side, one under the other on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive

MAX_COLUMNS = 4
COLUMN_COUNT = Rule(
    "MF4041",
    "column-count",
    Severity.WARNING,
    Text("« columns » a {count} colonne(s) ; il en faut de 2 à 4", "“columns” has {count} column(s); it takes 2 to 4"),
    Text("séparez les colonnes par une ligne « --- »", "put a line “---” between columns"),
    Text(
        "Une colonne seule ne change rien, et plus de quatre sont trop étroites pour être lues.",
        "A single column changes nothing, and more than four are too narrow to read.",
    ),
    ":::{columns}\nAvant.\n\nAprès.\n:::",
    ":::{columns}\nAvant.\n\n---\n\nAprès.\n:::",
)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,}|:{3,})")


class ColumnsOptions(Options):
    """Options of `columns`."""


def split(body: str) -> Iterator[tuple[str, int]]:
    """Yield each column with the number of its first line; lines `---` of code or directives inside are theirs."""
    lines = body.split("\n")
    start, fence = 0, ""
    for number, line in enumerate(lines):
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening.group(1)
        elif opening and opening.group(1) == fence and line.strip() == fence:
            fence = ""
        elif not fence and line.rstrip() == "---":
            yield "\n".join(lines[start:number]), start
            start = number + 1
    yield "\n".join(lines[start:]), start


def html(directive: Directive, options: ColumnsOptions, page: Page, render: Render) -> str:
    """Return the columns: each as wide as a phone at least, so that one gets them in their order."""
    parts = list(split(directive.body))
    if not 2 <= len(parts) <= MAX_COLUMNS:
        page.report(COLUMN_COUNT.at(directive.location, count=len(parts)))
    width = 40 // max(2, min(len(parts), MAX_COLUMNS))
    columns = "".join(
        f'<div style="flex: 1 1 {width}em; min-width: 0">\n{render(text, directive.body_line + line)}</div>\n'
        for text, line in parts
    )
    return f'<div style="display: flex; flex-wrap: wrap; column-gap: 2em">\n{columns}</div>\n'


DIRECTIVE = PageDirective(("columns",), ColumnsOptions, html, "columns", rules=(COLUMN_COUNT,))
