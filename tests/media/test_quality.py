"""What became of videos is measured on what was made, and shown on a page."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from moocfab import pipeline
from moocfab.cli.app import app
from moocfab.media.model import Probe
from moocfab.media.probe import flows, probe
from moocfab.media.quality import likeness
from tests.media.conftest import Course, ffmpeg, render


def test_a_good_copy_is_like_its_master_and_a_poor_one_is_not(tmp_path: Path) -> None:
    master = render(tmp_path / "master.mp4", rate="25", seconds=1)
    good, poor = tmp_path / "good.mp4", tmp_path / "poor.mp4"
    ffmpeg("-i", str(master), "-c:v", "libx264", "-crf", "12", str(good))
    ffmpeg("-i", str(master), "-vf", "scale=64:36", "-c:v", "libx264", "-crf", "45", str(poor))
    found = [answer for answer in probe([master, good, poor]) if isinstance(answer, Probe)]
    scores = [likeness(master, found[0], path, answer) for path, answer in zip((good, poor), found[1:], strict=True)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] > 90 > 50 > scores[1]


def test_the_flow_of_a_film_is_its_bytes_by_the_second(clip: Path, tmp_path: Path) -> None:
    flow, none = flows([clip, tmp_path / "nowhere.mp4"])
    assert len(flow) == 2
    assert 0.7 * clip.stat().st_size < sum(flow) <= clip.stat().st_size
    assert none == []


def test_the_page_shows_recordings_and_documents(tmp_path: Path) -> None:
    folder, here = tmp_path / "course", Path(__file__).parents[1]
    shutil.copytree(here / "cases/base", folder)
    (folder / "files").mkdir()
    shutil.copy(here.parent / "courses/bases-reseaux/files/exercices-binaire.pdf", folder / "files/exercices.pdf")
    shutil.copy(here / "prose/course/media/entretien.wav", folder / "media")
    with (folder / "modules/1-premiers-pas/1-bienvenue.md").open("a", encoding="utf-8") as unit:
        unit.write(
            "\n:::{file} /files/exercices.pdf\n:::\n\n:::{audio} /media/entretien.wav\n:title: Un la\nUn la.\n:::\n"
        )
    before = pipeline.media_report(folder, only=["fun"], cache=tmp_path / "cache").read_text("utf-8")
    assert "pas encore fait" in before
    assert "<td>fr</td>\n<td>oui</td><td>2</td>" in before
    assert pipeline.build(folder, only=["fun"], cache=tmp_path / "cache").archives
    after = pipeline.media_report(folder, only=["fun"], cache=tmp_path / "cache").read_text("utf-8")
    assert "pas encore fait" not in after
    assert '<th scope="row">/media/entretien.wav</th><td>fun</td><td>0:02</td>' in after


def test_the_page_shows_every_video_before_and_after_it_is_made(clip: Path, course: Course, tmp_path: Path) -> None:
    course(clip, targets="fun", options=":captions: {fr: /media/signal.srt}\n")
    folder, environment = tmp_path / "course", {"MOOCFAB_CACHE": str(tmp_path / "cache")}
    first = CliRunner().invoke(app("fr"), ["media", "report", str(folder)], env=environment)
    assert first.exit_code == 0, first.output
    assert "Pas encore faite" in Path(first.stdout.strip()).read_text("utf-8")
    pipeline.build(folder, cache=tmp_path / "cache")
    text = pipeline.media_report(folder, cache=tmp_path / "cache").read_text("utf-8")
    assert "Pas encore faite" not in text
    for shown in (
        "signal.mp4",
        "mezzanine",
        "320 × 180",
        "LUFS",
        "<polyline",
        "data:image/jpeg;base64,",
        "fr : 1, jusqu",
    ):
        assert shown in " ".join(text.split()) + " "
