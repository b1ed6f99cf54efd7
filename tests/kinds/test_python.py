"""Questions that a script grades: values in texts, scripts in files, what reaches the grader."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import pipeline, targets
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.course.model import Element
from moocfab.course.site import Site
from moocfab.course.surroundings import of_element
from moocfab.kinds.graders import definitions, trouble
from moocfab.kinds.python import KIND
from moocfab.kinds.python.spec import PythonSpec
from moocfab.kinds.python.variables import marked, unescaped, unknown
from moocfab.safe.xml import parse, serialize

BASE = Path(__file__).parents[1] / "cases" / "base"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$a fois $b ?", "#a fois #b ?"), ("($a,$b)", "(#a,#b)"), ("$a$ et $b$", "$a$ et $b$"),
        ("$x = $a$", "$x = #a$"), ("$x = $a + $b$ et $a", "$x = #a + #b$ et #a"), (r"\$a", r"\$a"), ("$ab", "$ab"),
        ("${a} + 1$", "${a} + 1$"), ("$$x = $a$$", "$$x = #a$$"), ("$$a$$", "$$a$$"), ("$x$ $a", "$x$ #a"), ("", ""),
    ],
)  # fmt: skip
def test_values_are_told_from_formulas(text: str, shown: str) -> None:
    assert marked(text, {"a", "b"}).replace("\ue000", "#") == shown


def test_unknown_values_are_those_that_no_variable_marks() -> None:
    assert unknown(marked("$a, $c et 5 $", {"a"})) == ["c"]


def test_value_that_came_back_from_a_platform_is_no_escaped_dollar() -> None:
    assert unescaped(r"\$a et \$ab et \$ 5", {"a"}) == r"$a et \$ab et \$ 5"


def test_definitions_are_those_outside_of_functions() -> None:
    script = "import os.path\nx, (y, z) = 1, (2, 3)\ndef f(a, b=1):\n    inner = 2\nfor i in [q for q in x]: w = i"
    found = definitions(script)
    assert found.names == {"os", "x", "y", "z", "f", "i", "w"}
    assert found.functions == {"f": True}


@pytest.mark.parametrize(
    ("function", "fits"),
    [("def f(a, b): pass", True), ("def f(a): pass", False), ("def f(a, b, c): pass", False), ("def f(*a): pass", True),
     ("def f(a, b, c=1): pass", True), ("def f(a, b):\n    print a", True)],
)  # fmt: skip
def test_check_function_takes_what_is_expected_and_the_answer(function: str, fits: bool) -> None:
    assert definitions(function).functions["f"] is fits


@pytest.mark.parametrize(
    "script", ["import statistics", "from math import gcd", "x = math.isclose(1, 2)", "import typing.io"]
)
def test_library_that_python_2_lacks_is_found(script: str) -> None:
    assert trouble(script, "2.7") is not None
    assert trouble(script, "3.11") is None


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_script_with_entities_reaches_the_grader_as_written(target: str) -> None:
    script = "total = '&lt; &amp;amp; & <'"
    spec = PythonSpec.model_validate({"ask": "$total ?", "script": script, "inputs": [{"expect": "$total"}]})
    course, _ = load(BASE)
    assert course is not None
    context = of_element(Site.of(edition(course, targets.load(target))), Element(KIND, spec, "q", "modules/x.md"))
    element = parse(serialize(KIND.write(spec, context).element))
    assert KIND.read(element, None) == {"ask": "$total ?", "script": f"\n{script}\n", "inputs": [{"expect": "$total"}]}


def test_script_of_a_file_is_checked_on_its_own_lines(tmp_path: Path) -> None:
    course = Path(shutil.copytree(BASE, tmp_path / "course"))
    quiz = course / "modules/1-premiers-pas/quiz-signal.yml"
    (course / "correcteurs").mkdir()
    (course / "correcteurs/somme.py").write_text("def verif(attendu, reponse):\n    return (n := 2) == 2\n", "utf-8")
    question = "{id: q, kind: python, ask: Combien ?, script: /correcteurs/somme.py, check: verif}"
    quiz.write_text(f"title: Quiz\nquestions:\n  - {question}\n", "utf-8")
    [finding] = pipeline.check(course).report
    assert str(finding.location).endswith("correcteurs/somme.py:2:13")
    assert finding.rule.code == "MF4381"
