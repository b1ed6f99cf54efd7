"""Clips that the tests make, and courses that show them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from moocfab import media
from moocfab.course import load
from moocfab.course.edition import Edition, editions_of
from moocfab.media import Results, Store, loudness, tools
from moocfab.media.loudness import Loudness
from moocfab.media.model import Probe
from moocfab.media.probe import probe
from moocfab.media.remote import Remote
from tests.media.s3 import ALONE, WRITER, Share, serving

Film = Callable[..., Path]
Course = Callable[..., list[Edition]]

SRT = "1\n00:00:00,000 --> 00:00:01,000\nBonjour\n"

COURSE = """format: 1
org: MinesTelecom
number: "04901"
run: session01
title: Les bases
language: fr
targets: [{targets}]
dates: {{start: 2027-01-18 09:00, end: 2027-03-15 23:59}}
media: {{url: https://media.exemple.org/bases/}}
modules: [modules/1-debut]
"""
MODULE = "title: Début\nsequences:\n  - {id: cours, title: Cours, units: [1-signal.md]}\n"
UNIT = """---
title: Le signal
---
:::{{video}} /media/{master}
:id: signal
:title: Le signal
{options}:::
"""


def render(path: Path, *options: str, size: str = "320x180", rate: str = "10", seconds: float = 2) -> Path:
    """Make a clip with ffmpeg's test picture and a tone, and return it."""
    sources = [f"testsrc2=s={size}:r={rate}:d={seconds}", f"sine=440:d={seconds}:r=48000"]
    inputs = [part for source in sources for part in ("-f", "lavfi", "-i", source)]
    usual = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-bitexact"]
    ffmpeg(*inputs, *usual, *options, str(path))
    return path


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg."""
    command = [tools.ffmpeg().path, "-nostdin", "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)


def made(editions: list[Edition], cache: Path, **options: int) -> Results:
    surveyed = media.survey(editions, cache=cache)
    assert [finding.message() for finding in surveyed.findings] == []
    results = media.carry_out(surveyed.plans, store=Store.at(cache), **options)  # type: ignore[arg-type]
    assert [finding.message() for finding in results.findings] == []
    return results


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


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of two seconds, 320 × 180, that conforms to what FUN takes."""
    return render(tmp_path_factory.mktemp("clips") / "clip.mp4")


@pytest.fixture(scope="session")
def large_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of half a second, 1280 × 720 in 10 bits, that has to be encoded for every target."""
    options = ("-pix_fmt", "yuv420p10le", "-c:v", "libx264")
    return render(tmp_path_factory.mktemp("clips") / "large.mp4", *options, size="1280x720", seconds=0.5)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make a course that shows one video; return its editions."""

    def make(
        master: Path | bytes, *, name: str = "signal.mp4", targets: str = "fun", options: str = ""
    ) -> list[Edition]:
        folder = tmp_path / "course"
        for part in ("media", "modules/1-debut"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        data = master if isinstance(master, bytes) else master.read_bytes()
        place = folder / "media" / name
        if not place.is_file() or place.read_bytes() != data:
            place.write_bytes(data)
        (folder / "course.yml").write_text(COURSE.format(targets=targets), encoding="utf-8")
        (folder / "modules/1-debut/module.yml").write_text(MODULE, encoding="utf-8")
        unit = UNIT.format(master=name, options=options)
        (folder / "modules/1-debut/1-signal.md").write_text(unit, encoding="utf-8")
        if "signal.srt" in options and not (folder / "media/signal.srt").exists():
            (folder / "media/signal.srt").write_text(SRT, encoding="utf-8")
        loaded, findings = load(folder)
        assert loaded is not None, findings
        assert [finding.message() for finding in findings] == []
        return editions_of(loaded)[0]

    return make


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a service that speaks S3, with the bucket `equipe`."""
    with serving(tmp_path_factory.mktemp("s3")) as port, pytest.MonkeyPatch.context() as patch:
        for name, value in {**ALONE, **WRITER}.items():
            patch.setenv(name, value)
        Remote.at("s3://equipe", f"http://127.0.0.1:{port}")._files.mkdir("equipe")
        yield port


@pytest.fixture
def s3(service: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Share:
    """A part of a bucket of its own, with the right to write."""
    for name, value in {**ALONE, **WRITER}.items():
        monkeypatch.setenv(name, value)
    return Share(f"s3://equipe/{tmp_path.name}", f"http://127.0.0.1:{service}")


@pytest.fixture
def nas(tmp_path: Path) -> Share:
    """A folder."""
    (tmp_path / "nas").mkdir()
    return Share(str(tmp_path / "nas"))
