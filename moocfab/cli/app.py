"""The group of commands; each is imported when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from moocfab import __version__
from moocfab.cli import french
from moocfab.cli.language import LANGUAGES, Say

COMMANDS: Mapping[str, Callable[[], Any]] = {
    "new": lambda: import_module("moocfab.cli.new"),
    "add": lambda: import_module("moocfab.cli.add"),
    "check": lambda: import_module("moocfab.cli.check"),
    "build": lambda: import_module("moocfab.cli.build"),
    "grade": lambda: import_module("moocfab.cli.grade"),
    "lock": lambda: import_module("moocfab.cli.lock"),
    "translated": lambda: import_module("moocfab.cli.translated"),
    "media": lambda: import_module("moocfab.cli.media"),
    "doctor": lambda: import_module("moocfab.cli.doctor"),
    "explain": lambda: import_module("moocfab.cli.explain"),
    "schema": lambda: import_module("moocfab.cli.schema"),
    "clean": lambda: import_module("moocfab.cli.clean"),
    "completion": lambda: import_module("moocfab.cli.completion"),
}
"""The commands, in the order in which one meets them: each module has `command(say)`."""


class Commands(click.Group):
    """The commands, in the order in which one meets them."""

    def __init__(self, say: Say, **settings: object) -> None:
        super().__init__("moocfab", **settings)  # type: ignore[arg-type]
        self.say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            for near in difflib.get_close_matches(cmd_name, COMMANDS, n=1):
                ctx.fail(
                    self.say(
                        f"Il n'y a pas de commande « {cmd_name} » ; vouliez-vous dire « {near} » ?",
                        f"There is no command “{cmd_name}”; did you mean “{near}”?",
                    )
                )
            return None
        command: click.Command = COMMANDS[cmd_name]().command(self.say)
        command.params.append(language(self.say))
        return command


def app(language_name: str) -> click.Group:
    """Return the command `moocfab` in a language."""
    french.install(language_name)
    say = Say(language_name)
    return Commands(
        say,
        help=say(
            "Vérifie des cours écrits en YAML et en Markdown et en fait des archives que FUN et Open edX importent.",
            "Check courses written in YAML and Markdown and make archives of them that FUN and Open edX import.",
        ),
        epilog=say(
            "« moocfab COMMANDE --help » dit tout d'une commande.", "“moocfab COMMAND --help” tells all of a command."
        ),
        subcommand_metavar=say("COMMANDE [ARGUMENTS]…", "COMMAND [ARGUMENTS]…"),
        params=[version(say), language(say)],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def language(say: Say) -> click.Option:
    """Return `--lang`, whose value was taken before."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=say(
            "Langue des messages (sinon MOOCFAB_LANG, LC_ALL, LC_MESSAGES, LANG).",
            "Language of the messages (else MOOCFAB_LANG, LC_ALL, LC_MESSAGES, LANG).",
        ),
    )


def version(say: Say) -> click.Option:
    """Return `--version`."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"moocfab {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("Affiche la version.", "Show the version."),
    )
