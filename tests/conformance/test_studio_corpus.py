"""Problems that real courses keep with Studio's notation: what we make of it is what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moocfab.course.surroundings import Surroundings
from moocfab.diagnostics import Severity
from moocfab.kinds.contract import XML, Kind, Spec
from moocfab.kinds.quiz import KIND
from moocfab.kinds.quiz.read import said, same
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.safe.archives import read
from moocfab.safe.xml import parse
from moocfab.source.studio import parse as parse_notation
from moocfab.source.studio import write as write_notation

# What we refuse in the notation of a problem, by its name.
REFUSED = {
    "028db345e298493bb335953d8611b8dd": {"quiz-no-right-choice"},
    # "= 10*i": a number for old converters, a text for the current one.
    "12643ee4335e4776861836cccb2b48cb": {"quiz-number"},
    "9b27be82fc5f4e8a88dcffab495fc9cf": {"quiz-number"},
}
# Problems that are no longer what their notation says, and why.
_OLD = "made by an old converter: it drops “or=” after a number, and takes “10*i” for one"
_WORDS = "Studio's template: its notation and its XML differ by some words of a feedback"
OTHER = {
    "12643ee4335e4776861836cccb2b48cb": _OLD,
    "9b27be82fc5f4e8a88dcffab495fc9cf": _OLD,
    "197fffa596a74b018f0f94a3834e2416": _WORDS,
    "f6d3eb6acc0149f594ea9348dea60e8a": _WORDS,
}
# Problems that the notation cannot say.
UNSAID = {name for name, why in OTHER.items() if why == _OLD}


def kept(shared: Path) -> dict[str, XML]:
    """Return the problems with a notation, by archive and name."""
    found: dict[str, XML] = {}
    for archive in sorted((shared / "data" / "olx").glob("*.tar.gz")):
        for name, entry in read(archive, keep=lambda name: "/problem/" in name and name.endswith(".xml")).items():
            if entry.data is not None and b"markdown=" in entry.data:
                element = parse(entry.data)
                if element.get("markdown") not in (None, "", "null"):
                    found[f"{archive.name.removesuffix('.tar.gz')}/{Path(name).stem}"] = element
    return found


def test_notation_is_read_as_what_stands_beside_it(
    shared: Path,
    around: Callable[[Kind, Spec, str, str], Surroundings],
    record_property: Callable[[str, object], None],
) -> None:
    problems = kept(shared)
    refused: dict[str, set[str]] = {}
    other: set[str] = set()
    for name, element in problems.items():
        spec = QuizSpec(quiz=element.get("markdown", ""))
        context = around(KIND, spec, "openedx", "en")
        KIND.check(spec, context)
        errors = {f.rule.slug for f in context.site.findings if f.severity is Severity.ERROR}
        if errors:
            refused[name.partition("/")[2]] = errors
        ours, stored = said(KIND.write(spec, context).element), said(element)
        assert ours is not None, name
        if stored is None or not same(ours, stored):
            other.add(name.partition("/")[2])
    record_property("read", f"{len(problems)} problems with a notation, {len(other)} of them another problem by now")
    assert len(problems) > 20
    assert refused == REFUSED
    assert other == set(OTHER)


def test_notation_is_written_and_read_again(shared: Path) -> None:
    for name, element in kept(shared).items():
        notation = parse_notation(element.get("markdown", ""))
        assert parse_notation(write_notation(notation)) == notation, name


def test_problem_is_read_with_its_own_notation(shared: Path) -> None:
    problems = {name: element for name, element in kept(shared).items() if name.partition("/")[2] not in OTHER}
    for name, element in problems.items():
        fields = KIND.read(element, None)
        assert fields is not None, name
        assert fields["quiz"] == element.get("markdown", "").replace("\r\n", "\n"), name


def test_problem_without_its_notation_gives_it_again(shared: Path) -> None:
    unsaid = set()
    for name, element in kept(shared).items():
        stored = said(element)
        del element.attrib["markdown"]
        fields = KIND.read(element, None)
        assert stored is not None, name
        if fields is None:
            unsaid.add(name.partition("/")[2])
        else:
            assert same(parse_notation(fields["quiz"]), stored), name
    assert unsaid == UNSAID
