"""`moocfab media report`: what became of a course's videos, as a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import data
from moocfab.cli.status import Status


def command(say: Say) -> click.Command:
    """Return the group of commands about media."""
    return click.Group(
        "media",
        commands=[report(say)],
        short_help=say("Montre ce que deviennent les vidéos.", "Show what becomes of videos."),
        help=say("Ce que deviennent les vidéos d'un cours.", "What becomes of the videos of a course."),
        subcommand_metavar=say("COMMANDE [ARGUMENTS]…", "COMMAND [ARGUMENTS]…"),
    )


def report(say: Say) -> click.Command:
    """Return the command that writes the page."""
    return click.Command(
        "report",
        callback=partial(run, say),
        short_help=say("Fait une page sur les vidéos d'un cours.", "Make a page about a course's videos."),
        help=say(
            "Mesure les vidéos que « moocfab build » a faites et en fait une page : poids, débit, ressemblance avec "
            "l'original (VMAF), volume avant et après, image d'attente, sous-titres. Son nom est écrit sur la sortie "
            "standard.",
            "Measure the videos that “moocfab build” made, and make a page of it: size, rate, likeness to the master "
            "(VMAF), loudness before and after, poster, captions. Its name goes to standard output.",
        ),
        params=[about.argument(say), about.targets(say), about.drafts(say)],
    )


def run(say: Say, *, courses: tuple[Path, ...], only: tuple[str, ...], drafts: bool) -> Status:
    """Write the page of every course, and print where."""
    from moocfab import pipeline

    def work(path: Path) -> Outcome:
        data(f"{pipeline.media_report(path, only=only, drafts=drafts)}\n")
        return Outcome(path=path, status=Status.OK)

    return about.worst(about.each(about.named(courses), work, say))
