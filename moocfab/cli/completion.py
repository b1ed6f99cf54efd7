"""`moocfab completion`: what a shell reads to complete commands."""

from __future__ import annotations

from functools import partial

import click

from moocfab.cli.language import Say
from moocfab.cli.output import data
from moocfab.cli.status import Status

SHELLS = ("bash", "zsh", "fish")


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "completion",
        callback=partial(run, say),
        short_help=say("Fait compléter les commandes par le terminal.", "Let the shell complete commands."),
        help=say(
            "Écrit ce qui permet au terminal de compléter les commandes de moocfab.\n\n"
            "\b\n"
            'bash : ajoutez à ~/.bashrc    eval "$(moocfab completion bash)"\n'
            'zsh : ajoutez à ~/.zshrc      eval "$(moocfab completion zsh)"\n'
            "fish : moocfab completion fish > ~/.config/fish/completions/moocfab.fish",
            "Write what lets a shell complete moocfab's commands.\n\n"
            "\b\n"
            'bash: add to ~/.bashrc    eval "$(moocfab completion bash)"\n'
            'zsh: add to ~/.zshrc      eval "$(moocfab completion zsh)"\n'
            "fish: moocfab completion fish > ~/.config/fish/completions/moocfab.fish",
        ),
        params=[click.Argument(["shell"], type=click.Choice(SHELLS))],
    )


def run(_say: Say, *, shell: str) -> Status:
    """Print the script of a shell."""
    from click.shell_completion import get_completion_class

    group = click.get_current_context().find_root().command
    completing = get_completion_class(shell)
    if completing is None:
        raise KeyError(shell)
    data(completing(group, {}, "moocfab", "_MOOCFAB_COMPLETE").source() + "\n")
    return Status.OK
