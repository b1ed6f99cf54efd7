"""A GIFT file's text under its marks: what is comment, what is escaped, what is left to be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from moocfab.diagnostics import Diagnostic, Rule, Severity
from moocfab.source.gift.model import Format, Places, Text
from moocfab.source.gift.rules import NEWLINE

# Noncharacters, which no text holds: they stand for what is escaped, and for comments.
_ESCAPED, _COMMENTED = "\ufdd0", "\ufdd1"
_BLANK = " \t\n\r\f\v" + _COMMENTED
_BLANKS = re.compile(f"[{_BLANK}]+")
_ESCAPE = re.compile(r"\\([\\#={}:~n])")
_COMMENT = re.compile(r"^[ \t\r\f\v]*//[^\n]*", re.MULTILINE)
_GAP = re.compile(r"\n[ \t\r\f\v]*(?:\n|\Z)")
_FIRST = re.compile(r"\S", re.ASCII)
# Commands of formulas that begin as an escaped line end does.
_COMMAND = re.compile(
    r"\\n(abla|atural|cong|earrow|eg|eq|ewline|exists|e|geq|i|leq|less|mid|onumber|ot|otin|parallel|prec|rightarrow"
    r"|subset|succ|u|warrow)(?![A-Za-z])"
)
_FORMAT = re.compile(r"\[(moodle|html|plain|markdown)\]")


@dataclass(slots=True)
class Source:
    """The text of one file while it is read. Places are offsets, the same in all of its forms.

    Attributes:
        text: without comments.
        mask: `text` without what is escaped: only marks stand in it.
        raw: as written.
        said: the places of the comments that may hold an id or a tag.
    """

    raw: str
    places: Places
    text: str
    mask: str
    said: list[tuple[int, int]]
    findings: list[Diagnostic] = field(default_factory=list)
    errors: int = 0

    @classmethod
    def of(cls, text: str, path: str) -> Source:
        """Return the source of a file's text."""
        clean = text.replace(_ESCAPED, "\ufffd").replace(_COMMENTED, "\ufffd")
        said: list[tuple[int, int]] = []

        def hidden(match: re.Match[str]) -> str:
            if "[" in match.group():
                said.append(match.span())
            return _COMMENTED * len(match.group())

        shown = _COMMENT.sub(hidden, clean) if "//" in clean else clean
        mask = _ESCAPE.sub(_ESCAPED * 2, shown) if "\\" in shown else shown
        return cls(text, Places.of(text, path), shown, mask, said)

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield what stands between empty lines."""
        mask, start = self.mask, 0
        while first := _FIRST.search(mask, start):
            gap = _GAP.search(mask, first.start())
            start = gap.end() if gap else len(mask)
            yield first.start(), gap.start() if gap else start

    def comments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the comments from `start` to `end` that may hold an id or a tag."""
        first = bisect_left(self.said, (start,))
        return self.said[first : bisect_left(self.said, (end,), first)]

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """Return the place without the blanks and comments around it."""
        text = self.text
        if start < end and text[start] in _BLANK:
            blanks = _BLANKS.match(text, start, end)
            start = blanks.end() if blanks else start
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        return start, end

    def read(self, start: int, end: int, default: Format = "moodle") -> Text:
        """Return the text of a place: trimmed line by line, escapes undone."""
        start, end = self.stripped(start, end)
        text, form = self.text[start:end], default
        if text[:1] == "[" and (match := _FORMAT.match(text)):
            form = cast(Format, match.group(1))
            start, end = self.stripped(start + match.end(), end)
            text = self.text[start:end]
        if "\n" in text:
            lines = (line.strip(_BLANK) for line in text.split("\n"))
            text = "\n".join(line for line in lines if line)
        if "\\" in text:
            text = _ESCAPE.sub(_plain, text)
        return Text(text, form, start, end)

    def optional(self, start: int, end: int, default: Format) -> Text | None:
        """Return the text of a place, None where there is none."""
        text = self.read(start, end, default)
        return text if text.text else None

    def check_commands(self) -> None:
        """Report commands of formulas whose beginning is read as a line end."""
        for match in _ESCAPE.finditer(self.text):
            command = _COMMAND.match(self.text, match.start()) if match.group(1) == "n" else None
            if command:
                name = f"n{command.group(1)}"
                self.report(NEWLINE, *command.span(), text=command.group(), rest=command.group(1), name=name)

    def report(self, rule: Rule, start: int, end: int | None = None, **values: Any) -> None:
        """Take a finding; one that is an error refuses the question."""
        self.errors += rule.severity is Severity.ERROR
        self.findings.append(rule.at(self.places.location(start, end), **values))


def _plain(match: re.Match[str]) -> str:
    return "\n" if match.group(1) == "n" else match.group(1)
