"""A new course, from the templates: it builds as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import moocfab
from moocfab.course import schema
from moocfab.errors import InputError
from moocfab.safe.paths import unwritable

RENDERED = ".jinja"
HIDDEN = "dot-"
SCHEMAS = ".schemas"
FORGES = (".github/", ".gitlab-ci.yml")
"""What a forge checks a course by."""


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """What a new course says of itself.

    Attributes:
        start: the day it opens.
        alone: whether its folder is to be a repository: a forge reads what checks a course at the root only.
    """

    title: str
    org: str
    number: str
    run: str
    start: date
    alone: bool = True

    def values(self) -> dict[str, str]:
        """Return what the templates name."""
        return {
            "title": self.title,
            "org": self.org,
            "number": self.number,
            "run": self.run,
            "enrollment_start": str(self.start - timedelta(weeks=4)),
            "enrollment_end": str(self.start + timedelta(weeks=4)),
            "start": str(self.start),
            "end": str(self.start + timedelta(weeks=8)),
        }


def templates() -> Path:
    """Return the folder of templates: in the package where it is installed, beside it in a checkout."""
    package = Path(moocfab.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def files(skeleton: Skeleton) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file of the new course."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    root = templates() / "course"
    environment = Environment(
        loader=FileSystemLoader(root), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    environment.filters["yaml"] = _quoted
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            content = path.read_bytes()
            if path.suffix == RENDERED:
                content = environment.get_template(name).render(skeleton.values()).encode()
            written = name.removesuffix(RENDERED).replace(HIDDEN, ".")
            if skeleton.alone or not written.startswith(FORGES):
                yield written, content
    for name, text in schema.texts().items():
        yield f"{SCHEMAS}/{name}.schema.json", text.encode()


def create(folder: Path, skeleton: Skeleton) -> list[Path]:
    """Write a new course into `folder`, which is made; return its files.

    Raises:
        InputError: one of the files is there already; nothing was written.
        ToolError: the folder cannot be written; nothing is left of what was written.
    """
    wanted = {folder / name: content for name, content in files(skeleton)}
    for path in wanted:
        if path.exists() or path.is_symlink():
            raise InputError(
                f"« {path} » existe déjà ; rien n'a été écrit", f"“{path}” is there already; nothing was written"
            )
    made: list[Path] = []
    path = folder
    try:
        for path, content in wanted.items():
            _make_folder(path.parent, made)
            with path.open("xb") as file:
                made.append(path)
                file.write(content)
    except OSError as error:
        for done in reversed(made):
            done.rmdir() if done.is_dir() else done.unlink()
        raise unwritable(path, error) from error
    return list(wanted)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; `made` gets each that was not there."""
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _quoted(text: str) -> str:
    """Return a text between quotes, as YAML takes it whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
