"""Data to stdout, messages to stderr; a reader who leaves early stops neither the work nor its verdict."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import IO

import click


def ensure_streams() -> None:
    """Open what was closed of the three standard streams, so that no file of ours takes its number."""
    for number, mode in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest free number, which is this one
    for name, writes in (("stdin", False), ("stdout", True), ("stderr", True)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if writes else "r", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace" if stream.encoding.lower() not in ("utf-8", "utf8") else "backslashreplace")


def data(text: str) -> None:
    """Write what was asked for."""
    _write(sys.stdout, text)


def message(text: str) -> None:
    """Tell the user something, on a line of its own."""
    _write(sys.stderr, text + "\n")


def coloured(stream: IO[str], environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether `stream` is a terminal that wants colours."""
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb" and stream.isatty()


def _write(stream: IO[str], text: str) -> None:
    if not text:
        return
    try:
        click.echo(text, file=stream, nl=False)
        stream.flush()
    except BrokenPipeError:
        silence(stream)


def silence(stream: IO[str]) -> None:
    """Send what is still written to `stream` nowhere, what it keeps back included."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
