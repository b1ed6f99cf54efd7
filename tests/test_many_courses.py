"""Many courses in one command: each medium encoded once, memory that does not grow, and what was cut goes on."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from moocfab.media import tools
from tests.media.conftest import MODULE, render

COURSE = """format: 1
org: MinesTelecom
number: "{number:05}"
run: session01
title: Cours {number}
language: fr
targets: [openedx]
dates: {{start: 2027-01-18 09:00, end: 2027-03-15 23:59}}
modules: [modules/1-debut]
"""
UNIT = """---
title: Deux films
---
:::{{video}} {own}
:id: propre
:title: Le film du cours
:::

:::{{video}} {common}
:id: commun
:title: Le film de l'école
:::
"""
WRAPPER = """#!/bin/sh
printf '%s\\n' "$*" >> "{log}"
exec "{ffmpeg}" "$@"
"""


@dataclass(frozen=True)
class School:
    """A repository of courses, each with a film of its own and one that others have too.

    Attributes:
        root: the folder of moocfab.yml.
        masters: digest to file, of every different film.
    """

    root: Path
    masters: dict[str, Path]

    def build(self, *more: str, courses: int | None = None, cache: str = "cache") -> subprocess.Popen[bytes]:
        """Begin the command for all courses, or the first few, as a shell would write it."""
        paths = sorted((self.root / "courses").iterdir())[:courses]
        home = str(self.root)
        settings = {"MOOCFAB_CACHE": str(self.root / cache), "MOOCFAB_FFMPEG": str(self.root / "ffmpeg"), "HOME": home}
        command = [sys.executable, "-m", "moocfab", "build", *map(str, paths), "-j", "2", *more]
        with (self.root / "said").open("ab") as said:
            return subprocess.Popen(command, env={**os.environ, **settings}, stdout=said, stderr=said)

    def encodes(self) -> Counter[str]:
        """How often each film was encoded, by its digest; every start of ffmpeg is counted."""
        lines = (self.root / "log").read_text("utf-8").splitlines()
        sources = [re.search(r"-i file:(\S+)", line) for line in lines if "libx264" in line]
        return Counter(digest(Path(source[1])) for source in sources if source)

    def forget(self) -> None:
        """Remove all that was made."""
        for path in [*self.root.glob("courses/*/build"), *self.root.glob("cache*"), *self.root.glob("out*")]:
            shutil.rmtree(path)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def school(root: Path, count: int) -> School:
    """Make a repository of `count` courses; four share a film, two of them as a copy of their own."""
    (root / "communs").mkdir(parents=True)
    (root / "moocfab.yml").write_text("media: {url: https://media.exemple.org/ecole/}\n", "utf-8")
    common = [film(root / f"communs/commun-{number}.mp4", number, size="176x96") for number in range(-(-count // 4))]
    masters = {digest(path): path for path in common}
    for number in range(count):
        course = root / f"courses/c{number:02}"
        for folder in ("modules/1-debut", "media"):
            (course / folder).mkdir(parents=True)
        own = film(course / "media/propre.mp4", number, size="160x90")
        masters[digest(own)] = own
        shared, name = common[number // 4], f"../../../../communs/{common[number // 4].name}"
        if number % 2:
            name = "/media/copie.mp4"
            shutil.copy2(shared, course / "media/copie.mp4")
        (course / "course.yml").write_text(COURSE.format(number=4000 + number), "utf-8")
        (course / "modules/1-debut/module.yml").write_text(MODULE, "utf-8")
        text = UNIT.format(own="/media/propre.mp4", common=name)
        (course / "modules/1-debut/1-signal.md").write_text(text, "utf-8")
    wrapper = root / "ffmpeg"
    wrapper.write_text(WRAPPER.format(log=root / "log", ffmpeg=tools.ffmpeg().path), "utf-8")
    wrapper.chmod(0o755)
    return School(root, masters)


def film(path: Path, number: int, *, size: str) -> Path:
    """Make a film of two seconds that no other equals."""
    return render(path, "-vf", f"hue=h={9 * number}", size=size)


def made(root: Path) -> dict[str, bytes]:
    """What was made for people, by place; times and what is the machine's own are not among it."""
    files = [*root.glob("courses/*/build/**/*"), *root.glob("out/*")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if path.is_file() and path.name != "report.json"
    }


