"""The guide is followed to the letter: its commands are run, its files are written, its examples are checked."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from moocfab import catalogue, pipeline
from moocfab.cli.app import app
from moocfab.course.skeleton import templates
from moocfab.media import tools
from tests.cli.conftest import BASE, Command

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "guide").glob("*.md"))
ALONE = ("installer", "premier-cours")
"""Pages that begin without a course."""
BLOCK = re.compile(r"^(`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^\1$", re.MULTILINE | re.DOTALL)
CAPTION = re.compile(r":caption: (\S+)\n+")
NAMED = re.compile(r"(?<![\w/.-])/?((?:media|images|files)/[\w.-]+\.(?:mov|mp4|wav|srt|svg|png|pdf|csv))\b")
COURSE = "mon-cours"
MODULE = f"{COURSE}/modules/1-premiers-pas"
OTHERS = {"cp", "git", "python3"}
"""Commands that are not moocfab's."""
LEFT_OUT = "MF3068"
"""A page shows one thing at a time: files that it does not use are no mistake."""
SUPPLIED = {
    ".srt": b"1\n00:00:00,200 --> 00:00:01,800\nBienvenue !\n",
    ".csv": "support;débit\nfibre;10 Gbit/s\n".encode(),
    ".pdf": (DOCS.parent / "courses/bases-reseaux/files/exercices-binaire.pdf").read_bytes(),
    ".wav": (DOCS.parent / "tests/prose/course/media/entretien.wav").read_bytes(),
    ".svg": (BASE / "modules/1-premiers-pas/images/chronogramme.svg").read_bytes(),
    ".png": (BASE / "images/vignette.png").read_bytes(),
}


@dataclass(frozen=True)
class Step:
    """Something to do: a command to run (`file` is empty), or a text that goes into a file."""

    text: str
    file: str = ""


def steps(page: Path) -> Iterator[Step]:
    """Yield what a page asks for, in its order; an example of Markdown without a file goes into a unit."""
    for block in BLOCK.finditer(page.read_text("utf-8")):
        body, info = block["body"], block["info"]
        caption = CAPTION.match(body)
        assert caption or info != "yaml", f"say into which file this goes: {body}"
        if info == "console":
            yield from (Step(line.removeprefix("$ ")) for line in body.splitlines() if line.startswith("$ "))
        elif caption:
            yield Step(body[caption.end() :], caption.group(1))
        elif info == "markdown":
            yield Step(body, f"{MODULE}/2-une-unite.md")


def merged(text: str, part: str, mark: str = r"(?=^[a-z_]+:)") -> str:
    """Return a YAML text with the keys of `part` in it, its lists of sequences merged by their ids."""
    pieces = [piece for piece in re.split(mark, text, flags=re.MULTILINE) if piece]
    for new in re.split(mark, part, flags=re.MULTILINE):
        key = new.split("\n", 1)[0] if mark != r"(?=^[a-z_]+:)" else new.split(":", 1)[0]
        at = next((n for n, piece in enumerate(pieces) if re.match(rf"{re.escape(key)}(:|\n)", piece)), None)
        if not key.strip():
            continue
        if at is None:
            pieces.append(new)
        elif key == "sequences":
            pieces[at] = merged(pieces[at], new.split("\n", 1)[1], r"(?=^  - id: )")
        else:
            pieces[at] = new
    return "".join(piece.rstrip("\n") + "\n" for piece in pieces)


