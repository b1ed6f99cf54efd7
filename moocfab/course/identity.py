"""Names that stay: the url_name of everything, from ids, folders and files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from moocfab.source.slug import slug

PART_LENGTH = 40


def derived(name: str) -> str:
    """Return the name that a folder's or file's name gives; a leading number is dropped."""
    return slug(re.sub(r"^\d+[-_. ]", "", name))[:PART_LENGTH].strip("-")


def of_folder(path: str) -> str:
    """Return the name of a module from its folder."""
    return derived(PurePosixPath(path).name)


def of_file(path: str) -> str:
    """Return the name of a unit or a page from its file, the ending left out."""
    return derived(PurePosixPath(path).stem)


def scoped(module: str, name: str) -> str:
    """Return a name within its module."""
    return f"{module}-{name}"


def prefixed(prefix: str | None, name: str) -> str:
    """Return a shared module's name behind its prefix."""
    return f"{prefix}-{name}" if prefix else name


def of_prose(unit: str, before: str | None) -> str:
    """Return the name of a run of prose: the unit's first, or the one after an element."""
    return f"{before}-suite" if before else f"{unit}-texte"
