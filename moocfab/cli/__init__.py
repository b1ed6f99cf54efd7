"""The command `moocfab`: one file per command, which parses, calls one function and prints."""

import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command with the process's arguments and end the process with its status."""
    try:
        from moocfab.cli.output import ensure_streams
        from moocfab.cli.process import end_like_interrupt, run

        ensure_streams()
        end_like_interrupt()
        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before `run` could take it
        status = 130
    if status == 130:
        leave(status)
    sys.exit(status)


def leave(status: int) -> None:
    """End the process at once.

    Python would end it by SIGINT where the interrupt came while `exec` ran a text, as it does when a dataclass is
    made, even though it was taken (`unhandled_keyboard_interrupt` in CPython's `pythonrun.c`).
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