def put(step: Step, path: Path) -> None:
    """Put what a page shows into its file: keys into YAML that is there, text after a unit's, else the whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name in ("course.yml", "module.yml") and path.is_file():
        text = merged(path.read_text("utf-8"), step.text)
    elif path.suffix == ".md" and path.is_file() and not step.text.startswith("---\n"):
        text = path.read_text("utf-8") + "\n" + step.text
    else:
        text = step.text
    path.write_text(text, encoding="utf-8")


def follow(page: Path, moocfab: Command, here: Path, film: Path) -> None:
    """Do what a page says, in its order, from a new course and with the files that it takes for granted."""
    done = list(steps(page))
    for name in sorted({match.group(1) for match in NAMED.finditer(page.read_text("utf-8"))}):
        for folder in (COURSE, MODULE):
            path = here / folder / name
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(SUPPLIED.get(path.suffix) or film.read_bytes())
    for step in done:
        if step.file:
            put(step, here / step.file)
        else:
            command(step.text, moocfab, here)


def command(text: str, moocfab: Command, here: Path) -> None:
    """Run a command of moocfab, its patterns of files expanded as a shell does."""
    program, *arguments = shlex.split(text, comments=True)
    if program == "cp":
        shutil.copytree(here / arguments[1], here / arguments[2])
    if program in OTHERS:
        return
    assert program == "moocfab", text
    expanded = [
        str(found.relative_to(here)) if isinstance(found, Path) else found
        for argument in arguments
        for found in (sorted(here.glob(argument)) if "*" in argument else [argument])
    ]
    ran = moocfab(*expanded)
    assert ran.status == 0, f"{text}\n{ran.out}\n{ran.err}"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video of two seconds, as one drops it into `media/`."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    command = [tools.ffmpeg().path, "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=10:d=2"]
    command += ["-f", "lavfi", "-i", "sine=440:d=2", "-c:v", "libx264", "-c:a", "aac", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem not in ALONE], ids=lambda page: page.stem)
def test_a_page_followed_to_the_letter_checks_without_a_finding(
    page: Path, moocfab: Command, tmp_path: Path, film: Path
) -> None:
    assert moocfab("new", COURSE).status == 0
    follow(page, moocfab, tmp_path, film)
    courses = [path.parent for path in sorted(tmp_path.rglob("course.yml"))]
    assert courses
    for course in courses:
        found = [finding for finding in pipeline.check(course).report if finding.rule.code != LEFT_OUT]
        assert [f"{finding.location} {finding.message('fr')}" for finding in found] == []


def test_the_first_course_ends_in_archives_without_a_warning(moocfab: Command, tmp_path: Path, film: Path) -> None:
    page = DOCS / "guide/premier-cours.md"
    done = list(steps(page))
    assert len(done) >= 8
    *before, last = done
    for step in before:
        if not step.file:
            assert moocfab(*shlex.split(step.text)[1:]).status == 0
        elif step.file != f"{COURSE}/course.yml":
            put(step, tmp_path / step.file)
    shutil.copyfile(film, tmp_path / COURSE / "media/presentation.mp4")
    course = tmp_path / COURSE / "course.yml"
    text = course.read_text("utf-8")
    for key in ("teaser", "media"):
        told = re.search(rf"^ *{key}: .*\n", page.read_text("utf-8"), re.MULTILINE)
        assert told
        text, count = re.subn(rf"^( *)# {key}: .*\n", told.group(), text, flags=re.MULTILINE)
        assert count == 1
    text, count = re.subn(r"^checks:\n.*\Z", "", text, flags=re.MULTILINE | re.DOTALL)
    assert count == 1
    course.write_text(text, encoding="utf-8")
    assert last == Step(f"moocfab build {COURSE}")
    ran = moocfab(*shlex.split(last.text)[1:])
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 2
    assert [str(finding.location) for finding in pipeline.check(tmp_path / COURSE).report] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_command_and_code_of_the_guide_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    for written in re.findall(r"(?:`|^ +- (?:run: )?)moocfab ([^`\n]+)", text, re.MULTILINE):
        parsed(shlex.split(written.rstrip("…")))
    for code in re.findall(r"MF\d{4}", text):
        assert catalogue.rule(code), code
    for name in re.findall(r"moocfab explain ([a-z_]+)", text):
        assert catalogue.explain(name, "fr"), name


@pytest.mark.parametrize("name", ["dot-gitlab-ci.yml", "dot-github/workflows/moocfab.yml"])
def test_every_command_that_a_forge_runs_exists(name: str) -> None:
    written = re.findall(
        r"^ +- (?:run: )?moocfab (.+)", (templates() / "course" / name).read_text("utf-8"), re.MULTILINE
    )
    assert len(written) == 2
    for one in written:
        parsed(shlex.split(one))


def parsed(arguments: list[str]) -> None:
    """Read a command's arguments as moocfab does, and run nothing."""
    around = click.Context(app("fr"), info_name="moocfab", resilient_parsing=True)
    group: click.Command = app("fr")
    while isinstance(group, click.Group):
        name, *arguments = arguments
        found = group.get_command(around, name)
        assert found, name
        group = found
        if isinstance(group, click.Group) and not arguments:
            return
    known = {option for param in group.params for option in param.opts}
    for argument in arguments:
        if argument.startswith("-"):
            assert argument.partition("=")[0] in known, argument


def test_every_page_of_the_guide_is_in_its_contents() -> None:
    listed = re.findall(r"^guide/([\w-]+)$", (DOCS / "index.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == [page.stem for page in PAGES]
