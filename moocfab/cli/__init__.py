"""The command `moocfab`: one file per command, which parses, calls one function and prints."""

import sys


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
    sys.exit(status)
