"""One finding a line: `path:line:column: erreur MF1234 message`."""

from __future__ import annotations

from moocfab.diagnostics import Report
from moocfab.reporting.view import View, headline, one_line


def render(report: Report, view: View) -> str:
    """Return a line for each finding."""
    return "".join(f"{one_line(str(finding.location))}: {headline(finding, view.language)}\n" for finding in report)
