"""Grey patches of known light in HLG and PQ are measured on what is made of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from moocfab import media
from moocfab.media import Role, tools
from moocfab.media.jobs import Reason
from tests.media.conftest import Course, ffmpeg, made, seen

PATCHES = 4
# Black, 18 % grey (26 cd/m²), the reference white (203) and 1000 cd/m², in ten bits (ITU-R BT.2408, tables 1 and 2).
HLG = ("arib-std-b67", (64, 397, 721, 940))
PQ = ("smpte2084", (64, 395, 573, 723))
EXPECTED = (0.0, 0.42, 0.85, 1.0)
LIGHTS = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400"


def bright(path: Path, transfer: str, codes: tuple[int, ...], *options: str, size: str = "320x180") -> Path:
    """Make a film of four grey patches from left to right, as a phone codes HDR."""
    width = int(size.partition("x")[0]) // PATCHES
    luma = "".join(f"if(lt(X,{width * (at + 1)}),{code}," for at, code in enumerate(codes)) + "0" + ")" * PATCHES
    tags = f"setparams=color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc:range=tv"
    picture = f"nullsrc=s={size}:r=25:d=0.4,format=yuv420p10le,geq=lum='{luma}':cb=512:cr=512,{tags}"
    coded = ("-c:v", "libx265", "-x265-params", f"lossless=1:log-level=0:{LIGHTS}", "-tag:v", "hvc1")
    ffmpeg("-f", "lavfi", "-i", picture, *coded, *options, str(path))
    return path


def patches(path: Path) -> list[float]:
    """Return how bright the middle of each patch of the first picture is, as a part of the signal of BT.709."""
    picture = seen(path).picture if path.suffix == ".mp4" else None
    width, height = picture.shown if picture else (320, 180)
    small = f"scale={width}:{height}:out_range=tv,format=yuv420p"
    command = [
        tools.ffmpeg().path,
        "-v",
        "error",
        "-i",
        str(path),
        "-frames:v",
        "1",
        "-vf",
        small,
        "-f",
        "rawvideo",
        "-",
    ]
    data = subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout
    row = data[width * (height // 2) :][:width]
    return [(row[width * (2 * at + 1) // (2 * PATCHES)] - 16) / 219 for at in range(PATCHES)]


@pytest.mark.parametrize(("transfer", "codes"), [HLG, PQ], ids=["HLG", "PQ"])
def test_light_has_its_place_in_every_picture_that_is_made(
    transfer: str, codes: tuple[int, ...], course: Course, tmp_path: Path
) -> None:
    editions = course(bright(tmp_path / "bright.mp4", transfer, codes), targets="fun, openedx")
    results = made(editions, tmp_path / "cache")
    pictures = [item for name in ("fun", "openedx") for item in results.of(name)]
    pictures = [item for item in pictures if item.output.role in (Role.VIDEO, Role.POSTER)]
    assert len(pictures) == 4
    for item in pictures:
        assert patches(item.file.path) == pytest.approx(EXPECTED, abs=0.02), item.output.name
        if item.output.role is Role.VIDEO:
            picture = seen(item.file.path).picture
            assert picture is not None
            assert (picture.primaries, picture.transfer, picture.matrix, picture.depth) == (1, 1, 1, 8)
            data = item.file.path.read_bytes()
            assert not [mark for mark in (b"mdcv", b"clli", b"dvcC", b"dvvC") if mark in data]


def test_what_is_bright_and_large_is_reduced_first(course: Course, tmp_path: Path) -> None:
    large = bright(tmp_path / "large.mp4", *HLG, "-frames:v", "2", size="2880x1620")
    editions = course(large, targets="fun")
    job = media.survey(editions, cache=tmp_path / "cache").plans["fun"].jobs[0]
    assert job.reasons == (Reason.CODEC, Reason.RANGE, Reason.SAMPLES, Reason.SIZE)
    (film,) = (
        item.file.path for item in made(editions, tmp_path / "cache").of("fun") if item.output.role is Role.VIDEO
    )
    picture = seen(film).picture
    assert picture is not None
    assert picture.shown == (1920, 1080)
    assert patches(film) == pytest.approx(EXPECTED, abs=0.02)


def test_the_number_of_processors_changes_no_bytes(course: Course, tmp_path: Path) -> None:
    """The filters of one command share its threads, which are as many as there are processors."""
    noise = "mandelbrot=s=319x179:r=25,noise=alls=30:allf=t,format=yuv420p10le"
    tags = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"
    master = tmp_path / "noise.mkv"
    ffmpeg("-f", "lavfi", "-i", f"{noise},{tags}", "-t", "0.2", "-c:v", "ffv1", str(master))
    (step,) = media.survey(course(master, name="signal.mkv"), cache=tmp_path / "cache").plans["fun"].jobs[0].steps
    pictures = step.arguments[step.arguments.index("-filter_complex") + 1]
    command = [tools.ffmpeg().path, "-v", "error", "-i", str(master), "-filter_complex", pictures]
    last = pictures.rpartition("[")[2]
    hashes = {
        subprocess.run(
            [*command[:1], "-filter_complex_threads", count, *command[1:], "-map", f"[{last}", "-f", "hash", "-"],
            check=True, capture_output=True, stdin=subprocess.DEVNULL,
        ).stdout
        for count in ("1", "2", "5")
    }  # fmt: skip
    assert len(hashes) == 1


def test_dolby_vision_that_only_its_players_understand_is_refused(course: Course, tmp_path: Path) -> None:
    master = bright(tmp_path / "dolby.mp4", *PQ, "-tag:v", "dvh1")
    surveyed = media.survey(course(master), cache=tmp_path / "cache")
    assert [finding.rule.code for finding in surveyed.findings] == ["MF6007"]
    assert surveyed.plans["fun"].jobs == ()
