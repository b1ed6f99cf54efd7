"""YAML as teachers type it: the only door to PyYAML.

Scalars are read by YAML 1.2's short list (`true`, `false`, `null`, decimal numbers), so that `no`,
`12:30` and `0123` stay texts. Aliases, tags and deep nesting are refused: see `safety.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.source.data import Mark, Marks, Origin, Path, Sourced
from moocfab.source.rules import (
    ALIAS,
    COMMA,
    DUPLICATE_KEY,
    EMPTY_FILE,
    HASH,
    NOT_YAML,
    TOO_DEEP,
    TYPED_KEY,
    UNQUOTED,
)
from moocfab.source.slips import MAX_DEPTH, slip

# PyYAML breaks lines where editors and YAML 1.2 do not: such characters are hidden from it.
_BREAKS = {"\x85": "\ue085", "\u2028": "\ue028", "\u2029": "\ue029"}
_HIDDEN = str.maketrans(_BREAKS)
_SHOWN = str.maketrans({hidden: shown for shown, hidden in _BREAKS.items()})
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?((0|[1-9]\d*)(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, path: str, *, line: int = 1, column: int = 1) -> tuple[Sourced | None, list[Diagnostic]]:
    """Read one YAML document that begins at `line` and `column` of the file shown as `path`.

    Returns the data with positions, or None with what is wrong. A duplicate key is reported and its
    first value kept, so that the rest of the file is still checked.
    """
    builder = _Builder(path, line - 1, column - 1)
    try:
        builder.read(text)
    except yaml.YAMLError as error:
        return None, [*builder.findings, slip(error, builder.lines, builder.location, path, builder.first_line)]
    except _Refused as refused:
        return None, [*builder.findings, refused.finding]
    if builder.empty:
        return None, [EMPTY_FILE.at(Location(path, line, column))]
    return Sourced(builder.data, Origin(path, builder.marks)), builder.findings


class _Refused(Exception):
    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.rule.code)
        self.finding = finding


class _Builder:
    """Turns the event stream into data, keeping the place of every key and value."""

    def __init__(self, path: str, line: int, column: int) -> None:
        self.path = path
        self.first_line = line
        self.first_column = column
        self.marks = Marks()
        self.findings: list[Diagnostic] = []
        self.data: Any = None
        self.empty = True
        self.lines: list[str] = []
        self.foreign = False

    def read(self, text: str) -> None:
        self.lines = text.split("\n")
        self.foreign = any(character in text for character in _BREAKS)
        if self.foreign:
            text = text.translate(_HIDDEN)
        events = iter(yaml.parse(text, Loader=_LOADER))
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        NOT_YAML.at(
                            self.location(event.start_mark),
                            problem=Text(
                                "un second « --- » commence un autre document", "a second “---” begins another document"
                            ),
                        )
                    )
            elif isinstance(event, yaml.NodeEvent):
                self.empty = isinstance(event, yaml.ScalarEvent) and event.value == ""
                self.data = self.node(event, events, ())

    def mark(self, event: Any) -> Mark:
        start, end = event.start_mark, event.end_mark
        column = start.column + 1 + (self.first_column if start.line == 0 else 0)
        length = end.column - start.column if end.line == start.line else 1
        if not isinstance(event, yaml.ScalarEvent) or not event.style:
            return Mark(start.line + 1 + self.first_line, column, max(1, length))
        block = event.style in ("|", ">")
        indent = self.indent(event.value, start.line + 1) if block else 1
        return Mark(start.line + 1 + self.first_line, column, max(1, length), block, indent)

    def indent(self, value: str, start: int) -> int:
        """Return how many spaces YAML takes off each line of the block that begins at the 0-based line `start`."""
        first = next((line for line in value.split("\n") if line.strip()), "")
        source = next((line for line in self.lines[start:] if line.strip()), "")
        return max(0, _leading(source) - _leading(first))

    def location(self, mark: Any) -> Location:
        column = mark.column + 1 + (self.first_column if mark.line == 0 else 0)
        return Location(self.path, mark.line + 1 + self.first_line, column)

    def node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise _Refused(TOO_DEEP.at(self.location(event.start_mark), depth=MAX_DEPTH))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(ALIAS.at(self.location(event.start_mark)))
        if getattr(event, "tag", None):
            raise _Refused(UNQUOTED.at(self.location(event.start_mark)))
        self.marks.values[path] = self.mark(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.scalar(event)

    def text(self, event: Any) -> str:
        value: str = event.value
        return value.translate(_SHOWN) if self.foreign else value

    def scalar(self, event: Any) -> Any:
        """Return the value of a scalar; what looks like a comment in the place of a value is told."""
        if event.style or event.value:
            return self.text(event) if event.style else scalar(self.text(event))
        line = self.lines[event.start_mark.line] if event.start_mark.line < len(self.lines) else ""
        found = re.search(r"(?<=\s)#[^\s#]", line[event.start_mark.column :])
        if found and not line[event.start_mark.column :][: found.start()].strip():
            column = event.start_mark.column + found.start()
            place = self.location(event.start_mark)
            self.findings.append(HASH.at(Location(self.path, place.line, column + 1)))
        return None

    def mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent) or event.value == "":
                raise _Refused(TYPED_KEY.at(self.location(event.start_mark)))
            key = self.text(event)
            mark = self.mark(event)
            if key in values:
                first = self.marks.keys[(*path, key)]
                self.findings.append(
                    DUPLICATE_KEY.at(
                        Location(self.path, mark.line, mark.column, mark.length),
                        key=key,
                        line=first.line,
                        related=[Location(self.path, first.line, first.column, first.length)],
                    )
                )
                kept = Marks(dict(self.marks.values), dict(self.marks.keys))
                self.node(next(events), events, (*path, key))
                self.marks = kept
                continue
            self.marks.keys[(*path, key)] = mark
            values[key] = self.node(next(events), events, (*path, key))
            self.comma(values, key, mark)
        return values

    def comma(self, values: dict[str, Any], key: str, mark: Mark) -> None:
        """Tell a decimal comma within braces, where it parts `2,4` into a number and a key of its own."""
        before = list(values.values())[-2:-1]
        line = self.lines[mark.line - 1 - self.first_line][: mark.column - 1]
        if values[key] is None and key[0].isdigit() and before and isinstance(before[0], int) and line.endswith(","):
            number = f"{before[0]},{key}"
            place = Location(self.path, mark.line, max(1, mark.column - len(str(before[0])) - 1), len(number))
            raise _Refused(COMMA.at(place, number=number, point=number.replace(",", ".")))

    def sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def scalar(text: str) -> Any:
    """Return what a plain scalar means: nothing, a truth value, a number, else the text itself."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text) and len(text) <= 300:
        return int(text) if str(int(text)) == text else _Integer(text)
    if _FLOAT.fullmatch(text) and len(text) <= 300:
        return float(text) if str(float(text)) == text else _Float(text)
    return text


class _Written:
    """A number whose text is not how Python shows it: `2.50` as a choice is not 2.5."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class _Integer(_Written, int):
    pass


class _Float(_Written, float):
    pass
