"""`moocfab build`: courses become archives."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moocfab.cli import courses as about
from moocfab.cli import plan, progress
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import coloured, data, message
from moocfab.cli.quantity import size
from moocfab.cli.status import Status
from moocfab.reporting import FORMATS, View

if TYPE_CHECKING:
    from moocfab.course.session import Moved
    from moocfab.delivery import Archive
    from moocfab.pipeline import Built

WAITING = ("Un autre « build » de ce cours est en cours : j'attends.", "Another build of this course runs: waiting.")


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "build",
        callback=partial(run, say),
        short_help=say("Fait les archives d'un cours.", "Make the archives of a course."),
        help=say(
            "Vérifie des cours, prépare leurs médias et fait une archive pour chaque cible.\n\n"
            "Les archives sont dans le dossier « build » de chaque cours ; leurs noms sont écrits sur la sortie "
            "standard. Un cours qui a des erreurs garde son archive d'avant et n'arrête pas les autres.",
            "Check courses, prepare their media and make an archive for each target.\n\n"
            "The archives are in each course's folder “build”; their names go to standard output. A course with "
            "errors keeps its former archive and does not stop the others.",
        ),
        params=[
            about.argument(say),
            about.targets(say),
            about.drafts(say),
            *_of_session(say),
            click.Option(
                ["-j", "--jobs"],
                type=click.IntRange(min=1),
                metavar="N",
                help=say("Prépare N médias à la fois.", "Prepare N media at once."),
            ),
            click.Option(
                ["--grade", "graded"],
                is_flag=True,
                help=say(
                    "Joue d'abord chaque problème ; aucune archive si une note n'est pas la bonne.",
                    "Play every problem first; no archive where a mark is not the right one.",
                ),
            ),
            *_of_plan(say),
            click.Option(
                ["--shared-cache", "shared"],
                metavar=say("ADRESSE", "ADDRESS"),
                help=say(
                    "Cache de l'équipe où prendre et déposer les médias ; none : aucun.",
                    "The team's cache that media are taken from and put into; none: no cache.",
                ),
            ),
            click.Option(
                ["--output"],
                type=click.Path(path_type=Path, file_okay=False),
                metavar=say("DOSSIER", "FOLDER"),
                help=say("Copie aussi les archives dans ce dossier.", "Copy the archives into this folder too."),
            ),
        ],
    )


def _of_session(say: Say) -> list[click.Parameter]:
    """Return the options that make another session of the course."""
    return [
        click.Option(
            ["--run"],
            metavar=say("SESSION", "RUN"),
            help=say("Session, à la place de celle de course.yml.", "Run, in place of that of course.yml."),
        ),
        click.Option(
            ["--start"],
            metavar="DATE",
            help=say(
                "Début du cours ; toute date absolue est décalée d'autant de jours.",
                "Start of the course; every absolute date moves by as many days.",
            ),
        ),
    ]


def _of_plan(say: Say) -> list[click.Parameter]:
    """Return the options that only say what would be done."""
    return [
        click.Option(
            ["--plan", "planned"],
            is_flag=True,
            help=say(
                "Dit ce qui sera fait de chaque média, pourquoi, en combien de temps ; ne fait rien.",
                "Say what will be done with each medium, why, and how long it takes; make nothing.",
            ),
        ),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            help=say("Forme de ce que dit --plan.", "Form of what --plan says."),
        ),
    ]


def run(
    say: Say,
    *,
    courses: tuple[Path, ...],
    only: tuple[str, ...],
    drafts: bool,
    output: Path | None,
    run: str | None,
    start: str | None,
    jobs: int | None,
    graded: bool,
    planned: bool,
    form: str,
    shared: str | None,
) -> Status:
    """Build every course, print where the archives are, and return the status."""
    from moocfab import batch
    from moocfab.course.session import Session
    from moocfab.media.lanes import processors

    if planned:
        session = Session(run, start)
        return plan.run(say, courses, only=only, drafts=drafts, session=session, shared=shared, as_json=form == "json")
    paths = about.named(courses)
    lanes = jobs or processors()
    at_once = min(len(paths), lanes)
    cancelled = threading.Event()
    outcomes = []
    gathering = batch.Gathering(output) if output else None
    with progress.shown(say) as tell:
        together = batch.Together(tell)

        def work(path: Path) -> Built:
            about.demand_folder(path)
            built = batch.built(
                path,
                only=only,
                drafts=drafts,
                session=Session(run, start),
                shared=shared,
                jobs=max(1, lanes // at_once) if jobs or at_once > 1 else None,
                graded=graded,
                progress=together.of(path),
                waiting=partial(message, say(*WAITING)),
                cancelled=cancelled,
            )
            if gathering:
                gathering.take(path, built.archives)
            return built

        ended = batch.each(paths, work, at_once=at_once, cancelled=cancelled)
        for number, (path, built) in enumerate(ended, start=1):
            about.announce(number, paths)
            if isinstance(built, Exception):
                outcomes.append(about.failed(path, built, say))
            else:
                outcomes.append(_told(path, built, say))
    _summed_up(outcomes, say)
    return about.worst(outcomes)


def _summed_up(outcomes: list[Outcome], say: Say) -> None:
    """Print a table of several courses, or why the only one has no archive."""
    if len(outcomes) > 1:
        message(about.table(outcomes, say))
    elif outcomes[0].status is Status.FINDINGS:
        why = about.counts(outcomes[0].report, say) or say("il n'y avait rien à faire", "there was nothing to do")
        message(say(f"Aucune archive : {why}.", f"No archive: {why}."))


def _told(path: Path, built: Built, say: Say) -> Outcome:
    """Print what became of a course."""
    if built.moved:
        message(_moves(built.moved, say))
    for archive in built.archives:
        data(f"{about.near(archive.path)}\n")
        message(_about(archive, say))
    view = View(language=say.language, colour=coloured(sys.stderr))
    found = FORMATS["text"](built.report, view).rstrip("\n")
    if found:
        message(found)
    status = Status.FINDINGS if built.report.fails() or not built.archives else Status.OK
    return Outcome(path=path, status=status, report=built.report, done=_done(built.archives, say))


def _about(archive: Archive, say: Say) -> str:
    """Return what is to be known of an archive, below its name."""
    state = say("écrite", "written") if archive.changed else say("inchangée", "unchanged")
    blocks = say(f"{archive.blocks} éléments", f"{archive.blocks} blocks")
    return (
        f"  {archive.target} : {blocks}, {size(archive.digests.size, say)}, {state}\n"
        f"  sha256 tar.gz {archive.digests.archive}\n"
        f"  sha256 tar    {archive.digests.tar}"
    )


def _moves(moved: Sequence[Moved], say: Say) -> str:
    """Return the table of the dates that moved."""
    places = [str(item.location) for item in moved]
    width, before = max(map(len, places)), max(len(item.before) for item in moved)
    head = say("Dates déplacées :", "Dates that moved:")
    rows = (
        f"  {place:<{width}}  {item.before:<{before}}  →  {item.after}"
        for place, item in zip(places, moved, strict=True)
    )
    return "\n".join([head, *rows])


def _done(archives: Sequence[Archive], say: Say) -> str:
    """Return in a few words what was made of a course."""
    new = [archive.target for archive in archives if archive.changed]
    old = [archive.target for archive in archives if not archive.changed]
    parts = [*new, *(say(f"{name} inchangée", f"{name} unchanged") for name in old)]
    return ", ".join(parts)
