"""Captions: SRT and VTT read, judged as the platforms judge them, and written as SRT that all of them keep.

Open edX parses transcripts with pysrt and drops what it cannot read without a word, so that pysrt writes and judges.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pysrt
import pysubs2
from pydantic import BaseModel, ConfigDict

from moocfab.diagnostics import Diagnostic, Location
from moocfab.media import rules

REVISION = 1
"""Raised when captions that were judged already must be judged again."""

LINES, CHARACTERS = 2, 42
"""Of a cue, at most (Arcom's charter for the quality of captions)."""

_READABLE = ((1.0, 12), (2.0, 20), (3.0, 36), (4.0, 60))
"""Seconds to characters that can be read in them (Arcom's charter); 15 a second beyond."""

_ROOM = 0.5
_TIME = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]?\d[.,]\d{1,3}"
_SRT_LINE = re.compile(r"\d{2}:[0-5]\d:[0-5]\d,\d{3} --> \d{2}:[0-5]\d:[0-5]\d,\d{3}\s*")
_VTT_LINE = re.compile(r"(\d{2}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(\d{2}:)?[0-5]\d:[0-5]\d\.\d{3}([ \t].*)?\s*")
_TIMING = re.compile(rf"-->|{_TIME}\D+{_TIME}")
_SPEAKER = re.compile(r"</?(?:v|c|lang|ruby|rt)\b[^>]*>|<\d[\d:.]*>")
# pysubs2 writes line breaks as `\N`; a backslash of the author's is kept from being taken for one.
_BACKSLASH = "\ue000"


class Cue(NamedTuple):
    """One caption: the line of the file that has its times, milliseconds, text."""

    line: int
    start: int
    end: int
    text: str


class Trouble(BaseModel):
    """Something wrong with captions, to be kept: the rule's code, the line, what the rule's texts name."""

    model_config = ConfigDict(frozen=True)

    code: str
    line: int
    values: dict[str, str | int | float] = {}
    others: tuple[int, ...] = ()


class Captions(BaseModel):
    """Captions that were read.

    Attributes:
        srt: as the platforms get it; empty where the captions cannot be used.
        cues: how many there are.
        end: of the last one, in seconds.
        last: line of the cue that ends last.
        troubles: what is wrong.
    """

    model_config = ConfigDict(frozen=True)

    srt: str = ""
    cues: int = 0
    end: float = 0.0
    last: int = 1
    troubles: tuple[Trouble, ...] = ()

    def findings(self, path: str, seconds: float | None) -> Iterator[Diagnostic]:
        """Yield what is wrong with the captions in the file shown as `path`, for a video of `seconds`."""
        for trouble in self.troubles:
            others = tuple(Location(path, line) for line in trouble.others)
            yield rules.BY_CODE[trouble.code].at(Location(path, trouble.line), related=others, **trouble.values)
        if seconds is not None and self.end > seconds + _ROOM:
            yield rules.CAPTIONS_TOO_LONG.at(Location(path, self.last), end=f"{self.end:.1f}", seconds=f"{seconds:.1f}")


def read(text: str) -> Captions:
    """Return the captions of an SRT or VTT file, whatever is wrong with them; never fails."""
    timings = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _TIMING.search(line) is not None]
    if not timings:
        return Captions(troubles=(Trouble(code=rules.NO_CUE.code, line=1),))
    vtt = text.lstrip().startswith("WEBVTT")
    form = _VTT_LINE if vtt else _SRT_LINE
    bad = [
        Trouble(code=rules.BAD_TIMING.code, line=number, values={"text": line.strip()[:60]})
        for number, line in timings
        if not form.fullmatch(line)
    ]
    if bad:
        return Captions(cues=len(timings), troubles=tuple(bad))
    cues = _cues(text, [number for number, _ in timings], vtt=vtt)
    srt = written(cues)
    lost = _lost(cues, srt)
    last = max(cues, key=lambda cue: cue.end, default=Cue(1, 0, 0, ""))
    return Captions(
        srt="" if lost else srt,
        cues=len(cues),
        end=last.end / 1000,
        last=last.line,
        troubles=(*lost, *_backwards(cues), *_overlaps(cues), *_unreadable(cues)),
    )


def written(cues: list[Cue]) -> str:
    """Return cues as SRT, in the order of their beginnings."""
    items = [
        pysrt.SubRipItem(
            index,
            pysrt.SubRipTime.from_ordinal(cue.start),
            pysrt.SubRipTime.from_ordinal(cue.end),
            cue.text,
        )
        for index, cue in enumerate(sorted(cues, key=lambda cue: (cue.start, cue.end)), 1)
    ]
    return "\n".join(str(item) for item in items)


