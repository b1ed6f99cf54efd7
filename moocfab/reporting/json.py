"""For programs: one JSON document, in the form of `report.schema.json`."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from moocfab.diagnostics import Report
from moocfab.reporting.view import View

if TYPE_CHECKING:
    from moocfab.reporting.document import Courses


def render(report: Report, view: View, courses: Courses | None = None) -> str:
    """Return the report as JSON, with what was played where that is given."""
    from moocfab.reporting.document import document  # pydantic, which no other format needs

    told = document(report, view.language, view.version, courses)
    left_out = set() if "courses" in told.model_fields_set else {"courses"}
    return told.model_dump_json(indent=2, exclude=left_out) + "\n"


def schema() -> str:
    """Return the published JSON Schema of the document."""
    return resources.files("moocfab.reporting").joinpath("report.schema.json").read_text("utf-8")
