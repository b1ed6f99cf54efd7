"""Small edits of a file that an author wrote, everything else left as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit; places are those of `Location`, in the text without byte-order mark.

    Attributes:
        line: 1-based.
        column: 1-based.
        text: what is put there; its line ends become those of the file.
        replaces: what must stand there and is replaced; empty for an insertion.
        before: what must follow there; else the file is not the one that was read.
    """

    line: int
    column: int
    text: str
    replaces: str = ""
    before: str = ""


class Moved(ValueError):
    """The file no longer has what an edit expects in its place."""


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return `data`, a file in UTF-8, with `edits`.

    Raises:
        Moved: an edit's place is gone, or holds something else.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = _LINES.findall(data[len(mark) :].decode("utf-8"))
    for edit in sorted(edits, key=lambda item: (item.line, item.column), reverse=True):
        if not 1 <= edit.line <= len(lines):
            raise Moved(f"line {edit.line}")
        line, at = lines[edit.line - 1], edit.column - 1
        if not line[at:].startswith(edit.replaces + edit.before) or at > len(line):
            raise Moved(f"line {edit.line}, column {edit.column}")
        text = edit.text.replace("\n", line_end(lines, edit.line))
        lines[edit.line - 1] = line[:at] + text + line[at + len(edit.replaces) :]
    return mark + "".join(lines).encode("utf-8")


def line_end(lines: list[str], number: int) -> str:
    """Return how the line `number` ends, else the first that ends at all."""
    for line in (lines[number - 1], *lines):
        found = _END.search(line)
        if found:
            return found.group()
    return "\n"
