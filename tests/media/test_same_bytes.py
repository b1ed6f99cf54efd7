"""The same master gives the same bytes, whatever is made beside it; what is there is not made again."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from moocfab import media
from moocfab.media import Results, Store
from moocfab.media import cache as cache_module
from tests.media.conftest import Course, digests, ffmpeg, made, render


def test_what_is_made_beside_changes_no_bytes(course: Course, tmp_path: Path) -> None:
    """Mezzanine and ladder of one master are made in one go for two targets, each alone for one.

    Its sound has peaks that each track of sound has to be made again for.
    """
    voice = "aevalsrc=0.04*sin(2*PI*330*t)+0.9*lt(mod(t\\,0.5)\\,0.002)*sin(2*PI*9000*t):s=48000:d=1"
    master = tmp_path / "fast.mov"
    picture = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv422p")
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=480x272:r=50:d=1", "-f", "lavfi", "-i", voice, *picture, str(master))
    both = made(course(master, targets="fun, openedx"), tmp_path / "both")
    alone = [made(course(master, targets=name), tmp_path / name) for name in ("fun", "openedx")]
    assert digests(both) == {**digests(alone[0]), **digests(alone[1])}


def test_same_bytes_whatever_runs_beside(course: Course, tmp_path: Path) -> None:
    """The picture is noise, so that the encoder meets its limit of rate, where threads would change its bytes."""
    noise = ("-vf", "noise=alls=60:allf=t", "-pix_fmt", "yuv422p")
    editions = course(render(tmp_path / "noise.mp4", *noise, size="640x360", seconds=1.5), targets="fun, openedx")
    one = digests(made(editions, tmp_path / "one", jobs=1))
    other = digests(made(editions, tmp_path / "other", jobs=4))
    assert one == other
    assert len(one) == 7


def test_a_second_run_starts_nothing_reads_nothing_and_touches_nothing(
    clip: Path, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions, cache, folder = course(clip, targets="fun, openedx"), tmp_path / "cache", tmp_path / "media"
    first = made(editions, cache)
    assert media.deliver(first.of("openedx"), folder) == 5
    before = {path: path.stat().st_mtime_ns for path in (*cache.rglob("*"), *folder.iterdir())}
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(cache_module, "digest", None)
    again = made(editions, cache)
    assert (again.made, digests(again)) == (0, digests(first))
    assert media.deliver(again.of("openedx"), folder) == 0
    assert {path: path.stat().st_mtime_ns for path in (*cache.rglob("*"), *folder.iterdir())} == before


def test_a_container_edit_encodes_nothing(clip: Path, course: Course, tmp_path: Path) -> None:
    first = made(course(clip, targets="openedx"), tmp_path / "cache")
    renamed = tmp_path / "renamed.mp4"
    ffmpeg("-i", str(clip), "-c", "copy", "-metadata", "title=Autre titre", str(renamed))
    again = made(course(renamed, targets="openedx"), tmp_path / "cache")
    assert renamed.read_bytes() != clip.read_bytes()
    assert (again.made, digests(again)) == (0, digests(first))


def test_a_store_used_by_two_builds_at_once_makes_each_job_once(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="openedx"), cache=tmp_path / "cache")
    gathered: list[Results] = []
    threads = [
        threading.Thread(
            target=lambda: gathered.append(media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache")))
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert digests(gathered[0]) == digests(gathered[1])
    assert len(digests(gathered[0])) == 5
