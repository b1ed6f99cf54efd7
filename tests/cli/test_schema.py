from __future__ import annotations

import json
import re
from pathlib import Path

from moocfab.course.schema import FILES
from tests.cli.conftest import Command


def test_a_new_course_names_schemas_that_are_there(moocfab: Command, tmp_path: Path) -> None:
    moocfab("new", "cours")
    found = 0
    for path in (tmp_path / "cours").rglob("*.yml"):
        if any(part.startswith(".") for part in path.relative_to(tmp_path).parts):
            continue  # what forges read has no schema of ours
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert named, path
        assert json.loads((path.parent / named.group(1)).read_text("utf-8"))["title"].startswith("moocfab ")
        found += 1
    assert found == 3


def test_schemas_are_written_where_one_says(moocfab: Command, course: Path, tmp_path: Path) -> None:
    assert moocfab("schema").status == 2
    ran = moocfab("schema", "--output", "schemas")
    assert ran.status == 0
    assert {Path(line).name for line in ran.out.splitlines()} == {
        f"{n}.schema.json" for n in (*FILES, "report", "plan")
    }
    for line in ran.out.splitlines():
        assert json.loads((tmp_path / line).read_text("utf-8"))["$schema"].endswith("2020-12/schema")


def test_one_schema_goes_to_stdout(moocfab: Command) -> None:
    french, english = moocfab("schema", "course").out, moocfab("schema", "course", "--lang", "en").out
    assert json.loads(french)["description"] == "Un cours : course.yml."
    assert json.loads(english)["description"] == "A course: course.yml."
    assert moocfab("schema", "absent").status == 2
