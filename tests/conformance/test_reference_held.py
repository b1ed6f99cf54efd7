"""The blocks of the reference courses that hold others are read as the kinds that write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from moocfab.kinds.contract import XML
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse

# Kind to the fields that are read of its only block; what it holds is read with the archive.
READ: dict[str, dict[str, dict[str, Any]]] = {
    "fun": {
        "question_bank": {"title": "Questions tirées au sort", "pick": 2},
        "split": {"title": "Deux versions"},
        "conditional": {
            "title": "Après le choix unique",
            "when": {"elements": ["p-single"], "state": "answered"},
            "message": "Répondez d’abord à {link}.",
        },
        "password": {"title": "Contenu protégé", "group": "examen-blanc"},
    },
    "openedx": {
        "question_bank": {"title": "A random draw", "pick": 1},
        "split": {"title": "One of two versions"},
        "conditional": {
            "title": "After the first question",
            "when": {"elements": ["p-single"], "state": "submitted"},
            "message": "Answer the first question of the quiz to read this.",
        },
    },
}


def blocks(course: Path, tag: str) -> list[XML]:
    """Return the blocks of a tag, those in files of their own and those that stand in units."""
    files = (*sorted((course / tag).glob("*.xml")), *sorted((course / "vertical").glob("*.xml")))
    found = (element for path in files for element in parse(path.read_bytes()).iter(tag))
    return [element for element in found if len(element)]


@pytest.mark.parametrize("target", READ)
def test_block_of_the_reference_course_is_read(target: str, shared: Path) -> None:
    course = shared / "data" / "reference" / target / "course"
    for name, expected in READ[target].items():
        kind = KINDS[name]
        (block,) = blocks(course, kind.tags[target])
        assert kind.read(block, None) == expected
        assert set(expected) <= set(kind.spec.model_fields) - set(kind.apart)
