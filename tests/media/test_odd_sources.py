"""What recorders, phones and editors give: each is seen for what it is, and becomes what FUN takes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from moocfab import media
from moocfab.media import Role, Store
from moocfab.media.model import Probe
from moocfab.media.probe import natures
from tests.media.conftest import Course, ffmpeg, made, render, seen

TEXT = "drawbox=20:20:200:30:white:fill,drawbox=20:80:140:12:gray:fill"


def mezzanine(master: Path, course: Course, folder: Path) -> Probe:
    """What FUN gets of a master."""
    surveyed = media.survey(course(master, name=f"signal{master.suffix}"), cache=folder / "cache")
    results = media.carry_out(surveyed.plans, store=Store.at(folder / "cache"))
    assert [*surveyed.findings, *results.findings] == []
    (film,) = (item.file.path for item in results.of("fun") if item.output.role is Role.VIDEO)
    return seen(film)


def screen_recording(path: Path) -> None:
    """As OBS leaves it: Matroska, two tracks of sound, an uneven rate, bytes that fill up a constant rate."""
    sources = ("testsrc2=s=192x108:r=30:d=1", "sine=440:d=1:r=48000", "sine=880:d=1:r=48000")
    inputs = [part for source in sources for part in ("-f", "lavfi", "-i", source)]
    uneven = ("-vf", "select='not(between(mod(n,7),2,4))'", "-fps_mode", "vfr")
    video = ("-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "nal-hrd=cbr", "-b:v", "1M", "-maxrate", "1M")
    sound = ("-map", "0", "-map", "1", "-map", "2", "-c:a", "aac", "-ac", "2")
    ffmpeg(*inputs, *uneven, *video, "-bufsize", "1M", "-pix_fmt", "yuv420p", *sound, str(path))


def edited(path: Path) -> None:
    """Cut without encoding: an edit list hides what lies before the cut."""
    whole = render(path.with_name("whole.mp4"), size="160x90", rate="25", seconds=2)
    ffmpeg("-ss", "0.5", "-i", str(whole), "-c", "copy", str(path))


def dated(path: Path) -> None:
    """A camera's MOV: 4:2:2 in ten bits, uncompressed sound in four channels' room, and a track of time codes."""
    options = ("-c:v", "prores", "-profile:v", "1", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le")
    render(path, *options, "-timecode", "10:00:00:00", size="160x90", rate="25", seconds=1)


def surround(path: Path) -> None:
    render(path, "-af", "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0", size="160x90", rate="25", seconds=1)


def phone(path: Path) -> None:
    """Held upright: stored lying, with a mark that turns it, at an uneven rate, one channel of 44.1 kHz."""
    uneven = ("-vf", "select='not(eq(mod(n,9),4))'", "-fps_mode", "vfr", "-ar", "44100", "-ac", "1")
    lying = render(path.with_name("lying.mp4"), *uneven, size="160x90", rate="30", seconds=1)
    ffmpeg("-display_rotation", "-90", "-i", str(lying), "-c", "copy", str(path))


def portrait(path: Path) -> None:
    render(path, "-pix_fmt", "yuv444p", size="90x160", rate="25", seconds=1)


def odd(path: Path) -> None:
    render(path, "-vf", "format=yuv444p,crop=159:89", "-pix_fmt", "yuv444p", rate="25", seconds=1)


@pytest.mark.parametrize(
    ("make", "suffix", "shown", "seconds"),
    [
        (screen_recording, ".mkv", (192, 108), 1.0),
        (edited, ".mp4", (160, 90), 1.5),
        (dated, ".mov", (160, 90), 1.0),
        (surround, ".mp4", (160, 90), 1.0),
        (phone, ".mp4", (90, 160), 1.0),
        (portrait, ".mp4", (90, 160), 1.0),
        (odd, ".mp4", (160, 88), 1.0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_odd_source_becomes_what_fun_takes(
    make: Callable[[Path], None], suffix: str, shown: tuple[int, int], seconds: float, course: Course, tmp_path: Path
) -> None:
    master = tmp_path / f"master{suffix}"
    make(master)
    film = mezzanine(master, course, tmp_path)
    assert film.picture is not None
    assert film.sound is not None
    assert (film.picture.codec, film.picture.pixel_format) == ("h264", "yuv420p")
    assert (film.picture.shown, film.picture.rotation, film.picture.aspect) == (shown, 0, Fraction(1))
    assert (film.sound.codec, film.sound.rate, film.sound.channels) == ("aac", 48000, 2)
    assert film.seconds == pytest.approx(seconds, abs=0.15)
    assert film.tracks == 1


def test_the_first_of_several_sounds_is_taken_and_the_others_are_counted(tmp_path: Path) -> None:
    screen_recording(tmp_path / "screen.mkv")
    found = seen(tmp_path / "screen.mkv")
    assert found.tracks == 2
    assert found.picture is not None
    assert not found.picture.constant


def test_what_hardly_moves_is_taken_for_slides(tmp_path: Path) -> None:
    camera = render(tmp_path / "camera.mp4", "-vf", "noise=alls=30:allf=t", rate="25")
    slides = tmp_path / "slides.mp4"
    pointer = "drawbox=x='20+40*t':y=150:w=4:h=4:color=red:t=fill"
    ffmpeg("-f", "lavfi", "-i", f"color=navy:s=320x180:r=25:d=2,{TEXT},{pointer}", "-c:v", "libx264", str(slides))
    assert natures([camera, slides, tmp_path / "nowhere.mp4"]) == ["camera", "slides", "camera"]


def test_the_profile_is_measured_only_where_nobody_chose_one(course: Course, tmp_path: Path) -> None:
    slides = tmp_path / "slides.mp4"
    ffmpeg("-f", "lavfi", "-i", f"color=navy:s=320x180:r=25:d=1,{TEXT}", "-c:v", "mpeg4", str(slides))

    def key(options: str) -> str:
        (plan,) = media.survey(course(slides, options=options), cache=tmp_path / "cache").plans.values()
        return plan.jobs[0].key

    assert key("") == key(":profile: slides\n") != key(":profile: camera\n")


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
