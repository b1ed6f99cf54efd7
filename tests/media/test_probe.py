"""What a media file is; hostile and broken ones are answered, too."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from moocfab.media.model import Probe
from moocfab.media.probe import Unusable, probe
from tests.media.conftest import ffmpeg, render


def one(path: Path) -> Probe | Unusable:
    (answer,) = probe([path])
    return answer


def seen(path: Path) -> Probe:
    answer = one(path)
    assert isinstance(answer, Probe), answer
    return answer


def test_probe_measures_picture_and_sound(clip: Path) -> None:
    found = seen(clip)
    assert found.picture is not None
    assert found.sound is not None
    assert (found.picture.shown, found.picture.rate, found.picture.frames) == ((320, 180), Fraction(10), 20)
    assert (found.picture.codec, found.picture.pixel_format, found.picture.constant) == ("h264", "yuv420p", True)
    assert (found.sound.codec, found.sound.channels, found.tracks) == ("aac", 1, 1)
    assert found.seconds == pytest.approx(2, abs=0.1)


def test_digest_is_that_of_the_streams_not_of_the_container(clip: Path, tmp_path: Path) -> None:
    names = ("moved.mov", "other.mkv")
    for name in names:
        ffmpeg("-i", str(clip), "-c", "copy", "-metadata", "title=Autre", str(tmp_path / name))
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(clip), "-c", "copy", str(turned))
    digests = [seen(path).digest for path in (clip, *(tmp_path / name for name in names), turned)]
    assert digests[0] == digests[1] == digests[2] != digests[3]


def test_probe_sees_how_a_picture_is_shown(clip: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(clip), "-c", "copy", str(turned))
    narrow = render(tmp_path / "narrow.mp4", "-vf", "setsar=2", size="160x180")
    pictures = [seen(path).picture for path in (turned, narrow)]
    assert [picture.shown for picture in pictures if picture] == [(180, 320), (320, 180)]
    assert pictures[1] is not None
    assert pictures[1].aspect == 2


def test_probe_sees_an_uneven_rate(tmp_path: Path) -> None:
    uneven = render(
        tmp_path / "uneven.mp4", "-vf", "select='not(between(mod(n,7),2,4))'", "-fps_mode", "vfr", rate="25"
    )
    picture = seen(uneven).picture
    assert picture is not None
    assert not picture.constant
    assert Fraction(12) < picture.rate < Fraction(16)


def test_probe_does_not_count_what_an_edit_list_hides(tmp_path: Path) -> None:
    whole, cut = render(tmp_path / "whole.mp4", rate="25"), tmp_path / "cut.mp4"
    ffmpeg("-ss", "0.5", "-i", str(whole), "-c", "copy", str(cut))
    picture = seen(cut).picture
    assert picture is not None
    assert picture.seconds == pytest.approx(1.5, abs=0.1)


def test_a_faststart_file_that_was_cut_is_known_by_its_length(tmp_path: Path) -> None:
    whole = render(tmp_path / "whole.mp4", "-movflags", "+faststart", seconds=6)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    picture = seen(cut).picture
    assert picture is not None
    assert picture.declared == pytest.approx(6, abs=0.1)
    assert picture.seconds < 5


def test_probe_answers_for_a_missing_file(tmp_path: Path) -> None:
    answer = one(tmp_path / "nowhere.mp4")
    assert isinstance(answer, Unusable)
