"""`moocfab add`: a further module, unit or quiz in a course."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.language import Say
from moocfab.cli.output import data, message
from moocfab.cli.status import Status


def command(say: Say) -> click.Command:
    """Return the group of what can be added."""
    name = click.Option(
        ["--module"],
        required=True,
        metavar="MODULE",
        help=say("Le module : son dossier ou son nom.", "The module: its folder or its name."),
    )
    sequence = click.Option(
        ["--sequence"],
        metavar="ID",
        help=say("La séquence ; sinon la dernière non notée.", "The sequence; else the last that is not graded."),
    )
    graded = click.Option(
        ["--graded"],
        metavar=say("TRAVAIL", "ASSIGNMENT"),
        help=say("Le travail noté de course.yml qu'il compte.", "The assignment of course.yml that it counts for."),
    )
    return click.Group(
        "add",
        short_help=say("Ajoute un module, une unité ou un quiz.", "Add a module, a unit or a quiz."),
        help=say(
            "Ajoute au cours un module, une unité ou un quiz, prêts à remplir. Le reste des fichiers, les "
            "commentaires aussi, reste comme il est.",
            "Add a module, a unit or a quiz to a course, ready to be filled. The rest of the files stays as it is, "
            "comments too.",
        ),
        subcommand_metavar=say("PARTIE [ARGUMENTS]…", "PART [ARGUMENTS]…"),
        commands=[
            _part(say, "module", say("Ajoute un module avec une première unité.", "Add a module with a first unit.")),
            _part(say, "unit", say("Ajoute une unité à un module.", "Add a unit to a module."), name, sequence),
            _part(say, "quiz", say("Ajoute un quiz à un module.", "Add a quiz to a module."), name, graded),
        ],
    )


def _part(say: Say, name: str, text: str, *options: click.Option) -> click.Command:
    return click.Command(
        name,
        callback=partial(run, say, name),
        help=text,
        params=[
            click.Argument(["title"], metavar=say("TITRE", "TITLE")),
            click.Argument(
                ["course"],
                required=False,
                metavar=say("[COURS]", "[COURSE]"),
                type=click.Path(path_type=Path, readable=False),
            ),
            *options,
        ],
    )


def run(say: Say, part: str, *, title: str, course: Path | None, module: str = "", **options: str | None) -> Status:
    """Add the part and print the files that were written."""
    from moocfab.course import add

    (folder,) = about.named([course] if course else [])
    about.demand_folder(folder)
    adders: dict[str, Callable[[], list[Path]]] = {
        "module": lambda: add.module(folder, title),
        "unit": lambda: add.unit(folder, module, title, sequence=options.get("sequence")),
        "quiz": lambda: add.quiz(folder, module, title, graded=options.get("graded")),
    }
    *new, listing = adders[part]()
    for path in new:
        data(f"{about.near(path)}\n")
    message(say(f"Ajouté dans {about.near(listing)}.", f"Listed in {about.near(listing)}."))
    return Status.OK
