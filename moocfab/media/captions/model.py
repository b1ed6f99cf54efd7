"""What captions are: cues, what is wrong with them, and what is known of a file of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.media.captions import rules
from moocfab.quantity import number

Value = str | int | Text
"""What a rule's texts name."""

ROOM = 0.5
"""Seconds that captions may go on after the end of their video: what frames and rounding make of it."""

_CREDITS, _LEFT, _LEFT_SHARE, _SHORT_SHARE = 3.0, 30.0, 0.2, 0.5
"""Of a video after its captions: more than a title's seconds, than half a minute or, of a short one, half of it, and
than a fifth is more than music and credits."""


class Cue(NamedTuple):
    """One caption: the line of the file that has its times, milliseconds, text, and who speaks where it is said."""

    line: int
    start: int
    end: int
    text: str
    speaker: str = ""


class Trouble(BaseModel):
    """Something wrong with captions, to be kept: the rule's code, the line, what the rule's texts name."""

    model_config = ConfigDict(frozen=True)

    code: str
    line: int
    values: dict[str, Value] = {}
    others: tuple[int, ...] = ()

    def at(self, path: str) -> Diagnostic:
        """Return the finding, in the file shown as `path`."""
        others = tuple(Location(path, line) for line in self.others)
        return rules.BY_CODE[self.code].at(Location(path, self.line), related=others, **self.values)


class Captions(BaseModel):
    """Captions that were read.

    Attributes:
        srt: as the platforms get it; empty where the captions cannot be used.
        cues: as learners see them, in the order of their beginnings.
        troubles: what is wrong.
    """

    model_config = ConfigDict(frozen=True)

    srt: str = ""
    cues: tuple[Cue, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def last(self) -> Cue:
        """Return the cue that ends last."""
        return max(self.cues, key=lambda cue: cue.end, default=Cue(1, 0, 0, ""))

    def findings(self, path: str, seconds: float | None) -> Iterator[Diagnostic]:
        """Yield what is wrong with the captions in the file shown as `path`, for a video of `seconds`."""
        yield from (trouble.at(path) for trouble in self.troubles)
        if seconds is None or not self.cues:
            return
        end = self.last.end / 1000
        rule = rules.CAPTIONS_TOO_LONG if end > seconds + ROOM else None
        if seconds - end > max(_CREDITS, _LEFT_SHARE * seconds, min(_LEFT, _SHORT_SHARE * seconds)):
            rule = rules.CAPTIONS_TOO_SHORT
        if rule:
            yield rule.at(Location(path, self.last.line), end=number(end), seconds=number(seconds))


def first(code: str, cues: list[Cue], **values: Value) -> Trouble:
    """Return one finding for several cues, at the first of them."""
    return Trouble(code=code, line=cues[0].line, values=values, others=tuple(cue.line for cue in cues[1:10]))
