"""What is wrong with captions and has one right answer, put right in their file; everything else stays as it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from moocfab.diagnostics import Text
from moocfab.media.captions import encoding
from moocfab.media.captions.formats import form_of, found, right_timing, timings
from moocfab.media.captions.judged import SHORTEST, readable, width
from moocfab.media.captions.model import Cue

OVERLAP = 1000
"""Milliseconds by which an end is moved at most: what goes on for longer may be meant, or mistyped."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_STAMP = r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
_MEANT = re.compile(rf"\s*{_STAMP}\s*(?:-{{1,3}}>|[–—]>|→|=>)\s*{_STAMP}(\s.*)?", re.DOTALL)
_ARROW = re.compile(r"(?P<start>\S+)(?P<between>[ \t]+-->[ \t]+)(?P<end>\S+)(?P<settings>.*)")
_COMMA = re.compile(r"\s*(?P<start>[\d:.]+)(?P<between>,)(?P<end>[\d:.]+)(?P<settings>.*)")


@dataclass(frozen=True)
class Mended:
    """One thing that was put right: the line of the file, 1 where it is all of it, and what was done."""

    line: int
    done: Text


def mended(data: bytes, language: str = "") -> tuple[bytes, list[Mended]]:
    """Return a file of captions with what has one right answer put right, and what was done; done again, nothing is."""
    read = encoding.decoded(data, language)
    if read is None:
        return data, []
    text, done = read.text, list[Mended]()
    if read.encoding != "UTF-8":
        done.append(
            Mended(1, Text(f"converti de {read.encoding} en UTF-8", f"converted from {read.encoding} to UTF-8"))
        )
    whole = encoding.mended(text) if encoding.spoilt(text) else None
    if whole is not None:
        text = whole
        done.append(Mended(1, Text("caractères abîmés rétablis", "spoilt characters restored")))
    lines = _LINES.findall(text)
    done += _timings(lines)
    done += _overlaps(lines)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return (mark + "".join(lines).encode("utf-8") if done else data), done


def _timings(lines: list[str]) -> Iterator[Mended]:
    """Write times as their format has them, where they can be read in one way only."""
    text = _plain(lines)
    form = form_of(text)
    if form not in ("srt", "vtt"):
        return
    mark = "," if form == "srt" else "."
    for number, line in timings(text, form):
        meant = _MEANT.fullmatch(line)
        if right_timing(line, form) or meant is None:
            continue
        start, end = (_stamp(meant.groups()[at : at + 4], mark) for at in (0, 4))
        made = f"{start} --> {end}{(meant[9] or '').rstrip()}"
        if not right_timing(made, form):
            continue
        _put(lines, number, made)
        yield Mended(number, Text(f"horaires écrits « {start} --> {end} »", f"times written “{start} --> {end}”"))


def _stamp(parts: Sequence[str | None], mark: str) -> str:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    return f"{int(hours):02}:{int(minutes):02}:{seconds}{mark}{thousandths}"


def _overlaps(lines: list[str]) -> Iterator[Mended]:
    """End cues where the next begins, where they go on for a moment and can still be read."""
    file = found(_plain(lines))
    if file.form not in ("srt", "vtt", "sbv") or any(a.start >= b.start for a, b in pairwise(file.cues)):
        return
    pattern = _COMMA if file.form == "sbv" else _ARROW
    for at, (before, after) in enumerate(pairwise(file.cues)):
        third = file.cues[at + 2].start if at + 2 < len(file.cues) else after.end
        one, other = (pattern.match(lines[cue.line - 1].rstrip("\r\n")) for cue in (before, after))
        if not _one_answer(before, after) or before.end >= min(after.end, third) or one is None or other is None:
            continue
        # Captions in two places of the picture may be there at once.
        if one["settings"].split() == other["settings"].split():
            _put(lines, before.line, f"{one['start']}{one['between']}{other['start']}{one['settings']}")
            yield Mended(before.line, Text(f"fin avancée à {other['start']}", f"end moved to {other['start']}"))


def _one_answer(before: Cue, after: Cue) -> bool:
    left, whole = after.start - before.start, before.end - before.start
    legible = width(before.text) <= readable(left) or left >= 0.9 * whole
    return 0 < before.end - after.start <= OVERLAP and left >= SHORTEST and legible


def _plain(lines: Sequence[str]) -> str:
    """Return the text of lines as it is read: without byte-order mark, with plain line ends."""
    return "".join(lines).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _put(lines: list[str], number: int, text: str) -> None:
    """Write a line, which keeps its end."""
    line = lines[number - 1]
    lines[number - 1] = text + line[len(line.rstrip("\r\n")) :]
