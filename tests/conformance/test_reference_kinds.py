"""Every poll, survey, word cloud, open response, file submission, tick and drag-and-drop of the reference courses.

Each is read, written and read again to the same fields. What is spelled otherwise (the order in a rubric, a date's
offset, `1.0`) is the same to the platforms.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from moocfab.kinds.registry import KINDS
from tests.conformance.test_reference_blocks import again, blocks

NAMES = {
    "poll": "poll",
    "survey": "survey",
    "word_cloud": "word_cloud",
    "done": "completion",
    "openassessment": "open_response",
    "edx_sga": "file_submission",
    "drag-and-drop-v2": "drag_and_drop",
}


@pytest.mark.parametrize(("target", "count"), [("fun", 7), ("openedx", 9)])
def test_block_is_read_and_written_without_loss(
    target: str, count: int, shared: Path, record_property: Callable[[str, object], None]
) -> None:
    read = []
    for block in blocks(shared / "data" / "reference" / target / "course", set(NAMES)):
        kind = KINDS[NAMES[str(block.tag)]]
        fields, written = kind.read(deepcopy(block), None), again(block, target, kind)
        assert fields is not None
        assert written is not None
        second = kind.read(deepcopy(written), None)
        assert kind.spec.model_validate(second) == kind.spec.model_validate(fields)
        assert {child.tag for child in block.iter()} <= {child.tag for child in written.iter()}
        assert not {name for name, value in block.items() if value} - set(written.keys()) - {"show_question_header"}
        read.append(f"{block.get('url_name')} as {kind.name}")
    record_property("read", ", ".join(read))
    assert len(read) == count
