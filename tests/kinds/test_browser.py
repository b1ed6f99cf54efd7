"""What each kind previews, in a real browser: pictures for people lie in build/looks."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.course import Course
from moocfab.kinds.contract import Kind
from moocfab.kinds.registry import KINDS
from moocfab.preview import shell
from moocfab.targets import Target
from tests.browser.session import Browser
from tests.kinds.test_contract import DECLARED, around, course, named, only

__all__ = ["course"]
LOOKS = Path(__file__).parents[2] / "build" / "looks"
WIDTH = 360
LANGUAGES = {"fun": "fr", "openedx": "en"}
"""The language that a target is looked at in."""
MET = [
    (kind, LANGUAGES[target.importer], target)
    for kind in KINDS.values()
    for target in map(targets.load, targets.names())
    if target.importer in kind.tags
]


def previews(kind: Kind, language: str, target: Target, course: Course) -> str:
    """Return what learners see of a kind's examples for a target, the pictures in it."""
    parts: list[str] = []
    for example in DECLARED:
        if example.kind is kind and example.language == language:
            for element in only(example, target):
                context = around(example, element, target, course)
                html = element.kind.preview(element.spec, context)
                files = context.site.statics.published()
                parts.append(re.sub(r'"/static/([^"]+)"', lambda match: f'"{inside(files[match[1]])}"', html))  # noqa: B023
    return "\n".join(parts)


def inside(file: Path | bytes) -> str:
    """Return the address of a picture that is its content."""
    data = file if isinstance(file, bytes) else file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] if isinstance(file, Path) else "image/png"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(("kind", "language", "target"), MET, ids=named)
def test_preview_is_accessible_and_fits_a_phone(
    kind: Kind, language: str, target: Target, course: Course, browser: Browser
) -> None:
    body = previews(kind, language, target, course)
    page = shell(body, title=kind.name, language=language, importer=target.importer)
    picture = LOOKS / "kinds" / target.name / f"{kind.name}-{language}.png"
    look = browser.look(page, width=WIDTH, picture=picture)
    assert look.violations == []
    assert look.width <= WIDTH
