"""Captions against what is heard: shifted, at another pace, or missing where somebody speaks.

What begins after a pause is where captions begin, more often than not. Beginnings are laid over each other at every
offset and at the ratios of frame rates that films are converted between; one place has to be far better than where
the captions are, and better than any other, so that music, a voice without pauses, or a regular beat tell nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from moocfab.media.captions import rules
from moocfab.media.captions.model import Cue, Trouble, Value
from moocfab.media.pauses import Pause
from moocfab.quantity import number

RATIOS = {
    "24 → 23.976": 24 / (24000 / 1001), "25 → 24": 25 / 24, "25 → 23.976": 25 / (24000 / 1001),
    "24 → 25": 24 / 25, "23.976 → 25": (24000 / 1001) / 25, "23.976 → 24": (24000 / 1001) / 24,
}  # fmt: skip
"""Frame rates between which films are converted, to what times are multiplied by then."""

_STEP = 0.1
_NEAR = 3
"""Steps between a beginning of speech and that of its caption that are no drift."""

_FARTHEST, _FARTHEST_STRETCHED = 600, 100
"""Steps that are looked for: a minute; with another pace, ten seconds."""

_LEAST = 6
"""Beginnings of speech, and captions: fewer do not tell."""

_GOOD, _BETTER, _ALONE = 0.6, 0.3, 0.2
"""The share of beginnings of speech that meet a caption where captions fit; by how much it is more than where they
are, and than anywhere else."""

_CHANCE = 5.5
"""Standard deviations above what chance would let meet."""

_SEEN = 8
"""Steps: a smaller drift is not seen."""

_LONG, _SOUNDING, _PAUSE_EVERY = 20.0, 0.4, 8.0
"""Seconds without a caption that are told of; the share of them in which something is heard; and a pause in so many
seconds makes speech of it: music has fewer."""


class Fit(NamedTuple):
    """A place where captions fit: the share of beginnings that meet one, the ratio's name, the offset in steps."""

    share: float
    ratio: str = ""
    offset: int = 0


def judged(cues: Sequence[Cue], pauses: Sequence[Pause], seconds: float) -> Iterator[Trouble]:
    """Yield what shows that captions are not those of a sound.

    Args:
        cues: in the order of their beginnings.
        pauses: of the sound, in order.
        seconds: that it lasts.
    """
    best = fit(cues, pauses, seconds)
    if best is None:
        yield from _missing(cues, pauses, seconds)
        return
    values: dict[str, Value] = {"offset": number(best.offset * _STEP, zeros=True, sign=True)}
    if best.ratio:
        values |= {"rates": best.ratio, "factor": number(RATIOS[best.ratio], 4, zeros=True)}
    rule = rules.STRETCHED if best.ratio else rules.SHIFTED
    yield Trouble(code=rule.code, line=cues[0].line, values=values)


def fit(cues: Sequence[Cue], pauses: Sequence[Pause], seconds: float) -> Fit | None:
    """Return where captions fit beyond doubt, None where that is where they are, or nowhere."""
    heard = [round(pause.end / _STEP) for pause in pauses if pause.end < seconds]
    if len(heard) < _LEAST or len(cues) < _LEAST:
        return None
    onsets, whole = _mask(heard), seconds / _STEP
    places = {name: _mask(_near(cues, ratio)) for name, ratio in {"": 1.0, **RATIOS}.items()}

    def met(ratio: str, offset: int) -> int:
        moved = places[ratio] << offset if offset >= 0 else places[ratio] >> -offset
        return (moved & onsets).bit_count()

    by_shift = {offset: met("", offset) for offset in range(-_FARTHEST, _FARTHEST + 1)}
    least = min(len(heard), len(cues))
    shifted = _best("", by_shift, least)
    far = range(-_FARTHEST_STRETCHED, _FARTHEST_STRETCHED + 1)
    stretched = max(_best(name, {offset: met(name, offset) for offset in far}, least) for name in RATIOS)
    if stretched.share - shifted.share >= _ALONE:
        chosen, second = stretched, shifted.share
    else:
        others = [count for offset, count in by_shift.items() if abs(offset - shifted.offset) > 2 * _NEAR]
        chosen, second = shifted, max(others) / least
    chance = min(1.0, places[chosen.ratio].bit_count() / whole)
    enough = len(heard) * chance + _CHANCE * math.sqrt(len(heard) * chance * (1 - chance))
    sure = chosen.share >= _GOOD and chosen.share * least >= enough and chosen.share - second >= _ALONE
    drifts = chosen.ratio or abs(chosen.offset) >= _SEEN
    return chosen if sure and drifts and chosen.share - by_shift[0] / least >= _BETTER else None


def _best(ratio: str, met: Mapping[int, int], least: int) -> Fit:
    """Return the best of offsets, the middle one of those that are as good beside it."""
    most = max(met.values())
    first = min((offset for offset, count in met.items() if count == most), key=abs)
    last = first
    while met.get(last + 1) == most:
        last += 1
    while met.get(first - 1) == most:
        first -= 1
    return Fit(most / least, ratio, round((first + last) / 2))


def _near(cues: Sequence[Cue], ratio: float) -> Iterator[int]:
    """Yield the steps that are near the beginning of a cue."""
    for cue in cues:
        middle = round(cue.start * ratio / 1000 / _STEP)
        yield from range(max(0, middle - _NEAR), middle + _NEAR + 1)


def _mask(steps: Iterable[int]) -> int:
    """Return a number that has the bits of these steps: laying a minute over another is one operation."""
    marks = bytearray()
    for step in steps:
        if step >= len(marks):
            marks.extend(bytes(step + 1 - len(marks)))
        marks[step] = 1
    return int("".join("1" if mark else "0" for mark in reversed(marks)) or "0", 2)


def _missing(cues: Sequence[Cue], pauses: Sequence[Pause], seconds: float) -> Iterator[Trouble]:
    """Yield the longest stretch in which somebody speaks, as the pauses tell, and no caption stands."""
    found: list[tuple[float, float, int]] = []
    until, line = 0.0, cues[0].line if cues else 1
    for cue in (*cues, Cue(0, round(seconds * 1000), round(seconds * 1000), "")):
        start = cue.start / 1000
        if start - until >= _LONG and _spoken(until, start, pauses):
            found.append((start - until, until, line))
        if cue.end / 1000 > until:
            until, line = cue.end / 1000, cue.line
    if found:
        length, start, line = max(found)
        values = {"start": _clock(start), "end": _clock(start + length), "count": len(found)}
        yield Trouble(code=rules.NOT_CAPTIONED.code, line=line, values=values)


def _spoken(start: float, end: float, pauses: Sequence[Pause]) -> bool:
    within = [pause for pause in pauses if pause.start >= start and pause.end <= end]
    silent = sum(max(0.0, min(end, pause.end) - max(start, pause.start)) for pause in pauses)
    return 1 - silent / (end - start) >= _SOUNDING and len(within) >= (end - start) / _PAUSE_EVERY


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
