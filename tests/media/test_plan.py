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
from moocfab.media.command import SOURCE, Task
from moocfab.media.jobs import LOUDNESS, Action, Job, runs, steps_of
from moocfab.media.model import Picture, Probe, Sound
from moocfab.media.plan import (
    Master,
    listening_job,
    package_job,
    poster_job,
    renditions,
    thumbnails_job,
    video_job,
    write_job,
)
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
    assert [expected.name for expected in job.files if expected.size] == ["mezzanine.mp4"]
    assert (LOUDNESS in [expected.name for expected in job.files]) == values.get("sound", True)


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


def made(job: Job) -> list[str]:
    """The films that a job's last step makes."""
    return [argument.rpartition("/")[2] for argument in job.steps[-1].arguments if argument.endswith(".mp4")]


def test_one_decode_makes_all_renditions_and_one_sound_each_rate() -> None:
    job = video_job(master(), CAMERA, OPENEDX)
    assert [step.task for step in job.steps] == [Task.MEASURE, Task.SOUND, Task.GAUGE, Task.MAKE]
    assert sum(argument.endswith(".m4a") for argument in job.steps[1].arguments) == 3
    films = job.steps[-1].arguments
    assert made(job) == [f"{name}.mp4" for name in ("1080p", "720p", "480p", "360p")]
    assert films.count(f"file:{SOURCE}") == 1
    assert films.count("libx264") == 4
    assert films.count("copy") == 4


def test_targets_and_thumbnails_of_one_master_share_its_decode() -> None:
    shown = master(codec="hevc")
    jobs = [video_job(shown, CAMERA, FUN), video_job(shown, CAMERA, OPENEDX), thumbnails_job(shown, CAMERA)]
    other = video_job(master(digest="e"), CAMERA, FUN)
    package = package_job(shown, jobs[1], "signal-1", CAMERA)
    listening = listening_job(shown, CAMERA, profiles()["camera"].listening)  # type: ignore[arg-type]
    found = runs([listening, package, other, *jobs])
    assert [run.jobs for run in found] == [tuple(jobs), (other,), (listening,)]
    assert [run.then for run in found] == [(package,), (), ()]
    assert found[0].width > found[1].width == 1.0
    *_, films = steps_of(jobs)
    assert films.arguments.count(f"file:{SOURCE}") == 1
    assert films.arguments.count("libx264") == 5
    assert films.cost < sum(job.steps[-1].cost for job in jobs)
    assert [run.jobs for run in runs([package])] == [(package,)]


def test_a_decode_is_shared_only_where_the_sound_is_to_be_as_loud() -> None:
    louder = CAMERA.model_copy(update={"loudness": -14.0})
    jobs = [video_job(master(codec="hevc"), CAMERA, FUN), video_job(master(codec="hevc"), louder, FUN)]
    assert len(runs(jobs)) == len({job.key for job in jobs}) == 2


def test_every_input_is_bounded_in_formats_protocols_and_pixels() -> None:
    ladder = video_job(master(), CAMERA, OPENEDX)
    jobs = [
        ladder,
        video_job(master(), CAMERA, FUN),
        poster_job(master()),
        thumbnails_job(master(), CAMERA),
        package_job(master(), ladder, "signal-1", CAMERA),
        listening_job(master(), CAMERA, CAMERA.listening),  # type: ignore[arg-type]
    ]
    for job in jobs:
        for step in job.steps:
            inputs = step.arguments.count("-i")
            assert inputs > 0
            for option in ("-protocol_whitelist", "-format_whitelist", "-max_pixels"):
                assert step.arguments.count(option) == inputs
            assert all(step.arguments[at + 1].startswith("file:") for at, a in enumerate(step.arguments) if a == "-i")
