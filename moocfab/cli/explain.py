"""`moocfab explain`: one diagnostic, or one kind of element, at length."""

from __future__ import annotations

from functools import partial

import click

from moocfab.cli.language import Say
from moocfab.cli.output import data
from moocfab.cli.status import Status
from moocfab.errors import InputError


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "explain",
        callback=partial(run, say),
        short_help=say("Explique un code ou un genre d'élément.", "Explain a code or a kind of element."),
        help=say(
            "Explique un code (MF3012), un genre d'élément (video) ou une directive (figure), avec des exemples.\n\n"
            "Sans NOM, en donne la liste.",
            "Explain a code (MF3012), a kind of element (video) or a directive (figure), with examples.\n\n"
            "Without NAME, list them.",
        ),
        params=[click.Argument(["name"], required=False, metavar=say("[NOM]", "[NAME]"), shell_complete=_complete)],
    )


def run(say: Say, *, name: str | None) -> Status:
    """Print the page of `name`, or the list of all names."""
    from moocfab import catalogue

    if name is None:
        data("".join(f"{entry:<18} {title}\n" for entry, title in catalogue.index(say.language)))
        return Status.OK
    page = catalogue.explain(name, say.language)
    if page is None:
        near = ", ".join(catalogue.near(name))
        raise InputError(
            f"rien ne s'appelle « {name} »"
            + (f" ; vouliez-vous dire : {near} ?" if near else " ; « moocfab explain » en donne la liste"),
            f"nothing is called “{name}”" + (f"; did you mean: {near}?" if near else "; “moocfab explain” lists all"),
        )
    data(page)
    return Status.OK


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from moocfab import catalogue

    names = (*catalogue.KINDS, *catalogue.DIRECTIVES, *(rule.code for rule in catalogue.RULES))
    return [name for name in names if name.lower().startswith(incomplete.lower())]
