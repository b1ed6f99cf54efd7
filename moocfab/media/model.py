"""What is known of a media file: plain values, from the probe or by hand."""

from __future__ import annotations

from fractions import Fraction

from pydantic import BaseModel, ConfigDict


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Picture(_Fact):
    """The picture of a video.

    Attributes:
        codec: libav's name.
        track: its place among the moving pictures and covers, from 0.
        width: as stored, in pixels; so is `height`.
        pixel_format: libav's name.
        depth: bits of a sample.
        aspect: width of a pixel for its height 1.
        rotation: quarter turns to the left that show it upright, in degrees: 0, 90, 180 or 270.
        rate: frames in a second, on average.
        constant: whether frames come at even intervals.
        frames: as many as were found.
        seconds: from the first to the end of the last.
        start: seconds after the file's beginning.
        declared: seconds that the container announces, or 0.
        interlaced: whether the first frame is made of two fields.
        dolby: whether only players of Dolby Vision understand its colours.
        primaries: of colour; with `transfer` and `matrix`, numbers of ITU-T H.273 (1 is BT.709, 2 unknown).
    """

    codec: str
    track: int = 0
    width: int
    height: int
    pixel_format: str
    depth: int = 8
    aspect: Fraction = Fraction(1)
    rotation: int = 0
    rate: Fraction
    constant: bool = True
    frames: int
    seconds: float
    start: float = 0.0
    declared: float = 0.0
    interlaced: bool = False
    dolby: bool = False
    primaries: int = 2
    transfer: int = 2
    matrix: int = 2

    @property
    def shown(self) -> tuple[int, int]:
        """Return width and height as a player shows them: upright, with square pixels."""
        width, height = round(self.width * self.aspect), self.height
        return (height, width) if self.rotation in (90, 270) else (width, height)

    @property
    def short_side(self) -> int:
        """Return the smaller of width and height, as shown."""
        return min(self.shown)

    @property
    def high_dynamic_range(self) -> bool:
        """Return whether light is coded as PQ (16) or HLG (18)."""
        return self.transfer in (16, 18)


class Sound(_Fact):
    """The sound of a medium: its first track; `declared` are the seconds that the container announces, or 0."""

    codec: str
    rate: int
    channels: int
    seconds: float
    start: float = 0.0
    declared: float = 0.0


class Probe(_Fact):
    """A media file that could be read to its end.

    Attributes:
        format: libav's names for the container.
        picture: the first moving picture, None where there is only sound.
        sound: the first track, None where there is none.
        tracks: how many tracks of sound there are.
        seconds: from the beginning of what begins first to the end of what ends last.
        digest: of what both contain, not of the container.
    """

    format: str
    picture: Picture | None = None
    sound: Sound | None = None
    tracks: int = 0
    seconds: float
    digest: str
