"""The ladder against the bare ffmpeg command and against a command for each rendition.

Loudness, poster, HLS, verification and digests are ours alone: neither of the others has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.media.figures import Figure, interleaved, ratios, scratch
from benchmarks.media.masters import MASTERS, RATE, ffmpeg
from moocfab import media, targets
from moocfab.diagnostics import Location
from moocfab.media.cache import state_of
from moocfab.media.jobs import LOUDNESS, Expected, Job
from moocfab.media.model import Probe
from moocfab.media.plan import Master, MediaPlan, Output, Role, package_job, poster_job, video_job
from moocfab.media.probe import probe
from moocfab.media.profiles import Profile, profiles

GOAL, NAIVE_GOALS = 1.10, {"camera": 1.25, "slides": 1.15}


def encoder(profile: Profile, index: int) -> list[str]:
    """Return what anybody would ask x264 for, for one rendition."""
    rung = profile.ladder[index]
    gop = str(profile.gop * RATE)
    rate = ("-maxrate", f"{rung.maxrate}k", "-bufsize", f"{2 * rung.maxrate}k", "-g", gop, "-sc_threshold", "0")
    video = ("-c:v", "libx264", "-preset", profile.preset, "-profile:v", "high", "-crf", str(rung.crf), *rate)
    return [*video, "-c:a", "aac", "-b:a", f"{rung.audio}k", "-movflags", "+faststart"]


def bare(master: Path, profile: Profile, folder: Path) -> None:
    """Make the ladder with one command that splits, as anybody would write it, without loudness."""
    names = [f"v{index}" for index in range(len(profile.ladder))]
    scales = [f"[s{n}]scale=-2:{rung.short_side}[v{n}]" for n, rung in enumerate(profile.ladder)]
    splits = "".join(f"[s{index}]" for index in range(len(names)))
    graph = f"[0:v]split={len(names)}{splits};" + ";".join(scales)
    outputs: list[str] = []
    for index, name in enumerate(names):
        outputs += ["-map", f"[{name}]", "-map", "0:a", *encoder(profile, index), str(folder / f"{name}.mp4")]
    ffmpeg("-i", str(master), "-filter_complex", graph, *outputs)


def naive(master: Path, profile: Profile, folder: Path) -> None:
    """Make the ladder with a command for each rendition, each of which evens the loudness."""
    for index, rung in enumerate(profile.ladder):
        filters = ("-vf", f"scale=-2:{rung.short_side}", "-af", "loudnorm=I=-16:TP=-1.5", "-ar", "48000")
        ffmpeg("-i", str(master), *filters, *encoder(profile, index), str(folder / f"{rung.name}.mp4"))


def ours(master: Path, profile: Profile, folder: Path) -> None:
    """Probe, plan, make, package, verify, keep and deliver."""
    (found,) = probe([master])
    assert isinstance(found, Probe)
    plan = planned(master, profile, found)
    results = media.carry_out({"openedx": plan}, store=media.Store.at(folder / "cache"))
    assert results.findings == (), results.findings[0].message("en")
    media.deliver(results.of("openedx"), folder / "media")


def planned(path: Path, profile: Profile, found: Probe, *, packaged: bool = True) -> MediaPlan:
    """Return the plan of one video for `openedx`: films, poster, and HLS."""
    master = Master(path, path.name, tuple(state_of(path)), found, Location(path.name))
    ladder = video_job(master, profile, targets.load("openedx").video)
    jobs = [ladder, poster_job(master)]
    if packaged:
        jobs.append(package_job(master, ladder, path.stem, profile))
    outputs = tuple(Output("video", Role.VIDEO, e.name, job.key, e.name) for job in jobs for e in handed_on(job))
    return MediaPlan(outputs=outputs, jobs=tuple(jobs))


def handed_on(job: Job) -> list[Expected]:
    """Return the files of a job that are handed on."""
    return [expected for expected in job.files if expected.name != LOUDNESS]


def three_ways(nature: str, seconds: float, rounds: int) -> Iterator[Figure]:
    """Measure the three ways on one master."""
    profile = profiles()[nature]
    with scratch() as folder:
        master = MASTERS[nature](folder / "master.mp4", seconds)
        ways = {way.__name__: partial(way, master, profile) for way in (bare, ours, naive)}
        taken = interleaved(ways, rounds, folder)
    title = f"{nature}, {seconds:g} s"
    yield Figure(f"{title}: moocfab / the bare `split` command", ratios(taken["ours"], taken["bare"]), GOAL)
    others = ratios(taken["naive"], taken["ours"])
    yield Figure(f"{title}: a command for each rendition / moocfab", others, NAIVE_GOALS[nature], least=True)
