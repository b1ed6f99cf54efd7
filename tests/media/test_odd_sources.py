"""What phones, cameras, recorders and editors give: what is made of it is watched and heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import pytest

from moocfab import media, targets
from moocfab.diagnostics import Location
from moocfab.media import MediaPlan, Output, Role, Store
from moocfab.media.cache import state_of
from moocfab.media.plan import Master, video_job
from moocfab.media.probe import natures
from moocfab.media.profiles import profiles
from tests.media.clapper import CLAP, clapped, tone, watched
from tests.media.conftest import Course, ffmpeg, render, seen

TEXT = "drawbox=20:20:200:30:white:fill,drawbox=20:80:140:12:gray:fill"
UPRIGHT = ("red", "lime", "blue")
UNEVEN = ("-fps_mode", "vfr")
HLG = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"
TEN_BITS = ("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=0", "-tag:v", "hvc1")


def turned(degrees: int) -> Callable[[Path], None]:
    """Stored otherwise than it is shown, with a mark that turns it back (to the left)."""
    turns = {90: ("transpose=clock",), 180: ("hflip", "vflip"), 270: ("transpose=cclock",)}

    def make(path: Path) -> None:
        stored = clapped(path.with_name("stored.mp4"), size="90x160", filters=turns[degrees])
        ffmpeg("-display_rotation", str(degrees), "-i", str(stored), "-c", "copy", str(path))

    return make


def fields(first: str) -> Callable[[Path], None]:
    """Two fields in each picture, as television cameras give them."""
    coded = ("-flags", "+ildct+ilme", "-x264opts", first)
    return plain(*coded, size="160x96", rate="50", filters=(f"interlace=scan={first}",))


def plain(*options: str, **values: object) -> Callable[[Path], None]:
    """A clip with these options of ffmpeg."""

    def make(path: Path) -> None:
        clapped(path, *options, **values)  # type: ignore[arg-type]

    return make


def cut(path: Path) -> None:
    """Cut without encoding: an edit list hides what lies before the cut, up to the key picture."""
    whole = clapped(path.with_name("whole.mp4"), seconds=1.6)
    ffmpeg("-ss", "0.4", "-i", str(whole), "-c", "copy", str(path))


def late(first: str) -> Callable[[Path], None]:
    """Picture or sound begins later than the file."""

    def make(path: Path) -> None:
        whole = clapped(path.with_name("whole.mkv"))
        held = ("-map", "0:v", "-map", "1:a") if first == "picture" else ("-map", "1:v", "-map", "0:a")
        # What is taken from the second input begins 0.2 s later, but its clap is where it was.
        ffmpeg("-i", str(whole), "-itsoffset", "0.2", "-ss", "0.2", "-i", str(whole), *held,
               "-c:v", "libx264", "-c:a", "aac", str(path))  # fmt: skip

    return make


def broadcast(path: Path) -> None:
    """A transport stream that begins in the middle of the day: MPEG-2 in fields, MPEG audio."""
    coded = ("-c:v", "mpeg2video", "-q:v", "2", "-c:a", "mp2", "-flags", "+ildct+ilme", "-output_ts_offset", "36000")
    clapped(path, *coded, size="160x96", rate="50", filters=("interlace=scan=tff",))


def phone(path: Path) -> None:
    """Held upright, in HDR: stored lying, with a mark that turns it, at an uneven rate, one channel of 44.1 kHz."""
    dropped = ("transpose=cclock", "select='not(eq(mod(n,9),4))'", "format=yuv420p10le", HLG)
    one = (tone(440, 1.2, rate=44100),)
    stored = clapped(
        path.with_name("stored.mov"), *TEN_BITS, *UNEVEN, size="90x160", rate="30", filters=dropped, sounds=one
    )
    ffmpeg("-display_rotation", "-90", "-i", str(stored), "-c", "copy", str(path))


def covered(path: Path) -> None:
    """A film with a picture of its own for lists of films, before the film itself."""
    cover, film = path.with_name("cover.png"), clapped(path.with_name("film.mp4"))
    ffmpeg("-f", "lavfi", "-i", "color=yellow:s=64x64:d=1", "-frames:v", "1", str(cover))
    order = ("-map", "1", "-map", "0", "-c", "copy", "-disposition:v:0", "attached_pic")
    ffmpeg("-i", str(film), "-i", str(cover), *order, str(path))


def emptied(path: Path) -> None:
    """A sound that was cut off with all that it held."""
    whole = clapped(path.with_name("whole.mp4"), "-g", "5", seconds=1.8, sounds=(tone(440, 0.3),))
    ffmpeg("-ss", "0.4", "-i", str(whole), "-c", "copy", str(path))


SEVERAL = (tone(440, 1.2, layout="stereo"), tone(880, 1.2, layout="stereo"))
FILLED = ("-x264-params", "nal-hrd=cbr", "-b:v", "1M", "-maxrate", "1M", "-bufsize", "1M")
SELECTED = ("select='not(between(mod(n,7),2,4))'",)
FRAGMENTS = ("-movflags", "frag_keyframe+empty_moov+default_base_moof")


@dataclass(frozen=True)
class Odd:
    """A source, and what is to be seen and heard of all that is made of it.

    Attributes:
        make: makes it.
        suffix: of its name.
        size: in pixels, upright and square.
        rates: pictures in a second, of the mezzanine and of the ladder.
        clap: when flash and tone begin.
        pitch: of the tone, None where nothing is heard.
        seconds: how long it is.
    """

    make: Callable[[Path], None]
    suffix: str = ".mp4"
    size: tuple[int, int] = (160, 90)
    rates: tuple[float, float] = (25, 25)
    clap: float = CLAP
    pitch: float | None = 440
    seconds: float = 1.2


NTSC, FILM = 30000 / 1001, 24000 / 1001
SOURCES: Mapping[str, Odd] = {
    "upright": Odd(plain(size="90x160"), size=(90, 160)),
    "turned left": Odd(turned(90), size=(90, 160)),
    "turned over": Odd(turned(180), size=(90, 160)),
    "turned right": Odd(turned(270), size=(90, 160)),
    "wide pixels": Odd(plain(size="120x90", filters=("setsar=4/3",))),
    "narrow pixels": Odd(plain(size="160x60", filters=("setsar=2/3",)), size=(108, 60)),
    "top field first": Odd(fields("tff"), size=(160, 96)),
    "bottom field first": Odd(fields("bff"), size=(160, 96)),
    "uneven rate": Odd(plain(*UNEVEN, rate="30", filters=SELECTED), rates=(17.5, FILM)),
    "slow motion": Odd(plain(rate="120"), rates=(60, 30)),
    "fifty": Odd(plain(rate="50"), rates=(50, 25)),
    "NTSC": Odd(plain(rate="30000/1001"), rates=(NTSC, NTSC)),
    "ten bits": Odd(plain("-pix_fmt", "yuv420p10le")),
    "4:2:2": Odd(plain("-pix_fmt", "yuv422p")),
    "4:4:4": Odd(plain("-pix_fmt", "yuv444p")),
    "odd size": Odd(plain("-pix_fmt", "yuv444p", size="159x89"), size=(160, 88)),
    "44.1 kHz": Odd(plain(sounds=(tone(440, 1.2, rate=44100, layout="stereo"),))),
    "5.1": Odd(plain("-c:a", "ac3", "-b:a", "384k", sounds=(tone(440, 1.2, layout="5.1"),))),
    "no sound": Odd(plain(sounds=()), pitch=None),
    "empty sound": Odd(emptied, pitch=None, clap=0.2, seconds=1.4),
    "two sounds": Odd(plain(sounds=SEVERAL)),
    "cut with an edit list": Odd(cut, clap=0.2),
    "late picture": Odd(late("sound")),
    "late sound": Odd(late("picture")),
    "time code": Odd(
        plain("-c:v", "prores", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le", "-timecode", "10:00:00:00"), ".mov"
    ),
    "screen recording": Odd(
        plain(*FILLED, *UNEVEN, rate="30", filters=SELECTED, sounds=SEVERAL), ".mkv", rates=(17.5, FILM)
    ),
    "fragments": Odd(plain(*FRAGMENTS, "-g", "10")),
    "browser": Odd(plain("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-c:a", "libopus"), ".webm"),
    "old camera": Odd(plain("-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj422p", "-c:a", "pcm_s16le"), ".avi"),
    "broadcast": Odd(broadcast, ".ts", size=(160, 96)),
    "HEVC": Odd(plain("-c:v", "libx265", "-x265-params", "log-level=0", "-tag:v", "hvc1"), ".mov"),
    "phone": Odd(phone, ".mov", size=(90, 160), rates=(NTSC, NTSC)),
    "cover": Odd(covered),
}


def films(master: Path, folder: Path) -> tuple[Path, Path]:
    """Return the mezzanine and the smallest of the ladder that are made of a master, in one go."""
    known = Master(master, master.name, tuple(state_of(master)), seen(master), Location("unit.md"))
    jobs = [video_job(known, profiles()["camera"], targets.load(name).video) for name in ("fun", "openedx")]
    outputs = tuple(Output("v", Role.VIDEO, job.files[0].name, job.key, job.files[0].name) for job in jobs)
    results = media.carry_out({"both": MediaPlan(outputs=outputs, jobs=tuple(jobs))}, store=Store.at(folder / "cache"))
    assert [finding.message() for finding in results.findings] == []
    mezzanine, ladder = (item.file.path for item in results.of("both"))
    return mezzanine, ladder


@pytest.mark.parametrize("name", SOURCES)
def test_an_odd_source_is_seen_and_heard_as_it_was_meant(name: str, tmp_path: Path) -> None:
    odd = SOURCES[name]
    master = tmp_path / f"master{odd.suffix}"
    odd.make(master)
    for film, rate in zip(films(master, tmp_path), odd.rates, strict=True):
        known, found = seen(film), watched(film)
        assert known.picture is not None
        assert (known.picture.codec, known.picture.pixel_format, known.picture.interlaced) == ("h264", "yuv420p", False)
        assert (found.size, known.picture.aspect, known.picture.rotation) == (odd.size, Fraction(1), 0)
        assert found.corners == UPRIGHT
        assert found.frames == pytest.approx(odd.seconds * rate, abs=2)
        assert known.seconds == pytest.approx(odd.seconds, abs=0.1)
        assert found.flash == pytest.approx(odd.clap, abs=1.5 / rate)
        if odd.pitch is None:
            assert known.sound is None
        else:
            assert known.sound is not None
            assert (known.sound.codec, known.sound.channels, known.tracks) == ("aac", 2, 1)
            assert found.pitch == pytest.approx(odd.pitch, rel=0.03)
            assert found.clap == pytest.approx(odd.clap, abs=0.03)


def test_fields_are_woven_into_whole_pictures(tmp_path: Path) -> None:
    """A bar that moves leaves a comb in a picture of two fields: neighbouring lines differ."""
    moving = "color=black:s=160x96:r=50:d=0.6,geq=lum='255*between(X,200*T,200*T+20)',interlace=scan=tff"
    master = tmp_path / "master.mp4"
    coded = ("-c:v", "libx264", "-qp", "10", "-pix_fmt", "yuv420p", "-flags", "+ildct+ilme", "-x264opts", "tff")
    ffmpeg("-f", "lavfi", "-i", moving, *coded, str(master))
    combed = combs(master)
    assert combed > 100
    assert all(combs(film) < combed / 20 for film in films(master, tmp_path))


def combs(path: Path) -> int:
    """Return how many pixels differ from both the line above and the line below, which are alike."""
    with av.open(str(path)) as film:
        frame = [one.reformat(format="gray") for one in film.decode(video=0)][10]
        plane = frame.planes[0]
        data, width = bytes(plane), plane.line_size
    lines = [data[width * y : width * y + frame.width] for y in range(frame.height)]
    return sum(
        abs(above - below) < 40 < abs(here - above)
        for one, two, three in zip(lines, lines[1:], lines[2:], strict=False)
        for above, here, below in zip(one, two, three, strict=True)
    )


def test_the_first_of_several_sounds_is_taken_and_the_others_are_counted(tmp_path: Path) -> None:
    clapped(tmp_path / "several.mkv", *UNEVEN, rate="30", filters=SELECTED, sounds=SEVERAL)
    found = seen(tmp_path / "several.mkv")
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
