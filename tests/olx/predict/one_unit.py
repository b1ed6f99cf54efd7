"""A course of one unit as an archive, and what is foreseen of it."""

from __future__ import annotations

from typing import Any

import pytest

from moocfab import targets
from moocfab.olx.predict import Prediction, predict
from moocfab.safe.archives import Entry

ROOT = '<course url_name="r" org="O" course="1"/>'
UNIT = '<vertical url_name="v" display_name="V">{}</vertical>'
COURSE = f'<course><chapter url_name="c"><sequential url_name="s">{UNIT}</sequential></chapter></course>'
AROUND = {("chapter", "c"), ("sequential", "s"), ("vertical", "v")}
TARGETS = pytest.mark.parametrize("target", ["fun", "openedx"])


def foresee(target: str, unit: str = "", **more: str | bytes) -> Prediction:
    """The prediction for a course of one unit, with further files; `/` is written `__`, `.` `_dot_`."""
    files: dict[str, str | bytes] = {"course.xml": ROOT, "course/r.xml": COURSE.format(unit)}
    files |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return of(target, files)


def of(target: str, files: dict[str, Any]) -> Prediction:
    data = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    entries = {f"top/{name}": Entry(len(content), "", content) for name, content in data.items()}
    return predict(entries, targets.load(target))


def inside(prediction: Prediction) -> set[tuple[str, str]]:
    assert prediction.refused is None
    return set(prediction.arrived) - AROUND
