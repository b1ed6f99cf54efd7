"""`table`: a table with header cells, from Markdown or from a CSV file."""

from __future__ import annotations

import csv

from moocfab.diagnostics import Location, Rule, Severity, Text
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive
from moocfab.source.markdown import CELL, scrolling
from moocfab.source.rules import UNREADABLE

MAX_CELLS = 5000

TABLE_SOURCE = Rule(
    "MF4051",
    "table-source",
    Severity.ERROR,
    Text(
        "« table » attend un tableau Markdown dans son corps, ou un fichier CSV après les accolades, pas les deux",
        "“table” takes a Markdown table in its body, or a CSV file after the braces, not both",
    ),
    Text(
        "gardez l'un des deux : « {{table}} mesures.csv », ou des lignes « | a | b | » dans le corps",
        "keep one of the two: “{{table}} values.csv”, or lines “| a | b |” in the body",
    ),
    Text("Le tableau n'a qu'un contenu.", "The table has one content."),
    ":::{table}\n:caption: Débits\n:::",
    ":::{table} debits.csv\n:caption: Débits\n:::",
)
CSV_ROW = Rule(
    "MF4052",
    "csv-row-length",
    Severity.ERROR,
    Text("cette ligne a {cells} cellules pour {columns} colonnes", "this row has {cells} cells for {columns} columns"),
    Text(
        "mettez entre guillemets la cellule qui contient le séparateur « {separator} », ou complétez la ligne",
        "put quotes around the cell that holds the separator “{separator}”, or complete the row",
    ),
    Text(
        "Une cellule de trop ou de moins décale toutes celles qui la suivent.",
        "A cell too many or too few shifts all those after it.",
    ),
    "Signal;Débit\nradio;54 Mbit/s; Wi-Fi",
    'Signal;Débit\nradio;"54 Mbit/s; Wi-Fi"',
)
CSV_TOO_LARGE = Rule(
    "MF4053",
    "csv-too-large",
    Severity.ERROR,
    Text(
        "ce tableau a plus de {limit} cellules : personne ne le lira sur une page",
        "this table has more than {limit} cells: nobody will read it on a page",
    ),
    Text("offrez-le à télécharger : « {{file}} {name} »", "offer it for download: “{{file}} {name}”"),
    Text(
        "Un tableau aussi grand ralentit la page et ne se parcourt ni au clavier ni à l'oreille.",
        "A table this large slows the page, and can be gone through neither by keyboard nor by ear.",
    ),
    ":::{table} cent-mille-lignes.csv\n:::",
    ":::{file} cent-mille-lignes.csv\n:::",
)


class TableOptions(Options):
    """Options of `table`."""

    source: str = ""
    caption: str = ""


def html(directive: Directive, options: TableOptions, page: Page, render: Render) -> str:
    """Return the table, its caption read with it."""
    caption = _inline(options.caption, directive.origin.at("caption").line, render) if options.caption else ""
    if bool(options.source) == ("|" in directive.body) or (options.source and directive.body):
        page.report(TABLE_SOURCE.at(directive.location))
        return ""
    if options.source:
        path, rows = _rows(options.source, directive.origin.at(""), page)
        made = _table(path, rows, render) if rows else ""
    else:
        made = render(directive.body, directive.body_line)
    title = f'<caption style="text-align: left; font-weight: bold; padding: 0.5em 0">{caption}</caption>'
    return made.replace(">\n<thead>", f">\n{title}\n<thead>", 1) if caption else made


def _rows(source: str, location: Location, page: Page) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return a CSV file as shown, and its rows with their lines; none where something is wrong with it."""
    found = page.source(source, location)
    if found is None:
        return "", []
    path, separator = found.place(1, 1, 1).path, _separator(found.text)
    reader = csv.reader(found.text.splitlines(keepends=True), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        line = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        page.report(UNREADABLE.at(location, name=source, reason=str(error)))
        return path, []
    if sum(len(cells) for _, cells in rows) > MAX_CELLS:
        page.report(CSV_TOO_LARGE.at(location, limit=MAX_CELLS, name=source))
        return path, []
    columns = len(rows[0][1])
    for line, cells in rows:
        if len(cells) != columns:
            page.report(CSV_ROW.at(Location(path, line), cells=len(cells), columns=columns, separator=separator))
    return path, rows


def _separator(text: str) -> str:
    """Return what separates the cells of the first line: what a French spreadsheet writes, or an English one."""
    first = text.lstrip("\n").partition("\n")[0]
    return max(";,\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _table(path: str, rows: list[tuple[int, list[str]]], render: Render) -> str:
    """Return rows as a table that scrolls where it is too wide; the first one has the headers."""
    head, *body = [[_inline(cell, line, render, path) for cell in cells] for line, cells in rows]
    rows_of_cells = ("".join(f'<td style="{CELL}">{cell}</td>\n' for cell in cells) for cells in body)
    lines = "".join(f"<tr>\n{cells}</tr>\n" for cells in rows_of_cells)
    headers = "".join(f'<th style="{CELL}" scope="col">{cell}</th>\n' for cell in head)
    inside = f"<thead>\n<tr>\n{headers}</tr>\n</thead>\n<tbody>\n{lines}</tbody>\n"
    return scrolling(inside, rows[0][1])


def _inline(text: str, line: int, render: Render, path: str = "") -> str:
    """Return a line of Markdown without the paragraph around it."""
    made = render(text, line, path).strip()
    single = made.startswith("<p>") and made.endswith("</p>") and made.count("<p>") == 1
    return made.removeprefix("<p>").removesuffix("</p>") if single else made


DIRECTIVE = PageDirective(
    ("table",), TableOptions, html, "table", argument="source", rules=(TABLE_SOURCE, CSV_ROW, CSV_TOO_LARGE)
)
