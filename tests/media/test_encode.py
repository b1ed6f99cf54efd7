"""What ffmpeg says and makes is read and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.diagnostics import Text
from moocfab.media.encode import NotMade, said_by, verify
from moocfab.media.jobs import Expected


def expected(**values: object) -> Expected:
    usual: dict[str, object] = {
        "name": "clip.mp4", "seconds": 2.0, "size": (320, 180), "frames": 20, "sound": True,
    }  # fmt: skip
    return Expected(**{**usual, **values})  # type: ignore[arg-type]


def test_verify_accepts_what_was_expected(clip: Path) -> None:
    verify([expected()], clip.parent)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"seconds": 3.0}, "seconds"),
        ({"size": (640, 360)}, "size"),
        ({"frames": 50}, "frames"),
        ({"sound": False}, "sound"),
        ({"max_bytes": 100}, "bytes"),
        ({"name": "nowhere.mp4"}, "unreadable"),
        ({"name": "poster.jpg", "size": None}, "missing"),
    ],
)
def test_verify_refuses_what_is_something_else(values: dict[str, object], named: str, clip: Path) -> None:
    with pytest.raises(NotMade, match=named):
        verify([expected(**values)], clip.parent)


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        (
            "[dec:h264 @ 0x5587439eda40] Decode error rate 0.99 exceeds maximum 0.05\n"
            "[vist#0:0/h264 @ 0x558743928640] [dec:h264 @ 0x5587439eda40] Terminating thread with return code -1\n",
            Text("99 % de l'image ou du son ne se lit pas", "99% of its picture or sound cannot be read"),
        ),
        ("one\n[out#0/mp4 @ 0x55] Nothing was written\n\n", "Nothing was written"),
        ("[in#0 @ 0x55] ", ""),
        ("", ""),
    ],
)
def test_what_ffmpeg_says_is_told_without_its_addresses(errors: str, said: Text | str) -> None:
    assert said_by(errors) == said
