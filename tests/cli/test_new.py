from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from moocfab.cli.new import first_monday
from tests.cli.conftest import Command, environment


def test_a_new_course_checks_and_builds(moocfab: Command) -> None:
    ran = moocfab("new", "mon-cours", "--title", 'Le "signal" : bases', "--number", "04901", "--org", "IMT")
    assert (ran.status, ran.out) == (0, "")
    assert "moocfab check mon-cours" in ran.err
    assert moocfab("check", "mon-cours").status == 0
    assert "IMT-04901-session01.tar.gz" in moocfab("build", "mon-cours").out


def test_a_second_time_replaces_nothing(moocfab: Command, tmp_path: Path) -> None:
    moocfab("new", "mon-cours")
    (tmp_path / "mon-cours/course.yml").write_text("à moi", encoding="utf-8")
    ran = moocfab("new", "mon-cours")
    assert ran.status == 2
    assert "existe déjà ; rien n'a été écrit" in ran.err
    assert (tmp_path / "mon-cours/course.yml").read_text("utf-8") == "à moi"


@pytest.mark.parametrize(
    ("option", "value"), [("--number", "abc"), ("--run", "2027"), ("--org", "Mines Télécom"), ("--title", " ")]
)
def test_what_fun_would_refuse_is_refused(moocfab: Command, tmp_path: Path, option: str, value: str) -> None:
    ran = moocfab("new", "mon-cours", option, value)
    assert ran.status == 2
    assert "n'a pas la forme attendue" in ran.err
    assert not (tmp_path / "mon-cours").exists()


def test_a_terminal_is_asked_and_asked_again(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "moocfab", "new", "cours"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, "Les réseaux\nIMT\nabc\n04901\n".encode())
    seen = b""
    while True:
        try:
            seen += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert running.wait(timeout=60) == 0
    assert "Titre du cours [Cours]" in seen.decode()
    assert "« abc » n'a pas la forme attendue" in seen.decode()
    text = (tmp_path / "cours/course.yml").read_text("utf-8")
    assert 'title: "Les réseaux"' in text
    assert 'number: "04901"' in text


def test_a_new_course_checks_without_a_finding(moocfab: Command) -> None:
    assert moocfab("new", "mon-cours").status == 0
    ran = moocfab("check", "mon-cours", "--fail-on", "info")
    assert (ran.status, ran.out) == (0, "")


def test_a_course_of_a_team_takes_its_organisation_and_leaves_the_forge_to_its_root(
    moocfab: Command, tmp_path: Path
) -> None:
    (tmp_path / "moocfab.yml").write_text("org: IMT\n", encoding="utf-8")
    assert moocfab("new", "courses/reseaux").status == 0
    course = tmp_path / "courses/reseaux"
    assert 'org: "IMT"' in (course / "course.yml").read_text("utf-8")
    assert not {".github", ".gitlab-ci.yml"} & {path.name for path in course.iterdir()}
    assert (course / ".gitattributes").is_file()


def test_a_course_begins_on_a_monday() -> None:
    assert first_monday(date(2027, 1, 3)) == date(2026, 12, 28)
    assert first_monday(date(2027, 1, 4)) == date(2027, 1, 4)
