"""`moocfab lock`: holds the shared modules of courses as they are now."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import data, message
from moocfab.cli.status import Status
from moocfab.errors import InputError


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "lock",
        callback=partial(run, say),
        short_help=say("Retient l'état de ce qui est partagé.", "Hold the state of what is shared."),
        help=say(
            "Écrit dans moocfab.lock, à côté de course.yml, de quels modules et fichiers partagés le cours est fait, "
            "ce que moocfab.yml décide pour lui, et dans quel état : « check » et « build » disent ensuite si cela a "
            "changé.\n\n"
            "Chaque « build » écrit le même fichier dans build/SESSION : recopié à côté de course.yml, il dit quelle "
            "révision reprendre pour refaire cette session telle qu'elle était.",
            "Write into moocfab.lock, beside course.yml, which shared modules and files the course is made of, what "
            "moocfab.yml decides for it, and in what state: from then on “check” and “build” tell whether that "
            "changed.\n\n"
            "Every “build” writes the same file into build/RUN: copied beside course.yml, it tells which revision to "
            "go back to so that this run is built again as it was.",
        ),
        params=[about.argument(say)],
    )


def run(say: Say, *, courses: tuple[Path, ...]) -> Status:
    """Write the lock of every course, and print where."""
    from moocfab import media, pipeline
    from moocfab.course import lock, repository

    def work(path: Path) -> Outcome:
        course = pipeline.check(path).course
        if course is None:
            raise InputError(
                f"course.yml ne peut pas être lu ; « moocfab check {path} » dit pourquoi",
                f"course.yml cannot be read; “moocfab check {path}” says why",
            )
        cache = media.Cache(media.folder(None, course.cache))
        written = lock.write(course, cache.digest, repository.state)
        if written is None:
            message(say(f"{path} : rien de partagé", f"{path}: nothing shared"))
        else:
            data(f"{path / written.name}\n")
        return Outcome(path=path, status=Status.OK)

    return about.worst(about.each(about.named(courses), work, say))
