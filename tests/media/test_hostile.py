"""Media that are made to do harm, and broken ones: the list of what was seen stands in the design of media."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from moocfab import media, targets
from moocfab.diagnostics import Location
from moocfab.media import Role, Store, graph, tools
from moocfab.media.command import SOURCE, WORK, filled
from moocfab.media.encode import call, make
from moocfab.media.model import Probe
from moocfab.media.plan import Master, video_job
from moocfab.media.probe import Unusable, probe
from moocfab.media.profiles import profiles
from moocfab.media.verify import NotMade
from tests.media.conftest import Course, ffmpeg, made, render, seen


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
        "cut": (data[: len(data) // 2], "cut-short"),
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


def judged(answers: list[Probe | Unusable]) -> Counter[str]:
    """Return how many answers there are of each kind."""
    return Counter(answer.word if isinstance(answer, Unusable) else "film" for answer in answers)


def test_mutated_files_are_all_answered(clip: Path, tmp_path: Path) -> None:
    found = judged(campaign(several(clip, tmp_path), tmp_path, 200))
    assert found.total() == 200
    assert 20 < found["film"] < 180
    assert found["too-slow"] == 0
    assert found["crash"] < 3


@pytest.mark.soak
def test_a_thousand_mutated_files_are_answered_and_looked_at(
    clip: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """What the probe takes for a film is given to ffmpeg, which makes a picture of it or says why not."""
    answers = campaign(several(clip, tmp_path), tmp_path, 1000)
    found = judged(answers)
    assert found["too-slow"] == 0
    outside = {path: path.read_bytes() for path in tmp_path.iterdir()}
    pictures = 0
    for seed, answer in enumerate(answers):
        if isinstance(answer, Probe) and answer.picture is not None:
            (master,) = tmp_path.glob(f"{seed}.*")
            with suppress(NotMade):
                pictures += looked_at(master, answer, tmp_path).is_file()
    outside[tmp_path / "poster.jpg"] = (tmp_path / "poster.jpg").read_bytes()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == outside
    record_property("measured", f"{dict(found)}, {pictures} pictures")


def looked_at(master: Path, answer: Probe, folder: Path) -> Path:
    """Let ffmpeg take a picture of a master, with the command that takes posters."""
    assert answer.picture is not None
    command = graph.extract_poster(answer.picture, "poster.jpg", short_side=90, seconds=2.0)
    call(tools.ffmpeg().path, filled(command, {SOURCE: str(master), WORK: str(folder)}), seconds=2.0)
    return folder / "poster.jpg"


@pytest.mark.parametrize(
    "text", ["ffconcat version 1.0\nfile {other}\n", "#EXTM3U\n#EXTINF:2,\n{other}\n#EXT-X-ENDLIST\n"]
)
def test_ffmpeg_itself_opens_no_file_that_another_names(text: str, clip: Path, tmp_path: Path) -> None:
    """Whatever the probe said of it: the master may have become something else since."""
    lure = tmp_path / "lure.mp4"
    lure.write_text(text.format(other=clip), encoding="utf-8")
    known = seen(clip)
    looked_at(clip, known, tmp_path).unlink()
    with pytest.raises(NotMade):
        looked_at(lure, known, tmp_path)
    assert not (tmp_path / "poster.jpg").exists()


def test_pictures_that_grow_on_the_way_are_not_decoded(course: Course, tmp_path: Path) -> None:
    """The probe decodes the first picture alone; ffmpeg meets the others, and holds to the same limit."""
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-f", "mpegts")
    parts = []
    for name, size, length in (("small", "320x180", "1"), ("huge", "6400x5600", "0.08")):
        parts.append(tmp_path / f"{name}.ts")
        ffmpeg("-f", "lavfi", "-i", f"color=navy:s={size}:r=25:d={length}", *coded, str(parts[-1]))
    grown = tmp_path / "grown.ts"
    grown.write_bytes(b"".join(part.read_bytes() for part in parts))
    surveyed = media.survey(course(grown, name="signal.ts"), cache=tmp_path / "cache")
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"))
    assert {finding.rule.code for finding in results.findings} <= {"MF6021", "MF6023"}
    assert results.findings
    for item in results.of("fun"):
        if item.output.role is Role.VIDEO:
            picture = seen(item.file.path).picture
            assert picture is not None
            assert picture.shown == (320, 180)


def test_a_master_that_grew_since_it_was_probed_is_not_made(clip: Path, tmp_path: Path) -> None:
    long = render(tmp_path / "long.mp4", seconds=30, rate="5")
    known = Master(long, "clip.mp4", (), seen(clip), Location("unit.md"))
    job = video_job(known, profiles()["camera"], targets.load("openedx").video)
    with pytest.raises(NotMade, match="instead of"):
        make([job], [tmp_path], tools.ffmpeg().path)
    assert seen(tmp_path / "360p.mp4").seconds < 8


@pytest.mark.parametrize("name", ["-i concat:a.mp4|b.mp4", "%d @work@ [0:v]", "http:signal.mp4", "signal'\\.mp4"])
def test_a_name_is_only_a_name(name: str, clip: Path, tmp_path: Path) -> None:
    master = tmp_path / name
    master.write_bytes(clip.read_bytes())
    assert looked_at(master, seen(master), tmp_path).is_file()


def test_what_a_master_says_of_its_author_stays_behind(course: Course, tmp_path: Path) -> None:
    """Phones write where they were; recorders titles, chapters and subtitles."""
    told, text = tmp_path / "told.txt", tmp_path / "told.srt"
    told.write_text(";FFMETADATA1\ntitle=Secret\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Secret\n")
    text.write_text("1\n00:00:00,000 --> 00:00:01,000\nSecret\n")
    plain, master = render(tmp_path / "plain.mp4"), tmp_path / "master.mov"
    place = ("-metadata", "location=+48.8462+002.3464/", "-metadata", "comment=Secret", "-c:s", "mov_text")
    ffmpeg("-i", str(plain), "-i", str(told), "-i", str(text), "-map", "0", "-map", "2", "-map_metadata", "1",
           "-map_chapters", "1", "-c", "copy", *place, str(master))  # fmt: skip
    assert b"Secret" in master.read_bytes()
    assert b"48.8462" in master.read_bytes()
    results = made(course(master, name="signal.mov", targets="fun, openedx"), tmp_path / "cache")
    files = [item.file.path for items in results.stored.values() for item in items]
    assert len(files) == 7
    for file in files:
        data = file.read_bytes()
        assert not [secret for secret in (b"Secret", b"48.8462") if secret in data], file
