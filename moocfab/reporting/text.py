"""For people: where, what, the line with carets, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from moocfab.diagnostics import Diagnostic, Report, Severity, Text
from moocfab.reporting.excerpt import excerpt
from moocfab.reporting.view import SEVERITIES, View, one_line

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
SEE = Text("voir", "see")


def render(report: Report, view: View) -> str:
    """Return a paragraph for each finding."""
    files = {finding.location.path for finding in report}
    lines = {path: view.lines(path) for path in files}
    return "\n".join(
        "".join(f"{line}\n" for line in _paragraph(finding, view, lines[finding.location.path])) for finding in report
    )


def _paragraph(finding: Diagnostic, view: View, lines: Sequence[str]) -> Iterator[str]:
    colour = COLOURS[finding.severity]
    severity = f"{SEVERITIES[finding.severity].in_language(view.language)} {finding.rule.code}"
    message = one_line(finding.message(view.language))
    yield f"{_painted(one_line(str(finding.location)), '1', view)}: {_painted(severity, f'1;{colour}', view)} {message}"
    shown = excerpt(finding.location, lines)
    if shown:
        yield shown[0]
        bar, _, carets = shown[1].partition("| ")
        yield f"{bar}| {_painted(carets, colour, view)}"
    for place in finding.related:
        if str(place) not in message:
            yield f"   = {SEE.in_language(view.language)} {one_line(str(place))}"
    hint = one_line(finding.hint(view.language))
    if hint:
        yield f"   = {hint}"


def _painted(text: str, code: str, view: View) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if view.colour else text
