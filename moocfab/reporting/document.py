"""The shape of a report in JSON, published as `report.schema.json`."""

from __future__ import annotations

from typing import Literal

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


class ReportDocument(_Document):
    """What `moocfab check --format json` prints."""

    format: Literal[1] = 1
    tool: Tool
    language: Literal["fr", "en"]
    counts: Counts
    findings: tuple[Finding, ...]


def document(report: Report, language: str, version: str) -> ReportDocument:
    """Return the report as what its JSON says."""
    return ReportDocument(
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
        location=_place(finding.location),
        related=tuple(_place(place) for place in finding.related),
    )


def _place(location: Location) -> Place:
    return Place(path=location.path, line=location.line, column=location.column, length=location.length)
