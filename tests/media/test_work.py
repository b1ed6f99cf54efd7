"""From a course to its media, with a real ffmpeg on short clips."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from moocfab import media
from moocfab.course.edition import Edition
from moocfab.errors import Cancelled, ToolError
from moocfab.media import Event, Results, Role, Store, encode, tools
from moocfab.media import cache as cache_module
from moocfab.media.model import Probe
from moocfab.media.plan import Action
from moocfab.media.probe import probe
from tests.media.conftest import Course, ffmpeg, render


def made(editions: list[Edition], cache: Path, **options: int) -> Results:
    surveyed = media.survey(editions, cache=cache)
    assert [finding.message() for finding in surveyed.findings] == []
    return media.carry_out(surveyed.plans, store=Store.at(cache), **options)  # type: ignore[arg-type]


def digests(results: Results) -> Mapping[str, str]:
    return {item.output.name: item.file.digest for items in results.stored.values() for item in items}


def seen(path: Path) -> Probe:
    (answer,) = probe([path])
    assert isinstance(answer, Probe), answer
    return answer


def loudness(path: Path) -> float:
    """Return how loud the sound of a file is, in LUFS."""
    command = [tools.ffmpeg().path, "-i", str(path), "-af", "ebur128=framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stderr
    return -16.0 - encode.gain_for(said)


def test_fun_gets_a_conforming_master_as_it_is_with_captions_and_poster(
    clip: Path, course: Course, tmp_path: Path
) -> None:
    results = made(course(clip, options=":captions: {fr: /media/signal.srt}\n"), tmp_path / "cache")
    items = {item.output.role: item for item in results.of("fun")}
    assert sorted(items[role].output.name for role in Role) == ["signal.fr.srt", "signal.jpg", "signal.mp4"]
    assert {item.output.uuid for item in items.values()} == {items[Role.VIDEO].output.uuid}
    assert len(items[Role.VIDEO].output.uuid) == 36
    assert items[Role.CAPTIONS].file.path.read_text("utf-8").startswith("1\n00:00:00,000 --> 00:00:01,000\nBonjour")
    assert seen(items[Role.VIDEO].file.path).digest == seen(clip).digest
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
        item.output.name for item in results.of("openedx")
    }
    assert published.transcripts == {"fr": "signal-fr.srt"}
    assert plan.statics["signal-fr.srt"].startswith(b"1\n00:00:00,000")


def test_a_quiet_sound_is_brought_to_the_wanted_loudness(course: Course, tmp_path: Path) -> None:
    quiet = render(tmp_path / "quiet.mp4", "-af", "volume=-9dB", "-pix_fmt", "yuv422p", seconds=4)
    results = made(course(quiet), tmp_path / "cache")
    (film,) = (item.file.path for item in results.of("fun") if item.output.role is Role.VIDEO)
    assert abs(loudness(quiet) - -16) > 5
    assert loudness(film) == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize(
    "options",
    [
        ("-an",),
        ("-c:v", "mpeg4"),
        ("-pix_fmt", "yuv444p"),
        ("-vf", "setsar=2"),
        ("-c:a", "mp3", "-ar", "44100", "-ac", "1"),
        ("-vf", "crop=319:179", "-pix_fmt", "yuv444p"),
        ("-vf", "interlace", "-flags", "+ildct+ilme", "-x264opts", "tff=1"),
    ],
    ids=["no sound", "other codec", "4:4:4", "wide pixels", "mp3", "odd size", "interlaced"],
)
def test_other_masters_become_what_fun_takes(options: tuple[str, ...], course: Course, tmp_path: Path) -> None:
    master = render(tmp_path / "master.mov", *options, rate="25", seconds=1)
    results = made(course(master, name="signal.mov"), tmp_path / "cache")
    assert [finding.message() for finding in results.findings] == []
    (film,) = (seen(item.file.path) for item in results.of("fun") if item.output.role is Role.VIDEO)
    assert film.picture is not None
    assert (film.picture.codec, film.picture.pixel_format, str(film.picture.aspect)) == ("h264", "yuv420p", "1")
    assert not film.picture.interlaced
    assert (film.sound is None) == ("-an" in options)
    assert film.sound is None or film.sound.codec == "aac"


def test_a_turned_master_is_shown_upright(clip: Path, course: Course, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(clip), "-c", "copy", str(turned))
    results = made(course(turned), tmp_path / "cache")
    (film,) = (seen(item.file.path) for item in results.of("fun") if item.output.role is Role.VIDEO)
    assert film.picture is not None
    assert (film.picture.shown, film.picture.rotation) == ((180, 320), 0)


def test_same_bytes_whatever_runs_beside(course: Course, tmp_path: Path) -> None:
    """The picture is noise, so that the encoder meets its limit of rate, where threads would change its bytes."""
    noise = ("-vf", "noise=alls=60:allf=t", "-pix_fmt", "yuv422p")
    editions = course(render(tmp_path / "noise.mp4", *noise, size="640x360", seconds=1.5), targets="fun, openedx")
    one = digests(made(editions, tmp_path / "one", jobs=1))
    other = digests(made(editions, tmp_path / "other", jobs=4))
    assert one == other
    assert len(one) == 4


def test_a_second_run_starts_nothing_reads_nothing_and_touches_nothing(
    clip: Path, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions, cache, folder = course(clip, targets="fun, openedx"), tmp_path / "cache", tmp_path / "media"
    first = made(editions, cache)
    assert media.deliver(first.of("openedx"), folder) == 2
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


def test_progress_tells_of_all_work_and_ends_with_it(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="fun, openedx"), cache=tmp_path / "cache")
    events: list[Event] = []
    media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"), jobs=2, progress=events.append)
    shares = [event.share for event in events]
    assert shares == sorted(shares)
    assert (events[-1].share, events[-1].finished, events[-1].count, events[-1].running) == (1.0, 3, 3, ())
    assert {running.action for event in events for running in event.running} == {"encode", "remux", "poster"}
    assert any(event.remaining is not None for event in events)


def test_a_master_that_breaks_is_told_and_the_others_go_on(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip), cache=tmp_path / "cache")
    (tmp_path / "course/media/signal.mp4").write_bytes(b"autre chose")
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"))
    assert {finding.rule.code for finding in results.findings} == {"MF6021"}
    assert {finding.location.line for finding in results.findings} == {4}
    assert results.of("fun") == ()
    assert list((tmp_path / "cache/store/work").iterdir()) == []


def test_a_master_that_changes_meanwhile_is_told(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip), cache=tmp_path / "cache")
    os.utime(tmp_path / "course/media/signal.mp4", (1, 1))
    results = media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"))
    assert {finding.rule.code for finding in results.findings} == {"MF6022"}


def test_a_store_that_cannot_be_written_is_an_error(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip), cache=tmp_path / "cache")
    (tmp_path / "file").write_text("")
    with pytest.raises(ToolError):
        media.carry_out(surveyed.plans, store=Store.at(tmp_path / "file"))


def children() -> set[int]:
    """The processes that this one started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found


