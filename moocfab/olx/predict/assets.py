"""The names that files of `static/` get on the platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable

# `StaticContent.compute_location` and `ASSET_IGNORE_REGEX` of both platforms.
_NOT_IN_NAMES = re.compile(r"[^\w.%-]")
_IGNORED = re.compile(r"\._.*|\.DS_Store|.*~")


def published(names: Iterable[str]) -> dict[str, str]:
    """Return file below `static/` to the name it gets; ignored files are left out."""
    return {name: publish(name) for name in names if not _IGNORED.fullmatch(name.rpartition("/")[2])}


def publish(name: str) -> str:
    """Return the name that one file gets."""
    return _NOT_IN_NAMES.sub("_", name.replace("/", "_"))
