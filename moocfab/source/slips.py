"""Which of a teacher's usual slips a YAML error is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.source.rules import ALIAS, NOT_YAML, TAB, TOO_DEEP, UNQUOTED, UNQUOTED_COLON

MAX_DEPTH = 64
Place = Callable[[Any], Location]

# libyaml's words, in the order in which they are looked for.
_UNCLOSED = {
    "did not find expected ',' or ']'": Text("ce crochet « [ » n'est pas fermé", "this bracket “[” is not closed"),
    "did not find expected ',' or '}'": Text("cette accolade « { » n'est pas fermée", "this brace “{” is not closed"),
    "found unexpected end of stream": Text("ce guillemet n'est pas fermé", "this quote is not closed"),
    "found unexpected document indicator": Text("ce guillemet n'est pas fermé", "this quote is not closed"),
    "did not find expected node content": Text("ce crochet n'est pas fermé", "this bracket is not closed"),
}
_UNQUOTABLE = (
    "found character that cannot start any token",
    "did not find expected comment or line break",
    "block sequence entries are not allowed",
    "did not find URI escaped octet",
    "did not find expected tag URI",
)
_MISALIGNED = Text(
    "cette ligne n'est pas alignée avec celles qui la précèdent", "this line is not aligned with those before"
)
_OTHERS = {
    "did not find expected '-' indicator": _MISALIGNED,
    "did not find expected key": _MISALIGNED,
    "did not find expected <document start>": Text("rien ne peut suivre « ... »", "nothing may follow “...”"),
    "found unknown escape character": Text(
        "entre guillemets doubles, « \\ » s'écrit « \\\\ »", "between double quotes, “\\” is written “\\\\”"
    ),
    "could not find expected ':'": Text(
        "il manque un deux-points après cette clé", "a colon is missing after this key"
    ),
}


def slip(error: Any, lines: list[str], place: Place, path: str, first_line: int) -> Diagnostic:
    """Return the finding for a syntax error: `lines` are the text's, `place` turns a mark into a location."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unreadable(error, lines, path, first_line)
    source = lines[mark.line] if mark.line < len(lines) else ""
    problem = str(getattr(error, "problem", "") or error)
    here = place(mark)
    if "\t" in source[: mark.column + 1]:
        return TAB.at(Location(here.path, here.line, source.index("\t") + 1))
    if "mapping values are not allowed" in problem:
        misaligned = mark.line > 0 and re.fullmatch(r"[\s-]*[\w-]+\s*", source[: mark.column])
        return NOT_YAML.at(here, problem=_MISALIGNED) if misaligned else UNQUOTED_COLON.at(here, text=source.strip())
    if "nesting depth" in problem:
        return TOO_DEEP.at(here, depth=MAX_DEPTH)
    for words, text in _UNCLOSED.items():
        if words in problem:
            return NOT_YAML.at(place(getattr(error, "context_mark", None) or mark), problem=text)
    if "expected alphabetic or numeric character" in problem:
        return ALIAS.at(place(error.context_mark or mark))
    value = re.match(r"[\s-]*[\w-]+:[ ]+([\"'\[{].*)", source)
    if any(words in problem for words in _UNQUOTABLE) or (value and "expected key" in problem):
        return UNQUOTED.at(Location(here.path, here.line, value.start(1) + 1) if value else here)
    known = next((text for words, text in _OTHERS.items() if words in problem), Text(problem, problem))
    return NOT_YAML.at(here, problem=known)


def _unreadable(error: Any, lines: list[str], path: str, first_line: int) -> Diagnostic:
    """Return the finding for a character that YAML does not admit."""
    position = getattr(error, "position", 0)
    before = "\n".join(lines)[:position]
    place = Location(path, first_line + before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    code = getattr(error, "character", 0)
    name = f"U+{code if isinstance(code, int) else ord(code):04X}"
    return NOT_YAML.at(
        place,
        problem=Text(
            f"le caractère invisible {name} n'est pas admis", f"the invisible character {name} is not allowed"
        ),
    )
