"""From a course to its media, with a real ffmpeg on short clips."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from moocfab import media
from moocfab.course.edition import Edition
from moocfab.errors import Cancelled, ToolError
from moocfab.media import Event, Results, Role, Store, loudness, tools
from moocfab.media import cache as cache_module
from moocfab.media.jobs import LOUDNESS, Action
from moocfab.media.loudness import Loudness
from moocfab.media.model import Probe
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


def heard(path: Path) -> Loudness:
    """Return how loud the sound of a file is."""
    measure = "ebur128=framelog=quiet:peak=true:dualmono=true"
    command = [tools.ffmpeg().path, "-i", str(path), "-af", measure, "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stderr
    (found,) = loudness.read(said)
    return found


def frames(path: Path) -> str:
    """Return a digest of the packets of a film's picture."""
    command = [tools.ffmpeg().path, "-v", "error", "-i", str(path), "-map", "0:v", "-c", "copy", "-f", "hash", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout


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
    assert plan.statics["signal-fr.srt"].startswith(b"1\n00:00:00,000")


def test_a_quiet_sound_with_hard_peaks_is_brought_to_the_wanted_loudness(course: Course, tmp_path: Path) -> None:
    """Clicks far above the rest are held below the true peak that is wanted, by what is measured of the output."""
    voice = "aevalsrc=0.04*sin(2*PI*330*t)+0.9*lt(mod(t\\,1)\\,0.002)*sin(2*PI*9000*t):s=48000:d=4"
    quiet = tmp_path / "quiet.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x90:r=5:d=4", "-f", "lavfi", "-i", voice, "-c:v", "mpeg4", str(quiet))
    results = made(course(quiet, targets="fun, openedx"), tmp_path / "cache")
    sounds = [
        item for items in results.stored.values() for item in items if item.output.role in (Role.VIDEO, Role.SOUND)
    ]
    assert heard(quiet).integrated < -21
    assert len(sounds) == 3
    for item in sounds:
        found = heard(item.file.path)
        assert found.integrated == pytest.approx(-16, abs=0.5)
        assert found.peak <= -1.5
        before, after = loudness.noted((item.file.path.parent / LOUDNESS).read_bytes())
        assert before is not None
        assert before.integrated == pytest.approx(heard(quiet).integrated, abs=0.3)
        assert found in after


def test_a_sound_that_is_loud_as_wanted_is_handed_on_as_it_is(course: Course, tmp_path: Path) -> None:
    missing = -16 - heard(render(tmp_path / "other.mp4")).integrated
    level = ("-af", f"volume={missing:.1f}dB")
    results = made(course(render(tmp_path / "right.mp4", *level)), tmp_path / "cache")
    (film,) = (item.file.path for item in results.of("fun") if item.output.role is Role.VIDEO)
    assert seen(film).digest == seen(tmp_path / "right.mp4").digest


@pytest.mark.soak  # seen to differ once in some eighty runs, on a loaded machine: not understood yet
def test_what_is_made_beside_changes_no_bytes(course: Course, tmp_path: Path) -> None:
    """Mezzanine and ladder of one master are made in one go for two targets, each alone for one."""
    master = render(tmp_path / "fast.mov", "-pix_fmt", "yuv422p", size="480x272", rate="50", seconds=1)
    both = made(course(master, targets="fun, openedx"), tmp_path / "both")
    alone = [made(course(master, targets=name), tmp_path / name) for name in ("fun", "openedx")]
    assert digests(both) == {**digests(alone[0]), **digests(alone[1])}


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


def test_a_resumed_build_redoes_only_what_was_cut(clip: Path, course: Course, tmp_path: Path) -> None:
    surveyed = media.survey(course(clip, targets="openedx"), cache=tmp_path / "cache")
    cancelled = threading.Event()
    store = Store.at(tmp_path / "cache")

    def heard(event: Event) -> None:
        if event.finished:
            cancelled.set()

    with pytest.raises(Cancelled):
        media.carry_out(surveyed.plans, store=store, jobs=1, progress=heard, cancelled=cancelled)
    jobs = surveyed.plans["openedx"].jobs
    kept = [job for job in jobs if store.find(job.key)]
    assert 0 < len(kept) < len(jobs)
    assert media.carry_out(surveyed.plans, store=store).made == len(jobs) - len(kept)


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
    assert actions == {
        "fun": [Action.REMUX, Action.POSTER],
        "openedx": [Action.ENCODE, Action.POSTER, Action.LISTEN, Action.SPRITE, Action.WRITE],
    }


@pytest.mark.parametrize("targets", ["fun", "openedx"])
def test_a_video_damaged_in_places_is_told_of_in_every_build(course: Course, tmp_path: Path, targets: str) -> None:
    damaged = render(tmp_path / "damaged.mp4", seconds=6)
    data = bytearray(damaged.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 3000):
        data[at] = at * 7919 % 251
    damaged.write_bytes(data)
    editions, cache = course(damaged, targets=targets), tmp_path / "cache"
    for _ in range(2):
        results = made(editions, cache)
        assert [finding.rule.code for finding in results.findings] == ["MF6023"]
        assert results.of(targets)
