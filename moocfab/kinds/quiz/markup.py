"""The HTML inside the notation: parsed as strictly as the platforms do, its files published, its slips found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from moocfab.diagnostics import Location, Text
from moocfab.kinds.contract import XML, Context
from moocfab.prose.clean import clean
from moocfab.safe.xml import Malformed, parse, printable
from moocfab.source.studio import Place
from moocfab.source.studio.rules import MARKDOWN, MARKUP, REMOVED

_SOURCE = re.compile(r"""\bsrc\s*=\s*(["'])(.*?)\1""")
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|/static/|[#$]")
_LONE = re.compile(r"&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)|<(?![a-zA-Z/!?])")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
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
    root = _parsed(_wrapped(text))
    if root is None:
        return [_plain("p", text)]
    return [child for child in root if isinstance(child.tag, str)]


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
    _check(_wrapped(text), text, place, context)


def check_text(text: str, place: Place, context: Context, *, tags: bool = True, attribute: bool = False) -> None:
    """Report what is wrong in a text; where `tags` is false, tags are too, and in an attribute a quote."""
    if attribute and '"' in text:
        where = _located(context, place, text, text.index('"'), 1)
        context.report(MARKUP.at(where, problem=Text('un guillemet « " »', 'a quote “"”')))
    elif not tags and "<" in text:
        where = _located(context, place, text, text.index("<"), 1)
        context.report(MARKUP.at(where, problem=Text("du texte seul est attendu", "a plain text is expected")))
    else:
        _check(text, text, place, context)


def _located(context: Context, place: Place, text: str, begin: int, length: int) -> Location:
    """Return the place of some characters of a text that begins at `place`."""
    line = text.count("\n", 0, begin)
    column = begin - text.rfind("\n", 0, begin) + (0 if line else place.column - 1)
    return context.within(place.line + line, column, length, "quiz")


def _check(marked: str, text: str, place: Place, context: Context) -> None:
    """Report what is wrong in `text`, which stands as `marked` in the problem."""
    try:
        parse(f"<r>{printable(marked)}</r>")
    except Malformed:
        begin, problem = fault(text)
        context.report(MARKUP.at(_located(context, place, text, begin, 1), problem=problem))
        return
    removed = clean(text)[1]
    if removed:
        context.report(REMOVED.at(context.within(*place, "quiz"), removed=", ".join(removed)))
    for begin, written, mend in _markdown(text):
        context.report(MARKDOWN.at(_located(context, place, text, begin, len(written)), text=written, mend=mend))


def fault(text: str) -> tuple[int, Text]:
    """Return where a text is no well-formed XML, and why."""
    if match := _LONE.search(text):
        if match.group(0) == "&":
            return match.start(), Text("un « & » seul, ou un nom inconnu après lui", "a lone “&”, or an unknown name")
        return match.start(), Text("un « < » seul", "a lone “<”")
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        closes, name, empty = match.groups()
        if closes and opened and opened[-1].group(2) == name:
            opened.pop()
        elif closes:
            return match.start(), Text(f"« </{name}> » ne ferme rien", f"“</{name}>” closes nothing")
        elif not empty:
            opened.append(match)
    if opened:
        name = opened[-1].group(2)
        return opened[-1].start(), Text(f"« <{name}> » n'est pas fermé", f"“<{name}>” is not closed")
    return 0, Text("une balise est mal écrite", "a tag is written wrongly")


def _markdown(text: str) -> Iterator[tuple[int, str, Text]]:
    for pattern, mend in _MARKS:
        for match in pattern.finditer(text):
            yield match.start(), match.group(0), mend


def _wrapped(text: str) -> str:
    """Return lines as Studio does: each that does not begin with a tag is a paragraph, but in `<pre>`."""
    found: list[str] = []
    inside = False
    for line in text.split("\n"):
        paragraph = line.strip() and not inside and not line.lstrip().startswith("<")
        found.append(f"<p>{line}</p>" if paragraph else line)
        inside = line.rfind("<pre") > line.rfind("</pre") or (inside and "</pre" not in line)
    return "\n".join(found)


def _parsed(text: str) -> XML | None:
    try:
        return parse(f"<r>{printable(text)}</r>")
    except Malformed:
        return None


def _plain(tag: str, text: str) -> XML:
    element = parse(f"<{tag}/>")
    element.text = printable(text)
    return element
