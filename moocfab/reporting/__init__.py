"""A report as text for people or for programs: one file and one line each."""

from __future__ import annotations

from collections.abc import Mapping

from moocfab.reporting import json, short, text
from moocfab.reporting.view import Reporter, View

FORMATS: Mapping[str, Reporter] = {
    "text": text.render,
    "short": short.render,
    "json": json.render,
}

__all__ = ["FORMATS", "Reporter", "View"]
