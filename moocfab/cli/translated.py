"""`moocfab translated`: notes that files of a translation are up to date."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.courses import COURSE_FILE, Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import data
from moocfab.cli.status import Status
from moocfab.errors import InputError


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "translated",
        callback=partial(run, say),
        short_help=say("Note que des fichiers traduits sont à jour.", "Note that translated files are up to date."),
        help=say(
            "Note dans translation.lock que des fichiers traduits disent ce que leur original dit aujourd'hui ; "
            "« check » dit ensuite lesquels prennent du retard.\n\n"
            "CHEMIN est un fichier de la traduction, ou son dossier pour tous ses fichiers.",
            "Note in translation.lock that files of a translation say what their original says today; from then on "
            "“check” tells which lag behind.\n\n"
            "PATH is a file of the translation, or its folder for all of its files.",
        ),
        params=[
            click.Argument(["named"], nargs=-1, metavar=say("[CHEMIN]…", "[PATH]…"), type=click.Path(path_type=Path))
        ],
    )


def run(say: Say, *, named: tuple[Path, ...]) -> Status:
    """Note the files, and print which."""
    from moocfab.course import load, translation

    chosen: dict[Path, list[str]] = {}
    for path in named or about.named(()):
        course, file = _placed(path)
        chosen.setdefault(course, []).extend([file] if file else [])

    def work(path: Path) -> Outcome:
        course, _ = load(path)
        if course is None:
            raise InputError(
                f"course.yml ne peut pas être lu ; « moocfab check {path} » dit pourquoi",
                f"course.yml cannot be read; “moocfab check {path}” says why",
            )
        for file in translation.record(course, chosen[path]):
            data(f"{about.near(path / file)}\n")
        return Outcome(path=path, status=Status.OK)

    return about.worst(about.each(list(chosen), work, say))


def _placed(path: Path) -> tuple[Path, str]:
    """Return the course that a path stands in, and the file's name in it; no name for the course's own folder.

    Raises:
        InputError: it stands in none.
    """
    if (path / COURSE_FILE).is_file():
        return path, ""
    for folder in path.absolute().parents:
        if path.is_file() and (folder / COURSE_FILE).is_file():
            return folder, path.absolute().relative_to(folder).as_posix()
    raise InputError(f"« {path} » n'est pas un fichier d'un cours", f"“{path}” is no file of a course")
