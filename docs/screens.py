"""The pictures of moocfab's own screens: real commands on a course with a mistake, drawn as SVG."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
SCREENS = HERE / "screens"


def main() -> None:
    """Draw every screen anew."""
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        moocfab(here, "new", "mon-cours")
        quiz = here / "mon-cours/modules/1-premiers-pas/quiz.yml"
        quiz.write_text(quiz.read_text("utf-8").replace("        correct: true\n", "", 1), encoding="utf-8")
        draw("check", here, "check", "mon-cours")
        draw("explain", here, "explain", "MF4323")


def moocfab(folder: Path, *arguments: str) -> str:
    """Return what a command prints on a terminal."""
    environment = {**os.environ, "TERM": "xterm", "MOOCFAB_LANG": "fr", "MOOCFAB_CACHE": str(folder / "cache")}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "moocfab", *arguments], cwd=folder, env=environment, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    printed = b""
    with os.fdopen(ours, "rb", buffering=0) as terminal, suppress(OSError):  # a closed terminal is an error to read
        while part := terminal.read(4096):
            printed += part
    process.wait()
    return printed.decode("utf-8").replace("\r\n", "\n")


def draw(name: str, folder: Path, *arguments: str) -> None:
    """Write one screen: a command and what it prints."""
    output = moocfab(folder, *arguments)
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ moocfab {' '.join(arguments)}", style="bold"))
    console.print(Text.from_ansi(output))
    svg = console.export_svg(title="moocfab", unique_id=name)
    (SCREENS / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
