"""Addresses as people type them: the only door to the standard library's splitting, which fails on some."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split(address: str) -> SplitResult:
    """Return the parts of an address; one that has none (`https://[`) is a path as a whole."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def is_web(address: str) -> bool:
    """Return whether an address leads to a site."""
    parts = split(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
