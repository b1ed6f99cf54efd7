"""Every problem of the reference courses that a kind can express is read, and written back as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from moocfab.course.surroundings import Surroundings
from moocfab.kinds.contract import XML, Kind, Spec
from moocfab.kinds.registry import KINDS as REGISTERED
from moocfab.kinds.registry import QUESTIONS
from moocfab.safe.xml import parse

KINDS = (*QUESTIONS, REGISTERED["together"], REGISTERED["cloze"])
LANGUAGES = {"fun": "fr", "openedx": "en"}

# Problems that no kind of question says, so that `raw` keeps them: every other one is read.
OTHERS: Mapping[str, str] = {
    "p-choicetext": "a number inside of a choice has no kind",
}
RAW: Mapping[str, Mapping[str, str]] = {
    "fun": OTHERS,
    "openedx": {**OTHERS, "p-pool": "explanations that change with the choice drawn are not offered"},
}
# Problems that are read and written otherwise.
DIFFERENT: Mapping[str, Mapping[str, str]] = {
    "fun": {
        "p-cloze": "the input of a number has no width of its own",
        "p-image": "what the picture shows is said above it",
        "p-python": "each input stands in a div",
    },
    "openedx": {
        "p-cloze": "a paragraph with inputs becomes a div",
        "p-image": "what the picture shows is said above it",
        "p-single": "a description becomes the end of the question",
        "p-numerical-partial": "the words of partial_credit in another order: each is looked for",
    },
}


def read(element: XML) -> tuple[Kind, dict[str, Any]]:
    """Return the kind that reads a problem, `raw` where no other does, and the fields."""
    found = [(kind, fields) for kind in KINDS if (fields := kind.read(element, None)) is not None]
    assert len(found) < 2
    if found:
        return found[0]
    fields = REGISTERED["raw"].read(element, None)
    assert fields is not None
    return REGISTERED["raw"], {**fields, "reason": "no kind says it"}


def canonical(element: XML) -> object:
    """Return an element without what capa does not see: the order of attributes, spaces, 2.0 for 2."""
    children = [canonical(child) for child in element if isinstance(child.tag, str)]
    texts = [" ".join((text or "").split()) for text in (element.text, *(child.tail for child in element))]
    return (element.tag, {name: number(str(value)) for name, value in element.items()}, texts, children)


def number(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_problem_is_written_back_as_it_was(
    target: str,
    shared: Path,
    around: Callable[[Kind, Spec, str, str], Surroundings],
    record_property: Callable[[str, object], None],
) -> None:
    course = shared / "data" / "reference" / target / "course"
    published = {path.relative_to(course / "static").as_posix(): path for path in (course / "static").rglob("*.png")}
    files = sorted((course / "problem").glob("*.xml"))
    kept, different = set(), set()
    for file in files:
        element = parse(file.read_bytes())
        kind, fields = read(element)
        if kind.name == "raw":
            kept.add(file.stem)
        spec = kind.spec.model_validate(fields)
        context = around(kind, spec, target, LANGUAGES[target])
        context.site.statics.files.update(published)
        kind.check(spec, context)
        written = kind.write(spec, context).element
        assert [finding.message("en") for finding in context.site.findings] == [], file.stem
        if canonical(written) != canonical(element):
            different.add(file.stem)
    record_property("read", f"{len(files)} problems, {len(files) - len(kept)} of them of these kinds")
    assert kept == set(RAW[target])
    assert different == set(DIFFERENT[target])


def test_answers_are_those_that_the_platform_was_seen_to_take(shared: Path) -> None:
    """A sample by eye: the fields, not only the OLX, mean what the reference says."""
    folder = shared / "data" / "reference" / "fun" / "course" / "problem"

    def fields(name: str) -> dict[str, Any]:
        kind, own = read(parse((folder / f"{name}.xml").read_bytes()))
        return {"kind": kind.name, **own}

    assert fields("p-numerical-range")["range"] == {"from": "3", "to": "5", "open": "to"}
    assert fields("p-numerical-partial")["partial"] == {"near": "0.3", "answers": ["100"]}
    assert fields("p-text")["wrong"] == [{"value": "Atlantique", "feedback": "L’Atlantique est à l’ouest."}]
    assert fields("p-multiple")["combinations"] == [
        {"choices": ["A", "B"], "feedback": "La pomme, oui ; la fraise, non."}
    ]
    assert [question["kind"] for question in fields("p-together")["questions"]] == [
        "single_choice", "numerical", "short_text",
    ]  # fmt: skip
    assert re.fullmatch(r"Quelle grandeur .* \?", fields("p-single")["ask"])