def _cues(text: str, numbers: list[int], *, vtt: bool) -> list[Cue]:
    """Return what pysubs2 reads, each cue with the line of its times."""
    prepared = _prepared(text.split("\n"), [number - 1 for number in numbers], vtt=vtt)
    subs = pysubs2.SSAFile.from_string(
        prepared.replace("\\", _BACKSLASH), format_="vtt" if vtt else "srt", keep_html_tags=True
    )
    return [
        Cue(number, event.start, event.end, _plain(event.text, vtt=vtt))
        for number, event in zip(numbers, subs.events, strict=True)
    ]


def _prepared(lines: list[str], timings: list[int], *, vtt: bool) -> str:
    """Return the same lines with a number before each line of times and at the end.

    pysubs2 takes a number there, and only one, for the next cue's; any other name of a cue, and what stands between
    cues in a VTT file, it takes for text of the cue before.
    """
    lines = list(lines)
    if vtt:
        for timing, following in zip(timings, [*timings[1:], len(lines)], strict=True):
            blank = next((at for at in range(timing + 1, following) if not lines[at].strip()), following)
            lines[blank:following] = [""] * (following - blank)
    for timing in timings:
        before = timing - 1
        if before >= 0 and (not lines[before].strip() or _names_a_cue(lines, before)):
            lines[before] = "1"
    return "\n".join([*lines, "", "1", ""])


def _names_a_cue(lines: list[str], at: int) -> bool:
    return lines[at].strip().isdecimal() and (at == 0 or not lines[at - 1].strip())


def _plain(text: str, *, vtt: bool) -> str:
    text = text.replace("\\N", "\n").replace(_BACKSLASH, "\\")
    if vtt:
        text = html.unescape(_SPEAKER.sub("", text))
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _lost(cues: list[Cue], srt: str) -> list[Trouble]:
    """Return the cues that are not found again as pysrt reads what is written."""
    kept = {(item.start.ordinal, item.end.ordinal, item.text.strip()) for item in pysrt.from_string(srt)}
    return [
        Trouble(code=rules.LOST_CUE.code, line=cue.line, values={"text": cue.text[:40]})
        for cue in cues
        if (cue.start, cue.end, cue.text) not in kept or not cue.text
    ]


def _backwards(cues: list[Cue]) -> list[Trouble]:
    return [Trouble(code=rules.BACKWARDS.code, line=cue.line) for cue in cues if cue.start >= cue.end]


def _overlaps(cues: list[Cue]) -> list[Trouble]:
    """Return the cues that begin before the one before them has ended."""
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.line))
    return [
        Trouble(code=rules.OVERLAP.code, line=after.line, values={"other": before.line})
        for before, after in pairwise(ordered)
        if after.start < before.end
    ]


def _unreadable(cues: list[Cue]) -> list[Trouble]:
    """Return one finding for all cues that are too large, and one for all that pass too fast."""
    troubles = []
    large = [
        cue for cue in cues if cue.text.count("\n") >= LINES or max(map(_width, cue.text.split("\n"))) > CHARACTERS
    ]
    if large:
        troubles.append(_first(rules.LARGE_CUE.code, large, count=len(large), lines=LINES, characters=CHARACTERS))
    fast = [cue for cue in cues if cue.start < cue.end and _width(cue.text) > readable(cue.end - cue.start)]
    if fast:
        cue = fast[0]
        values = {"characters": _width(cue.text), "seconds": round((cue.end - cue.start) / 1000, 1)}
        troubles.append(_first(rules.FAST_CUE.code, fast, count=len(fast), **values))
    return troubles


def _first(code: str, cues: list[Cue], **values: str | int | float) -> Trouble:
    return Trouble(code=code, line=cues[0].line, values=values, others=tuple(cue.line for cue in cues[1:10]))


def readable(milliseconds: int) -> float:
    """Return how many characters can be read in that time, by Arcom's table, in between by interpolation."""
    seconds = milliseconds / 1000
    if seconds <= _READABLE[0][0]:
        return float(_READABLE[0][1])
    for (before, few), (after, many) in pairwise(_READABLE):
        if seconds <= after:
            return few + (many - few) * (seconds - before) / (after - before)
    return 15 * seconds


def _width(text: str) -> int:
    """Return how many characters a reader sees."""
    return len(re.sub(r"<[^>]*>|\{\\[^}]*\}", "", text).replace("\n", " "))
