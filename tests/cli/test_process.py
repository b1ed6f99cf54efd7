"""How the process ends, seen from outside."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.generated import course as generated
from tests.cli.conftest import Command, environment
from tests.cli.test_check import spoil

BUG = "from moocfab import pipeline\ndef check(*_, **__): return {}['absent']\npipeline.check = check"


def start(folder: Path, *arguments: str, redirect: str = "", **settings: str) -> subprocess.Popen[bytes]:
    """The command below a shell, which redirects its streams."""
    command = ["sh", "-c", f'exec "$@" {redirect}', "sh", sys.executable, "-m", "moocfab", *arguments]
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment(folder, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listen,
    )


def listen() -> None:
    """Take signals as at a terminal: what runs in the background, or below nohup, inherits that they are ignored."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def until_it_works(running: subprocess.Popen[bytes]) -> None:
    """Wait until the process has taken SIGTERM for its own, and a moment more."""
    while running.poll() is None:
        status = Path(f"/proc/{running.pid}/status").read_text("utf-8")
        caught = int(status.split("SigCgt:")[1].split()[0], 16)
        time.sleep(0.3)
        if caught & 1 << signal.SIGTERM - 1:
            return


def test_version_and_languages(process: Command) -> None:
    assert re.fullmatch(r"moocfab \d+\.\d+\.\d+\n", process("--version").out)
    assert "Usage : moocfab" in process("--help").out
    assert "Usage: moocfab" in process("--help", settings={"LANG": "en_GB.UTF-8"}).out
    assert "Usage: moocfab" in process("--help", "--lang", "en").out


@pytest.mark.parametrize(
    "arguments", [(), ("chek",), ("check", "--absent"), ("--lang", "de"), ("check", "--fail-on", "x")]
)
def test_wrong_usage_is_2_and_in_french(process: Command, arguments: tuple[str, ...]) -> None:
    ran = process(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage :" in ran.err
    assert "Error" not in ran.err


def test_a_near_command_is_named(process: Command) -> None:
    assert "vouliez-vous dire « check »" in process("chek").err


def test_a_bug_of_ours_asks_for_a_report_and_keeps_the_traceback(process: Command, course: Path) -> None:
    ran = process("check", course, code=BUG)
    assert ran.status == 4
    assert "Traceback" not in ran.err
    assert "(KeyError)" in ran.err
    report = Path(ran.err.splitlines()[2].strip())
    assert "KeyError: 'absent'" in report.read_text("utf-8")
    assert report.is_relative_to(course.parent / "state")


def test_a_bug_in_one_course_stops_no_other(process: Command, course: Path) -> None:
    code = BUG.replace("def check", "right = pipeline.check\ndef check").replace(
        "(*_, **__): return", "(path, **rest): return right(path, **rest) if path.name == 'cours' else"
    )
    (course.parent / "autre").mkdir()
    ran = process("check", "autre", "cours", code=code)
    assert ran.status == 4
    assert ran.err.splitlines()[-3:] == [
        "erreur de moocfab  autre",
        "bien               cours",
        "1 cours sur 2 sans erreur.",
    ]


def test_a_reader_that_leaves_does_not_change_the_verdict(course: Path) -> None:
    spoil(course)
    running = start(course.parent, "check", "cours")
    assert running.stdout
    running.stdout.close()
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (1, b"1 erreur.\n")


@pytest.mark.parametrize(
    ("redirect", "status"), [(">&-", 1), ("2>&-", 1), (">&- 2>&- <&-", 1), (">/dev/full", 3)], ids=str
)
def test_streams_that_cannot_be_written(course: Path, redirect: str, status: int) -> None:
    spoil(course)
    running = start(course.parent, "check", "cours", redirect=redirect)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == status
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors
    if status == 3:
        assert "le disque est plein" in errors.decode()


def test_closed_streams_do_not_reach_an_archive(course: Path) -> None:
    running = start(course.parent, "build", "cours", "--output", "un", redirect=">&- 2>&- <&-")
    running.communicate(timeout=60)
    assert running.returncode == 0
    start(course.parent, "build", "cours", "--output", "deux").communicate(timeout=60)
    first, second = ([path.read_bytes() for path in sorted((course.parent / n).iterdir())] for n in ("un", "deux"))
    assert first == second


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_work_with_130_and_leaves_no_debris(tmp_path: Path, number: signal.Signals) -> None:
    generated(tmp_path / "cours", 300)
    running = start(tmp_path, "build", "cours")
    until_it_works(running)
    running.send_signal(number)
    output, errors = running.communicate(timeout=60)
    assert (running.returncode, output) == (130, b""), errors.decode()
    assert errors.decode().strip() == "Interrompu."
    assert [path for path in (tmp_path / "cours").rglob("*") if path.suffix in (".part", ".gz")] == []
