"""Work is shown on a real terminal, and told in lines elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from moocfab.cli import progress
from moocfab.cli.language import Say
from moocfab.cli.progress import ACTIONS
from moocfab.cli.quantity import duration, size
from moocfab.media.jobs import Action
from moocfab.media.progress import Running
from tests.cli.conftest import environment

WORK = """
import sys, time
from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.progress import shown
from moocfab.media.progress import Event, Running
with shown(Say(sys.argv[1])) as tell:
    for step in range(3):
        running = (Running("signal.mov", "encode", step / 3), Running("[red]paire.mov", "poster", 0.5))
        tell(Event(step / 4, step, 4, running, step, 130.0 if step else None))
        time.sleep(0.15)
    if sys.argv[2] == "interrupted":
        raise KeyboardInterrupt
    tell(Event(1.0, 4, 4, (), 4.0, 0.0))
message("fin")
"""


def on_terminal(folder: Path, language: str = "fr", ending: str = "done", **settings: str) -> str:
    """What a terminal gets of the work."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", WORK, language, ending],
        env=environment(folder, **{"TERM": "xterm", "COLUMNS": "100", **settings}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    running.wait(timeout=60)
    return seen.decode()


def test_a_terminal_shows_bars_which_go_away(tmp_path: Path) -> None:
    seen = on_terminal(tmp_path)
    assert "Médias : 2 sur 4" in seen
    assert "signal.mov (encodage)" in seen
    assert "[red]paire.mov (affiche)" in seen
    assert "reste 2 min" in seen
    assert "50%" in seen
    assert "\x1b[3" in seen
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")
    assert seen.endswith("fin\r\n")


def test_an_interrupted_terminal_gets_its_cursor_back(tmp_path: Path) -> None:
    seen = on_terminal(tmp_path, ending="interrupted")
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")


def test_no_color_keeps_the_bars_without_colours(tmp_path: Path) -> None:
    seen = on_terminal(tmp_path, NO_COLOR="1")
    assert "Médias : 2 sur 4" in seen
    assert "\x1b[3" not in seen


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    seen = on_terminal(tmp_path, "en", TERM="dumb")
    assert "\x1b" not in seen
    assert seen.splitlines() == [
        "Media: 1 of 4, 25%, 2 min left, signal.mov (encoding), [red]paire.mov (poster)",
        "Media: 2 of 4, 50%, 2 min left, signal.mov (encoding), [red]paire.mov (poster)",
        "Media: 4 of 4, 100%",
        "fin",
    ]


def test_a_pipe_gets_lines(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORK, "fr", "done"]
    done = subprocess.run(command, env=environment(tmp_path, TERM="xterm"), capture_output=True, check=True, timeout=60)
    assert done.stdout == b""
    assert done.stderr.decode().splitlines()[-2:] == ["Médias : 4 sur 4, 100 %", "fin"]


def test_every_action_has_its_words() -> None:
    assert set(ACTIONS) == {action.value for action in Action}


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (89, "89 s"), (100, "2 min"), (5340, "89 min"), (5400, "1 h 30")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0 octets", "0 bytes"), (999, "999 octets", "999 bytes"), (1240, "1,2 ko", "1.2 kB"), (5e9, "5 Go", "5 GB")],
)
def test_sizes(count: int, french: str, english: str) -> None:
    assert (size(count, Say("fr")), size(count, Say("en"))) == (french, english)


def test_a_job_is_told_with_its_rate_and_what_remains() -> None:
    running = Running("signal.mov", "encode", 0.4, 1.84, 130.0)
    assert progress.job(running, Say("fr")) == "signal.mov (encodage, ×1,8, 2 min)"
    assert progress.job(running, Say("en")) == "signal.mov (encoding, ×1.8, 2 min)"
    assert progress.job(Running("signal.mov", "poster", 0.0), Say("fr")) == "signal.mov (affiche)"
