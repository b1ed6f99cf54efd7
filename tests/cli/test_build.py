from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.test_check import spoil


def test_names_of_archives_go_to_stdout_and_digests_to_stderr(moocfab: Command, course: Path, tmp_path: Path) -> None:
    ran = moocfab("build", "cours")
    assert ran.status == 0
    archives = [tmp_path / line for line in ran.out.splitlines()]
    assert [archive.parent.name for archive in archives] == ["fun", "openedx"]
    assert not any(Path(line).is_absolute() for line in ran.out.splitlines())
    for archive in archives:
        assert f"sha256 tar.gz {hashlib.sha256(archive.read_bytes()).hexdigest()}\n" in ran.err


def test_a_second_build_says_that_nothing_changed(moocfab: Command, course: Path) -> None:
    first, second = moocfab("build", course), moocfab("build", course)
    assert first.out == second.out
    assert second.err.count("inchangée") == 2
    assert "inchangée" not in first.err


def test_errors_leave_the_former_archive(moocfab: Command, course: Path, tmp_path: Path) -> None:
    archives = {tmp_path / name: (tmp_path / name).read_bytes() for name in moocfab("build", "cours").out.splitlines()}
    spoil(course)
    ran = moocfab("build", "cours")
    assert (ran.status, ran.out) == (1, "")
    assert "cours/course.yml:1:1: erreur MF2001" in ran.err
    assert ran.err.endswith("Aucune archive : 1 erreur.\n")
    assert archives == {path: path.read_bytes() for path in archives}


@pytest.mark.parametrize("options", [(), ("--plan",)])
@pytest.mark.parametrize("given", ["option", "variable"])
def test_the_shared_cache_that_is_asked_for_is_the_one(
    options: tuple[str, ...], given: str, moocfab: Command, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course / "moocfab.yml").write_text("cache: {shared: s4://equipe/medias}\n", encoding="utf-8")
    refused = moocfab("build", course, "--target", "fun", *options)
    assert (refused.status, "MF6101" in refused.err) == (1, True)
    if given == "variable":
        monkeypatch.setenv("MOOCFAB_SHARED_CACHE", "none")
    else:
        options = (*options, "--shared-cache", "none")
    ran = moocfab("build", course, "--target", "fun", *options)
    assert (ran.status, "MF6101" in ran.err) == (0, False)


def test_one_target_and_a_folder_for_archives(moocfab: Command, course: Path, tmp_path: Path) -> None:
    ran = moocfab("build", "cours", "--target", "fun", "--output", "archives")
    assert len(ran.out.splitlines()) == 1
    assert [path.name for path in (tmp_path / "archives").iterdir()] == ["MinesTelecom-04901-session01.fun.tar.gz"]


def test_a_build_folder_that_cannot_be_made_is_the_environment(moocfab: Command, course: Path) -> None:
    (course / "build").write_bytes(b"")
    ran = moocfab("build", course)
    assert ran.status == 3
    assert "ne peut pas être écrit" in ran.err


def test_several_courses_end_with_a_table(moocfab: Command, course: Path, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    ran = moocfab("build", "vide", "cours")
    assert ran.status == 1
    assert len(ran.out.splitlines()) == 2
    assert ran.err.splitlines()[-3:] == [
        "à corriger  vide   1 erreur",
        "bien        cours  fun, openedx",
        "1 cours sur 2 sans erreur.",
    ]


def test_another_session_prints_what_moved(moocfab: Command, course: Path) -> None:
    ran = moocfab("build", "cours", "--target", "fun", "--run", "session02", "--start", "2027-09-06")
    assert ran.status == 0
    assert ran.out.endswith("build/session02/fun/MinesTelecom-04901-session02.tar.gz\n")
    assert "Dates déplacées :" in ran.err
    assert "2027-01-18 09:00" in ran.err
    assert "→  2027-09-06 09:00\n" in ran.err


def test_a_session_that_begins_on_no_day_is_refused(moocfab: Command, course: Path) -> None:
    ran = moocfab("build", "cours", "--start", "lundi")
    assert (ran.status, ran.out) == (2, "")
    assert "« lundi » n'est pas une date" in ran.err


def test_problems_are_played_first_where_it_is_asked_for(moocfab: Command, course: Path) -> None:
    def steps() -> set[str]:
        return set(json.loads((course / "build/session01/fun/report.json").read_bytes())["seconds"])

    assert moocfab("build", course, "--target", "fun").status == 0
    assert "grade" not in steps()
    shutil.rmtree(course / "build")
    assert moocfab("build", course, "--target", "fun", "--grade").status == 0
    assert "grade" in steps()


def test_two_courses_of_one_key_do_not_take_one_place_in_the_folder_of_all(
    moocfab: Command, course: Path, tmp_path: Path
) -> None:
    shutil.copytree(course, tmp_path / "copie")
    ran = moocfab("build", "cours", "copie", "--target", "fun", "--output", "archives")
    assert ran.status == 2
    assert len(list((tmp_path / "archives").iterdir())) == 1
    assert "« MinesTelecom-04901-session01.fun.tar.gz » vient déjà de " in ran.err
    assert ran.err.endswith("1 cours sur 2 sans erreur.\n")
