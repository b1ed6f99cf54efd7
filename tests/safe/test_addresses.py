"""Addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
