"""The library: the examples of its page run as they stand, and courses that programs make."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from moocfab import pipeline
from moocfab.course import construct as new
from moocfab.course.model import Course, Element
from moocfab.errors import Cancelled, InputError, ToolError

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "library.md"
BASE = ROOT / "tests" / "cases" / "base"


def test_the_examples_of_the_page_run_as_they_stand_and_print_nothing(tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    shutil.copytree(BASE, tmp_path / "courses/bases-reseaux")
    (tmp_path / "page.py").write_text("\n".join(blocks), "utf-8")
    done = subprocess.run([sys.executable, "page.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(blocks[0].splitlines()) <= 10
    assert len(list((tmp_path / "all").iterdir())) == 1


def test_the_library_brings_no_click() -> None:
    code = "import sys; from moocfab import batch, pipeline; print('click' in sys.modules, 'rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def bits(*content: str | Element, **more: Any) -> Course:
    units = (new.unit("Un bit", *content), new.unit("Suite", "Voir [un bit](un-bit.md)."))
    settings: dict[str, Any] = {
        "org": "IMT",
        "number": "04901",
        "run": "s1",
        "title": "Bits",
        "language": "fr",
        "targets": ["openedx"],
    }
    return new.course(new.module("Semaine 1", new.sequence("Bits", *units)), **{**settings, **more})


def test_a_course_of_a_program_has_the_names_that_files_would_give() -> None:
    question = new.element("quiz", id="combien", quiz=">>Combien ?<<\n(x) deux\n( ) trois")
    checked = pipeline.check(bits("Avant.", question, "Après."))
    assert [block.name for block in checked.packages["openedx"].declared.walk()] == [
        "s1", "semaine-1", "semaine-1-bits", "semaine-1-un-bit", "semaine-1-un-bit-texte", "combien", "combien-suite",
        "semaine-1-suite", "semaine-1-suite-texte",
    ]  # fmt: skip
    page = checked.packages["openedx"].files["html/semaine-1-suite-texte.html"]
    assert isinstance(page, bytes)
    assert b"/jump_to_id/semaine-1-un-bit" in page


def test_a_file_that_a_course_without_folder_names_is_told() -> None:
    for text, code in (("![Un schéma](schema.png)", "MF1001"), ("[le débit](debit.md)", "MF3051")):
        assert code in {finding.rule.code for finding in pipeline.check(bits(text)).report}


def test_what_a_program_gives_wrong_is_an_input_error() -> None:
    with pytest.raises(InputError, match="attempts"):
        new.element("quiz", id="q", quiz=">>?<<\n(x) a\n( ) b", attempts="x")
    with pytest.raises(InputError, match="is not a kind"):
        new.element("quizz")
    with pytest.raises(InputError, match="title"):
        new.course(new.module("M", new.sequence("S", new.unit("U", "x"))), org="a")


def test_a_course_without_a_place_to_be_made_in_is_refused() -> None:
    with pytest.raises(InputError, match="output="):
        pipeline.build(bits("Un bit."))


def test_a_loaded_course_is_built_like_its_folder(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "c")
    checked = pipeline.check(tmp_path / "c")
    assert checked.course is not None
    one = pipeline.build(checked.course, only=["fun"])
    assert not pipeline.build(tmp_path / "c", only=["fun"]).archives[0].changed
    assert one.archives[0].path.is_relative_to(tmp_path / "c/build")


@pytest.mark.parametrize("error", [InputError("un", "one"), ToolError("un", "one"), Cancelled()])
def test_errors_come_back_from_another_process(error: InputError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.fr, back.en) == (type(error), error.fr, error.en)
