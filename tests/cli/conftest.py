"""Courses to work on, and the command run in this process or in one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from moocfab.cli.language import VARIABLES
from moocfab.cli.process import run

BASE = Path(__file__).parent.parent / "cases" / "base"


@dataclass(frozen=True)
class Ran:
    """What a run of the command gave."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A valid course in a folder of its own."""
    shutil.copytree(BASE, tmp_path / "cours")
    return tmp_path / "cours"


@pytest.fixture
def moocfab(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run the command here, in French, from an empty folder's parent."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        return Ran(status, *capfd.readouterr())

    return command


def environment(home: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that says nothing of languages and has a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in (*VARIABLES, "NO_COLOR", "TERM")}
    return {**kept, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), **settings}


@pytest.fixture
def process(tmp_path: Path) -> Command:
    """Run the command in a process of its own."""

    def command(*arguments: str | Path, code: str = "", settings: Mapping[str, str] | None = None) -> Ran:
        start = ["-c", f"{code}\nfrom moocfab.cli import main\nmain()"] if code else ["-m", "moocfab"]
        done = subprocess.run(
            [sys.executable, *start, *map(str, arguments)],
            cwd=tmp_path,
            env=environment(tmp_path, **settings or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return command
