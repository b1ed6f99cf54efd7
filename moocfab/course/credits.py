"""The page of credits: every picture that says whom it is owed to, and where it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from moocfab.diagnostics import Text
from moocfab.prose import Credit
from moocfab.prose.figure import credit as owed
from moocfab.prose.figure import label

_INTRODUCTION = Text("Les images de ce cours sont dues à :", "The pictures of this course are owed to:")


def page(credits: Iterable[tuple[Credit, str, str]], language: str) -> str:
    """Return the page, one entry a picture, in the order of the course.

    Args:
        credits: each with the title and the address of the page that shows it first.
        language: of the course.
    """
    seen: dict[tuple[str, str, str], str] = {}
    for credit, title, address in credits:
        name = escape(title)
        if credit.number:
            name = f"{label(credit.number)}, {name}"
        where = f'<a href="{escape(address)}">{name}</a>' if address else name
        entry = f"<li>{where}{_colon(language)}{escape(credit.shows)}<br/>{owed(credit.author, credit.licence)}</li>\n"
        seen.setdefault((credit.source, credit.author, credit.licence), entry)
    return f"<p>{_INTRODUCTION.for_learners(language)}</p>\n<ul>\n{''.join(seen.values())}</ul>\n"


def _colon(language: str) -> str:
    return "\u00a0: " if language == "fr" else ": "
