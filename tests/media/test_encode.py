"""What ffmpeg says and makes is read and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.diagnostics import Text
from moocfab.media import graph, tools
from moocfab.media.command import SOURCE, WORK
from moocfab.media.encode import call, said_by
from moocfab.media.model import Probe
from moocfab.media.probe import probe
from moocfab.media.verify import NotMade


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


@pytest.mark.parametrize(
    "text", ["ffconcat version 1.0\nfile {other}\n", "#EXTM3U\n#EXTINF:2,\n{other}\n#EXT-X-ENDLIST\n"]
)
def test_ffmpeg_itself_opens_no_file_that_another_names(text: str, clip: Path, tmp_path: Path) -> None:
    """Whatever the probe said of it: the master may have become something else since."""
    lure = tmp_path / "lure.mp4"
    lure.write_text(text.format(other=clip), encoding="utf-8")
    (answer,) = probe([clip])
    assert isinstance(answer, Probe)
    assert answer.picture is not None
    command = graph.extract_poster(answer.picture, "poster.jpg", short_side=90, seconds=2.0)
    for master, made in ((clip, True), (lure, False)):
        filled = [part.replace(SOURCE, str(master)).replace(WORK, str(tmp_path)) for part in command]
        if made:
            call(tools.ffmpeg().path, filled, seconds=2.0)
            (tmp_path / "poster.jpg").unlink()
        else:
            with pytest.raises(NotMade):
                call(tools.ffmpeg().path, filled, seconds=2.0)
    assert not (tmp_path / "poster.jpg").exists()
