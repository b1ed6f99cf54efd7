"""Courses with every element in the form that the platform was seen to keep."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.archive import pack
from moocfab.olx.predict import is_read, predict
from moocfab.safe.archives import read


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_every_element_of_the_reference_course_arrives(
    target: str, shared: Path, record_property: Callable[[str, object], None]
) -> None:
    folder = shared / "data" / "reference" / target
    paths = [path for path in sorted((folder / "course").rglob("*")) if path.is_file()]
    stream = BytesIO()
    pack({path.relative_to(folder / "course").as_posix(): path for path in paths}, stream)
    prediction = predict(read(stream.getvalue(), keep=is_read), targets.load(target))
    elements = json.loads((folder / "verified.json").read_text("utf-8"))["elements"]
    record_property("read", f"{len(elements)} elements of one course")
    assert prediction.refused is None
    assert prediction.course is not None
    arrived = {
        (block.key[0], block.key[1]) for block in prediction.stored
    } | {("static_tab", slug) for slug in prediction.tabs} | {("course", "course")}  # fmt: skip
    verified = {(element["tag"], name) for name, element in elements.items() if element["arrived"]}
    assert len(verified) > 60
    assert verified - arrived == set()
    assert not (prediction.vanished or prediction.empty or prediction.hidden or prediction.renamed)
    assert [(block.key, block.ignored) for block in prediction.stored if block.ignored] == []
    assert prediction.colliding == {}
