"""Captions that roll, as YouTube makes them: each line is said again by the cue that follows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from moocfab.media.captions import rules
from moocfab.media.captions.model import Cue, Trouble, first

_LEAST, _SHARE = 3, 0.3
"""Repetitions that are no accident: this many, and this share of the cues."""

_APART = 100
"""Milliseconds between a cue and the one that goes on from it, at most."""


def unrolled(cues: Sequence[Cue]) -> tuple[tuple[Cue, ...], list[Trouble]]:
    """Return cues that say each line once, and what was found; cues that do not roll as they are."""
    again = [after for before, after in pairwise(cues) if _repeats(before, after)]
    if len(again) < _LEAST or len(again) < _SHARE * len(cues):
        return tuple(cues), []
    made: list[Cue] = []
    shown: list[str] = []
    for cue in cues:
        lines = cue.text.split("\n") if cue.text else []
        new = lines[_common(shown, lines) :]
        if made and cue.start - made[-1].end <= _APART:
            made[-1] = made[-1]._replace(end=max(made[-1].start, cue.start if new else cue.end))
        if new:
            made.append(cue._replace(text="\n".join(new)))
        shown = lines
    return tuple(made), [first(rules.ROLLING.code, again, count=len(again))]


def _repeats(before: Cue, after: Cue) -> bool:
    return abs(after.start - before.end) <= _APART and _common(before.text.split("\n"), after.text.split("\n")) > 0


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines `after` begins with that `before` ends with."""
    return next((n for n in range(min(len(before), len(after)), 0, -1) if before[-n:] == after[:n]), 0)
