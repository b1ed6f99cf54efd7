"""For programs: one JSON document, in the form of `report.schema.json`."""

from __future__ import annotations

from importlib import resources

from moocfab.diagnostics import Report
from moocfab.reporting.view import View


def render(report: Report, view: View) -> str:
    """Return the report as JSON."""
    from moocfab.reporting.document import document  # pydantic, which no other format needs

    return document(report, view.language, view.version).model_dump_json(indent=2) + "\n"


def schema() -> str:
    """Return the published JSON Schema of the document."""
    return resources.files("moocfab.reporting").joinpath("report.schema.json").read_text("utf-8")
