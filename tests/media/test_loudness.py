"""What ebur128 says is read, and corrected until it is what is wanted."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moocfab.media.loudness import LOUDEST_GAIN, Leveller, Loudness, gain_for, note, noted, read
from moocfab.media.profiles import Level

LEVEL = Level()


def said(loudness: str, peak: str, place: int = 2) -> str:
    """What ebur128 writes when it ends."""
    return f"""[Parsed_ebur128_{place} @ 0x5] Summary:

  Integrated loudness:
    I:         {loudness} LUFS
    Threshold: -31.2 LUFS

  Loudness range:
    LRA:         5.1 LU

  True peak:
    Peak:        {peak} dBFS
"""


def test_every_summary_is_read() -> None:
    messages = "Stream #0:0\n" + said("-21.4", "-3.0") + said("-inf", "-inf", place=10)
    assert read(messages) == [Loudness(-21.4, -3.0), Loudness(-math.inf, -math.inf)]
    assert read("nothing of the kind") == []


def test_summaries_are_in_the_order_of_the_tracks_however_ffmpeg_ends() -> None:
    messages = said("-1.0", "0.0", 0) + said("-3.0", "0.0", 2) + said("-2.0", "0.0", 1)
    assert [found.integrated for found in read(messages)] == [-1.0, -2.0, -3.0]


@pytest.mark.parametrize(("loudness", "gain"), [(-25.0, 9.0), (-10.3, -5.7), (-60.0, LOUDEST_GAIN), (-math.inf, 0.0)])
def test_gain_brings_to_the_loudness_that_is_wanted(loudness: float, gain: float) -> None:
    assert gain_for(loudness, LEVEL) == gain


@settings(max_examples=500)
@given(st.floats(-40, -3), st.floats(0, 2), st.floats(-1, 1))
def test_corrections_end_where_the_level_is_met(loudness: float, overshoot: float, loss: float) -> None:
    """An encoder that adds `overshoot` to peaks and takes `loss` off the loudness is allowed for."""
    leveller = Leveller(LEVEL, gain_for(loudness, LEVEL))
    for _ in range(4):
        peak = min(loudness + leveller.gain + 12, 20 * math.log10(leveller.limit)) + overshoot
        made = Loudness(round(loudness + leveller.gain - loss, 1), round(peak, 1))
        if not leveller.improves(made):
            break
    assert made.below(LEVEL)
    assert leveller.gain == LOUDEST_GAIN or abs(made.integrated - LEVEL.loudness) <= 0.5


def test_silence_is_left_alone() -> None:
    leveller = Leveller(LEVEL, gain_for(-math.inf, LEVEL))
    assert not leveller.improves(Loudness(-math.inf, -math.inf))
    assert leveller.gain == 0.0


def test_what_was_measured_is_noted_and_read_again() -> None:
    after = (Loudness(-16.1, -1.7), Loudness(-16.0, -1.6))
    assert noted(note(Loudness(-23.0, -math.inf), after)) == (Loudness(-23.0, -math.inf), after)
    with pytest.raises(ValueError, match="loudness"):
        noted(b"[]")
