"""How loud sound is, as ebur128 says it, and what brings it to where it is wanted."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from moocfab.media.profiles import Level

LOUDEST_GAIN = 20.0
"""In dB; more would only raise the noise of a recording that is nearly silent."""

TOLERANCE = 0.5
_SILENCE = -70.0
_SUMMARY = re.compile(
    r"^\[Parsed_ebur128_(?P<place>\d+) @ \S+\] Summary:"
    r".*?^\s*I:\s*(?P<loudness>-?[\d.]+|-?inf|-?nan) LUFS.*?^\s*Peak:\s*(?P<peak>-?[\d.]+|-?inf|-?nan) dBFS",
    re.MULTILINE | re.DOTALL,
)
# alimiter bounds samples; peaks between them, and those that AAC adds, need room.
_PEAK_ROOM = 1.0
# ebur128 tells tenths.
_ROUNDING = 0.05


class Loudness(NamedTuple):
    """Of a whole sound: integrated, in LUFS, and its highest true peak, in dBTP; -inf where it is silent."""

    integrated: float
    peak: float

    def fits(self, level: Level) -> bool:
        """Return whether the sound is as loud as is wanted."""
        return abs(self.integrated - level.loudness) <= TOLERANCE - _ROUNDING and self.below(level)

    def below(self, level: Level) -> bool:
        """Return whether no peak is above what is wanted."""
        return self.peak <= level.true_peak - _ROUNDING


def read(messages: str) -> list[Loudness]:
    """Return what each ebur128 of a command said at its end, in the order of its graph, which is not theirs."""
    said = sorted(_SUMMARY.finditer(messages), key=lambda found: int(found["place"]))
    return [Loudness(_number(found["loudness"]), _number(found["peak"])) for found in said]


def gain_for(loudness: float, level: Level) -> float:
    """Return the gain, in dB, that brings a sound to the level; none for silence."""
    if not math.isfinite(loudness) or loudness <= _SILENCE:
        return 0.0
    return round(min(level.loudness - loudness, LOUDEST_GAIN), 1)


@dataclass(slots=True)
class Leveller:
    """Brings one track to its level, and corrects itself by what is measured of it; tracks know nothing of others.

    Attributes:
        level: what is wanted.
        gain: in dB.
        room: what the limiter holds samples below the true peak that is wanted, in dB.
        after: what was last measured of the track.
        tries: how often peaks were too high; each time more is held back, since they may lie below the limiter yet.
    """

    level: Level
    gain: float = 0.0
    room: float = _PEAK_ROOM
    after: Loudness | None = None
    tries: int = 0

    @property
    def limit(self) -> float:
        """Return above what no sample goes, as a part of full scale."""
        return 10 ** ((self.level.true_peak - self.room) / 20)

    def improves(self, found: Loudness) -> bool:
        """Take what was measured of the track; return whether making it again would bring it nearer."""
        self.after = found
        gain, room = self.gain, self.room
        excess = found.peak - self.level.true_peak + _ROUNDING
        if excess > 0:
            self.room = round(room + max(excess, self.tries) + _ROUNDING, 2)
            self.tries += 1
        if abs(found.integrated - self.level.loudness) > TOLERANCE / 2 and gain < LOUDEST_GAIN:
            self.gain = min(round(gain + gain_for(found.integrated, self.level), 1), LOUDEST_GAIN)
        return (self.gain, self.room) != (gain, room)


def note(before: Loudness | None, after: Sequence[Loudness]) -> bytes:
    """Return what is kept beside the outputs: how loud the master's sound is, and theirs; see `noted`."""
    return json.dumps({"before": before, "after": after}).replace("-Infinity", "null").encode()


def noted(data: bytes) -> tuple[Loudness | None, tuple[Loudness, ...]]:
    """Return what `note` says: of the master's sound, and of the outputs'.

    Raises:
        ValueError: the data is something else.
    """
    try:
        found = json.loads(data)
        before, *after = [Loudness(*(-math.inf if v is None else float(v) for v in one)) if one else None
                          for one in (found["before"], *found["after"])]  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ValueError("no loudness") from error
    return before, tuple(one for one in after if one)


def _number(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else -math.inf
