"""Reads PDF files with pypdf, in a process of its own that may be killed: `worker.py FILE…`, on its own.

One line of JSON for each file, in order: what `Facts` has, or null where it cannot be read. Nothing is drawn or run.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

PAGES = 20
"""That are looked at for text."""

DEPTH = 6
"""Of forms in forms."""


def main(paths: list[str]) -> None:
    """Print what is known of each file."""
    logging.disable()
    sys.setrecursionlimit(2000)
    for path in paths:
        try:
            found: dict[str, Any] | None = facts(path)
        except (Exception, RecursionError, MemoryError):  # whatever pypdf makes of what is no PDF
            found = None
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


def facts(path: str) -> dict[str, Any]:
    """Return what is known of a file."""
    reader = pypdf.PdfReader(path, strict=False)
    if reader.is_encrypted:
        return {"locked": True, "active": []}
    root = reader.root_object
    pages = len(reader.pages)
    if pages < 1:
        raise ValueError("no page")
    marked = _dictionary(root.get("/MarkInfo"))
    return {
        "pages": pages,
        "title": _title(reader)[:200],
        "language": str(_plain(root.get("/Lang")) or "")[:40],
        "tagged": bool(_plain(marked.get("/Marked"))) and "/StructTreeRoot" in root,
        "text": any(_has_text(reader.pages[number], DEPTH) for number in range(min(pages, PAGES))),
        "active": sorted(set(_active(root))),
    }


def _title(reader: pypdf.PdfReader) -> str:
    """Return the title of the properties, the newer ones first."""
    try:
        titles = reader.xmp_metadata.dc_title if reader.xmp_metadata else {}
    except (PyPdfError, LookupError, ValueError):  # broken XMP, or in an encoding that is none, is as no XMP
        titles = {}
    told = next((str(title).strip() for title in (titles or {}).values() if str(title).strip()), "")
    properties: Any = reader.metadata
    return told or str((properties or {}).get("/Title") or "").strip()


def _has_text(holder: Any, depth: int) -> bool:
    """Return whether a page, or a form that it draws, names a font."""
    resources = _dictionary(_dictionary(holder).get("/Resources"))
    if not resources and "/Parent" in _dictionary(holder):
        resources = _dictionary(_dictionary(_dictionary(holder)["/Parent"]).get("/Resources"))
    if _dictionary(resources.get("/Font")):
        return True
    forms = _dictionary(resources.get("/XObject")).values() if depth else ()
    return any(_has_text(form, depth - 1) for form in list(forms)[:50] if isinstance(_plain(form), StreamObject))


def _active(root: DictionaryObject) -> Iterator[str]:
    """Yield what a document does besides being read."""
    names = _dictionary(root.get("/Names"))
    if "/JavaScript" in names:
        yield "javascript"
    if "/EmbeddedFiles" in names:
        yield "files"
    actions = [_plain(root.get("/OpenAction")), *_dictionary(root.get("/AA")).values()]
    for action in actions:
        kind = str(_plain(_dictionary(action).get("/S")) or "")
        if kind in ("/JavaScript", "/Launch"):
            yield kind[1:].lower()


def _dictionary(value: Any) -> dict[Any, Any]:
    found = _plain(value)
    return found if isinstance(found, dict) else {}


def _plain(value: Any) -> Any:
    """Return what a reference leads to."""
    return value.get_object() if hasattr(value, "get_object") and not isinstance(value, ArrayObject) else value


if __name__ == "__main__":
    main(sys.argv[1:])
