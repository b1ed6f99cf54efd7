"""What ebur128 says is read, and corrected until it is what is wanted."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.media.loudness import LOUDEST_GAIN, Leveller, Loudness, gain_for, noted, read
from moocfab.media.profiles import Level

LEVEL = Level()


def said(loudness: str, peak: str) -> str:
    """What ebur128 writes when it ends."""
    return f"""[Parsed_ebur128_2 @ 0x5] Summary:

  Integrated loudness:
    I:         {loudness} LUFS
    Threshold: -31.2 LUFS

  Loudness range:
    LRA:         5.1 LU

  True peak:
    Peak:        {peak} dBFS
"""


def test_every_summary_is_read() -> None:
    messages = "Stream #0:0\n" + said("-21.4", "-3.0") + said("-inf", "-inf")
    assert read(messages) == [Loudness(-21.4, -3.0), Loudness(-math.inf, -math.inf)]
    assert read("nothing of the kind") == []


@pytest.mark.parametrize(("loudness", "gain"), [(-25.0, 9.0), (-10.3, -5.7), (-60.0, LOUDEST_GAIN), (-math.inf, 0.0)])
def test_gain_brings_to_the_loudness_that_is_wanted(loudness: float, gain: float) -> None:
    assert gain_for(loudness, LEVEL) == gain


@given(st.floats(-40, -3), st.floats(0, 2), st.floats(-1, 1))
def test_corrections_end_where_the_level_is_met(loudness: float, overshoot: float, loss: float) -> None:
    """An encoder that adds `overshoot` to peaks and takes `loss` off the loudness is allowed for."""
    leveller = Leveller(LEVEL)
    leveller.measured([Loudness(loudness, 0.0)])
    for _ in range(4):
        peak = min(loudness + leveller.gain + 12, 20 * math.log10(leveller.limit)) + overshoot
        made = Loudness(round(loudness + leveller.gain - loss, 1), round(peak, 1))
        if not leveller.improves([made]):
            break
    assert made.below(LEVEL)
    assert leveller.gain == LOUDEST_GAIN or abs(made.integrated - LEVEL.loudness) <= 0.5


def test_silence_is_left_alone() -> None:
    leveller = Leveller(LEVEL)
    leveller.measured([Loudness(-math.inf, -math.inf)])
    assert not leveller.improves([Loudness(-math.inf, -math.inf)])
    assert leveller.gain == 0.0


def test_what_was_measured_is_noted_and_read_again() -> None:
    leveller = Leveller(LEVEL)
    leveller.measured([Loudness(-23.0, -math.inf)])
    leveller.improves([Loudness(-16.1, -1.7), Loudness(-16.0, -1.6)])
    assert noted(leveller.noted()) == (Loudness(-23.0, -math.inf), leveller.after)
    with pytest.raises(ValueError, match="loudness"):
        noted(b"[]")
