"""`moocfab check`: everything that can be known of courses without writing."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from moocfab import __version__
from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import coloured, data, message
from moocfab.cli.status import Status
from moocfab.diagnostics import Report, Severity
from moocfab.reporting import FORMATS, View


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "check",
        callback=partial(run, say),
        short_help=say("Dit tout ce qui ne va pas dans un cours.", "Tell all that is wrong in a course."),
        help=say(
            "Dit tout ce qui ne va pas dans des cours, sans rien écrire : où, pourquoi et quoi taper.\n\n"
            "COURS est le dossier qui contient course.yml ; sans lui, le cours où l'on se trouve.",
            "Tell all that is wrong in courses, without writing: where, why and what to type.\n\n"
            "COURSE is the folder that holds course.yml; without it, the course one stands in.",
        ),
        params=[
            about.argument(say),
            about.targets(say),
            about.drafts(say),
            click.Option(
                ["--format", "form"],
                type=click.Choice(list(FORMATS)),
                default="text",
                show_default=True,
                help=say("Forme du rapport.", "Form of the report."),
            ),
            click.Option(
                ["--fail-on"],
                type=click.Choice([severity.value for severity in Severity]),
                default=Severity.ERROR.value,
                show_default=True,
                help=say("Gravité à partir de laquelle le code de retour est 1.", "Severity from which status is 1."),
            ),
            click.Option(
                ["--fix"],
                is_flag=True,
                help=say(
                    "Écrit d'abord les identifiants qui manquent ou servent deux fois, et corrige des sous-titres ce "
                    "qui n'a qu'une bonne réponse (codage, horaires, chevauchements), sans toucher au reste.",
                    "First write the ids that are missing or used twice, mend in captions what has one right answer "
                    "(encoding, times, overlaps), and touch nothing else.",
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
    form: str,
    fail_on: str,
    fix: bool,
) -> Status:
    """Check every course, print what was found, and return the status."""
    from moocfab import pipeline

    def work(path: Path) -> Outcome:
        if fix:
            _fix(path, say)
        report = pipeline.check(path, only=only, drafts=drafts).report
        status = Status.FINDINGS if report.fails(Severity(fail_on)) else Status.OK
        return Outcome(path=path, status=status, report=report)

    outcomes = about.each(about.named(courses), work, say)
    report = Report.of(finding for outcome in outcomes for finding in outcome.report)
    view = View(language=say.language, colour=coloured(sys.stdout), version=__version__)
    data(FORMATS[form](report, view))
    message(_summary(outcomes, say))
    return about.worst(outcomes)


def _fix(path: Path, say: Say) -> None:
    from moocfab.course.fix import fix
    from moocfab.media.captions.fix import fix as fix_captions

    for written in fix(path):
        message(
            say(f"{written.location} : « id: {written.id} » écrit", f"{written.location}: “id: {written.id}” written")
        )
    for mended in fix_captions(path):
        message(say(f"{mended.location} : {mended.done.fr}", f"{mended.location}: {mended.done.en}"))


def _summary(outcomes: list[Outcome], say: Say) -> str:
    if len(outcomes) > 1:
        return about.table(outcomes, say)
    (outcome,) = outcomes
    if outcome.status > Status.FINDINGS:
        return say("Le cours n'a pas pu être vérifié.", "The course could not be checked.")
    return f"{about.counts(outcome.report, say) or say('Aucun problème', 'No problem')}."
