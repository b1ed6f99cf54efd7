"""Where ffmpeg comes from: `MOOCFAB_FFMPEG`, the wheel `imageio-ffmpeg`, the `PATH`."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from moocfab.errors import ToolError
from moocfab.safe.process import Limits, run

VARIABLE = "MOOCFAB_FFMPEG"
_WHEEL = "imageio_ffmpeg"


@dataclass(frozen=True)
class Tool:
    """An ffmpeg: its path, who named it, and its version as it says it."""

    path: str
    origin: str
    version: str


def ffmpeg() -> Tool:
    """Return the ffmpeg to use.

    Raises:
        ToolError: there is none, or it does not run.
    """
    return _asked(*_found(os.environ.get(VARIABLE, "")))


def _found(named: str) -> tuple[str, str]:
    """Return a path and who names it."""
    if named:
        return named, VARIABLE
    wheel = _in_wheel()
    if wheel is not None:
        return str(wheel), "imageio-ffmpeg"
    on_path = shutil.which("ffmpeg")
    if on_path is None:
        raise ToolError(
            f"ffmpeg est introuvable : installez le paquet imageio-ffmpeg, ou donnez son chemin dans {VARIABLE}",
            f"there is no ffmpeg: install the package imageio-ffmpeg, or give its path in {VARIABLE}",
        )
    return on_path, "PATH"


def _in_wheel() -> Path | None:
    """Return the program in the wheel, where the wheel has one for this system."""
    if find_spec(_WHEEL) is None:
        return None
    folder = resources.files(_WHEEL).joinpath("binaries")
    if not folder.is_dir():
        return None
    found = sorted(str(file) for file in folder.iterdir() if file.name.startswith("ffmpeg-"))
    return Path(found[0]) if found else None


@cache
def _asked(path: str, origin: str) -> Tool:
    """Return a program with its version, asked once."""
    lines: list[str] = []
    finished = run([path, "-version"], limits=Limits(wall=30, cpu=30), line=lines.append)
    words = lines[0].split() if lines else []
    if finished.status != 0 or words[:2] != ["ffmpeg", "version"]:
        raise ToolError(f"« {path} » ({origin}) n'est pas ffmpeg", f"“{path}” ({origin}) is not ffmpeg")
    return Tool(path, origin, words[2])
