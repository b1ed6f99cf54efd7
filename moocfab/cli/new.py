"""`moocfab new`: a course that builds as it is, to be filled."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import click

from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.status import Status

WEEKS_AHEAD = 8
FIRST_RUN = "session01"


def command(say: Say) -> click.Command:
    """Return the command."""
    texts = {
        "--title": say("Titre du cours.", "Title of the course."),
        "--org": say(
            "Établissement, sans accent ni espace (MinesTelecom).", "Organisation, without spaces (MinesTelecom)."
        ),
        "--number": say(
            "Numéro du cours, cinq ou six chiffres pour FUN.", "Number of the course, five or six digits for FUN."
        ),
        "--run": say("Session.", "Run."),
    }
    return click.Command(
        "new",
        callback=partial(run, say),
        short_help=say("Crée un cours prêt à remplir.", "Make a course, ready to be filled."),
        help=say(
            "Crée dans DOSSIER un cours prêt à remplir, qui se construit déjà. Ce qui existe n'est jamais remplacé.\n\n"
            "Ce que les options ne disent pas est demandé, si l'on est devant un terminal.",
            "Make in FOLDER a course to be filled, which builds already. Nothing that exists is replaced.\n\n"
            "What the options do not say is asked for, where there is a terminal.",
        ),
        params=[
            click.Argument(["folder"], metavar=say("DOSSIER", "FOLDER"), type=click.Path(path_type=Path)),
            *(click.Option([name], help=text) for name, text in texts.items()),
        ],
    )


def run(say: Say, *, folder: Path, title: str | None, org: str | None, number: str | None, run: str | None) -> Status:
    """Ask what is not known yet, write the course, and say what comes next."""
    from moocfab import targets
    from moocfab.course import team
    from moocfab.course.skeleton import Skeleton, create
    from moocfab.source.folder import Folder

    rules = targets.load("fun").conventions
    around, _ = team.read(Folder.of_course(folder))
    ask = partial(_asked, say)
    skeleton = Skeleton(
        title=ask(
            title,
            say("Titre du cours", "Title of the course"),
            _title(folder),
            r"[^\n\r]*\S[^\n\r]*",
            "Les bases des réseaux",
        ),
        org=ask(
            org or around.settings.org,
            say("Établissement", "Organisation"),
            "MonEtablissement",
            r"[A-Za-z0-9_.-]+",
            "MinesTelecom",
        ),
        number=ask(number, say("Numéro", "Number"), "00001", rules.number, "04901"),
        run=ask(run or FIRST_RUN, say("Session", "Run"), FIRST_RUN, rules.run, FIRST_RUN),
        start=first_monday(date.today() + timedelta(weeks=WEEKS_AHEAD)),
        alone=around.root is None,
    )
    create(folder, skeleton)
    message(
        say(
            f"Le cours est dans « {folder} ». Ouvrez course.yml, puis tapez :\n"
            f"  moocfab check {folder}\n  moocfab build {folder}",
            f"The course is in “{folder}”. Open course.yml, then type:\n"
            f"  moocfab check {folder}\n  moocfab build {folder}",
        )
    )
    return Status.OK


def first_monday(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def _asked(say: Say, value: str | None, question: str, default: str, pattern: str, example: str) -> str:
    """Return the value, asked for on a terminal where it is not given; it must be of the form `pattern`."""
    checked: Callable[[str], str] = partial(_checked, say, question, pattern, example)
    if value is not None:
        return checked(value)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return default
    answer: str = click.prompt(question, default=default, value_proc=checked, err=True)
    return answer


def _checked(say: Say, question: str, pattern: str, example: str, value: str) -> str:
    if re.fullmatch(pattern, value):
        return value
    raise click.UsageError(
        say(
            f"{question} : « {value} » n'a pas la forme attendue ; par exemple : {example}",
            f"{question}: “{value}” has not the expected form; for instance: {example}",
        )
    )


def _title(folder: Path) -> str:
    """Return a title made from the folder's name."""
    words = re.sub(r"[-_ ]+", " ", folder.absolute().name).strip()
    return words[:1].upper() + words[1:] or "Mon cours"
