"""Other programs: limited, watched, killed with all that they started."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO

import pytest

from moocfab.errors import Cancelled, ToolError
from moocfab.safe import process
from moocfab.safe.process import TAIL_BYTES, Limits, OutOfTime, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and sessions are those of POSIX systems")
SHELL = "/bin/sh"


def alive(pid: int) -> bool:
    """Say whether a process runs; a zombie does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text().split(")", 1)[1][:3]
    except OSError:
        return False


def gone(pid: int, *, within: float) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not alive(pid):
            return True
        time.sleep(0.01)
    return False


def test_run_gives_lines_status_and_messages() -> None:
    lines: list[str] = []
    finished = run([SHELL, "-c", "echo un; echo deux; echo gare >&2; exit 3"], line=lines.append)
    assert (lines, finished.status, finished.errors) == (["un", "deux"], 3, "gare")


def test_run_closes_the_standard_input() -> None:
    lines: list[str] = []
    run([SHELL, "-c", "cat; echo fin"], line=lines.append, limits=Limits(wall=10))
    assert lines == ["fin"]


def test_run_keeps_the_end_of_many_messages() -> None:
    finished = run([SHELL, "-c", "yes gare | head -c 3000000 >&2; echo fin >&2"])
    assert finished.errors.endswith("fin")
    assert len(finished.errors) <= TAIL_BYTES


def test_run_keeps_the_last_words_however_late_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a program has ended long before the thread that reads its messages gets its turn."""
    read = process._read_tail

    def late(stream: IO[bytes], end: deque[bytes], tail: int) -> None:
        time.sleep(0.3)
        read(stream, end, tail)

    monkeypatch.setattr(process, "_read_tail", late)
    assert run([SHELL, "-c", "echo fin >&2"]).errors == "fin"


def test_run_ends_though_a_child_that_left_keeps_the_output_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "READ_OUT", 0.1)
    with pytest.raises(OutOfTime):
        run(["/usr/bin/env", "setsid", "--fork", "sleep", "3"], limits=Limits(wall=0.3))


def test_run_tells_what_cannot_be_started() -> None:
    with pytest.raises(ToolError, match="/nowhere/ffmpeg"):
        run(["/nowhere/ffmpeg"])


def test_run_passes_few_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FFREPORT", "file=/tmp/report.log")
    lines: list[str] = []
    run([SHELL, "-c", "echo ${FFREPORT-none} $MINE"], line=lines.append, environment={"MINE": "yes"})
    assert lines == ["none yes"]


def test_run_kills_the_whole_group_when_it_is_cancelled() -> None:
    pids: list[int] = []
    cancelled = threading.Event()

    def heard(line: str) -> None:
        pids.append(int(line))
        if len(pids) == 2:
            cancelled.set()

    with pytest.raises(Cancelled):
        run([SHELL, "-c", "trap '' TERM INT; sleep 60 & echo $!; echo $$; wait"], line=heard, cancelled=cancelled)
    assert len(pids) == 2
    assert all(gone(pid, within=5) for pid in pids)


def test_run_does_not_start_what_is_cancelled_already() -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        run(["/nowhere"], cancelled=cancelled)


@pytest.mark.parametrize("limits", [Limits(wall=0.3), Limits(stall=0.3)])
def test_run_kills_what_takes_too_long(limits: Limits) -> None:
    start = time.monotonic()
    with pytest.raises(OutOfTime):
        run([SHELL, "-c", "echo; exec sleep 60"], limits=limits)
    assert time.monotonic() - start < 5


def test_run_kills_what_closes_its_output_and_goes_on() -> None:
    with pytest.raises(OutOfTime):
        run([SHELL, "-c", "exec >&- 2>&-; sleep 60"], limits=Limits(wall=0.5))


def test_run_limits_memory_processor_and_files(tmp_path: Path) -> None:
    memory = run([sys.executable, "-c", "b'x' * (1 << 30)"], limits=Limits(memory=512 << 20))
    assert "MemoryError" in memory.errors
    processor = run([sys.executable, "-c", "while True: pass"], limits=Limits(cpu=1))
    assert processor.status in (-signal.SIGXCPU, -signal.SIGKILL)
    written = run(
        [sys.executable, "-c", f"open({str(tmp_path / 'x')!r}, 'w').write('x' * 9000)"], limits=Limits(written=4096)
    )
    assert written.status != 0
    assert (tmp_path / "x").stat().st_size <= 4096


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a program without rights from starting others")
@pytest.mark.parametrize(
    "start", ["os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "subprocess.run(['true'])"]
)
def test_run_lets_a_program_start_threads_but_no_other_program(start: str) -> None:
    code = "import os, subprocess, threading\nown = threading.Thread(target=print)\nown.start()\nown.join()\n"
    assert run([sys.executable, "-c", code], limits=Limits(processes=False)).status == 0
    ended = run([sys.executable, "-c", f"{code}{start}"], limits=Limits(processes=False))
    assert "PermissionError" in ended.errors


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux closes the network for a program without rights")
@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_run_closes_the_network_for_all_that_a_program_starts(kind: str) -> None:
    code = f"import socket; socket.socket(socket.{kind})"
    assert run([sys.executable, "-c", code]).status == 0
    assert "PermissionError" in run([sys.executable, "-c", code], limits=Limits(network=False)).errors
    child = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {code!r}]).returncode)"
    assert run([sys.executable, "-c", child], limits=Limits(network=False)).status != 0


def landlock() -> bool:
    """Whether the kernel can keep a program from writing: `landlock_create_ruleset` tells its version."""
    return sys.platform == "linux" and int(ctypes.CDLL(None).syscall(444, None, 0, 1)) >= 1


@pytest.mark.skipif(not landlock(), reason="only Linux 5.13 and later keeps a program without rights from writing")
def test_run_keeps_a_program_to_the_folder_that_it_may_write_to(tmp_path: Path) -> None:
    own, kept = tmp_path / "own", tmp_path / "kept"
    own.mkdir()
    kept.write_text("mine", encoding="utf-8")
    limits = Limits(writable=own)

    def done(code: str) -> bool:
        return run([sys.executable, "-c", code], limits=limits).status == 0

    assert done(f"open({str(own / 'x')!r}, 'w').write('a'); open('/dev/null', 'w').write('a')")
    assert done(f"assert open({str(kept)!r}).read() == 'mine'")
    assert not done(f"open({str(kept)!r}, 'w')")
    assert not done(f"import os; os.remove({str(kept)!r})")
    assert not done(f"import os; os.mkdir({str(tmp_path / 'new')!r})")
    assert kept.read_text("utf-8") == "mine"


def test_children_die_with_their_parent() -> None:
    code = (
        "from moocfab.safe.process import run\n"
        "run(['/bin/sh', '-c', 'echo $$; exec sleep 60'], line=lambda line: print(line, flush=True))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(child, within=1)
