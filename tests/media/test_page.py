"""The page of `media report`, on videos that are only said to have been made."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from moocfab.diagnostics import Location
from moocfab.media.captions import rules
from moocfab.media.captions.model import Cue
from moocfab.media.loudness import Loudness
from moocfab.media.model import Picture, Probe
from moocfab.media.page import page, points
from moocfab.media.plan import Spoken
from moocfab.media.quality import Recorded, Rendition, Video
from tests.browser.session import Browser

LOOKS = Path(__file__).parents[2] / "build" / "looks" / "media"
SPOKEN = Spoken("signal", "fr", "key", "media/signal.srt", (Cue(1, 0, 2000, "Bonjour"),), 187.0)


def probe(width: int, height: int, *, seconds: float = 187.0, transfer: int = 1) -> Probe:
    picture = Picture(
        codec="h264", width=width, height=height, pixel_format="yuv420p", rate=Fraction(25), frames=4675,
        seconds=seconds, transfer=transfer,
    )  # fmt: skip
    return Probe(format="mov", picture=picture, tracks=1, seconds=seconds, digest="0")


def rendition(name: str, height: int, likeness: float | None) -> Rendition:
    width = height * 16 // 9
    flow = tuple(height * (20 + at % 7) for at in range(187))
    return Rendition(name, f"signal-{name}.mp4", sum(flow), probe(width, height), likeness, flow)


def videos(poster: Path) -> list[Video]:
    """A video that was made for two targets, and one that was not."""
    before, after = Loudness(-23.4, -4.0), (Loudness(-16.1, -1.6), Loudness(-15.9, -1.7))
    master, name = probe(3840, 2160, transfer=18), "media/une-lecon-dont-le-nom-est-plutot-long.mov"
    ladder = (rendition("1080p", 1080, 96.4), rendition("720p", 720, 91.0), rendition("360p", 360, 58.0))
    known = (name, 734_003_200, master, (SPOKEN,))
    return [
        Video("fun", "signal", *known, (rendition("mezzanine", 1080, 88.8),), poster, before, after[:1]),
        Video("openedx", "signal", *known, ladder, poster, before, after),
        Video("fun", "suite", "media/suite.mp4", 1_000_000, probe(1280, 720, seconds=3700), ()),
    ]


@pytest.fixture
def poster(tmp_path: Path) -> Path:
    Image.new("RGB", (1280, 720), "navy").save(tmp_path / "poster.jpg")
    return tmp_path / "poster.jpg"


def made(poster: Path, language: str) -> str:
    findings = [rules.NO_CUE.at(Location("media/signal.srt", 4)), rules.NO_CUE.at(Location("media/autre.srt"))]
    heard = [Recorded("fun", "media/entretien.wav", 62, 500_000, Loudness(-20, -3), (Loudness(-16, -2),))]
    return page("Les bases", videos(poster), findings, language=language, recordings=heard)


def test_what_is_to_be_looked_at_is_marked(poster: Path) -> None:
    text = made(poster, "fr")
    assert '<td class="bad">88,8</td>' in text  # the largest version, below 90
    assert '<td class="bad">58,0</td>' in text  # one for phones, below 60
    assert "<td>91,0</td>" in text
    assert "media/signal.srt:4" in text
    assert "media/autre.srt:1" in text
    assert "Pas encore faite" in text
    assert "−23,4 LUFS" in text
    assert ", HDR" in text
    assert "1:01:40" in text


def test_every_video_has_one_place_whatever_its_targets(poster: Path) -> None:
    text = made(poster, "en")
    assert text.count("<h2>media/une-lecon") == 1
    assert text.count('<svg class="graph"') == 2
    assert "734\N{NO-BREAK SPACE}MB" in text


def test_the_bytes_of_each_second_are_a_line() -> None:
    one = Rendition("360p", "a.mp4", 1000, probe(640, 360), None, (5, 10))
    assert points(one, 10) == "0.0,60.0 600.0,0.0"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_fits(poster: Path, language: str, width: int, browser: Browser) -> None:
    look = browser.look(made(poster, language), width=width, picture=LOOKS / f"report-{language}-{width}.png")
    assert look.violations == []
    assert look.width <= width


def test_a_course_without_videos_says_so() -> None:
    assert "This course has no video." in page("Empty", [], [], language="en")
