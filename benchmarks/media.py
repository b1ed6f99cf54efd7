"""The ladder against the bare ffmpeg command and against a command for each rendition, in one interleaved run.

Processor time of all children and time on the clock; loudness, poster, verification and digests are ours alone.
`python -m benchmarks.media [SECONDS [ROUNDS]]` makes masters of so many seconds and measures so many rounds.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from moocfab import media, targets
from moocfab.diagnostics import Location
from moocfab.media import tools
from moocfab.media.cache import Cache, state_of
from moocfab.media.inventory import Inventory
from moocfab.media.jobs import LOUDNESS, Expected, Job
from moocfab.media.model import Probe
from moocfab.media.plan import Master, MediaPlan, Output, Role, poster_job, video_job
from moocfab.media.probe import probe
from moocfab.media.profiles import Profile, profiles

SECONDS, ROUNDS = 8.0, 3
GOAL, NAIVE_GOALS = 1.10, {"camera": 1.25, "slides": 1.15}
NOOP_GOAL, NOOP_VIDEOS, NOOP_OUTPUTS = 0.050, 200, 5
PROBE_GOAL, PROBED = 1.3, 200
MASTERS = {
    "camera": "mandelbrot=s=1920x1080:r=25:end_scale=0.05,noise=alls=6:allf=t",
    "slides": "testsrc=s=1920x1080:r=25",
}
RAW_PROBE = """
import sys, av
for path in sys.argv[1:]:
    with av.open(path) as container:
        for packet in container.demux():
            packet.size
        container.seek(0)
        next(container.decode(video=0))
"""
Figures = tuple[float, float]


def measured(work: Callable[[], object]) -> Figures:
    """Return the processor time of the children of some work, and its time on the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start)


