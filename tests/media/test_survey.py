"""All videos of a course: which, what is wrong with them, what is planned."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from moocfab import media
from moocfab.course import load
from moocfab.course.edition import Edition, editions_of
from moocfab.course.surroundings import video_uuid
from moocfab.media import Role, Survey, inventory
from moocfab.media.cache import Cache
from moocfab.media.jobs import Action
from moocfab.media.plan import Master
from moocfab.media.probe import Answer
from moocfab.media.wishes import wishes_of
from tests.media.conftest import Course, ffmpeg

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 48211234\n"


def surveyed(editions: list[Edition], tmp_path: Path) -> Survey:
    return media.survey(editions, cache=tmp_path / "cache")


def found(survey: Survey) -> list[tuple[str, int, int]]:
    return [(item.rule.code, item.location.line, item.location.column) for item in survey.findings]


def test_a_video_is_named_by_its_element_and_known_to_marsha(clip: Path, course: Course, tmp_path: Path) -> None:
    plan = surveyed(course(clip), tmp_path).plans["fun"]
    uuid = video_uuid("MinesTelecom/04901", "signal")
    assert plan.published["signal"].uuid == uuid
    assert {output.uuid for output in plan.outputs} == {uuid}
    assert [output.name for output in plan.outputs] == ["signal.mp4", "signal.jpg"]


def test_a_module_that_has_an_owner_shares_its_videos(clip: Path, course: Course, tmp_path: Path) -> None:
    course(clip)
    module = tmp_path / "course/modules/1-debut/module.yml"
    module.write_text("owner: Telecom/communs\n" + module.read_text("utf-8"), encoding="utf-8")
    loaded, _ = load(tmp_path / "course")
    assert loaded is not None
    plan = surveyed(editions_of(loaded)[0], tmp_path).plans["fun"]
    assert plan.published["signal"].uuid == video_uuid("Telecom/communs", "signal")


def test_addresses_do_not_hang_on_who_encodes(large_clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(large_clip, targets="openedx")
    one = media.survey(editions, cache=tmp_path / "one").plans["openedx"]
    other = media.survey(editions, cache=tmp_path / "other").plans["openedx"]
    assert one == other
    assert one.published["signal"].addresses[0].startswith("https://media.exemple.org/bases/signal-")


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "MF6001"), (b"Bonjour", "MF6001"), (b"ffconcat version 1.0\nfile x\n", "MF6001")]
)
def test_what_is_no_video_is_told_where_it_is_named(data: bytes, code: str, course: Course, tmp_path: Path) -> None:
    assert found(surveyed(course(data), tmp_path)) == [(code, 4, 12)]


def test_a_video_that_is_not_there_is_told_where_it_is_named(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip)
    (tmp_path / "course/media/signal.mp4").unlink()
    assert found(surveyed(editions, tmp_path)) == [("MF1001", 4, 12)]


def test_nothing_outside_the_root_is_looked_at(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip)
    inside = tmp_path / "course/media/signal.mp4"
    shutil.move(inside, tmp_path / "outside.mp4")
    inside.symlink_to(tmp_path / "outside.mp4")
    assert found(surveyed(editions, tmp_path)) == [("MF1005", 4, 12)]


def test_a_pointer_lets_check_go_on(course: Course, tmp_path: Path) -> None:
    survey = surveyed(course(POINTER, targets="fun, openedx"), tmp_path)
    assert {item.rule.code for item in survey.findings} == {"MF1007"}
    assert survey.plans["fun"].published["signal"].uuid
    assert survey.plans["openedx"].published["signal"].addresses
    assert survey.plans["openedx"].outputs == ()


def test_captions_are_told_of_in_their_own_file(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip, options=":captions: {fr: /media/signal.srt}\n")
    (tmp_path / "course/media/signal.srt").write_text("1\n00:00:01,000 --> 00:00:00,000\nOups\n", encoding="utf-8")
    survey = surveyed(editions, tmp_path)
    (finding,) = survey.findings
    assert (finding.rule.code, finding.location.line) == ("MF6054", 2)
    assert finding.location.path.endswith("course/media/signal.srt")


def test_captions_in_another_encoding_are_told_of(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip, options=":captions: {fr: /media/signal.srt}\n")
    text = "1\n00:00:00,000 --> 00:00:01,500\nÉté\n"
    (tmp_path / "course/media/signal.srt").write_bytes(text.encode("latin-1"))
    assert found(surveyed(editions, tmp_path)) == [("MF6061", 3, 1)]


def test_captions_too_heavy_for_marsha_are_told_of(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip, options=":captions: {fr: /media/signal.srt}\n")
    text = "1\n00:00:00,000 --> 00:00:01,500\n" + ("m" * 1000 + "\n") * 1100
    (tmp_path / "course/media/signal.srt").write_text(text, encoding="utf-8")
    assert "MF6059" in [code for code, _, _ in found(surveyed(editions, tmp_path))]


FORMS = {
    "srt": "1\n00:00:00,000 --> 00:00:01,500\nÉté & hiver\n",
    "vtt": "WEBVTT\n\n00:00.000 --> 00:01.500\nÉté &amp; hiver\n",
    "sbv": "0:00:00.000,0:00:01.500\nÉté & hiver\n",
    "ass": "[Events]\nDialogue: 0,0:00:00.00,0:00:01.50,Default,,0,0,0,,Été & hiver\n",
    "sjson": '{"start": [0], "end": [1500], "text": ["Été &amp; hiver"]}',
}


@pytest.mark.parametrize("form", FORMS)
def test_captions_of_any_format_reach_each_target_as_srt(form: str, clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip, targets="fun, openedx", options=":captions: {fr: /media/signal.srt}\n")
    (tmp_path / "course/media/signal.srt").write_text(FORMS[form], encoding="utf-8")
    survey = surveyed(editions, tmp_path)
    expected = FORMS["srt"].encode()
    assert survey.findings == ()
    assert survey.plans["openedx"].statics == {"signal-fr.srt": expected}
    (job,) = (job for job in survey.plans["fun"].jobs if job.action is Action.WRITE)
    assert job.content == expected


def test_each_language_arrives_english_also_as_open_edx_stores_it(clip: Path, course: Course, tmp_path: Path) -> None:
    languages = "{fr: /media/signal.srt, en: /media/signal.srt, de: /media/signal.srt}"
    editions = course(clip, targets="fun, openedx", options=f":captions: {languages}\n")
    plans = surveyed(editions, tmp_path).plans
    assert [output.language for output in plans["fun"].outputs if output.language] == ["de", "en", "fr"]
    assert plans["openedx"].published["signal"].transcripts == {
        language: f"signal-{language}.srt" for language in ("de", "en", "fr")
    }
    assert plans["openedx"].published["signal"].sub == "signal"
    stored = plans["openedx"].statics["subs_signal.srt.sjson"]
    assert isinstance(stored, bytes)
    assert json.loads(stored) == {
        "start": [0], "end": [1000], "text": ["Bonjour"],
    }  # fmt: skip


UUID = "3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12"


@pytest.mark.parametrize(
    ("source", "handed_in"),
    [
        (f"marsha: {UUID}", [("fr", UUID)]),
        ("https://youtu.be/kpYumMpjHHI", []),
        ("https://media.exemple.org/film.mp4", []),
    ],
)
def test_captions_of_a_video_online_are_read_and_published(
    source: str, handed_in: list[tuple[str, str]], course: Course, tmp_path: Path
) -> None:
    course(b"", targets="fun, openedx", options=":captions: {fr: /media/signal.srt}\n:transcript: page\n")
    unit = tmp_path / "course/modules/1-debut/1-signal.md"
    unit.write_text(unit.read_text("utf-8").replace("/media/signal.mp4", source), encoding="utf-8")
    loaded, _ = load(tmp_path / "course")
    assert loaded is not None
    survey = surveyed(editions_of(loaded)[0], tmp_path)
    fun, openedx = survey.plans["fun"], survey.plans["openedx"]
    assert survey.findings == ()
    assert [(output.language, output.uuid) for output in fun.outputs] == handed_in
    assert openedx.published["signal"].transcripts == {"fr": "signal-fr.srt"}
    assert openedx.published["signal"].addresses == ()
    assert fun.published["signal"].said["fr"][0].text == "Bonjour"
    assert fun.statics["signal-fr.txt"] == b"[0:00] Bonjour\n"


def test_a_given_poster_is_used(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip, targets="openedx", options=":poster: /media/affiche.png\n")
    Image.new("RGB", (64, 48), "red").save(tmp_path / "course/media/affiche.png")
    plan = surveyed(editions, tmp_path).plans["openedx"]
    assert Action.POSTER not in [job.action for job in plan.jobs]
    (poster,) = (output for output in plan.outputs if output.role is Role.POSTER)
    assert plan.published["signal"].poster == poster.address


def test_files_that_did_not_change_are_not_probed_again(
    clip: Path, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = course(clip)
    first = surveyed(editions, tmp_path)
    asked: list[int] = []

    def ask(paths: Sequence[Path]) -> list[Answer]:
        asked.append(len(paths))
        return []

    monkeypatch.setattr(inventory, "probe", ask)
    assert surveyed(editions, tmp_path).plans == first.plans
    master = tmp_path / "course/media/signal.mp4"
    shutil.copy(master, tmp_path / "copy.mp4")
    shutil.move(tmp_path / "copy.mp4", master)
    assert surveyed(editions, tmp_path).plans["fun"].outputs == first.plans["fun"].outputs
    assert set(asked) == {0}


def test_what_is_wrong_is_told_in_the_same_words_again(course: Course, tmp_path: Path) -> None:
    huge = tmp_path / "huge.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=s=9000x9000:r=1:d=2", "-c:v", "mjpeg", str(huge))
    editions = course(huge)
    (first,), (again,) = (surveyed(editions, tmp_path).findings for _ in range(2))
    assert "9000 × 9000" in first.message()
    assert again.message() == first.message()


def test_a_cache_that_cannot_be_written_does_no_harm(clip: Path, course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    survey = media.survey(course(clip), cache=tmp_path / "file")
    assert survey.findings == ()
    assert survey.plans["fun"].outputs


def test_a_long_video_is_told_of_where_size_costs_quality(clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(clip)
    found = inventory.Inventory(Cache(tmp_path / "cache"))
    (wish,) = wishes_of(editions[0])
    found.find([wish])
    master = found.master(wish)
    assert master is not None
    long = master.probe.model_copy(update={"seconds": 6 * 3600.0})
    found.warn_of_length(wish, Master(master.path, "x", (2 << 30,), long, master.location))
    found.warn_of_length(wish, master)
    assert [item.rule.code for item in found.findings] == ["MF6011"]
