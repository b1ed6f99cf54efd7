"""How a report is to be seen, and the words that every format shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from moocfab.diagnostics import Diagnostic, Report, Severity, Text

SEVERITIES = {
    Severity.ERROR: Text("erreur", "error"),
    Severity.WARNING: Text("avertissement", "warning"),
    Severity.INFO: Text("info", "info"),
}
MAX_BYTES = 5_000_000


def read_lines(path: str) -> Sequence[str]:
    """Return the lines of a file as its author sees them; none where it is no readable text."""
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ()
        written = file.read_bytes()
    except (OSError, ValueError):
        return ()
    if b"\0" in written:
        return ()
    text = written.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True, kw_only=True)
class View:
    """How a report is to be seen.

    Attributes:
        language: `fr` or `en`.
        colour: whether the terminal shows colours.
        version: of moocfab, for the formats that name their tool.
        lines: the path of a location to the lines of that file.
    """

    language: str = "fr"
    colour: bool = False
    version: str = ""
    lines: Callable[[str], Sequence[str]] = read_lines


Reporter = Callable[[Report, View], str]
"""A report to what is printed, ended by a line end; empty where there is nothing to say."""


def headline(finding: Diagnostic, language: str) -> str:
    """Return `erreur MF1234 message`, on one line."""
    severity = SEVERITIES[finding.severity].in_language(language)
    return f"{severity} {finding.rule.code} {one_line(finding.message(language))}"


def one_line(text: str) -> str:
    """Return `text` without line ends or what could command a terminal."""
    kept = (char if char.isprintable() or char.isspace() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return " ".join("".join(kept).split())
