"""What the recordings of a course's texts become: heard in the archive, as loud as is wanted, or told what is wrong."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from moocfab import pipeline
from moocfab.media import loudness, tools
from moocfab.media.captions import Cue
from moocfab.media.captions.transcript import passages
from moocfab.media.command import compiled, nowhere, opened
from moocfab.media.encode import call
from moocfab.media.probe import probe
from moocfab.media.profiles import USUAL
from moocfab.prose import Passage
from tests.media.conftest import COURSE, MODULE, ffmpeg

Lesson = Callable[..., Path]
VOICE = "sine=300:d=4:r=44100,tremolo=f=4:d=0.7,volume=-8dB"


def sound(path: Path, *options: str, source: str = VOICE) -> Path:
    ffmpeg("-f", "lavfi", "-i", source, *options, str(path))
    return path


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Make a course whose text plays a recording; return its folder."""

    def make(
        name: str, *options: str, targets: str = "fun", body: str = "Un son.", master: str | bytes = VOICE
    ) -> Path:
        folder = tmp_path / "course"
        for part in ("media", "modules/1-debut"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "course.yml").write_text(COURSE.format(targets=targets), encoding="utf-8")
        (folder / "modules/1-debut/module.yml").write_text(MODULE, encoding="utf-8")
        lines = ["---", "title: Le son", "---", f":::{{audio}} /media/{name}", ":title: Le son", *options, body, ":::"]
        (folder / "modules/1-debut/1-signal.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        path = folder / "media" / name
        if isinstance(master, bytes):
            path.write_bytes(master)
        elif not path.exists():
            sound(path, source=master)
        return folder

    return make


def codes(course: Path, tmp_path: Path) -> list[tuple[str, int]]:
    report = pipeline.check(course, cache=tmp_path / "cache").report
    own = (item for item in report if item.rule.code.startswith(("MF60", "MF403")))
    return [(item.rule.code, item.location.line) for item in own]


def heard(course: Path, tmp_path: Path) -> Path:
    """Build a course and return the recording of its archive."""
    built = pipeline.build(course, cache=tmp_path / "cache")
    assert [item.message() for item in built.report if item.rule.code.startswith("MF6")] == []
    (archive,) = built.archives
    with tarfile.open(archive.path) as packed:
        (name,) = (name for name in packed.getnames() if name.endswith(".mp3"))
        assert any(name.rpartition("/")[2].encode() in _page(packed, page) for page in packed.getnames())
        path = tmp_path / "heard.mp3"
        path.write_bytes((packed.extractfile(name) or io.BytesIO()).read())
    assert not list(archive.path.parent.glob("media/*"))
    return path


def _page(packed: tarfile.TarFile, name: str) -> bytes:
    file = packed.extractfile(name) if name.endswith(".html") else None
    return file.read() if file else b""


def loud(path: Path) -> loudness.Loudness:
    stream = opened(str(path))["a:0"].filter("ebur128", peak="true", framelog="quiet", dualmono="true")
    (found,) = loudness.read(call(tools.ffmpeg().path, compiled([nowhere(stream)]), seconds=5, level="info"))
    return found


def test_a_recording_is_in_the_archive_as_loud_as_videos(lesson: Lesson, tmp_path: Path) -> None:
    path = heard(lesson("voix.wav"), tmp_path)
    (found,) = probe([path])
    assert getattr(found, "format", "") == "mp3"
    assert abs(getattr(found, "seconds", 0) - 4) < 0.2
    assert loud(path).fits(USUAL)


def test_a_right_mp3_is_handed_on_as_it_is_without_its_tags(lesson: Lesson, tmp_path: Path) -> None:
    level = "sine=300:d=4:r=44100,volume=-1.7dB"
    course = lesson("voix.mp3")
    options = ("-c:a", "libmp3lame", "-b:a", "64k", "-ac", "1", "-metadata", "title=Secret")
    master = sound(course / "media/voix.mp3", *options, source=f"{level},volume=6dB")
    before = loud(master)
    gain = USUAL.loudness - before.integrated
    sound(master, *options, source=f"{level},volume=6dB,volume={gain:.2f}dB")
    assert loud(master).fits(USUAL)
    made = heard(course, tmp_path).read_bytes()
    assert b"Secret" in master.read_bytes()
    assert b"Secret" not in made
    assert master.read_bytes()[-2000:] == made[-2000:]


def test_music_keeps_both_sides(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("duo.flac", ":profile: music", master="sine=300:d=3[a];sine=500:d=3[b];[a][b]amerge")
    (found,) = probe([heard(course, tmp_path)])
    heard_sound = getattr(found, "sound", None)
    assert heard_sound is not None
    assert heard_sound.channels == 2


def test_what_did_not_change_is_not_made_again(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("voix.wav")
    first = heard(course, tmp_path).read_bytes()
    planned = pipeline.plan(course, cache=tmp_path / "cache").forecast
    assert [(item.job.label, item.state.value) for item in planned.items] == [("/media/voix.wav", "cached")]
    assert heard(course, tmp_path).read_bytes() == first


@pytest.mark.parametrize("master", [b"", b"Une liste de courses.\n" * 9, b"#EXTM3U\n/etc/passwd\n"])
def test_what_is_no_sound_is_told_where_it_is_named(lesson: Lesson, tmp_path: Path, master: bytes) -> None:
    assert codes(lesson("voix.wav", master=master), tmp_path) == [("MF6041", 4)]


@pytest.mark.parametrize("ending", ["wav", "mp3", "flac", "m4a"])
def test_a_copy_that_was_cut_is_told(lesson: Lesson, tmp_path: Path, ending: str) -> None:
    options = ("-movflags", "+faststart") if ending == "m4a" else ()
    whole = sound(tmp_path / f"whole.{ending}", *options, source="sine=440:d=20:r=16000").read_bytes()
    assert codes(lesson(f"voix.{ending}", master=whole[: len(whole) // 2]), tmp_path) == [("MF6043", 4)]
    assert codes(lesson(f"voix.{ending}", master=whole), tmp_path) == []


def test_a_video_is_heard_with_a_warning_and_a_silent_one_not(lesson: Lesson, tmp_path: Path, clip: Path) -> None:
    assert codes(lesson("film.mp4", master=clip.read_bytes()), tmp_path) == [("MF6042", 4)]
    silent = tmp_path / "silent.mp4"
    ffmpeg("-i", str(clip), "-c", "copy", "-an", str(silent))
    assert codes(lesson("film.mp4", master=silent.read_bytes()), tmp_path) == [("MF6041", 4)]


def test_a_long_one_is_told_for_the_target_that_has_a_limit(lesson: Lesson, tmp_path: Path) -> None:
    quiet = "anullsrc=r=8000:cl=mono,atrim=end=1400"
    course = lesson("conference.flac", targets="fun, openedx", master=quiet)
    assert codes(course, tmp_path) == [("MF6044", 4)]


def test_the_same_sound_is_heard_in_two_ways_and_another_site_plays_its_own(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("voix.wav", master="sine=300:d=1[a];sine=500:d=1[b];[a][b]amerge")
    page, other = course / "modules/1-debut/1-signal.md", "https://radio.exemple.org/emission.mp3"
    more = f":::{{audio}} {other}\n:title: Une émission\n:transcript: /media/voix.srt\n:::\n"
    again = ":::{audio} /media/voix.wav\n:title: En stéréo\n:profile: music\nDeux sons.\n:::\n"
    page.write_text(f"{page.read_text('utf-8')}\n{again}\n{more}", encoding="utf-8")
    (course / "media/voix.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\nBonsoir.\n", encoding="utf-8")
    checked = pipeline.check(course, cache=tmp_path / "cache")
    assert [item.message() for item in checked.report if item.severity.value == "error"] == []
    html = "".join(data.decode() for data in checked.packages["fun"].files.values() if isinstance(data, bytes))
    assert len(set(re.findall(r'src="/static/(media_voix-\w+\.mp3)"', html))) == 2
    assert f'src="{other}"' in html
    assert "Bonsoir." in html


def test_a_profile_that_there_is_not_is_told(lesson: Lesson, tmp_path: Path) -> None:
    assert codes(lesson("voix.wav", ":profile: orchestre"), tmp_path) == [("MF6008", 6)]


def test_captions_are_read_as_a_text_and_not_judged_as_on_a_screen(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("voix.wav", ":transcript: /media/voix.srt")
    said = "une phrase bien trop longue pour tenir sur une seule ligne d'un écran, fût-il large."
    srt = f"1\n00:00:00,000 --> 00:00:01,000\n{said}\n"
    (course / "media/voix.srt").write_text(srt, encoding="utf-8")
    assert codes(course, tmp_path) == []
    checked = pipeline.check(course, cache=tmp_path / "cache")
    pages = [data for data in checked.packages["fun"].files.values() if isinstance(data, bytes)]
    assert any(b"une phrase bien trop longue" in data for data in pages)
    (course / "media/voix.srt").write_text(srt.replace("00:00:01,", "00:00:09,"), encoding="utf-8")
    assert codes(course, tmp_path) == [("MF6045", 2)]
    (course / "media/voix.srt").write_text("Bonjour\n", encoding="utf-8")
    assert codes(course, tmp_path) == [("MF6051", 1)]


def test_a_recording_is_heard_inside_a_question_and_a_folded_passage(lesson: Lesson, tmp_path: Path) -> None:
    course = lesson("voix.wav")
    unit = course / "modules/1-debut/1-signal.md"
    text = unit.read_text("utf-8")
    unit.write_text(text.replace(":::{audio}", "::::{dropdown} Écouter\n:::{audio}") + "::::\n", encoding="utf-8")
    assert heard(course, tmp_path).stat().st_size > 1000


def cue(start: float, end: float, text: str, speaker: str = "") -> Cue:
    return Cue(1, round(start * 1000), round(end * 1000), text, speaker)


def test_cues_become_passages_at_voices_and_pauses() -> None:
    said = [
        cue(0, 1, "Un son,\nc'est de l'air"),
        cue(1, 2, "qui va et vient."),
        cue(2, 3, "Rien d'autre."),
        cue(6, 7, "<i>Et le silence ?</i>", "Élève"),
        cue(7, 8, "- Le silence…", "Claire"),
        cue(8, 9, "", "Claire"),
    ]
    assert passages(said) == (
        Passage(0, "Un son, c'est de l'air qui va et vient. Rien d'autre."),
        Passage(6, "Et le silence ?", "Élève"),
        Passage(7, "- Le silence…", "Claire"),
    )


def test_a_long_speech_is_cut_at_the_end_of_a_sentence() -> None:
    said = [cue(at, at + 1, "Encore une phrase de trente signes." if at % 2 else "et puis") for at in range(60)]
    found = passages(said)
    assert 2 < len(found) < 10
    assert all(len(passage.text) < 600 and passage.text.endswith(".") for passage in found)
