"""What is remembered of files: never of one whose next change might leave no trace, whatever its name and title."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab import media
from moocfab.course.edition import Edition
from moocfab.media import cache
from moocfab.media.cache import Cache, settled, state_of
from moocfab.media.jobs import Action
from tests.media.conftest import Course, ffmpeg

KEY = "ab" * 32
SECOND = 1_000_000_000


def written(path: Path, content: bytes) -> Path:
    """Write a file and wait until a change of it would show."""
    path.write_bytes(content)
    while not settled(state_of(path), time.time_ns()):
        time.sleep(0.01)
    return path


def test_a_digest_is_remembered_until_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, remembering = written(tmp_path / "a", b"un"), Cache(tmp_path / "cache")
    first = remembering.digest(path)
    with monkeypatch.context() as patch:
        patch.setattr(cache, "digest", None)
        assert remembering.digest(path) == first
    path.write_bytes(b"deux")
    assert remembering.digest(path) != first


def test_another_content_of_one_size_and_time_is_seen(tmp_path: Path) -> None:
    path, remembering = written(tmp_path / "a", b"un"), Cache(tmp_path / "cache")
    first, times = remembering.digest(path), path.stat()
    path.write_bytes(b"du")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_mtime_ns == times.st_mtime_ns
    assert remembering.digest(path) == cache.digest(path) != first


def test_a_change_in_the_same_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    path, remembering = tmp_path / "a", Cache(tmp_path / "cache")
    for number in range(20):
        path.write_bytes(b"%04d" % number)
        remembering.digest(path)
        assert settled(state_of(path), time.time_ns()) or not remembering.root.exists()
        path.write_bytes(b"%04d" % (number + 100))
        assert remembering.digest(path) == cache.digest(path)


@given(st.integers(0, 1 << 61), st.integers(0, 1 << 61))
def test_what_changed_a_moment_ago_is_not_settled(changed: int, age: int) -> None:
    state = [1, changed, changed, 1]
    assert settled(state, changed + age + 2 * SECOND + 1)
    assert not settled(state, changed - age)
    assert not settled([1, changed * SECOND, changed * SECOND, 1], changed * SECOND + age % (2 * SECOND))


def test_facts_that_were_spoilt_are_forgotten(tmp_path: Path) -> None:
    remembering = Cache(tmp_path)
    remembering.keep("probes", KEY, {"a": 1})
    (spoilt,) = tmp_path.rglob("*.json")
    spoilt.write_text("{")
    assert remembering.recall("probes", KEY) == {}


def test_only_another_stream_is_encoded_again(large_clip: Path, course: Course, tmp_path: Path) -> None:
    """A master is touched, moved, given another title and another container; then its sound is another."""
    store, folder = media.Store.at(tmp_path / "cache"), tmp_path / "course/media"

    def todo(editions: list[Edition]) -> list[Action]:
        surveyed = media.survey(editions, cache=tmp_path / "cache")
        assert surveyed.findings == ()
        jobs = [job for job in surveyed.plans["fun"].jobs if not store.find(job.key)]
        media.carry_out(surveyed.plans, store=store)
        return [job.action for job in jobs]

    assert todo(course(large_clip)) == [Action.ENCODE, Action.POSTER]
    os.utime(folder / "signal.mp4")
    assert todo(course(large_clip)) == []
    (folder / "signal.mp4").rename(folder / "deplace.mp4")
    assert todo(course(large_clip, name="deplace.mp4")) == []
    for name, options in {
        "titre.mp4": ("-metadata", "title=Autre"),
        "autre.mov": ("-metadata:s:a", "language=fra"),
    }.items():
        ffmpeg("-i", str(large_clip), "-c", "copy", *options, str(tmp_path / name))
        assert (tmp_path / name).read_bytes() != large_clip.read_bytes()
        assert todo(course(tmp_path / name, name=name)) == [], name
    ffmpeg("-i", str(large_clip), "-c:v", "copy", "-af", "volume=0.5", str(tmp_path / "son.mp4"))
    assert todo(course(tmp_path / "son.mp4")) == [Action.ENCODE, Action.POSTER]
