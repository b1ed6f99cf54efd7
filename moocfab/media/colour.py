"""High dynamic range brought to what an ordinary screen shows.

HLG and PQ are read as light in which 1 is the reference white of HDR, 203 cd/m² (ITU-R BT.2408), brought to the
primaries of BT.709, and what is brighter is pressed together, as far as 1000 cd/m²: what lies below three tenths stays
as it was. Measured on patches (`tests/media/test_colour.py`): 18 % grey becomes 42 % of the signal, as a camera of
BT.709 would have it, the reference white 85 %, 1000 cd/m² all of it.
"""

from __future__ import annotations

from typing import Any

from moocfab.media.model import Picture

REFERENCE_WHITE, BRIGHTEST = 203, 1000
"""In cd/m²."""

MEGAPIXELS_A_SECOND = 50
"""That one processor brings to standard range."""

_TRANSFERS = {16: "smpte2084", 18: "arib-std-b67"}
_ONE_THREAD = {"threads": 1}
"""zscale rounds otherwise where its threads meet: other bytes on a machine with more processors."""


def to_standard_range(stream: Any, picture: Picture, size: tuple[int, int]) -> Any:
    """Return a picture of HLG or PQ as BT.709 of that size; it is reduced first, for light is dear."""
    stream = stream.filter("scale", *size, flags="bicubic").filter("setsar", 1).filter("format", "yuv420p10le")
    coded = {"transferin": _TRANSFERS[picture.transfer], "primariesin": "bt2020", "matrixin": "2020_ncl"}
    light = {"transfer": "linear", "primaries": "bt709", "npl": REFERENCE_WHITE}
    stream = stream.filter("zscale", **coded, **light, **_ONE_THREAD).filter("format", "gbrpf32le")
    stream = stream.filter("tonemap", "mobius", desat=0, peak=f"{BRIGHTEST / REFERENCE_WHITE:.3f}")
    usual = {"transfer": "bt709", "matrix": "bt709", "range": "limited"}
    stream = stream.filter("zscale", **usual, **_ONE_THREAD).filter("format", "yuv420p")
    # What was said of the light of the master would be said of the films.
    return stream.filter("sidedata", mode="delete")
