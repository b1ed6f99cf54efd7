"""The HTML inside the notation: parsed as strictly as the platforms do, its files published, its slips found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from moocfab.diagnostics import Location, Text
from moocfab.kinds.contract import XML, Context
from moocfab.prose.clean import clean
from moocfab.safe.xml import Malformed, parse, printable
from moocfab.source.studio import Place
from moocfab.source.studio.rules import MARKDOWN, MARKUP, REMOVED

_SOURCE = re.compile(r"""\bsrc\s*=\s*(["'])(.*?)\1""")
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|/static/|[#$]")
_MATH = Text(r"\(…\) pour une formule", r"\(…\) for a formula")
_BOLD = Text("<b>…</b>", "<b>…</b>")
_MARKS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"\*\*\S(?:.*?\S)?\*\*"), _BOLD),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), Text('<img src="…" alt="…"/>', '<img src="…" alt="…"/>')),
    (re.compile(r"(?<![!\]])\[[^\]\n]+\]\([^)\s]+\)"), Text('<a href="…">…</a>', '<a href="…">…</a>')),
    (re.compile(r"`[^`\n]+`"), Text("<code>…</code>", "<code>…</code>")),
    (re.compile(r"\$\$[^$\n]+\$\$|(?<![\\$])\$(?!\s)[^$\n]*[^\s$\\]\$(?!\d)"), _MATH),
)


def published(text: str, context: Context) -> str:
    """Return the notation with the published address of each file of the course that it shows."""

    def address(match: re.Match[str]) -> str:
        quote, reference = match.groups()
        if not reference or _ELSEWHERE.match(reference):
            return match.group(0)
        line = text.count("\n", 0, match.start(2)) + 1
        column = match.start(2) - text.rfind("\n", 0, match.start(2))
        place = context.within(line, column, len(reference), "quiz")
        return f"src={quote}{context.asset(reference, place)}{quote}"

    return _SOURCE.sub(address, text)


def paragraphs(text: str) -> list[XML]:
    """Return lines as elements, each that does not begin with a tag a `<p>`; malformed ones as they are."""
    lines = [f"<p>{line}</p>" if _is_paragraph(line) else line for line in text.split("\n")]
    root = _parsed("\n".join(lines))
    if root is None:
        return [_plain("p", text)]
    return [_without_tail(child) for child in root if isinstance(child.tag, str)]


def fill(element: XML, text: str) -> XML:
    """Put a text with tags into an element, before what it holds."""
    root = _parsed(text)
    if root is None:
        element.text = printable(text)
        return element
    element.text = root.text
    for index, child in enumerate(list(root)):
        element.insert(index, child)
    return element


def plain(text: str) -> str:
    """Return a text without tags, on one line."""
    root = _parsed(text)
    return " ".join((printable(text) if root is None else "".join(str(part) for part in root.itertext())).split())


def check_lines(text: str, place: Place, context: Context) -> None:
    """Report what is wrong in lines that become paragraphs."""
    lines = text.split("\n")
    wrapped = [_is_paragraph(line) for line in lines]
    marked = "\n".join(f"<p>{line}</p>" if p else line for line, p in zip(lines, wrapped, strict=True))
    _check(marked, text, lambda line, column: (line, column - 3 if wrapped[line - 1] else column), place, context)


def check_text(text: str, place: Place, context: Context, *, tags: bool = True, attribute: bool = False) -> None:
    """Report what is wrong in a text; where `tags` is false, tags are too, and in an attribute a quote."""
    if attribute and '"' in text:
        where = located(context, place, text, 1, text.index('"') + 1)
        context.report(MARKUP.at(where, problem=Text('un guillemet « " »', 'a quote “"”')))
    elif not tags and "<" in text:
        where = located(context, place, text, 1, text.index("<") + 1)
        context.report(MARKUP.at(where, problem=Text("du texte seul est attendu", "a plain text is expected")))
    else:
        _check(text, text, lambda line, column: (line, column), place, context)


def located(context: Context, place: Place, text: str, line: int, column: int) -> Location:
    """Return the place of a 1-based line and column of a text that begins at `place`."""
    lines = text.split("\n")
    column = max(1, min(column, len(lines[min(line, len(lines)) - 1])))
    return context.within(place.line + line - 1, column + (place.column - 1 if line == 1 else 0), 1, "quiz")


def _check(marked: str, text: str, back: Callable[[int, int], tuple[int, int]], place: Place, context: Context) -> None:
    try:
        parse(f"<r>\n{printable(marked)}\n</r>")
    except Malformed as error:
        line = max(1, min(error.line - 1, text.count("\n") + 1))
        where = located(context, place, text, *back(line, error.column))
        context.report(MARKUP.at(where, problem=_problem(error)))
        return
    removed = clean(text)[1]
    if removed:
        context.report(REMOVED.at(context.within(*place, "quiz"), removed=", ".join(removed)))
    for begin, written, mend in _markdown(text):
        line = text.count("\n", 0, begin) + 1
        column = begin - text.rfind("\n", 0, begin)
        start = located(context, place, text, line, column)
        context.report(
            MARKDOWN.at(Location(start.path, start.line, start.column, len(written)), text=written, mend=mend)
        )


def _markdown(text: str) -> Iterator[tuple[int, str, Text]]:
    for pattern, mend in _MARKS:
        for match in pattern.finditer(text):
            yield match.start(), match.group(0), mend


def _problem(error: Malformed) -> Text:
    if "Entity" in error.problem and "not defined" in error.problem:
        return Text("une entité inconnue en XML", "an entity that XML does not know")
    if "xmlParseEntityRef" in error.problem or "EntityRef" in error.problem:
        return Text("un « & » seul", "a lone “&”")
    if "StartTag" in error.problem:
        return Text("un « < » seul", "a lone “<”")
    return Text("une balise mal ouverte ou mal fermée", "a tag opened or closed wrongly")


def _is_paragraph(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("<")


def _parsed(text: str) -> XML | None:
    try:
        return parse(f"<r>{printable(text)}</r>")
    except Malformed:
        return None


def _plain(tag: str, text: str) -> XML:
    element = parse(f"<{tag}/>")
    element.text = printable(text)
    return element


def _without_tail(element: XML) -> XML:
    copy = deepcopy(element)
    copy.tail = None
    return copy
