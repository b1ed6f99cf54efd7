"""A cache that is full, read-only, elsewhere, gone, and so a master: told at its name, nothing half made."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from moocfab import media
from moocfab.course.edition import Edition
from moocfab.media import Event, Results, Store
from tests.media.conftest import Course

linux = pytest.mark.skipif(sys.platform != "linux", reason="a disk of one's own is had by Linux's namespaces")

BUILD = """
import sys
from pathlib import Path
from moocfab import pipeline
course, cache = map(Path, sys.argv[1:])
built = pipeline.build(course, only=["fun"], cache=cache)
for item in built.report:
    if item.rule.code.startswith("MF6"):
        print(item.rule.code, item.location.line, item.message("en"))
print("archives", len(built.archives), "half made", len(list(cache.glob("store/work/*"))))
print(*sorted(path.name for path in cache.glob("store/made/*/*/*") if path.name != "entry.json"))
"""


def built(course: Path, disk: Path, *mounts: str) -> list[str]:
    """Build a course in a process that has a disk of its own, and return what it says."""
    disk.mkdir(exist_ok=True)
    steps = " && ".join([*mounts, 'exec "$@"'])
    own = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", steps, "sh"]
    command = [*own, sys.executable, "-c", BUILD, str(course), str(disk / "cache")]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@linux
def test_a_full_disk_is_told_at_the_video_and_what_fits_is_made(
    large_clip: Path, course: Course, tmp_path: Path
) -> None:
    course(large_clip, options=":captions: {fr: /media/signal.srt}\n")
    disk = tmp_path / "disk"
    said = built(tmp_path / "course", disk, f"mount -t tmpfs -o size=120k none {disk}")
    assert said[0].startswith("MF6024 4 ")
    assert said[0].endswith(f" in the cache, “{disk}/cache/store”: the disk is full")
    assert said[-2] == "archives 0 half made 0"
    assert "captions.srt" in said[-1]
    assert "mezzanine.mp4" not in said[-1]
    assert not list((tmp_path / "course/build").rglob("*.tar.gz"))


@linux
def test_a_disk_that_takes_nothing_serves_what_it_has_and_is_told_of_the_rest(
    clip: Path, large_clip: Path, course: Course, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    read_only = (f"mount --bind {disk} {disk}", f"mount -o remount,ro,bind {disk}")
    course(clip)
    assert built(tmp_path / "course", disk)[-2] == "archives 1 half made 0"
    assert built(tmp_path / "course", disk, *read_only)[-2] == "archives 1 half made 0"
    course(large_clip)
    said = built(tmp_path / "course", disk, *read_only)
    assert said[0].startswith("MF6024 4 ")
    assert said[0].endswith("the disk is read-only")
    assert said[1] == "archives 0 half made 0"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system than the course."""
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="moocfab-") as name:
        assert Path(name).stat().st_dev != tmp_path.stat().st_dev
        yield Path(name)


@linux
def test_a_cache_on_another_disk_gives_copies_once(clip: Path, course: Course, tmp_path: Path, elsewhere: Path) -> None:
    plans = media.survey(course(clip), cache=elsewhere).plans
    stored = media.carry_out(plans, store=Store.at(elsewhere)).of("fun")
    assert media.deliver(stored, tmp_path / "media") == 2
    assert media.deliver(stored, tmp_path / "media") == 0
    for item in stored:
        place = tmp_path / "media" / item.output.name
        assert place.stat().st_dev != item.file.path.stat().st_dev
        assert place.read_bytes() == item.file.path.read_bytes()


def interrupted(course: list[Edition], tmp_path: Path, gone: Path) -> Results:
    """Make the media of a course, while a folder is moved away as soon as ffmpeg runs."""
    surveyed, once = media.survey(course, cache=tmp_path / "facts"), threading.Event()

    def go(event: Event) -> None:
        if event.running and not once.is_set():
            once.set()
            gone.rename(tmp_path / "gone")

    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"), jobs=1, progress=go)
    assert once.is_set()
    return results


def test_a_cache_that_goes_in_the_middle_is_told_of(large_clip: Path, course: Course, tmp_path: Path) -> None:
    results = interrupted(course(large_clip), tmp_path, tmp_path / "cache")
    assert {(finding.rule.code, finding.location.line) for finding in results.findings} == {("MF6024", 4)}
    assert list((tmp_path / "cache/store/work").iterdir()) == []
    shutil.rmtree(tmp_path / "gone")
    plans = media.survey(course(large_clip), cache=tmp_path / "facts").plans
    assert len(media.carry_out(plans, store=Store.at(tmp_path / "cache")).of("fun")) == 2


def test_a_share_that_goes_in_the_middle_is_told_of(large_clip: Path, course: Course, tmp_path: Path) -> None:
    editions = course(large_clip, options=":captions: {fr: /media/signal.srt}\n")
    results = interrupted(editions, tmp_path, tmp_path / "course/media")
    assert [(finding.rule.code, finding.location.line) for finding in results.findings] == [("MF6025", 4)]
    assert [item.output.name for item in results.of("fun")] == ["signal.fr.srt"]
    assert list((tmp_path / "cache/store/work").iterdir()) == []