def test_cancelling_stops_within_a_quarter_second_and_leaves_nothing(course: Course, tmp_path: Path) -> None:
    long = render(tmp_path / "long.mp4", size="1280x720", rate="25", seconds=8)
    surveyed = media.survey(course(long, targets="openedx"), cache=tmp_path / "cache")
    cancelled, before = threading.Event(), children()
    asked: list[float] = []

    def heard(event: Event) -> None:
        if not asked and any(running.action == "encode" and running.share > 0.08 for running in event.running):
            asked.append(time.monotonic())
            cancelled.set()

    with pytest.raises(Cancelled):
        media.carry_out(surveyed.plans, store=Store.at(tmp_path / "cache"), jobs=2, progress=heard, cancelled=cancelled)
    assert time.monotonic() - asked[0] <= 0.25
    assert children() <= before
    assert list((tmp_path / "cache/store/work").iterdir()) == []


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
    assert len(digests(gathered[0])) == 2


BUILD = """
import sys
from pathlib import Path
from moocfab import media, pipeline
from moocfab.course import load
course, _ = load(Path(sys.argv[1]))
editions, _ = pipeline.editions_of(course)
cache = Path(sys.argv[2])
surveyed = media.survey(editions, cache=cache)
results = media.carry_out(surveyed.plans, store=media.Store.at(cache), jobs=2)
media.deliver(results.of("openedx"), Path(sys.argv[3]))
"""


@pytest.mark.soak
def test_a_build_killed_at_any_moment_then_run_again_gives_the_same(course: Course, tmp_path: Path) -> None:
    long = render(tmp_path / "long.mp4", size="854x480", rate="25", seconds=3)
    course(long, targets="openedx")

    def build(cache: Path, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path / "course"), str(cache), str(folder)])

    start = time.monotonic()
    assert build(tmp_path / "cache", tmp_path / "media").wait() == 0
    length = time.monotonic() - start
    expected = {path.name: path.read_bytes() for path in (tmp_path / "media").iterdir()}
    for attempt in range(50):
        cache, folder = tmp_path / f"cache-{attempt}", tmp_path / f"media-{attempt}"
        child = build(cache, folder)
        time.sleep(length * attempt / 50)
        child.send_signal(signal.SIGKILL)
        child.wait()
        time.sleep(1)
        assert running(cache) == []
        assert build(cache, folder).wait() == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == expected
        assert list((cache / "store/work").iterdir()) == []


def running(cache: Path) -> list[str]:
    """The command lines of processes that name a folder."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(cache) in command:
            found.append(command)
    return found


def test_actions_are_those_that_were_planned(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="fun, openedx"), cache=tmp_path / "cache")
    actions = {name: [job.action for job in plan.jobs] for name, plan in surveyed.plans.items()}
    assert actions == {"fun": [Action.REMUX, Action.POSTER], "openedx": [Action.ENCODE, Action.POSTER]}
