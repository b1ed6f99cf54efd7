"""olxcleaner 0.3 on the courses' OLX for current Open edX: it finds what is listed here, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import olxcleaner
import pytest

from moocfab import pipeline

COURSES = sorted((Path(__file__).parents[2] / "courses").glob("*/course.yml"))

# What it finds of which tag, and why that is right as it is.
JUSTIFIED: Mapping[tuple[str, str], str] = {
    ("UnexpectedTag", "poll"): "it does not know this XBlock; the platform has it, and keeps it inline",
    ("UnexpectedTag", "survey"): "it does not know this XBlock; the platform has it, and keeps it inline",
    ("UnexpectedTag", "word_cloud"): "it does not know this block; the platform has it",
    ("UnexpectedTag", "library_content"): "it does not know this block; the platform draws problems with it",
    ("UnexpectedTag", "done"): "it does not know this XBlock; the platform has it, and keeps it inline",
    ("UnexpectedTag", "split_test"): "it does not know this block; the platform has it",
    ("UnexpectedTag", "edx_sga"): "it does not know this XBlock; the platform has it, and keeps it inline",
    ("UnexpectedTag", "conditional"): "it does not know this block; the platform has it",
    ("UnexpectedTag", "annotatable"): "it does not know this block; the platform has it",
    ("ExtraDisplayName", "openassessment"): "it expects none; the platform's block has a display name and exports it",
    ("BadJumpToLink", "html"): "it takes the anchor of a link for a part of the name; moocfab checks both itself",
    ("MissingURLName", "wiki"): "the wiki is no block; Studio exports it so",
    ("MissingDisplayName", "wiki"): "the wiki is no block; Studio exports it so",
    ("Obsolete", "discussion"): "both platforms keep a forum in a file of its own (reference courses)",
    ("LTIError", "lti_consumer"): "passports are secrets: people enter them on the platform, and todo.md says so",
}


@pytest.mark.parametrize("course", COURSES, ids=lambda path: path.parent.name)
def test_nothing_is_found_but_what_is_justified(course: Path, tmp_path: Path) -> None:
    checked = pipeline.check(course.parent, only=["openedx"])
    for name, content in checked.packages["openedx"].files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    read, errors, names = olxcleaner.validate(str(tmp_path / "course.xml"), steps=8)
    assert read is not None
    assert len(names) >= 40
    found = [(type(error).__name__, _tag(error.description), error.description) for error in errors.errors]
    assert [item for item in found if item[:2] not in JUSTIFIED] == []


def _tag(description: str) -> str:
    """Return the first tag that a message names; what it says of policies comes before the tag it is about."""
    match = re.search(r"<(\w+)", description)
    return match.group(1) if match else ""
