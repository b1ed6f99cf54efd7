"""The pages of the reference, in French and English, written from the catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import manual
import support

from moocfab import catalogue

TITLES = {"fr": "Référence", "en": "Reference"}
CONTENTS = ["files", "tableau", "elements/index", "directives/index", "targets", "commands", "messages"]
KINDS_TITLE = {"fr": "Les éléments", "en": "Elements"}
DIRECTIVES_TITLE = {"fr": "Les blocs de texte", "en": "Blocks of text"}
RULES_TITLE = {"fr": "Les messages", "en": "Messages"}


def write(folder: Path) -> None:
    """Write the reference anew into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for language in ("fr", "en"):
        for name, text in pages(language):
            path = folder / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def pages(language: str) -> Iterator[tuple[str, str]]:
    """Yield each page's file and text."""
    yield "index.md", _contents(TITLES[language], CONTENTS)
    yield "tableau.md", support.table(language)
    yield "elements/index.md", _contents(KINDS_TITLE[language], list(catalogue.KINDS))
    for kind in catalogue.KINDS:
        yield f"elements/{kind}.md", catalogue.explain(kind, language) or ""
    yield "directives/index.md", _contents(DIRECTIVES_TITLE[language], list(catalogue.DIRECTIVES))
    for name in catalogue.DIRECTIVES:
        yield f"directives/{name}.md", catalogue.explain(name, language) or ""
    yield "messages.md", rules(language)
    yield "files.md", manual.files(language)
    yield "commands.md", manual.commands(language)
    yield "targets.md", manual.platforms(language)


def rules(language: str) -> str:
    """Return every rule's page, one below the other."""
    parts = [f"# {RULES_TITLE[language]}"]
    for rule in sorted(catalogue.RULES, key=lambda item: item.code):
        # A message that speaks of images or terms shows none.
        page = catalogue.page(rule, language).replace("![", "!\\[").replace("{term}`", "\\{term}`")
        parts.append("\n".join(f"#{line}" if line.startswith("#") else line for line in page.splitlines()))
    return "\n\n".join(parts) + "\n"


def _contents(title: str, names: list[str]) -> str:
    return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join(names) + "\n```\n"
