"""`moocfab clean`: what builds left in courses goes."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.status import Status
from moocfab.errors import InputError

LOCK = ".lock"


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "clean",
        callback=partial(run, say),
        short_help=say("Retire les archives faites par « build ».", "Remove the archives that “build” made."),
        help=say(
            "Retire le dossier « build » de chaque cours ; « moocfab build » le refait. Le cache des médias reste.",
            "Remove each course's folder “build”; “moocfab build” makes it again. The cache of media stays.",
        ),
        params=[about.argument(say)],
    )


def run(say: Say, *, courses: tuple[Path, ...]) -> Status:
    """Remove the build folder of every course."""

    def work(path: Path) -> Outcome:
        removed = remove(path)
        done = say("retiré", "removed") if removed else say("rien à retirer", "nothing to remove")
        message(say(f"{path} : {done}", f"{path}: {done}"))
        return Outcome(path=path, status=Status.OK, done=done)

    return about.worst(about.each(about.named(courses), work, say))


def remove(course: Path) -> bool:
    """Remove what was built in a course's folder; return whether there was any.

    Raises:
        InputError: it is no course, or something there is not of moocfab's making.
    """
    from moocfab.pipeline import BUILD
    from moocfab.safe.paths import alone

    folder = course / BUILD
    if not (course / about.COURSE_FILE).is_file():
        raise InputError(f"« {course} » n'a pas de course.yml", f"“{course}” has no course.yml")
    if not folder.exists():
        return False
    stranger = _stranger(folder)
    if stranger is not None:
        raise InputError(
            f"« {stranger} » n'a pas été fait par moocfab ; déplacez-le, puis recommencez",
            f"“{stranger}” was not made by moocfab; move it, then try again",
        )
    with alone(folder / LOCK, lambda: None):
        for path in folder.iterdir():
            if path.name != LOCK:
                shutil.rmtree(path)
        with suppress(OSError):  # another build may wait for the lock, and Windows keeps an open file
            (folder / LOCK).unlink()
            folder.rmdir()
    return True


def _stranger(folder: Path) -> Path | None:
    """Return what no build puts there: builds make `<run>/<target>/…`, never a link or a file beside."""
    if folder.is_symlink() or not folder.is_dir():
        return folder
    runs = [path for path in folder.iterdir() if path.name != LOCK]
    inside = [path for run in runs if run.is_dir() and not run.is_symlink() for path in run.iterdir()]
    return next((path for path in (*runs, *inside) if path.is_symlink() or not path.is_dir()), None)
