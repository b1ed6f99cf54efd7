"""What every kind promises: its pages' examples are read, written to each target, read back and previewed.

The examples of `page.fr.md` and `page.en.md` are the test's material. They may name the files of `tests/cases/base`,
and those of `tests/kinds/course`, which lie over it. `pytest --regenerate` writes `tests/golden` again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from moocfab import targets
from moocfab.course import Course, load
from moocfab.course.edition import edition
from moocfab.course.elements import Reader
from moocfab.course.model import Element
from moocfab.course.site import Site
from moocfab.course.statics import static_name
from moocfab.course.surroundings import Surroundings, of_element
from moocfab.diagnostics import Diagnostic
from moocfab.kinds.contract import XML, Block, Kind, VideoFiles
from moocfab.kinds.registry import KINDS
from moocfab.olx.write import attach
from moocfab.safe.xml import fragments
from moocfab.source.folder import Folder
from moocfab.source.yaml import parse
from moocfab.targets import Target

TESTS = Path(__file__).parent.parent
GOLDEN = TESTS / "golden"
OVERLAY = TESTS / "kinds" / "course"
LANGUAGES = ("fr", "en")
FILE = "modules/1-premiers-pas/exemple.md"
FILE_NAME = re.compile(r"[\w./-]+\.(png|svg|jpe?g)")
DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\S+|(module)?[+]\d+[dw]( \d\d:\d\d)?")
FENCE = re.compile(r"^(`{3,})(yaml|markdown)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

# What a block does not hold: it stands around it, or nowhere in OLX.
AROUND = {"id", "only", "groups", "visible", "status", "url_name", "reason"}


@dataclass(frozen=True)
class Example:
    """One example of a kind's page; `number` counts those of one spelling."""

    kind: Kind
    language: str
    spelling: str
    number: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.kind.name}-{self.language}-{self.spelling}-{self.number}"


def page(kind: Kind, language: str) -> str:
    return resources.files("moocfab.kinds").joinpath(kind.name, f"page.{language}.md").read_text("utf-8")


def examples(kind: Kind, language: str) -> Iterator[Example]:
    counts = {"yaml": 0, "markdown": 0}
    for match in FENCE.finditer(page(kind, language)):
        counts[match.group(2)] += 1
        yield Example(kind, language, match.group(2), counts[match.group(2)], match.group(3))


EXAMPLES = [example for kind in KINDS.values() for language in LANGUAGES for example in examples(kind, language)]
DECLARED = [example for example in EXAMPLES if example.spelling == "yaml"]
WRITTEN = [
    (example, targets.load(name))
    for example in DECLARED
    for name in targets.names()
    if targets.load(name).importer in example.kind.tags
]


def named(value: object) -> str:
    return value.name if isinstance(value, Example | Target | Kind) else str(value)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("examples") / "course"
    shutil.copytree(TESTS / "cases" / "base", folder)
    shutil.copytree(OVERLAY, folder, dirs_exist_ok=True)
    found, findings = load(folder)
    assert found is not None
    assert findings == []
    return found


def read(example: Example) -> tuple[list[Element], list[Diagnostic]]:
    """Return the elements that an example declares, and what is wrong with them."""
    findings: list[Diagnostic] = []
    reader = Reader("exemple", FILE, FILE, findings, folder=Folder.of_course(OVERLAY), language=example.language)
    if example.spelling == "markdown":
        return list(reader.from_markdown(example.text, 1)), findings
    sourced, more = parse(example.text, FILE)
    findings += more
    assert sourced is not None, more
    data = sourced.data if isinstance(sourced.data, list) else [sourced.data]
    origin = sourced.origin
    found = [
        reader.one(item, origin.below(index) if isinstance(sourced.data, list) else origin)
        for index, item in enumerate(data)
    ]
    return [element for element in found if element is not None], findings


def around(example: Example, element: Element, target: Target, course: Course) -> Surroundings:
    """Return the surroundings of an example's element, its video made."""
    settings = course.settings.model_copy(update={"language": example.language})
    site = Site.of(edition(replace(course, settings=settings), target), {element.name: made(element)})
    attach(site)
    return of_element(site, element)


def made(element: Element) -> VideoFiles:
    """Return what becomes of an element's video, nothing where it asks for none."""
    request = element.kind.media(element.spec)
    if request is None:
        return VideoFiles()
    base = f"https://media.exemple.org/{element.name}"
    return VideoFiles(
        uuid="5b1c4ac0-8b1e-5c4e-9c5e-0d6f1a2b3c4d",
        addresses=(f"{base}-720.mp4", f"{base}-1080.mp4"),
        transcripts={language: f"{element.name}-{language}.srt" for language in request.captions},
        poster=f"{base}.jpg",
    )


def only(example: Example, target: Target) -> list[Element]:
    """Return the elements of an example that go to `target`."""
    return [element for element in read(example)[0] if not element.spec.only or target.name in element.spec.only]


def whole(block: Block) -> XML:
    """Return a block with its children in it."""
    element = deepcopy(block.element)
    element.extend(whole(child) for child in block.children)
    return element


def shown(block: Block) -> str:
    """Return a block for people to read: a line an element where no text would change."""
    element = whole(block)
    spread(element, "\n")
    text = etree.tostring(element, encoding="unicode") + "\n"
    if block.before is not None:
        text = f"<!-- before it -->\n{block.before.strip()}\n{text}"
    return text if block.content is None else f"{text}<!-- its file -->\n{block.content.strip()}\n"


