"""`moocfab schema`: what editors complete and check from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from moocfab.cli import courses as about
from moocfab.cli.language import Say
from moocfab.cli.output import data
from moocfab.cli.status import Status
from moocfab.errors import InputError

REPORT, PLAN = "report", "plan"


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "schema",
        callback=partial(run, say),
        short_help=say("Aide les éditeurs à compléter et à vérifier.", "Let editors complete and check."),
        help=say(
            "Écrit les schémas JSON des fichiers d'un cours, qui font qu'un éditeur (VS Code avec l'extension YAML…) "
            "complète et vérifie pendant qu'on tape.\n\n"
            "Sans NOM, les écrit dans le dossier « .schemas » du cours où l'on se trouve ; avec un NOM (course, "
            "team, module, unit, assessment, report, plan), écrit celui-là sur la sortie standard.",
            "Write the JSON Schemas of a course's files, by which an editor (VS Code with the YAML extension…) "
            "completes and checks while one types.\n\n"
            "Without NAME, write them into the folder “.schemas” of the course one stands in; with a NAME (course, "
            "team, module, unit, assessment, report, plan), write that one to standard output.",
        ),
        params=[
            click.Argument(["name"], required=False, metavar=say("[NOM]", "[NAME]")),
            click.Option(
                ["--output"],
                type=click.Path(path_type=Path, file_okay=False),
                metavar=say("DOSSIER", "FOLDER"),
                help=say("Les écrit dans ce dossier.", "Write them into this folder."),
            ),
        ],
    )


def run(say: Say, *, name: str | None, output: Path | None) -> Status:
    """Print one schema, or write all of them and print where."""
    from moocfab.course.schema import texts
    from moocfab.course.skeleton import SCHEMAS
    from moocfab.media.plan_document import schema as plan
    from moocfab.reporting.json import schema as report
    from moocfab.safe.paths import write

    schemas = {**texts(say.language), REPORT: report(), PLAN: plan()}
    if name is not None:
        if name not in schemas:
            known = ", ".join(schemas)
            raise InputError(f"pas de schéma « {name} » ; il y a : {known}", f"no schema “{name}”; there are: {known}")
        data(schemas[name])
        return Status.OK
    folder = output or about.named(())[0] / SCHEMAS
    for key, text in schemas.items():
        path = folder / f"{key}.schema.json"
        write(path, text.encode())
        data(f"{path}\n")
    return Status.OK
