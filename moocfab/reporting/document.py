"""The shape of a report in JSON, published as `report.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from moocfab.diagnostics import Diagnostic, Location, Report, Severity


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Document):
    """A place in a file; lines and columns count from 1, columns in characters."""

    path: str
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    length: int = Field(ge=0)


class Finding(_Document):
    """One finding; `code` and `slug` are the same in every language."""

    code: str = Field(pattern=r"^MF[1-9]\d{3}$")
    slug: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    location: Place
    related: tuple[Place, ...]


class Tool(_Document):
    """What wrote the report."""

    name: Literal["moocfab"] = "moocfab"
    version: str


class Counts(_Document):
    """How many findings there are of each severity."""

    error: int = Field(ge=0)
    warning: int = Field(ge=0)
    info: int = Field(ge=0)


class PlayedAnswers(_Document):
    """Answers that were played, one for each input, and what they earned.

    `meant` is null where nobody says what they should earn; `error` stands where the platform fails on them.
    """

    answers: tuple[str | tuple[str, ...] | dict[str, Any], ...]
    grader: Literal["moocfab", "openedx"]
    seed: int
    meant: float | None
    earned: float = 0
    possible: float = 0
    refused: bool = False
    feedback: tuple[str, ...] = ()
    error: str | None = None


class PlayedProblem(_Document):
    """A problem that was played: its url_name, where its author wrote it, and the codes of what was found."""

    problem: str
    location: Place
    answers: tuple[PlayedAnswers, ...]
    findings: tuple[str, ...]


Courses = Mapping[str, Mapping[str, tuple[PlayedProblem, ...]]]
"""The path of each course or archive, to its targets, to what was played there."""


class ReportDocument(_Document):
    """What `--format json` prints; `courses` is there where answers were played (`moocfab grade`)."""

    format: Literal[1] = 1
    tool: Tool
    language: Literal["fr", "en"]
    counts: Counts
    findings: tuple[Finding, ...]
    courses: Courses = {}


def document(report: Report, language: str, version: str, courses: Courses | None = None) -> ReportDocument:
    """Return the report as what its JSON says; `courses` is left unset where nothing was played."""
    played = {} if courses is None else {"courses": courses}
    return ReportDocument(
        **played,
        tool=Tool(version=version),
        language="en" if language == "en" else "fr",
        counts=Counts(**{severity.value: report.count(severity) for severity in Severity}),
        findings=tuple(_finding(finding, language) for finding in report),
    )


def _finding(finding: Diagnostic, language: str) -> Finding:
    return Finding(
        code=finding.rule.code,
        slug=finding.rule.slug,
        severity=finding.severity.value,
        message=finding.message(language),
        hint=finding.hint(language),
        location=place(finding.location),
        related=tuple(place(other) for other in finding.related),
    )


def place(location: Location) -> Place:
    """Return a location as its JSON says it."""
    return Place(path=location.path, line=location.line, column=location.column, length=location.length)
