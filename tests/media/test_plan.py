"""Plans are pure: what is made of a video, for whom, under which key."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab import targets
from moocfab.diagnostics import Location
from moocfab.media import graph
from moocfab.media.model import Picture, Probe, Sound
from moocfab.media.plan import Action, Master, poster_job, renditions, video_job, write_job
from moocfab.media.profiles import profiles

CAMERA = profiles()["camera"]
FUN, OPENEDX = targets.load("fun").video, targets.load("openedx").video
HERE = Location("unit.md")


def picture(**values: object) -> Picture:
    usual = {
        "codec": "h264", "width": 1920, "height": 1080, "pixel_format": "yuv420p", "rate": Fraction(25),
        "frames": 1500, "seconds": 60.0,
    }  # fmt: skip
    return Picture.model_validate({**usual, **values})


def master(*, size: int = 10_000_000, digest: str = "d", sound: bool = True, **values: object) -> Master:
    shown = picture(**values)
    track = Sound(codec="aac", rate=48000, channels=2, seconds=shown.seconds) if sound else None
    probe = Probe(format="mov", picture=shown, sound=track, tracks=int(sound), seconds=shown.seconds, digest=digest)
    return Master(Path("/course/media/signal.mp4"), "media/signal.mp4", (size, 0), probe, HERE)


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ((1920, 1080), ["1080p", "720p", "480p", "360p"]),
        ((1080, 1920), ["1080p", "720p", "480p", "360p"]),
        ((3840, 2160), ["1080p", "720p", "480p", "360p"]),
        ((1280, 720), ["720p", "480p", "360p"]),
        ((1024, 600), ["480p", "360p"]),
        ((320, 180), ["360p"]),
    ],
)
def test_ladder_has_the_rungs_that_fit(size: tuple[int, int], names: list[str]) -> None:
    made = renditions(CAMERA, OPENEDX, picture(width=size[0], height=size[1]))
    assert [rung.name for rung in made] == names


@given(
    st.integers(16, 8000), st.integers(16, 8000), st.sampled_from([0, 90, 180, 270]),
    st.fractions(Fraction(1, 2), 2, max_denominator=50),
)  # fmt: skip
def test_films_are_never_larger_and_always_even(width: int, height: int, rotation: int, aspect: Fraction) -> None:
    shown = picture(width=width, height=height, rotation=rotation, aspect=aspect)
    for rung in renditions(CAMERA, OPENEDX, shown):
        film = graph.film(shown, rung)
        assert all(side % 2 == 0 and side > 0 for side in film.size)
        assert all(made <= original + 1 or made == 2 for made, original in zip(film.size, shown.shown, strict=True))
        assert min(film.size) <= max(2, rung.short_side)


@pytest.mark.parametrize(
    ("rate", "constant", "most", "made"),
    [
        ("25", True, 30, "25"),
        ("50", True, 30, "25"),
        ("60000/1001", True, 30, "30000/1001"),
        ("50", True, 60, "50"),
        ("120", True, 60, "60"),
        ("10", True, 30, "10"),
        ("2988/100", False, 30, "30000/1001"),
        ("27", False, 30, "30000/1001"),
        ("17", False, 30, "24000/1001"),
        ("24976/1000", True, 30, "25"),
    ],
)
def test_rates_are_constant_and_within_bounds(rate: str, constant: bool, most: int, made: str) -> None:
    assert graph.even_rate(picture(rate=Fraction(rate), constant=constant), most) == Fraction(made)


@pytest.mark.parametrize(
    ("values", "action"),
    [
        ({}, Action.REMUX),
        ({"sound": False}, Action.REMUX),
        ({"codec": "prores", "pixel_format": "yuv422p10le"}, Action.ENCODE),
        ({"codec": "hevc"}, Action.ENCODE),
        ({"width": 3840, "height": 2160}, Action.ENCODE),
        ({"rate": Fraction(100)}, Action.ENCODE),
        ({"rotation": 90}, Action.ENCODE),
        ({"aspect": Fraction(4, 3)}, Action.ENCODE),
        ({"interlaced": True}, Action.ENCODE),
        ({"size": 2 << 30}, Action.ENCODE),
    ],
)
def test_fun_gets_what_conforms_as_it_is(values: dict[str, object], action: Action) -> None:
    job = video_job(master(**values), CAMERA, FUN)  # type: ignore[arg-type]
    assert job.action is action
    assert [expected.name for expected in job.files] == ["mezzanine.mp4"]


def test_a_mezzanine_fits_into_what_the_service_takes() -> None:
    shown = picture(seconds=3 * 3600.0)
    film = graph.film(shown, CAMERA.mezzanine, max_bytes=FUN.max_bytes, seconds=3 * 3600.0)
    assert (film.maxrate + CAMERA.mezzanine.audio) * 1000 / 8 * 3 * 3600 < FUN.max_bytes


def test_keys_hang_on_streams_commands_and_revision_alone() -> None:
    def key(profile: str = "camera", revision: int = 1, **values: object) -> str:
        chosen = profiles()[profile].model_copy(update={"revision": revision})
        return video_job(master(**values), chosen, OPENEDX).key  # type: ignore[arg-type]

    assert key() == key(size=12)
    assert len({key(), key(digest="e"), key(profile="slides"), key(revision=2), key(width=1280, height=720)}) == 5
    assert poster_job(master()).key != key()
    assert write_job(b"a", "x.srt", "x", HERE).key != write_job(b"b", "x.srt", "x", HERE).key


def test_one_decode_makes_all_renditions_and_one_sound_each_rate() -> None:
    job = video_job(master(), CAMERA, OPENEDX)
    measure, sound, films = job.steps
    assert measure.measures
    assert sum(argument.endswith(".m4a") for argument in sound.arguments) == 3
    assert [argument.rpartition("/")[2] for argument in films.arguments if argument.endswith(".mp4")] == [
        f"{name}.mp4" for name in ("1080p", "720p", "480p", "360p")
    ]
    assert films.arguments.count(f"file:{graph.SOURCE}") == 1
    assert films.arguments.count("libx264") == 4
    assert films.arguments.count("copy") == 4


def test_every_input_is_bounded_in_formats_protocols_and_pixels() -> None:
    jobs = [video_job(master(), CAMERA, OPENEDX), video_job(master(), CAMERA, FUN), poster_job(master())]
    for job in jobs:
        for step in job.steps:
            inputs = step.arguments.count("-i")
            assert inputs > 0
            for option in ("-protocol_whitelist", "-format_whitelist", "-max_pixels"):
                assert step.arguments.count(option) == inputs
            assert all(step.arguments[at + 1].startswith("file:") for at, a in enumerate(step.arguments) if a == "-i")
