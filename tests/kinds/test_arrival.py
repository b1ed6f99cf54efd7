"""What the pages of videos, forums, tools, raw OLX and of kinds that hold others show arrives.

It is packed, read again, and imported in foresight.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from textwrap import indent

import pytest

from moocfab import targets
from moocfab.archive import pack
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.kinds.registry import KINDS
from moocfab.olx.verify import verify
from moocfab.olx.write import write
from tests.kinds.test_contract import OVERLAY, examples

NAMES = (
    *("video", "discussion", "lti", "raw", "poll", "survey", "word_cloud", "open_response"),
    *("question_bank", "split", "conditional", "password"),
)


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_every_example_arrives(target: str, base: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(base, tmp_path / "course"))
    texts = [e.text for name in NAMES for e in examples(KINDS[name], "fr") if e.spelling == "yaml"]
    items = [text if text.startswith("- ") else f"- {indent(text, '  ').lstrip()}" for text in texts]
    shutil.copytree(OVERLAY, folder, dirs_exist_ok=True)
    module = folder / "modules" / "1-premiers-pas"
    (module / "exemples.yml").write_text(
        "title: Exemples\nelements:\n" + indent("".join(items), "  "), encoding="utf-8"
    )
    outline = module / "module.yml"
    outline.write_text(outline.read_text("utf-8").replace("2-le-signal.md]", "2-le-signal.md, exemples.yml]"), "utf-8")
    course, findings = load(folder)
    assert course is not None
    assert [finding.message("en") for finding in findings] == []
    package, findings = write(edition(course, targets.load(target)))
    assert [finding.message("en") for finding in findings] == []
    archive = BytesIO()
    pack(package.files, archive)
    assert [f.message("en") for f in verify(package, archive.getvalue(), targets.load(target))] == []
    tags = {block.tag for block in package.declared.walk()}
    assert {"lti_consumer", "discussion", "html", "library_content", "problem", "split_test", "conditional"} < tags
    assert {"fun": "libcast_xblock", "openedx": "video"}[target] in tags
