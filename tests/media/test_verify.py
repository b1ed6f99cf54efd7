"""What was made is read, and told in both languages where it is something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.media.jobs import Expected
from moocfab.media.verify import NotMade, verify


def expected(**values: object) -> Expected:
    usual: dict[str, object] = {
        "name": "clip.mp4", "seconds": 2.0, "size": (320, 180), "frames": 20, "sound": True,
    }  # fmt: skip
    return Expected(**{**usual, **values})  # type: ignore[arg-type]


def test_what_was_expected_is_accepted(clip: Path) -> None:
    verify([expected()], clip.parent)


@pytest.mark.parametrize(
    ("values", "fr", "en"),
    [
        ({"seconds": 3.0}, "dure 2 s au lieu de 3 s", "lasts 2 s instead of 3 s"),
        ({"size": (640, 360)}, "mesure 320 × 180 pixels au lieu de 640 × 360", "has 320 × 180 pixels instead of"),
        ({"frames": 50}, "a 20 images au lieu de 50", "has 20 frames instead of 50"),
        ({"sound": False}, "a un son que l'original n'a pas", "has a sound that its master has not"),
        ({"max_bytes": 100}, "ko au lieu de 100 octets au plus", "kB, at most 100 bytes wanted"),
        ({"name": "nowhere.mp4"}, "« nowhere.mp4 » ne se lit pas", "“nowhere.mp4” cannot be read"),
        ({"name": "poster.jpg", "size": None}, "« poster.jpg » manque", "“poster.jpg” is missing"),
    ],
)
def test_what_is_something_else_is_refused(values: dict[str, object], fr: str, en: str, clip: Path) -> None:
    with pytest.raises(NotMade) as raised:
        verify([expected(**values)], clip.parent)
    assert fr in raised.value.why.fr
    assert en in raised.value.why.en
