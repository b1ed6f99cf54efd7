"""One run of the command: language, signals, whatever goes wrong, the exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import click

from moocfab.cli.app import app
from moocfab.cli.failure import tell
from moocfab.cli.language import Say, chosen
from moocfab.cli.output import message, silence
from moocfab.cli.status import Status
from moocfab.errors import Cancelled


def run(arguments: Sequence[str]) -> int:
    """Run `moocfab` with `arguments`; nothing escapes but the exit status."""
    say = Say(chosen(arguments, os.environ))
    try:
        try:
            status = int(app(say.language).main(list(arguments), prog_name="moocfab", standalone_mode=False) or 0)
            sys.stdout.flush()
        except BrokenPipeError:
            silence(sys.stdout)
            status = Status.OK
        return status
    except (KeyboardInterrupt, click.Abort, Cancelled):
        message(say("\nInterrompu.", "\nInterrupted."))
        return Status.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return Status.USAGE
    except Exception as error:
        status = tell(error, say)
        if isinstance(error, OSError):
            silence(sys.stdout)  # what could not be written is not tried again at exit
        return status


def end_like_interrupt() -> None:
    """Take the wish of a batch system or a closed terminal to end the work for Ctrl-C, which cleans up."""

    def interrupt(_number: int, _frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, interrupt)
