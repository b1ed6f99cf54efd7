"""Each example of the directives' pages in a real browser: pictures for people lie in build/looks."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path

import pytest

from moocfab.preparation import Checked
from moocfab.preview import shell
from tests.browser.session import Browser
from tests.prose.conftest import EXAMPLES, TARGETS, TITLE, UNIT, Check, Example, html

LOOKS = Path(__file__).parents[2] / "build" / "looks"
WIDTHS = (360, 1280)
MARKDOWN = Path(__file__).parent / "markdown.md"


def page(found: Checked, target: str, language: str) -> str:
    """Return a unit's page, its files in it."""
    files = found.packages[target].files

    def inside(match: re.Match[str]) -> str:
        path = files[f"static/{match.group(1)}"]
        assert isinstance(path, Path)
        kind = mimetypes.guess_type(path.name)[0]
        return f'src="data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"'

    body = re.sub(r'src="/static/([^"]+)"', inside, html(found, target))
    return shell(body, title=TITLE, language=language, importer=target)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_is_accessible_and_fits(example: Example, target: str, checked: Check, browser: Browser) -> None:
    made = page(checked(example.text, example.language), target, example.language)
    for width in WIDTHS:
        look = browser.look(made, width=width, picture=LOOKS / target / f"{example.name}-{width}.png")
        assert look.violations == []
        assert look.width <= width


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_says_the_same_without_any_style(example: Example, checked: Check, browser: Browser) -> None:
    made = page(checked(example.text, example.language), "fun", example.language)
    styled = browser.look(made, width=1280)
    plain = browser.look(made, width=1280, plain=True)
    assert plain.violations == []
    assert plain.text.split() == styled.text.split()


@pytest.mark.parametrize("width", WIDTHS)
def test_markdown_is_accessible_and_fits(checked: Check, browser: Browser, width: int) -> None:
    found = checked(MARKDOWN.read_text("utf-8"), "fr")
    assert [f.message() for f in found.report if f.location.path.endswith(UNIT)] == []
    look = browser.look(page(found, "fun", "fr"), width=width, picture=LOOKS / f"markdown-{width}.png")
    assert look.violations == []
    assert look.width <= width


def test_a_bad_page_is_seen_as_bad(browser: Browser) -> None:
    bad = '<p style="color: #aaa">Trop pâle pour être lu.</p><img src="x"><p style="width: 900px">Trop large.</p>'
    look = browser.look(shell(bad, title="x", language="fr", importer="fun"), width=360)
    assert {violation["rule"] for violation in look.violations} == {"color-contrast", "image-alt"}
    assert look.width > 900
