"""The steps: what check finds, what build leaves on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.generated import course
from moocfab import delivery, pipeline
from moocfab.course.edition import editions_of
from moocfab.course.session import Session
from moocfab.diagnostics import Severity
from moocfab.errors import InputError, ToolError
from moocfab.media.forecast import State
from moocfab.safe import paths


@pytest.fixture
def made(tmp_path: Path) -> Path:
    course(tmp_path / "cours", 6, modules=2, targets="fun, openedx")
    return tmp_path / "cours"


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_build_leaves_an_archive_for_each_target_and_its_digests(made: Path) -> None:
    built = pipeline.build(made)
    assert not built.report.fails()
    assert [archive.target for archive in built.archives] == list(built.course.settings.targets)  # type: ignore[union-attr]
    for archive in built.archives:
        assert archive.path.is_relative_to(made / "build")
        assert archive.changed
        assert hashlib.sha256(archive.path.read_bytes()).hexdigest() == archive.digests.archive
        assert archive.blocks > 6


def test_a_second_build_changes_nothing(made: Path) -> None:
    pipeline.build(made)
    before = tree(made)
    again = pipeline.build(made)
    assert not any(archive.changed for archive in again.archives)
    assert tree(made) == before


def test_a_build_with_errors_keeps_the_former_archive(made: Path) -> None:
    pipeline.build(made)
    before = tree(made / "build")
    (made / "course.yml").write_text((made / "course.yml").read_text("utf-8") + "inconnu: 1\n", encoding="utf-8")
    built = pipeline.build(made)
    assert built.report.fails()
    assert built.archives == ()
    assert tree(made / "build") == before


@pytest.mark.parametrize(
    ("code", "name", "text"),
    [
        ("MF6001", "vide.mp4", ":::{video} /media/vide.mp4\n:id: vide\n:captions: {fr: /media/teaser.fr.srt}\n:::"),
        ("MF6041", "vide.wav", ":::{audio} /media/vide.wav\n:title: V\n:transcript: /media/teaser.fr.srt\n:::"),
        (
            "MF6051",
            "vide.srt",
            ":::{video} /media/teaser.mp4\n:id: vide\n:title: V\n:captions: {fr: /media/vide.srt}\n:::",
        ),
        ("MF3057", "vide.png", "![Rien](/media/vide.png)"),
        ("MF6082", "vide.pdf", "[Rien](/media/vide.pdf)"),
    ],
)
def test_a_broken_medium_does_not_keep_the_others_waiting(code: str, name: str, text: str, tmp_path: Path) -> None:
    made, cache = tmp_path / "cours", tmp_path / "cache"
    shutil.copytree(Path(__file__).parent / "cases" / "base", made)
    (made / "media" / name).write_text("rien\n", encoding="utf-8")
    with (made / "modules/1-premiers-pas/1-bienvenue.md").open("a", encoding="utf-8") as unit:
        unit.write(f"\n{text}\n")
    built = pipeline.build(made, only=["fun"], cache=cache)
    assert [item.rule.code for item in built.report if item.severity is Severity.ERROR] == [code]
    assert built.archives == ()
    items = pipeline.plan(made, only=["fun"], cache=cache).forecast.items
    assert "media/teaser.mp4" in {item.job.label for item in items}
    assert {item.state for item in items} == {State.CACHED}


def test_two_folders_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "ailleurs" / "autre")
    old = os.umask(0o077)
    try:
        second = pipeline.build(tmp_path / "ailleurs" / "autre")
    finally:
        os.umask(old)
    first = pipeline.build(made)
    assert [a.digests for a in first.archives] == [a.digests for a in second.archives]
    assert [a.path.read_bytes() for a in first.archives] == [a.path.read_bytes() for a in second.archives]


def test_output_gathers_the_archives_by_target(made: Path, tmp_path: Path) -> None:
    built = pipeline.build(made, output=tmp_path / "archives")
    for archive in built.archives:
        copy = tmp_path / "archives" / archive.path.name.replace(".tar.gz", f".{archive.target}.tar.gz")
        assert copy.read_bytes() == archive.path.read_bytes()
    assert len(list((tmp_path / "archives").iterdir())) == len(built.archives)


def test_one_target_is_built_alone_and_an_unknown_one_refused(made: Path) -> None:
    assert [archive.target for archive in pipeline.build(made, only=["fun"]).archives] == ["fun"]
    with pytest.raises(InputError, match="no target “moodle”"):
        pipeline.build(made, only=["moodle"])


def test_an_archive_that_would_lose_a_block_is_not_put_in_its_place(made: Path) -> None:
    before = pipeline.build(made, only=["fun"]).archives[0]
    checked = pipeline.check(made, only=["fun"])
    assert checked.course
    package = checked.packages["fun"]
    lost = next(name for name in package.files if name.startswith("problem/"))
    files = {name: data for name, data in package.files.items() if name != lost}
    item = editions_of(checked.course, ["fun"])[0][0]
    with paths.staging() as staged:
        archive, differences = delivery.archive(item, replace(package, files=files), before.path.parent, staged)
    assert archive is None
    assert {difference.severity for difference in differences} == {Severity.ERROR}
    assert hashlib.sha256(before.path.read_bytes()).hexdigest() == before.digests.archive


def test_a_git_lfs_pointer_is_a_warning_for_check_and_stops_a_build(made: Path) -> None:
    (made / "image.png").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    course_file = made / "course.yml"
    course_file.write_text(course_file.read_text("utf-8") + "image: image.png\n", encoding="utf-8")
    assert not pipeline.check(made).report.fails()
    built = pipeline.build(made)
    assert built.archives == ()
    assert [item.rule.code for item in built.report if item.severity is Severity.ERROR] == ["MF1008"]


def test_another_session_has_its_run_its_dates_and_its_folder(made: Path) -> None:
    built = pipeline.build(made, only=["fun"], session=Session(run="session02", start="2027-09-06"))
    assert [item.after for item in built.moved] == ["2027-09-06 09:00", "2028-02-16"]
    (archive,) = built.archives
    assert archive.path.relative_to(made).as_posix() == "build/session02/fun/MinesTelecom-04901-session02.tar.gz"
    with tarfile.open(archive.path) as tar:
        policy = tar.extractfile("course/policies/session02/policy.json")
        assert policy
        assert json.load(policy)["course/session02"]["start"] == "2027-09-06T07:00:00Z"


def test_a_build_that_cannot_hand_on_all_of_it_leaves_the_former_one_whole(made: Path) -> None:
    folder = pipeline.build(made, only=["fun"]).archives[0].path.parent
    before = tree(folder)
    (made / "course.yml").write_text((made / "course.yml").read_text("utf-8").replace("mesure", "démesure"), "utf-8")
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()
    with pytest.raises(ToolError, match="cannot be written"):
        pipeline.build(made, only=["fun"])
    (folder / "manifest.json").rmdir()
    left = {name: before[name] for name in before if name.endswith(".gz")}
    assert {name: found for name, found in tree(folder).items() if name.endswith((".gz", ".part"))} == left


def test_a_build_folder_that_cannot_be_written_is_told(made: Path) -> None:
    (made / "build").write_bytes(b"")
    with pytest.raises(ToolError, match="cannot be written"):
        pipeline.build(made)
    assert (made / "build").read_bytes() == b""
