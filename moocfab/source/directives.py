"""MyST directives: fences of colons, their options and bodies, with positions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from moocfab.diagnostics import Diagnostic, Location
from moocfab.source.data import Mark, Marks, Origin
from moocfab.source.rules import UNCLOSED_DIRECTIVE
from moocfab.source.yaml import parse

_OPEN = re.compile(r"^(:{3,})\{([^}\s]+)\}[ \t]*(.*?)[ \t]*$")
_OPTION = re.compile(r"^:([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*$")
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of Markdown; `line` is 1-based in the file."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as written.

    Attributes:
        name: between the braces.
        argument: what follows the braces on the same line; empty where nothing does.
        options: texts as typed, or the data of a YAML block.
        body: what is left.
        line: of the opening fence, 1-based; `body_line` of the body's first line.
        path: the file as shown.
        marks: where each option stands.
        typed: whether the options are a YAML block's data.
        source: its lines as written.
    """

    name: str
    argument: str
    options: dict[str, object]
    body: str
    line: int
    body_line: int
    path: str
    marks: Marks = field(default_factory=Marks, compare=False)
    typed: bool = False
    source: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Return the place of the opening fence."""
        return Location(self.path, self.line, 1, 3)

    @property
    def origin(self) -> Origin:
        """Return where its fields were written."""
        return Origin(self.path, self.marks)


def scan(text: str, path: str, *, line: int = 1) -> tuple[list[Prose | Directive], list[Diagnostic]]:
    """Cut `text`, whose first line is `line` of the file, into prose and directives of its top level."""
    lines = text.split("\n")
    pieces: list[Prose | Directive] = []
    findings: list[Diagnostic] = []
    start = index = 0
    code = ""
    while index < len(lines):
        fence = _CODE.match(lines[index])
        if fence and not code:
            code = fence.group(1)
        elif code and fence and fence.group(1).startswith(code) and lines[index].strip() == fence.group(1):
            code = ""
        opening = None if code else _OPEN.match(lines[index])
        if opening is None:
            index += 1
            continue
        _add_prose(pieces, lines[start:index], line + start)
        end, closed = extent(lines, index, opening.group(1))
        if not closed:
            place = Location(path, line + index, 1, len(opening.group(0)))
            findings.append(UNCLOSED_DIRECTIVE.at(place, name=opening.group(2), fence=opening.group(1)))
        directive, more = read(lines[index : end + 1], path, line + index)
        pieces.append(directive)
        findings += more
        index = start = end + 1
    _add_prose(pieces, lines[start:], line + start)
    return pieces, findings


def extent(lines: Sequence[str], index: int, fence: str) -> tuple[int, bool]:
    """Return the last line of the directive opened at `index`, and whether it closes it: colons alone, as many.

    One that is not closed ends before the next directive with as many colons, which it could not hold.
    """
    code, unclosed_code = "", 0
    for number in range(index + 1, len(lines)):
        match, opening = _CODE.match(lines[number]), _OPEN.match(lines[number])
        if match and not code:
            code, unclosed_code = match.group(1), number
        elif match and code and match.group(1).startswith(code) and lines[number].strip() == match.group(1):
            code = ""
        elif not code and lines[number].rstrip() == fence:
            return number, True
        elif not code and opening and len(opening.group(1)) >= len(fence):
            return number - 1, False
    if code:  # which nothing closes: then the fence of colons does
        rest = range(unclosed_code + 1, len(lines))
        return next(((n, True) for n in rest if lines[n].rstrip() == fence), (len(lines) - 1, False))
    return len(lines) - 1, False


def read(lines: list[str], path: str, line: int) -> tuple[Directive, list[Diagnostic]]:
    """Read a directive from its lines, with or without the closing fence."""
    opening = _OPEN.match(lines[0])
    if opening is None:
        raise ValueError(lines[0])
    fence, name, argument = opening.groups()
    source = tuple(lines)
    if lines[-1].rstrip() == fence:
        lines = lines[:-1]
    marks = Marks({(): Mark(line, len(fence) + 1, len(name) + 2)})
    if argument:
        marks.values[("",)] = Mark(line, opening.start(3) + 1, len(argument))
    if len(lines) > 1 and lines[1].rstrip() == "---":
        end = next((n for n in range(2, len(lines)) if lines[n].rstrip() == "---"), len(lines))
        sourced, findings = parse("\n".join(lines[2:end]), path, line=line + 2)
        data = sourced.data if sourced and isinstance(sourced.data, dict) else {}
        if sourced:
            marks.values.update({key: mark for key, mark in sourced.origin.marks.values.items() if key})
            marks.keys.update(sourced.origin.marks.keys)
        options, first, typed = data, end + 1, True
    else:
        options, first = _options(lines, line, marks)
        findings, typed = [], False
    body, body_line = _body(lines, first, line)
    return Directive(name, argument, options, body, line, body_line, path, marks, typed, source), findings


def _options(lines: list[str], line: int, marks: Marks) -> tuple[dict[str, object], int]:
    options: dict[str, object] = {}
    index = 1
    while index < len(lines) and (match := _OPTION.match(lines[index])):
        key, value = match.group(1), match.group(2) or ""
        options[key] = value
        marks.keys[(key,)] = Mark(line + index, 2, len(key))
        marks.values[(key,)] = Mark(line + index, max(1, match.start(2) + 1), max(1, len(value)))
        index += 1
    return options, index


def _body(lines: list[str], first: int, line: int) -> tuple[str, int]:
    rest = lines[first:]
    while rest and not rest[0].strip():
        rest, first = rest[1:], first + 1
    return "\n".join(rest).rstrip("\n"), line + first


def _add_prose(pieces: list[Prose | Directive], lines: list[str], line: int) -> None:
    if any(text.strip() for text in lines):
        pieces.append(Prose("\n".join(lines), line))
