from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_what_was_built_goes_and_the_course_stays(moocfab: Command, course: Path) -> None:
    before = sorted(course.rglob("*"))
    moocfab("build", course)
    assert (course / "build").is_dir()
    assert moocfab("clean", course).status == 0
    assert sorted(course.rglob("*")) == before
    assert "rien à retirer" in moocfab("clean", course).err


def test_what_moocfab_did_not_make_stays_whole(moocfab: Command, course: Path) -> None:
    moocfab("build", course)
    for name in ("notes.txt", "session01/notes.txt"):
        (course / "build" / name).write_text("à moi", encoding="utf-8")
        ran = moocfab("clean", course)
        assert ran.status == 2
        assert "notes.txt » n'a pas été fait par moocfab" in ran.err
        assert (course / "build/session01/fun").is_dir()
        (course / "build" / name).unlink()


def test_a_link_is_not_followed(moocfab: Command, course: Path, tmp_path: Path) -> None:
    (tmp_path / "ailleurs/run/fun").mkdir(parents=True)
    (course / "build").symlink_to(tmp_path / "ailleurs")
    assert moocfab("clean", course).status == 2
    assert (tmp_path / "ailleurs/run/fun").is_dir()


def test_a_folder_that_is_no_course_is_left(moocfab: Command, tmp_path: Path) -> None:
    (tmp_path / "autre/build/a/b").mkdir(parents=True)
    assert moocfab("clean", "autre").status == 2
    assert (tmp_path / "autre/build/a/b").is_dir()
