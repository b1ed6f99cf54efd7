"""From a course to its media, with a real ffmpeg on short clips."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from moocfab import media
from moocfab.media import Event, Role, Store, tools
from moocfab.media.jobs import Action
from tests.media.conftest import Course, frames, made, render, seen


def test_fun_gets_a_conforming_master_as_it_is_with_captions_and_poster(
    clip: Path, course: Course, tmp_path: Path
) -> None:
    results = made(course(clip, options=":captions: {fr: /media/signal.srt}\n"), tmp_path / "cache")
    items = {item.output.role: item for item in results.of("fun")}
    assert sorted(item.output.name for item in items.values()) == ["signal.fr.srt", "signal.jpg", "signal.mp4"]
    assert {item.output.uuid for item in items.values()} == {items[Role.VIDEO].output.uuid}
    assert len(items[Role.VIDEO].output.uuid) == 36
    assert items[Role.CAPTIONS].file.path.read_text("utf-8").startswith("1\n00:00:00,000 --> 00:00:01,000\nBonjour")
    assert frames(items[Role.VIDEO].file.path) == frames(clip)
    data = items[Role.VIDEO].file.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_openedx_gets_the_ladder_at_one_loudness(large_clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(large_clip, targets="openedx", options=":captions: {fr: /media/signal.srt}\n")
    surveyed = media.survey(editions, cache=tmp_path / "cache")
    plan = surveyed.plans["openedx"]
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"))
    assert results.findings == ()
    films = {item.output.rendition: seen(item.file.path) for item in results.of("openedx") if item.output.rendition}
    assert {name: film.picture.shown for name, film in films.items() if film.picture} == {
        "720p": (1280, 720), "480p": (854, 480), "360p": (640, 360),
    }  # fmt: skip
    for film in films.values():
        assert film.picture is not None
        assert (film.picture.pixel_format, film.picture.matrix, film.picture.frames) == ("yuv420p", 1, 5)
        assert film.sound is not None
        assert (film.sound.codec, film.sound.rate, film.sound.channels) == ("aac", 48000, 2)
    published = plan.published["signal"]
    assert published.addresses[0].endswith("-720p.mp4")
    assert len(published.addresses) == 3
    assert all(address.startswith("https://media.exemple.org/bases/signal-") for address in published.addresses)
    assert {address.rpartition("/")[2] for address in (*published.addresses, published.poster)} == {
        item.output.name for item in results.of("openedx") if item.output.role in (Role.VIDEO, Role.POSTER)
    }
    assert published.transcripts == {"fr": "signal-fr.srt"}
    srt = plan.statics["signal-fr.srt"]
    assert isinstance(srt, bytes)
    assert srt.startswith(b"1\n00:00:00,000")


PRESETS = "media: {presets: {paquets: {extends: camera, hls: true}}}\n"


def test_a_ladder_is_packaged_as_hls_without_being_encoded_again(course: Course, tmp_path: Path) -> None:
    clip = render(tmp_path / "long.mp4", size="160x90", rate="5", seconds=9)
    made(course(clip, targets="openedx"), tmp_path / "cache")
    (tmp_path / "course/moocfab.yml").write_text(PRESETS, encoding="utf-8")
    editions = course(clip, targets="openedx", options=":profile: paquets\n")
    assert (
        media.survey(editions, cache=tmp_path / "cache")
        .plans["openedx"]
        .published["signal"]
        .addresses[-1]
        .endswith(".m3u8")
    )
    results = made(editions, tmp_path / "cache")
    assert results.made == 1
    folder = tmp_path / "media"
    media.deliver(results.of("openedx"), folder)
    (playlist,) = folder.glob("signal-*-360p.m3u8")
    assert playlist.read_text().count("#EXTINF:4.0") == 2
    (whole,) = (path for path in folder.glob("signal-*.m3u8") if not path.stem.endswith("p"))
    assert playlist.name in whole.read_text()
    assert 'CODECS="avc1' in whole.read_text()
    command = [tools.ffmpeg().path, "-v", "error", "-allowed_extensions", "ALL", "-i", str(whole), "-f", "null", "-"]
    assert subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stderr == b""


def test_thumbnails_lie_where_their_index_says(course: Course, tmp_path: Path) -> None:
    results = made(course(render(tmp_path / "clip.mp4", seconds=3), targets="openedx"), tmp_path / "cache")
    picture, index = (item for item in results.of("openedx") if item.output.role is Role.THUMBNAILS)
    cues = re.findall(r"(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)", index.file.path.read_text())
    assert {name for name, *_ in cues} == {picture.output.name}
    with Image.open(picture.file.path) as sheet:
        assert [tuple(map(int, place)) for _, *place in cues] == [(160 * at, 0, 160, 90) for at in range(3)]
        assert sheet.size == (480, 90)


def test_actions_are_those_that_were_planned(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="fun, openedx"), cache=tmp_path / "cache")
    actions = {name: [job.action for job in plan.jobs] for name, plan in surveyed.plans.items()}
    assert actions == {
        "fun": [Action.REMUX, Action.POSTER],
        "openedx": [Action.ENCODE, Action.POSTER, Action.LISTEN, Action.SPRITE, Action.WRITE],
    }


def test_progress_tells_of_all_work_and_ends_with_it(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="fun, openedx"), cache=tmp_path / "cache")
    events: list[Event] = []
    media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"), jobs=2, progress=events.append)
    shares = [event.share for event in events]
    assert shares == sorted(shares)
    assert (events[-1].share, events[-1].finished, events[-1].count, events[-1].running) == (1.0, 6, 6, ())
    assert {running.action for event in events for running in event.running} == {
        "encode", "remux", "poster", "listen", "write",
    }  # fmt: skip
    assert any(event.remaining is not None for event in events)


def test_pictures_that_are_complete_at_the_end_only_hide_no_progress(course: Course, tmp_path: Path) -> None:
    """Who heard nothing of a long film for two minutes would take ffmpeg for hung."""
    long = render(tmp_path / "long.mp4", size="1280x720", rate="25", seconds=8)
    plans = media.survey(course(long, targets="openedx"), cache=tmp_path / "cache").plans
    assert {Role.THUMBNAILS, Role.VIDEO} <= {output.role for output in plans["openedx"].outputs}
    shares: set[float] = set()

    def heard(event: Event) -> None:
        shares.update(running.share for running in event.running if running.action == "encode")

    media.carry_out(plans, store=Store.at(tmp_path / "cache"), progress=heard)
    assert len([share for share in shares if 0.3 < share < 0.95]) >= 3


def test_a_master_that_cannot_be_made_anything_of_is_told_and_the_others_go_on(
    clip: Path, course: Course, tmp_path: Path
) -> None:
    editions = course(clip, options=":captions: {fr: /media/signal.srt}\n")
    plan = media.survey(editions, cache=tmp_path / "cache").plans["fun"]
    (tmp_path / "course/media/signal.mp4").write_bytes(b"autre chose")
    unaware = replace(plan, jobs=tuple(replace(job, state=()) for job in plan.jobs))
    for expected, planned in (("MF6021", unaware), ("MF6022", plan)):
        results = media.carry_out({"fun": planned}, store=Store.at(tmp_path / expected))
        assert {(finding.rule.code, finding.location.line) for finding in results.findings} == {(expected, 4)}
        assert [stored.output.name for stored in results.of("fun")] == ["signal.fr.srt"]
        assert list((tmp_path / expected / "store/work").iterdir()) == []


def test_a_master_that_changes_meanwhile_is_told(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip), cache=tmp_path / "cache")
    os.utime(tmp_path / "course/media/signal.mp4", (1, 1))
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"))
    assert {finding.rule.code for finding in results.findings} == {"MF6022"}


@pytest.mark.parametrize("targets", ["fun", "openedx"])
def test_a_video_damaged_in_places_is_told_of_in_every_build(course: Course, tmp_path: Path, targets: str) -> None:
    damaged = render(tmp_path / "damaged.mp4", seconds=6)
    data = bytearray(damaged.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 3000):
        data[at] = at * 7919 % 251
    damaged.write_bytes(data)
    editions, cache = course(damaged, targets=targets), tmp_path / "cache"
    for _ in range(2):
        results = media.carry_out(media.survey(editions, cache=cache).plans, store=Store.at(cache))
        assert [finding.rule.code for finding in results.findings] == ["MF6023"]
        assert results.of(targets)


def test_a_store_that_cannot_be_written_is_told_of_each_medium(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip), cache=tmp_path / "cache")
    (tmp_path / "file").write_text("")
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "file"))
    assert [(finding.rule.code, finding.location.line) for finding in results.findings] == [("MF6024", 4)]
