"""What ffmpeg says and makes is read and judged."""

from __future__ import annotations

import pytest

from moocfab.diagnostics import Text
from moocfab.media.encode import said_by


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        (
            "[dec:h264 @ 0x5587439eda40] Decode error rate 0.99 exceeds maximum 0.05\n"
            "[vist#0:0/h264 @ 0x558743928640] [dec:h264 @ 0x5587439eda40] Terminating thread with return code -1\n",
            Text("99 % de l'image ou du son ne se lit pas", "99% of its picture or sound cannot be read"),
        ),
        (
            "[AVFilterGraph @ 0x55] No such filter: 'zscale'\nError : Filter not found\n",
            Text(
                "elle est en HDR, que cet ffmpeg ne sait pas convertir : installez le paquet imageio-ffmpeg",
                "it is HDR, which this ffmpeg cannot convert: install the package imageio-ffmpeg",
            ),
        ),
        ("one\n[out#0/mp4 @ 0x55] Nothing was written\n\n", "Nothing was written"),
        ("[in#0 @ 0x55] ", ""),
        ("", ""),
    ],
)
def test_what_ffmpeg_says_is_told_without_its_addresses(errors: str, said: Text | str) -> None:
    assert said_by(errors) == said
