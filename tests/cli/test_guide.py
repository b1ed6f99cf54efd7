"""The guide is followed to the letter: its commands are run, its files are written."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from moocfab import catalogue, pipeline
from moocfab.media import tools
from tests.cli.conftest import Command

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "guide").glob("*.md"))
BLOCK = re.compile(r"^(`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^\1$", re.MULTILINE | re.DOTALL)
CAPTION = re.compile(r":caption: (\S+)\n+")


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the commands and the files of a page, in their order: (`$`, command) or (file, text)."""
    for block in BLOCK.finditer(page.read_text("utf-8")):
        body = block["body"]
        if block["info"] == "console":
            yield from (("$", line.removeprefix("$ ")) for line in body.splitlines())
        elif caption := CAPTION.match(body):
            yield caption.group(1), body[caption.end() :]


def test_the_first_course_ends_in_archives_without_a_warning(moocfab: Command, tmp_path: Path) -> None:
    page = DOCS / "guide/premier-cours.md"
    done = list(steps(page))
    assert len(done) >= 8
    *before, (kind, last) = done
    for name, text in before:
        if name == "$":
            assert moocfab(*shlex.split(text)[1:]).status == 0
        else:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    film(tmp_path / "mon-cours/media/presentation.mp4")
    course = tmp_path / "mon-cours/course.yml"
    text = course.read_text("utf-8")
    for key in ("teaser", "media"):
        told = re.search(rf"^ *{key}: .*\n", page.read_text("utf-8"), re.MULTILINE)
        assert told
        text, count = re.subn(rf"^( *)# {key}: .*\n", told.group(), text, flags=re.MULTILINE)
        assert count == 1
    course.write_text(text, encoding="utf-8")
    assert (kind, last) == ("$", "moocfab build mon-cours")
    ran = moocfab(*shlex.split(last)[1:])
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 2
    assert [str(finding.location) for finding in pipeline.check(tmp_path / "mon-cours").report] == []


def film(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    command = [tools.ffmpeg().path, "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=2"]
    command += ["-f", "lavfi", "-i", "sine=440:d=2", "-c:v", "libx264", "-c:a", "aac", str(path)]
    subprocess.run(command, check=True, timeout=60)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_command_and_code_of_the_guide_exists(page: Path, moocfab: Command) -> None:
    text = page.read_text("utf-8")
    for command in re.findall(r"moocfab ([a-z]+)", text):
        if command not in ("le", "relit", "fait"):
            assert moocfab(command, "--help").status == 0, command
    for code in re.findall(r"MF\d{4}", text):
        assert catalogue.rule(code), code
    for name in re.findall(r"moocfab explain ([a-z_]+)", text):
        assert catalogue.explain(name, "fr"), name
