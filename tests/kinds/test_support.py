"""The table of what moocfab does with each element: it says what the code does, and why where it does not."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from lxml import etree

from moocfab import targets
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse
from tests.kinds.test_contract import EXAMPLES, GOLDEN

ROOT = Path(__file__).resolve().parents[2]
NOTATION = {
    "single_choice": ">>Un bit vaut ?<<\n\n(x) 0 ou 1\n( ) 2",
    "multiple_choice": ">>Lesquels ?<<\n\n[x] a\n[x] b\n[ ] c",
    "select": ">>Lequel ?<<\n\n[[a, (b)]]",
    "numerical": ">>Combien ?<<\n\n= 8 +- 1%",
    "short_text": ">>Qui ?<<\n\n= LAN",
    "together": ">>Qui ?<<\n\n= LAN\n\n---\n\n>>Combien ?<<\n\n= 8",
}


@pytest.fixture(scope="module")
def support() -> dict[str, Any]:
    return run_path(str(ROOT / "docs" / "support.py"))


@pytest.fixture(scope="module", params=targets.names())
def rows(request: pytest.FixtureRequest, support: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    found = {row.kind.name: row for row in support["rows"](targets.load(request.param))}
    assert list(found) == list(KINDS)
    return request.param, found


def golden(target: str, kind: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((GOLDEN / target / kind).glob("*.xml"))]


def written(text: str, tag: str) -> tuple[Any, str | None]:
    """Return the first block of a golden file, and the HTML of its file where it has one."""
    block, _, content = text.partition("<!-- its file -->\n")
    start = block.index(f"<{tag}") if block.startswith("<!-- before it -->") else 0
    return parse(f"<all>{block[start:]}</all>".encode())[0], content or None


def test_no_cell_is_empty_without_a_reason(rows: tuple[str, dict[str, Any]], support: dict[str, Any]) -> None:
    for row in rows[1].values():
        assert set(row.reasons) <= set(support["CELLS"])
        assert all(reason.fr and reason.en for reason in (*row.reasons.values(), *row.limits.values())), row.kind.name


def test_what_is_written_has_a_golden_file_and_what_is_not_has_none(rows: tuple[str, dict[str, Any]]) -> None:
    name, found = rows
    for kind, row in found.items():
        assert row.done("OLX", "write") == bool(golden(name, kind)), kind
        assert row.done("Studio", "write") == any(" markdown=" in text for text in golden(name, kind)), kind


def test_what_is_read_is_read_from_the_golden_files(rows: tuple[str, dict[str, Any]]) -> None:
    name, found = rows
    for kind, row in found.items():
        read = [row.kind.read(*written(text, row.tag)) for text in golden(name, kind)]
        assert row.done("OLX", "read") == any(fields is not None for fields in read), kind


def test_what_is_played_has_a_problem_in_it(rows: tuple[str, dict[str, Any]]) -> None:
    name, found = rows
    for kind, row in found.items():
        assert row.done("", "grade") == any("<problem" in text for text in golden(name, kind)), kind


def test_what_the_source_says_is_shown_by_the_pages_of_each_element(rows: tuple[str, dict[str, Any]]) -> None:
    spelled = {(example.kind.name, example.spelling) for example in EXAMPLES}
    for kind, row in rows[1].items():
        assert row.done("YAML", "read") == ((kind, "yaml") in spelled)
        assert row.done("directive", "read") == ((kind, "markdown") in spelled)


def test_gift_becomes_the_elements_that_the_table_names(
    rows: tuple[str, dict[str, Any]], support: dict[str, Any]
) -> None:
    gift = {kind for kind, row in rows[1].items() if row.done("GIFT", "read")}
    assert gift - {"question_bank"} == support["gift_kinds"]()


def test_studio_says_the_questions_that_the_table_names(placed, support: dict[str, Any]) -> None:  # type: ignore[no-untyped-def]
    assert set(NOTATION) == set(support["STUDIO_SAYS"])
    for name, notation in NOTATION.items():
        (context,) = placed(f":::{{quiz}}\n:id: q\n:title: Q\n{notation}\n:::\n")
        element = context.element.kind.write(context.element.spec, context).element
        element.attrib.pop("markdown", None)
        assert KINDS[name].read(element, None) is not None, etree.tostring(element)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_numbers_every_reason_once(support: dict[str, Any], language: str) -> None:
    page = support["table"](language)
    used = {int(number) for number in re.findall(r"\((\d+)\) \|", page)}
    assert used == {int(number) for number in re.findall(r"^(\d+)\. ", page, re.MULTILINE)}
    assert page.count("| [`") == len(KINDS) * len(targets.names())
