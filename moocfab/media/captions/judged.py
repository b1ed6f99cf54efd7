"""What is wrong with cues: their order, their times, their size, their pace."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from moocfab.media.captions import rules
from moocfab.media.captions.markup import bare
from moocfab.media.captions.model import Cue, Trouble, first
from moocfab.media.captions.written import ordered
from moocfab.quantity import number

LINES, CHARACTERS = 2, 42
"""Of a cue, at most (Arcom's charter for the quality of captions)."""

SHORTEST, LONGEST = 500, 12_000
"""Milliseconds: a shorter cue flickers, a longer one stays behind what is said."""

_READABLE = ((1.0, 12), (2.0, 20), (3.0, 36), (4.0, 60))
"""Seconds to characters that can be read in them (Arcom's charter); 15 a second beyond."""

_NOT_SPEECH = ("[", "(", "♪", "♫", "*")


def judged(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield what is wrong with cues, given in the order of their file."""
    yield from _backwards(cues)
    yield from _out_of_order(cues)
    yield from _overlaps(cues)
    yield from _large(cues)
    yield from _fast(cues)
    yield from _brief(cues)
    yield from _lasting(cues)


def _backwards(cues: Sequence[Cue]) -> Iterator[Trouble]:
    for cue in cues:
        if cue.start >= cue.end:
            yield Trouble(code=rules.BACKWARDS.code, line=cue.line)


def _out_of_order(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield the cues that begin before one that stands above them."""
    found = [(before, after) for before, after in pairwise(cues) if after.start < before.start]
    if found:
        late = [after for _, after in found]
        yield first(rules.OUT_OF_ORDER.code, late, count=len(found), other=found[0][0].line)


def _overlaps(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield the cues that begin before the one before them has ended."""
    for before, after in pairwise(ordered(cues)):
        if after.start < before.end and before.start < before.end:
            yield Trouble(code=rules.OVERLAP.code, line=after.line, values={"other": before.line})


def _large(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield one finding for all cues that are too large."""
    large = [cue for cue in cues if cue.text.count("\n") >= LINES or _widest(cue) > CHARACTERS]
    if large:
        yield first(rules.LARGE_CUE.code, large, count=len(large), lines=LINES, characters=CHARACTERS)


def _fast(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield one finding for all cues that pass too fast."""
    fast = [cue for cue in cues if cue.start < cue.end and width(cue.text) > readable(cue.end - cue.start)]
    if fast:
        characters, seconds = width(fast[0].text), number((fast[0].end - fast[0].start) / 1000)
        yield first(rules.FAST_CUE.code, fast, count=len(fast), characters=characters, seconds=seconds)


def _brief(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield one finding for all cues that are hardly seen, but for those that pass too fast to be read anyway."""
    brief = [
        cue for cue in cues if 0 < cue.end - cue.start < SHORTEST and width(cue.text) <= readable(cue.end - cue.start)
    ]
    if brief:
        seconds = number((brief[0].end - brief[0].start) / 1000, 2)
        yield first(rules.BRIEF_CUE.code, brief, count=len(brief), seconds=seconds)


def _lasting(cues: Sequence[Cue]) -> Iterator[Trouble]:
    """Yield one finding for all cues of speech that stay too long; a sound may last."""
    lasting = [cue for cue in cues if cue.end - cue.start > LONGEST and not cue.text.startswith(_NOT_SPEECH)]
    if lasting:
        seconds = number((lasting[0].end - lasting[0].start) / 1000)
        yield first(rules.LASTING_CUE.code, lasting, count=len(lasting), seconds=seconds)


def readable(milliseconds: int) -> float:
    """Return how many characters can be read in that time, by Arcom's table, in between by interpolation."""
    seconds = milliseconds / 1000
    if seconds <= _READABLE[0][0]:
        return float(_READABLE[0][1])
    for (before, few), (after, many) in pairwise(_READABLE):
        if seconds <= after:
            return few + (many - few) * (seconds - before) / (after - before)
    return 15 * seconds


def width(text: str) -> int:
    """Return how many places the signs take that a reader sees: marks on letters none, ideographs two."""
    return sum(map(_places, bare(text).replace("\n", " ")))


def _widest(cue: Cue) -> int:
    return max(map(width, cue.text.split("\n")))


def _places(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
