"""Thumbnails for a player's timeline: one picture that holds them all, and a WebVTT file that says which is when."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from moocfab.media.captions.written import stamp

MOST, COLUMNS, LONG_SIDE = 100, 10, 160


@dataclass(frozen=True)
class Sheet:
    """Small pictures side by side.

    Attributes:
        name: of the file.
        size: of one picture, in pixels.
        interval: seconds from one to the next.
        count: how many there are.
    """

    name: str
    size: tuple[int, int]
    interval: int
    count: int

    @property
    def columns(self) -> int:
        """Return how many stand side by side."""
        return min(COLUMNS, self.count)

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return math.ceil(self.count / COLUMNS)


def sheet(shown: tuple[int, int], seconds: float, name: str) -> Sheet:
    """Return the thumbnails of a video of that size and length: at most a hundred, a second or more apart."""
    interval = max(1, math.ceil(seconds / MOST))
    scale = min(1.0, LONG_SIDE / max(shown))
    width, height = (max(2, 2 * round(side * scale / 2)) for side in shown)
    return Sheet(name, (width, height), interval, max(1, math.ceil(seconds / interval)))


def index(sheet: Sheet, seconds: float, address: str) -> bytes:
    """Return the WebVTT file of thumbnails that lie at `address`, as players read it (media fragments `#xywh`)."""
    return ("WEBVTT\n\n" + "\n".join(_cues(sheet, seconds, address))).encode()


def _cues(sheet: Sheet, seconds: float, address: str) -> Iterator[str]:
    width, height = sheet.size
    for number in range(sheet.count):
        row, column = divmod(number, COLUMNS)
        begin, end = number * sheet.interval, max(seconds, number * sheet.interval + 1)
        end = min(end, (number + 1) * sheet.interval)
        place = f"{column * width},{row * height},{width},{height}"
        yield f"{_stamp(begin)} --> {_stamp(end)}\n{address}#xywh={place}\n"


def _stamp(seconds: float) -> str:
    return stamp(round(seconds * 1000), ".")