def peak(running: subprocess.Popen[bytes]) -> int:
    """Wait for a process; return how many KiB of memory it held at most, its children left out."""
    found = 0
    while running.poll() is None:
        status = Path(f"/proc/{running.pid}/status").read_text("utf-8")
        mark = re.search(r"VmHWM:\s+(\d+)", status)
        found = max(found, int(mark[1])) if mark else found
        time.sleep(0.05)
    return found


def left_over(root: Path) -> list[str]:
    """What no finished build leaves: files that wait to be renamed, folders that media are made in."""
    waiting = [path for path in root.rglob("*") if path.name.endswith((".part", ".tmp"))]
    return [path.relative_to(root).as_posix() for path in (*waiting, *root.glob("cache*/store/work/*"))]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> School:
    return school(tmp_path_factory.mktemp("petite") / "ecole", 6)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> School:
    return school(tmp_path_factory.mktemp("grande") / "ecole", 40)


@pytest.fixture
def fresh(small: School) -> Iterator[School]:
    small.forget()
    (small.root / "log").write_bytes(b"")
    yield small
    small.forget()


def test_each_medium_of_several_courses_is_encoded_once_and_memory_does_not_grow(fresh: School) -> None:
    assert fresh.build("--output", str(fresh.root / "out")).wait(240) == 0, (fresh.root / "said").read_text("utf-8")
    assert fresh.encodes() == Counter(dict.fromkeys(fresh.masters, 1))
    assert len(list((fresh.root / "out").iterdir())) == 6
    before = made(fresh.root)
    assert fresh.build("--output", str(fresh.root / "out")).wait(240) == 0
    assert fresh.encodes().total() == len(fresh.masters)
    assert made(fresh.root) == before
    few, many = (peak(fresh.build(courses=count)) for count in (2, 6))
    assert 0 < many < few * 1.05, f"peak of memory: 2 courses {few} KiB, 6 courses {many} KiB"


def cut(school: School, kills: int, length: float, courses: int) -> None:
    """Begin the command and kill it at a random moment, that many times; what is there meanwhile is never half."""
    chance = random.Random(kills)
    done = 0
    while done < kills:
        running = school.build("--output", str(school.root / "out"), courses=courses)
        time.sleep(chance.uniform(0, length))
        if running.poll() is not None:  # it was quicker: from the beginning again
            school.forget()
            continue
        running.send_signal(signal.SIGKILL)
        running.wait()
        done += 1
        for path in [*school.root.glob("courses/*/build/**/*.tar.gz"), *school.root.glob("out/*.tar.gz")]:
            with tarfile.open(path) as archive:
                assert [name for name in archive.getnames() if name.endswith("course.xml")]


def same_in_the_end(school: School, kills: int, *, courses: int, media: bool) -> None:
    """Assert that a run that was cut ends in the bytes of one that was not; those of films too with `media`."""
    begin = time.monotonic()
    assert school.build("--output", str(school.root / "out"), courses=courses).wait(600) == 0
    length, expected = time.monotonic() - begin, made(school.root)
    school.forget()
    cut(school, kills, length, courses)
    assert school.build("--output", str(school.root / "out"), courses=courses).wait(600) == 0
    found = made(school.root)
    assert found.keys() == expected.keys()
    assert len([name for name in found if name.endswith(".tar.gz")]) == 2 * courses
    compared = [name for name in found if media or ("/media/" not in name and not name.endswith("manifest.json"))]
    assert [name for name in compared if found[name] != expected[name]] == []
    assert left_over(school.root) == []


def test_a_run_that_was_cut_and_run_again_ends_in_the_same_archives(fresh: School) -> None:
    same_in_the_end(fresh, 3, courses=2, media=False)


@pytest.mark.soak
def test_a_run_cut_twenty_times_and_run_again_ends_in_the_same_bytes(fresh: School) -> None:
    same_in_the_end(fresh, 20, courses=6, media=True)


@pytest.mark.soak
def test_forty_courses_encode_each_medium_once_in_the_memory_of_ten(
    large: School, record_property: Callable[[str, object], None]
) -> None:
    begin = time.monotonic()
    many = peak(large.build("--output", str(large.root / "out")))
    length, encoded = time.monotonic() - begin, large.encodes()
    few = peak(large.build(courses=10, cache="cache-10"))
    figures = f"40 courses in {length:.0f} s; peak of memory: 10 courses {few} KiB, 40 courses {many} KiB"
    record_property("measured", figures)
    assert encoded == Counter(dict.fromkeys(large.masters, 1))
    assert len(list((large.root / "out").iterdir())) == 40
    assert 0 < many < few * 1.05, figures
