"""`moocfab clean`: what builds left in courses goes, or what is too much in the cache of media."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from moocfab.cli import cache
from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.quantity import count_of_bytes
from moocfab.cli.status import Status
from moocfab.errors import InputError

LOCK = ".lock"


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "clean",
        callback=partial(run, say),
        short_help=say(
            "Retire les archives faites, ou allège le cache.", "Remove archives, or make the cache smaller."
        ),
        help=say(
            "Retire le dossier « build » de chaque cours ; « moocfab build » le refait. Le cache des médias reste.\n\n"
            "Avec --cache-larger-than ou --older-encoder, allège le cache des médias, et les dossiers « build » "
            "restent ; COURS dit alors seulement de quel cache il s'agit. Ce qu'utilise une construction en cours "
            "n'est jamais retiré, et ce qui l'a été est refait quand un cours le redemande.",
            "Remove each course's folder “build”; “moocfab build” makes it again. The cache of media stays.\n\n"
            "With --cache-larger-than or --older-encoder shrink the cache of media, and the folders “build” stay; "
            "COURSE then only says which cache that is. What a running build uses is never removed, and what was is "
            "made again when a course asks for it.",
        ),
        params=[about.argument(say), *_of_cache(say)],
    )


def _of_cache(say: Say) -> list[click.Parameter]:
    return [
        click.Option(
            ["--cache-larger-than", "limit"],
            callback=partial(_bytes, say),
            metavar=say("TAILLE", "SIZE"),
            help=say(
                "Retire du cache ce qui n'a pas servi depuis le plus longtemps, jusqu'à cette taille (20Go, 500 Mo).",
                "Remove from the cache what was not used for longest, down to this size (20GB, 500 MB).",
            ),
        ),
        click.Option(
            ["--older-encoder", "older"],
            is_flag=True,
            help=say(
                "Retire du cache ce qu'une autre version de ffmpeg a fait.",
                "Remove from the cache what another version of ffmpeg made.",
            ),
        ),
        click.Option(
            ["--shared"],
            is_flag=True,
            help=say(
                "Allège le cache partagé, au lieu de celui d'ici.", "Clean the shared cache, instead of the one here."
            ),
        ),
        click.Option(
            ["--dry-run", "dry"],
            is_flag=True,
            help=say("Dit ce qui partirait ; ne retire rien.", "Say what would go; remove nothing."),
        ),
    ]


def _bytes(say: Say, _ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return the number of bytes that an option says."""
    if value is None:
        return None
    found = count_of_bytes(value)
    if found is None:
        raise click.BadParameter(
            say(
                f"« {value} » n'est pas une taille : écrivez par exemple 20Go, 1,5To ou 500Mo",
                f"“{value}” is no size: write for example 20GB, 1.5TB or 500MB",
            ),
            param=param,
        )
    return found


def run(say: Say, *, courses: tuple[Path, ...], limit: int | None, older: bool, shared: bool, dry: bool) -> Status:
    """Remove the build folder of every course, or part of the cache."""
    if limit is not None or older:
        return cache.clean(say, courses, cache.Wish(limit, older=older, shared=shared, dry=dry))
    if shared:
        raise InputError(
            "--shared va avec --cache-larger-than ou --older-encoder",
            "--shared goes with --cache-larger-than or --older-encoder",
        )

    def work(path: Path) -> Outcome:
        removed = remove(path, dry=dry)
        going = say("à retirer", "to be removed") if dry else say("retiré", "removed")
        done = going if removed else say("rien à retirer", "nothing to remove")
        message(say(f"{path} : {done}", f"{path}: {done}"))
        return Outcome(path=path, status=Status.OK, done=done)

    return about.worst(about.each(about.named(courses), work, say))


def remove(course: Path, *, dry: bool = False) -> bool:
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
    if dry:
        return True
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
