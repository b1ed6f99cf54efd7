"""What Git knows of a folder: its repository, and the revision that last changed it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from moocfab.course.lock import State
from moocfab.errors import ToolError
from moocfab.safe.process import Limits, run

_LIMITS = Limits(wall=20, cpu=20)


def state(place: Path) -> State:
    """Return the state of a folder or a file; without a revision where something of it is not committed."""
    program = shutil.which("git")
    if program is None:
        return State()
    folder, name = (place, ".") if place.is_dir() else (place.parent, place.name)
    remote = _said(program, folder, "config", "--get", "remote.origin.url")
    changed = _said(program, folder, "status", "--porcelain", "--", name)
    revision = _said(program, folder, "log", "-1", "--format=%H", "--", name)
    return State(_public(remote or ""), (revision or "") if changed == "" else "")


def _said(program: str, folder: Path, *arguments: str) -> str | None:
    """Return what a Git command prints; None where it fails. Nothing that the repository names is run."""
    lines: list[str] = []
    command = [program, "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        ended = run(command, limits=_LIMITS, line=lines.append)
    except ToolError:
        return None
    return "\n".join(line.rstrip("\n") for line in lines).strip() if ended.status == 0 else None


def _public(address: str) -> str:
    """Return an address without the name and the password that it may hold; empty for a folder of this machine."""
    if not re.match(r"(?!file:)\w+://|[\w.-]+@[\w.-]+:", address):
        return ""
    return re.sub(r"^(\w+://)[^/@]*@", r"\1", address)