def spread(element: XML, line: str) -> None:
    children = list(element)
    if not children or any((text or "").strip() for text in (element.text, *(child.tail for child in children))):
        return
    element.text = f"{line}  "
    for child in children:
        spread(child, f"{line}  ")
        child.tail = f"{line}  "
    children[-1].tail = line


def normal(value: Any, context: Surroundings) -> Any:
    """Return a spec's data, its texts as HTML, since Markdown has several spellings of one, its files as published."""
    if isinstance(value, dict):
        return {key: normal(item, context) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normal(item, context) for item in value]
    if isinstance(value, str) and FILE_NAME.fullmatch(value):
        return static_name(value.removeprefix("/static/"))
    if isinstance(value, str) and DATE.fullmatch(value):
        return context.moment(value, "end")
    return " ".join(context.html(value).split()) if isinstance(value, str) else value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=named)
def test_page_shows_both_spellings_of_one_element(kind: Kind, language: str) -> None:
    found = list(examples(kind, language))
    first = {example.spelling: example for example in reversed(found)}
    assert set(first) == {"yaml", "markdown"}
    declared, directive = read(first["yaml"])[0], read(first["markdown"])[0]
    assert [(e.kind.name, e.spec) for e in declared] == [(e.kind.name, e.spec) for e in directive]


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_example_is_valid(example: Example) -> None:
    elements, findings = read(example)
    assert [finding.message("en") for finding in findings] == []
    assert example.kind.name in [element.kind.name for element in elements]


@pytest.mark.parametrize(("example", "target"), WRITTEN, ids=named)
def test_example_becomes_its_golden_olx_without_findings(
    example: Example, target: Target, course: Course, regenerate: bool
) -> None:
    texts: list[str] = []
    for element in only(example, target):
        context = around(example, element, target, course)
        element.kind.check(element.spec, context)
        texts.append(shown(element.kind.write(element.spec, context)))
        assert [finding.message("en") for finding in context.site.findings] == []
    path = GOLDEN / target.name / example.kind.name / f"{example.language}-{example.number}.xml"
    if regenerate and texts:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(texts), encoding="utf-8")
    assert "".join(texts) == (path.read_text("utf-8") if texts else "")


@pytest.mark.parametrize(("example", "target"), WRITTEN, ids=named)
def test_olx_gives_the_spec_back(example: Example, target: Target, course: Course) -> None:
    for element in only(example, target):
        context = around(example, element, target, course)
        block = element.kind.write(element.spec, context)
        fields = element.kind.read(deepcopy(whole(block)), block.content)
        assert fields is not None
        request = element.kind.media(element.spec)
        lost = AROUND | ({"source", "captions", "poster", "profile"} if request else set())
        lost |= set(element.kind.apart)
        kept = {name: getattr(element.spec, name) for name in ("id", *element.kind.apart)}
        if block.before is not None:
            lost |= {element.kind.before}
            kept[element.kind.before] = getattr(element.spec, element.kind.before)
        again = element.kind.spec.model_validate({**element.spec.model_dump(include=set(element.kind.apart)), **fields})
        assert normal(again.model_dump(exclude=lost), context) == normal(element.spec.model_dump(exclude=lost), context)
        written = element.kind.write(again.model_copy(update=kept), context)
        if not request:
            assert shown(written) == shown(block)


@pytest.mark.parametrize(("example", "target"), WRITTEN, ids=named)
def test_example_is_previewed(example: Example, target: Target, course: Course) -> None:
    for element in only(example, target):
        html = element.kind.preview(element.spec, around(example, element, target, course))
        assert fragments(html)
        assert "<script" not in html


@pytest.mark.parametrize("kind", KINDS.values(), ids=named)
def test_every_target_of_a_kind_meets_an_example(kind: Kind) -> None:
    met = {target.importer for example, target in WRITTEN if example.kind is kind and only(example, target)}
    assert met == set(kind.tags)
    assert all(kind.instead) or met == {targets.load(name).importer for name in targets.names()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=named)
def test_every_rule_has_a_failing_case(kind: Kind) -> None:
    cases = {path.name for path in (TESTS / "cases").glob("MF*") if (path / "expected.txt").is_file()}
    assert [rule.slug for rule in kind.rules if f"{rule.code}-{rule.slug}" not in cases] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=named)
def test_every_field_of_the_block_is_offered_or_refused_with_its_reason(kind: Kind) -> None:
    tags = {*kind.tags.values(), *kind.offered, *kind.not_offered}
    for tag in tags:
        offered, refused = kind.offered.get(tag, {}), kind.not_offered.get(tag, {})
        blocks = [targets.load(name).blocks[tag] for name in targets.names() if tag in targets.load(name).blocks]
        fields = {field for block in blocks for field in block.fields}
        assert fields == {*offered, *refused}, tag
        assert not set(offered) & set(refused)
        assert {field.split(".")[0] for field in offered.values()} <= set(kind.spec.model_fields)
        assert all(reason.fr and reason.en for reason in refused.values())


def test_golden_files_are_those_of_an_example() -> None:
    files = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.xml")}
    known = {f"{target.name}/{e.kind.name}/{e.language}-{e.number}.xml" for e, target in WRITTEN if only(e, target)}
    assert files == known
