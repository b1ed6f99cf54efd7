"""What a media file is; hostile and broken ones are answered, too."""

from __future__ import annotations

import random
import time
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


def hostile(folder: Path, clip: Path) -> dict[str, tuple[Path, str]]:
    """Make files that are no media though they are called so; with the word that is expected of each.

    Where a playlist is followed, the clip that it names is measured instead.
    """
    other = folder / "other.mp4"
    other.write_bytes(clip.read_bytes())
    data = clip.read_bytes()
    made: dict[str, tuple[bytes, str]] = {
        "text": (b"Bonjour\n" * 40, "not-media"),
        "ffconcat": (f"ffconcat version 1.0\nfile {other}\n".encode(), "not-media"),
        "playlist": (f"#EXTM3U\n#EXTINF:1,\nfile://{other}\n#EXT-X-ENDLIST\n".encode(), "not-media"),
        "sdp": (b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "not-media"),
        "empty": (b"", "not-media"),
        "cut": (data[: len(data) // 2], "not-media"),
        "zeros": (bytes(4096), "not-media"),
    }
    paths = {}
    for name, (content, word) in made.items():
        path = folder / f"{name}.mp4"
        path.write_bytes(content)
        paths[name] = (path, word)
    picture = folder / "picture.png"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-frames:v", "1", str(picture))
    paths["picture"] = (picture.rename(folder / "picture.mp4"), "not-media")
    sound = render(folder / "cover.mp3", "-vn", "-c:a", "libmp3lame", seconds=1)
    paths["sound"] = (sound, "")
    huge = folder / "huge.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=s=9000x9000:r=1:d=2", "-c:v", "mjpeg", str(huge))
    paths["huge"] = (huge, "too-large")
    return paths


def test_hostile_files_are_answered_and_open_nothing_else(clip: Path, tmp_path: Path) -> None:
    files = hostile(tmp_path, clip)
    answers = dict(zip(files, probe([path for path, _ in files.values()]), strict=True))
    words = {name: getattr(answer, "word", "") for name, answer in answers.items()}
    assert words == {name: word for name, (_, word) in files.items()}
    assert isinstance(answers["sound"], Probe)
    assert answers["sound"].picture is None


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


def mutated(data: bytes, seed: int) -> bytes:
    """Return the bytes of a file with a few changed, cut out, doubled or cut off."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.choice((chance.randrange(len(changed)), chance.randrange(min(4096, len(changed)))))
        match chance.randrange(4):
            case 0:
                changed[place] ^= 1 << chance.randrange(8)
            case 1:
                changed[place : place + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"moov"))
            case 2:
                del changed[place : place + chance.randint(1, 200)]
            case 3:
                changed[place:place] = changed[place : place + chance.randint(1, 200)]
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.1 else changed) or b"\0"


def campaign(sources: list[Path], folder: Path, count: int) -> list[Probe | Unusable]:
    paths = []
    for seed in range(count):
        source = sources[seed % len(sources)]
        path = folder / f"{seed}{source.suffix}"
        path.write_bytes(mutated(source.read_bytes(), seed))
        paths.append(path)
    return probe(paths)


def several(clip: Path, folder: Path) -> list[Path]:
    made = [clip]
    for name in ("a.mkv", "a.ts", "a.mov"):
        ffmpeg("-i", str(clip), "-c", "copy", str(folder / name))
        made.append(folder / name)
    return made


def test_mutated_files_are_all_answered_in_time(clip: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    answers = campaign(several(clip, tmp_path), tmp_path, 200)
    assert len(answers) == 200
    assert 20 < sum(isinstance(answer, Probe) for answer in answers) < 200
    assert time.monotonic() - start < 30


@pytest.mark.soak
def test_a_thousand_mutated_files_are_all_answered_in_time(clip: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    answers = campaign(several(clip, tmp_path), tmp_path, 1000)
    assert len(answers) == 1000
    assert [answer for answer in answers if isinstance(answer, Unusable) and answer.word == "too-slow"] == []
    assert time.monotonic() - start < 300
