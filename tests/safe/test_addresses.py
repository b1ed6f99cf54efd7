"""Addresses as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moocfab
from moocfab.safe.addresses import is_web, split

PIECES = st.sampled_from(["https://", "[", "]", ":", "@", "/w/", "?v=", "a.org", "é", "%zz", "\0", " ", "80", "//"])


@given(st.lists(PIECES, max_size=6).map("".join))
def test_any_text_has_parts(text: str) -> None:
    parts = split(text)
    assert isinstance(parts.path, str)
    assert is_web(text) == (parts.scheme in ("http", "https") and bool(parts.hostname))


@pytest.mark.parametrize(
    ("address", "web"),
    [("https://a.org/b", True), ("http://a", True), ("ftp://a.org", False), ("a.org", False), ("https://[", False)],
)
def test_a_site_is_told_by_its_scheme_and_host(address: str, web: bool) -> None:
    assert is_web(address) is web


def test_no_module_splits_addresses_by_itself() -> None:
    folder = Path(moocfab.__file__).parent
    found = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*.py") if "urlsplit" in path.read_text("utf-8")
    }
    assert found == {"safe/addresses.py"}
