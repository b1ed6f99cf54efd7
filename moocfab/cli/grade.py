"""`moocfab grade`: play every problem of courses and archives, and say which marks are not the right ones."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from moocfab import __version__
from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import coloured, data, message
from moocfab.cli.status import Status
from moocfab.diagnostics import Report, Severity
from moocfab.reporting import FORMATS, View

if TYPE_CHECKING:
    from moocfab.grading.play import Played


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "grade",
        callback=partial(run, say),
        short_help=say("Joue chaque problème et vérifie les notes.", "Play every problem and verify the marks."),
        help=say(
            "Joue chaque problème comme le feraient des apprenants : les bonnes réponses doivent avoir tous les "
            "points, les mauvaises aucun (ou leur part), et les commentaires écrits s'afficher.\n\n"
            "COURS est un dossier ou une archive (.tar.gz, avec --target). Les problèmes à script, et la comparaison "
            "avec le correcteur d'Open edX, demandent : pip install 'moocfab[grade]'.",
            "Play every problem as learners would: right answers have to earn all points, wrong ones none (or their "
            "part), and the feedback that was written has to show.\n\n"
            "COURSE is a folder or an archive (.tar.gz, with --target). Problems with scripts, and the comparison with "
            "Open edX's grader, take: pip install 'moocfab[grade]'.",
        ),
        params=[
            about.argument(say),
            about.targets(say),
            about.drafts(say),
            click.Option(
                ["--answers"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar=say("FICHIER", "FILE"),
                help=say(
                    "Joue les réponses de ce fichier JSON : {url_name: {right: […], wrong: […]}}.",
                    "Play the answers of this JSON file: {url_name: {right: […], wrong: […]}}.",
                ),
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(list(FORMATS)),
                default="text",
                show_default=True,
                help=say(
                    "Forme du rapport ; json donne les points de chaque réponse.",
                    "Form of the report; json gives the points of each answer.",
                ),
            ),
        ],
    )


def run(
    say: Say,
    *,
    courses: tuple[Path, ...],
    only: tuple[str, ...],
    drafts: bool,
    answers: Path | None,
    form: str,
) -> Status:
    """Play every course, print what was found, and return the status."""
    from moocfab import pipeline

    played: dict[str, Mapping[str, Sequence[Played]]] = {}

    def work(path: Path) -> Outcome:
        graded = pipeline.grade(path, only=only, drafts=drafts, answers=answers)
        played[str(path)] = graded.played
        status = Status.FINDINGS if graded.report.fails(Severity.ERROR) else Status.OK
        return Outcome(path=path, status=status, report=graded.report, done=_done(graded.played, say))

    outcomes = about.each(about.named(courses), work, say, archives=True)
    report = Report.of(finding for outcome in outcomes for finding in outcome.report)
    view = View(language=say.language, colour=coloured(sys.stdout), version=__version__)
    data(_with_points(report, view, played) if form == "json" else FORMATS[form](report, view))
    message(about.table(outcomes, say) if len(outcomes) > 1 else _summary(outcomes[0], say))
    return about.worst(outcomes)


def _with_points(report: Report, view: View, played: Mapping[str, Mapping[str, Sequence[Played]]]) -> str:
    """Return the report in JSON with what was played in it, by course and target."""
    from moocfab.grading.document import document
    from moocfab.reporting import json

    return json.render(report, view, {path: document(own, view.language) for path, own in played.items()})


def _summary(outcome: Outcome, say: Say) -> str:
    if outcome.status > Status.FINDINGS:
        return say("Rien n'a pu être joué.", "Nothing could be played.")
    found = about.counts(outcome.report, say) or say("aucun problème de note", "no mark is wrong")
    return f"{outcome.done}{say(' : ', ': ')}{found}."


def _done(played: Mapping[str, Sequence[Played]], say: Say) -> str:
    """Return how much was played."""
    problems = sum(len(own) for own in played.values())
    answers = sum(len(one.shots) for own in played.values() for one in own)
    return say(f"{problems} problèmes, {answers} réponses jouées", f"{problems} problems, {answers} answers played")
