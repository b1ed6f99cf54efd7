"""The only door to other programs: limited, watched, killed with all they started, gone when we are gone.

What differs between systems stands here. Linux has it all; macOS does not end a child with its parent and
does not hold memory; Windows has neither limits nor sessions, only the clock.
"""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from moocfab.errors import Cancelled, ToolError, reason

POSIX = os.name == "posix"
POLL = 0.05
TAIL_BYTES = 16_384
LINE_BYTES = 1 << 22
READ_OUT = 10.0
"""Seconds for reading what an ended program said; only one that left a child of its own behind takes them."""
_KEPT = (
    "PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a program may use.

    Attributes:
        wall: seconds from start to end.
        stall: seconds without a line on its standard output; None where it writes none.
        cpu: seconds of processor time.
        memory: bytes of address space.
        written: bytes of any file that it writes.
        network: whether it may open connections; only Linux can refuse them.
        processes: whether it may start others; only Linux can refuse them.
        writable: the only folder that it may write to; only Linux can refuse others.
    """

    wall: float = 3600.0
    stall: float | None = None
    cpu: int = 3600
    memory: int = 4 << 30
    written: int | None = None
    network: bool = True
    processes: bool = True
    writable: Path | None = None

    def settings(self) -> list[str]:
        """Return the limits as `launch` reads them."""
        written = [] if self.written is None else [f"RLIMIT_FSIZE={self.written}"]
        closed = [] if self.network else ["NETWORK=none"]
        closed += [] if self.processes else ["PROCESSES=none"]
        kept = [] if self.writable is None else [f"WRITABLE={self.writable}"]
        return [f"RLIMIT_CPU={self.cpu}", f"RLIMIT_AS={self.memory}", "RLIMIT_CORE=0", *written, *kept, *closed]


@dataclass(frozen=True)
class Finished:
    """How a program ended: its exit status (minus the signal that killed it) and the end of its messages."""

    status: int
    errors: str


class OutOfTime(ToolError):
    """A program was killed because it took too long, or said nothing for too long."""


def run(
    command: Sequence[str],
    *,
    limits: Limits | None = None,
    line: Callable[[str], None] = lambda _line: None,
    cancelled: threading.Event | None = None,
    environment: Mapping[str, str] | None = None,
    tail: int = TAIL_BYTES,
) -> Finished:
    """Run a program to its end; its standard input is closed.

    Args:
        command: the program's absolute path, then its arguments.
        limits: what it may use.
        line: is given each line of its standard output, in the caller's thread.
        cancelled: kills it when set.
        environment: variables besides the few that every program gets.
        tail: how many bytes of the end of its messages are kept.

    Raises:
        Cancelled: `cancelled` was set.
        OutOfTime: a time limit was reached.
        ToolError: it cannot be started.
    """
    limits = limits or Limits()
    cancelled = cancelled or threading.Event()
    if cancelled.is_set():
        raise Cancelled
    child = _start(command, limits, environment or {})
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    end: deque[bytes] = deque()
    readers = {
        child.stdout: threading.Thread(target=_read_lines, args=(child.stdout, lines), daemon=True),
        child.stderr: threading.Thread(target=_read_tail, args=(child.stderr, end, tail), daemon=True),
    }
    try:
        for reader in readers.values():
            reader.start()
        _watch(Path(command[0]).name, child, lines, line, limits, cancelled)
    finally:
        _kill(child)
        for stream, reader in readers.items():
            _read_out(stream, reader)
    return Finished(child.returncode, b"".join(end)[-tail:].decode("utf-8", "replace").strip())


def _start(command: Sequence[str], limits: Limits, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    program = shutil.which(command[0])
    if program is None:
        raise ToolError(f"« {command[0]} » ne peut pas être exécuté", f"“{command[0]}” cannot be executed")
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    options: dict[str, Any] = {"start_new_session": True} if POSIX else {"creationflags": _windows_flags()}
    if POSIX:
        launcher = str(Path(__file__).with_name("launch.py"))
        command = [
            sys.executable,
            "-I",
            "-S",
            launcher,
            str(os.getpid()),
            *limits.settings(),
            "--",
            program,
            *command[1:],
        ]
    try:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, **environment},
            close_fds=True,
            **options,
        )
    except (OSError, ValueError) as error:
        why = reason(error)
        raise ToolError(
            f"« {command[0]} » ne démarre pas : {why.fr}", f"“{command[0]}” does not start: {why.en}"
        ) from error


def _windows_flags() -> int:
    return int(getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)) | int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def _watch(
    program: str,
    child: subprocess.Popen[bytes],
    lines: queue.SimpleQueue[str | None],
    line: Callable[[str], None],
    limits: Limits,
    cancelled: threading.Event,
) -> None:
    """Hand on lines until the program ends; raise where it must be killed."""
    end = time.monotonic() + limits.wall
    heard = time.monotonic()
    open_ = True
    while open_ or child.poll() is None:
        if cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now > end or (limits.stall is not None and now > heard + limits.stall):
            raise _late(program)
        try:
            found = lines.get(timeout=POLL if open_ else POLL / 10)
        except queue.Empty:
            continue
        heard = time.monotonic()
        if found is None:
            open_ = False
        else:
            line(found)


def _late(program: str) -> OutOfTime:
    return OutOfTime(
        f"« {program} » a été arrêté : il prenait trop de temps", f"“{program}” was stopped: it took too long"
    )


def _read_lines(stream: IO[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    with suppress(OSError, ValueError):
        while found := stream.readline(LINE_BYTES):
            lines.put(found.decode("utf-8", "replace").rstrip("\r\n"))
    lines.put(None)


def _read_tail(stream: IO[bytes], end: deque[bytes], tail: int) -> None:
    """Keep the end of what a program says, and no more of it than twice what is shown."""
    size = 0
    with suppress(OSError, ValueError):
        while found := os.read(stream.fileno(), 8192):
            end.append(found)
            size += len(found)
            while size - len(end[0]) >= tail:
                size -= len(end.popleft())


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started, unless its end was already collected (its number may be another's)."""
    if child.returncode is None:
        with suppress(OSError):
            if POSIX:
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()


def _read_out(stream: IO[bytes] | None, reader: threading.Thread) -> None:
    """Close what an ended program said once it is read: closed before, its last words are lost on a busy machine."""
    if reader.ident is not None:
        reader.join(timeout=READ_OUT)
    if stream is not None and not reader.is_alive():
        with suppress(OSError):
            stream.close()
