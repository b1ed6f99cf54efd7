"""Numbers as teachers type them, as graders take them, and as our check function compares them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from moocfab.course.surroundings import Surroundings
from moocfab.kinds.contract import XML, Kind, Spec
from moocfab.kinds.numbers import number_text
from moocfab.kinds.numerical.olx import _literal
from moocfab.kinds.numerical.spec import NumericalSpec
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse, serialize

KIND = KINDS["numerical"]
Around = Callable[[Kind, Spec, str, str], Surroundings]


def spec(**fields: Any) -> NumericalSpec:
    return NumericalSpec.model_validate({"ask": "Combien ?", **fields})


def written(around: Around, value: NumericalSpec, target: str, language: str = "fr") -> XML:
    return KIND.write(value, around(KIND, value, target, language)).element


def found(element: XML, path: str) -> XML:
    match = element.find(path)
    assert match is not None, path
    return match


@pytest.mark.parametrize(
    ("typed", "number"),
    [(2.4, 2.4), ("2,4", 2.4), ("0,125", 0.125), ("-1,5", -1.5), ("−3", -3.0), ("6.02e23", 6.02e23),
     ("1234,567", 1234.567)],
)  # fmt: skip
def test_number_is_read_with_point_or_comma(typed: object, number: float) -> None:
    assert spec(answer=typed).answer == number


@pytest.mark.parametrize("typed", ["beaucoup", "", True, "2 kbit/s", "10*3", "1e999", "nan", None, "2.4.1"])
def test_what_is_no_number_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError):
        spec(answers=[typed])


def test_number_that_reads_in_two_ways_says_both() -> None:
    with pytest.raises(ValidationError, match=r"write 1\.250 or 1250"):
        spec(answer="1,250")


@pytest.mark.parametrize(
    ("typed", "text"), [("1%", "1%"), ("1,5 %", "1.5%"), (0.05, "0.05"), ("0,05", "0.05"), (0, "0"), ("2.0%", "2%")]
)
def test_tolerance_is_a_distance_or_a_share(typed: object, text: str) -> None:
    assert spec(answer=2, tolerance=typed).tolerance == text


@pytest.mark.parametrize("typed", ["-1%", -0.5, "un peu", "%"])
def test_tolerance_that_is_none_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError):
        spec(answer=2, tolerance=typed)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_text_is_read_again_as_the_same_number(number: float) -> None:
    assert float(number_text(number)) == number


@pytest.mark.parametrize(
    ("opened", "answer"), [(None, "[-2,3.5]"), ("from", "(-2,3.5]"), ("to", "[-2,3.5)"), ("both", "(-2,3.5)")]
)
def test_range_names_its_ends_by_brackets(around: Around, opened: str | None, answer: str) -> None:
    value = spec(range={"from": -2, "to": "3,5", **({"open": opened} if opened else {})})
    assert found(written(around, value, "fun"), "numericalresponse").get("answer") == answer


@pytest.mark.parametrize(
    ("fields", "times"),
    [
        ({"answer": 100, "tolerance": "2%", "partial": {"near": "10%"}}, "5"),
        ({"answer": 100, "tolerance": 2, "partial": {"near": "10%"}}, "5"),
        ({"answer": 100, "tolerance": "2%", "partial": {"near": 10}}, "5"),
        ({"answer": 100, "partial": {"near": "10%"}}, "10000"),
        ({"range": {"from": 0, "to": 10}, "partial": {"near": 5}}, "0.5"),
        ({"range": {"from": 0, "to": 10}, "partial": {"near": "50%"}}, "0.5"),
    ],
)
def test_near_counts_in_tolerances_or_widths(around: Around, fields: dict[str, Any], times: str) -> None:
    element = written(around, spec(**fields), "openedx")
    assert found(element, ".//responseparam[@partial_range]").get("partial_range") == times


def test_unit_stands_after_the_input_of_each_platform(around: Around) -> None:
    value = spec(answer=2, unit="kbit/s")
    assert found(written(around, value, "fun"), ".//textline").get("trailing_text") == "kbit/s"
    assert found(written(around, value, "openedx"), ".//formulaequationinput").get("trailing_text") == "kbit/s"


@pytest.mark.parametrize(
    ("fields", "language", "said"),
    [
        ({"answer": 2.4}, "fr", True),
        ({"answer": 2, "tolerance": "1%"}, "fr", True),
        ({"range": {"from": 1, "to": 2.5}}, "fr", True),
        ({"answer": 2}, "fr", False),
        ({"answer": 2.4}, "en", False),
        ({"answer": 2.4, "ask": "Combien (point décimal) ?"}, "fr", False),
    ],
)
def test_learners_are_told_about_the_point_where_they_may_type_a_comma(
    around: Around, fields: dict[str, Any], language: str, said: bool
) -> None:
    value = spec(**fields)
    texts = ["".join(map(str, written(around, value, t, language).itertext())) for t in ("fun", "openedx")]
    assert [("2.5 et non 2,5" in text) for text in texts] == [said, said]
    label = found(written(around, value, "fun", language), ".//formulaequationinput").get("label", "")
    assert ("2.5 et non 2,5" in label) is said


@pytest.mark.parametrize(
    ("fields", "target", "tag"),
    [
        ({"answers": [2, 3]}, "fun", "customresponse"),
        ({"answers": [2, 3]}, "openedx", "numericalresponse"),
        ({"answers": [2, 3], "tolerance": "1%"}, "openedx", "customresponse"),
        ({"answers": [2], "tolerance": "1%"}, "fun", "numericalresponse"),
    ],
)
def test_several_answers_take_a_function_where_the_platform_would_not_compare_them(
    around: Around, fields: dict[str, Any], target: str, tag: str
) -> None:
    assert written(around, spec(**fields), target).find(tag) is not None


def play(script: str, given: str) -> Any:
    """Run the function of a script as a grader does, and return what it says."""
    # capa unescapes a script once more after the XML parser did.
    names: dict[str, Any] = {}
    exec(script.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), names)
    check = next(value for name, value in names.items() if name.startswith("check_"))
    return check(None, given)


def script_of(around: Around, **fields: Any) -> str:
    element = written(around, spec(**fields), "fun")
    return str(found(parse(serialize(element)), "script").text)


@pytest.mark.parametrize(
    ("given_", "ok"),
    [
        ("2", True), ("2,02", True), (" -3.0 ", True), ("−3", True), ("2.2", "partial"), ("9", "partial"), ("5", False),
        ("deux", False), ("", False), ("nan", False), ("inf", False), ("1 000", True), ("1\u00a0000", True),
    ],
)  # fmt: skip
def test_check_function_grades(around: Around, given_: str, ok: object) -> None:
    script = script_of(around, answers=[2, -3, 1000], tolerance="1%", partial={"near": "10%", "answers": [9]})
    assert play(script, given_)["ok"] == ok


def test_check_function_says_the_feedback_as_it_was_written(around: Around) -> None:
    script = script_of(around, answers=[1, {"value": 2, "feedback": '« \\\\ » **"é"** 😀 $x<y$ & \\&lt;'}])
    assert script.isascii()
    assert play(script, "1")["msg"] == ""
    assert play(script, "2")["msg"] == ('<span>« \\ » <strong>"é"</strong> 😀 \\(x&lt;y\\) &amp; &amp;lt;</span>')


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_literal_is_ascii_python_without_entities(text: str) -> None:
    literal = _literal(text)
    assert eval(literal) == text
    assert literal.isascii()
    assert "&" not in literal