def own(work: Callable[[], object]) -> Figures:
    """Return the processor time of some work of this process alone, and its time on the clock."""
    before, start = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - before, time.perf_counter() - start


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg."""
    command = [tools.ffmpeg().path, "-nostdin", "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def film(source: str, path: Path, seconds: float) -> Path:
    """Make a master of so many seconds."""
    sound = f"aevalsrc=0.2*sin(440*2*PI*t)*gt(mod(t\\,2)\\,0.5):s=48000:d={seconds}"
    inputs = ("-f", "lavfi", "-i", f"{source}", "-f", "lavfi", "-i", sound, "-t", str(seconds))
    ffmpeg(
        *inputs, "-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-pix_fmt", "yuv420p", "-c:a", "aac", str(path)
    )
    return path


def encoder(profile: Profile, index: int) -> list[str]:
    """Return what anybody would ask x264 for, for one rendition."""
    rung = profile.ladder[index]
    rate = ("-maxrate", f"{rung.maxrate}k", "-bufsize", f"{2 * rung.maxrate}k", "-g", "100", "-sc_threshold", "0")
    video = ("-c:v", "libx264", "-preset", profile.preset, "-profile:v", "high", "-crf", str(rung.crf), *rate)
    return [*video, "-c:a", "aac", "-b:a", f"{rung.audio}k", "-movflags", "+faststart"]


def bare(master: Path, folder: Path, profile: Profile) -> None:
    """Make the ladder with one command that splits, as anybody would write it, without loudness."""
    names = [f"v{index}" for index in range(len(profile.ladder))]
    scales = [f"[s{n}]scale=-2:{rung.short_side}[v{n}]" for n, rung in enumerate(profile.ladder)]
    splits = "".join(f"[s{index}]" for index in range(len(names)))
    graph = f"[0:v]split={len(names)}{splits};" + ";".join(scales)
    outputs: list[str] = []
    for index, name in enumerate(names):
        outputs += ["-map", f"[{name}]", "-map", "0:a", *encoder(profile, index), str(folder / f"{name}.mp4")]
    ffmpeg("-i", str(master), "-filter_complex", graph, *outputs)


def naive(master: Path, folder: Path, profile: Profile) -> None:
    """Make the ladder with a command for each rendition, each of which evens the loudness."""
    for index, rung in enumerate(profile.ladder):
        filters = ("-vf", f"scale=-2:{rung.short_side}", "-af", "loudnorm=I=-16:TP=-1.5", "-ar", "48000")
        ffmpeg("-i", str(master), *filters, *encoder(profile, index), str(folder / f"{rung.name}.mp4"))


def planned(path: Path, profile: Profile, found: Probe) -> MediaPlan:
    """Return the plan of one video for `openedx`."""
    master = Master(path, path.name, tuple(state_of(path)), found, Location(path.name))
    jobs = (video_job(master, profile, targets.load("openedx").video), poster_job(master))
    outputs = tuple(Output("video", Role.VIDEO, e.name, job.key, e.name) for job in jobs for e in _films(job))
    return MediaPlan(outputs=outputs, jobs=jobs)


def _films(job: Job) -> list[Expected]:
    """Return the files of a job that are handed on."""
    return [expected for expected in job.files if expected.name != LOUDNESS]


def ours(master: Path, folder: Path, profile: Profile) -> None:
    """Probe, plan, make, verify, keep and deliver."""
    (found,) = probe([master])
    assert isinstance(found, Probe)
    plan = planned(master, profile, found)
    results = media.carry_out({"openedx": plan}, store=media.Store.at(folder / "cache"))
    assert results.findings == (), results.findings[0].message("en")
    media.deliver(results.of("openedx"), folder / "media")


def ladder(nature: str, seconds: float, rounds: int) -> bool:
    """Measure the three ways on one master, one after the other in every round."""
    profile, ways = profiles()[nature], {"bare split command": bare, "moocfab": ours, "a command each": naive}
    figures: dict[str, list[Figures]] = {name: [] for name in ways}
    with scratch() as folder:
        master = film(MASTERS[nature], folder / "master.mp4", seconds)
        for number in range(rounds):
            for name, way in ways.items():
                place = folder / f"{number}-{name}"
                place.mkdir()
                figures[name].append(measured(lambda way=way, place=place: way(master, place, profile)))  # type: ignore[misc]
    print(f"ladder of a master of {seconds:g} s, {nature}: processor s (least, median, most), clock s, ratio")
    processor = show(figures)
    mine = processor["moocfab"] / processor["bare split command"]
    others = processor["a command each"] / processor["moocfab"]
    return all(
        [
            judged("moocfab / bare", mine, GOAL),
            judged("a command each / moocfab", others, NAIVE_GOALS[nature], least=True),
        ]
    )


def noop() -> bool:
    """Measure a second build of many videos: nothing is read, started or written."""
    with scratch() as folder:
        path = film(MASTERS["slides"], folder / "master.mp4", 0.5)
        (found,) = probe([path])
        assert isinstance(found, Probe)
        store, cache = media.Store.at(folder / "cache"), Cache(folder / "cache")
        plans, paths = filled(folder, path, found, store, cache)

        def again() -> None:
            inventory = Inventory(cache)
            inventory.states = {path: tuple(state_of(path)) for path in paths}
            assert all(isinstance(inventory.known(path), Probe) for path in paths)
            results = media.carry_out(plans, store=store)
            assert (results.made, media.deliver(results.of("openedx"), folder / "media")) == (0, 0)

        media.deliver(media.carry_out(plans, store=store).of("openedx"), folder / "media")
        times = [own(again) for _ in range(15)]
    print(f"no-op over {NOOP_VIDEOS} videos of {NOOP_OUTPUTS} outputs, ms (least, median, most)")
    for name, taken in zip(("processor", "clock"), zip(*times, strict=True), strict=True):
        spread = (min(taken), statistics.median(taken), max(taken))
        print(f"  {name:<24}", " ".join(f"{value * 1000:8.1f}" for value in spread))
    return judged("no-op, processor s", statistics.median(processor for processor, _ in times), NOOP_GOAL)


def filled(
    folder: Path, path: Path, found: Probe, store: media.Store, cache: Cache
) -> tuple[Mapping[str, MediaPlan], Sequence[Path]]:
    """Put what many videos become into a store, as files of a few bytes, and what their probes say into the cache."""
    paths, jobs, outputs = [], [], []
    for number in range(NOOP_VIDEOS):
        copy = folder / f"{number}.mp4"
        copy.write_bytes(path.read_bytes() + bytes(8) + number.to_bytes(8, "big"))
        cache.keep("probes-1", cache.digest(copy), found.model_dump(mode="json"))
        plan = planned(copy, profiles()["slides"], found.model_copy(update={"digest": str(number)}))
        for job in plan.jobs:
            with store.making(job.key, threading.Event()) as work:
                assert work is not None
                for expected in job.files:
                    (work / expected.name).write_bytes(job.key.encode())
                store.put(job.key, work, [expected.name for expected in job.files], maker="benchmark")
            outputs += [Output("v", Role.VIDEO, f"{number}-{e.name}", job.key, e.name) for e in _films(job)]
        paths.append(copy)
        jobs += plan.jobs
    return {"openedx": MediaPlan(outputs=tuple(outputs), jobs=tuple(jobs))}, paths


def probing() -> bool:
    """Measure the probe of many files against a bare loop of PyAV that reads as much, each as a process."""
    with scratch() as folder:
        path = film(MASTERS["slides"], folder / "master.mp4", 2)
        paths = []
        for number in range(PROBED):
            paths.append(folder / f"{number}.mp4")
            paths[-1].write_bytes(path.read_bytes())
        raw = [sys.executable, "-c", RAW_PROBE, *map(str, paths)]
        ways = {"bare loop of PyAV": lambda: subprocess.run(raw, check=True), "moocfab": lambda: probe(paths)}
        figures: dict[str, list[Figures]] = {name: [] for name in ways}
        for _ in range(5):
            for name, way in ways.items():
                figures[name].append(measured(way))
    print(f"probe of {PROBED} files: processor s (least, median, most), clock s, ratio")
    processor = show(figures)
    return judged("moocfab / bare", processor["moocfab"] / processor["bare loop of PyAV"], PROBE_GOAL)


def show(figures: Mapping[str, Sequence[Figures]]) -> dict[str, float]:
    """Print each way's figures with the ratio to the first one; return the medians of processor time."""
    medians = {name: statistics.median(processor for processor, _ in taken) for name, taken in figures.items()}
    base = next(iter(medians.values()))
    for name, taken in figures.items():
        processor = [value for value, _ in taken]
        clock = statistics.median(value for _, value in taken)
        spread = f"{min(processor):8.2f} {medians[name]:8.2f} {max(processor):8.2f}"
        print(f"  {name:<24} {spread} {clock:8.2f}  ×{medians[name] / base:.2f}")
    return medians


def judged(name: str, value: float, goal: float, *, least: bool = False) -> bool:
    """Print whether a goal is met."""
    good = value >= goal if least else value <= goal
    print(f"  {name}: {value:.3f}, goal {'≥' if least else '≤'} {goal:g}: {'met' if good else 'MISSED'}")
    return good


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder for a while."""
    with tempfile.TemporaryDirectory(prefix="moocfab-bench-") as folder:
        yield Path(folder)


def main(seconds: float = SECONDS, rounds: int = ROUNDS) -> bool:
    """Measure, print, and return whether the goals are met."""
    print(f"ffmpeg {tools.ffmpeg().version}")
    return all([*(ladder(nature, seconds, rounds) for nature in MASTERS), noop(), probing()])


if __name__ == "__main__":
    sys.exit(not main(*(convert(given) for convert, given in zip((float, int), sys.argv[1:], strict=False))))
