"""The sites whose pages a frame may show."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources

from moocfab.safe.addresses import split


@cache
def known() -> tuple[str, ...]:
    """Return the hosts that moocfab knows."""
    text = resources.files("moocfab.prose").joinpath("hosts.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["hosts"])


def framed(address: str, more: Collection[str] = ()) -> bool:
    """Return whether a frame may show `address`: over https, of a host that is known or one of `more`."""
    parts = split(address)
    host = parts.hostname or ""
    return parts.scheme == "https" and any(_matches(host, pattern) for pattern in (*known(), *more))


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern.lower()
