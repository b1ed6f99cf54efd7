from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.grading.pattern import sample


@pytest.mark.parametrize(
    "pattern", ["colou?r", "19[0-9]{2}", "(le |la )?chat", r"\d+\s?km", "[^abc]x", ".*", "a|b", "é+", r"[^\W\d]{2}"]
)
def test_sample_is_taken_by_its_pattern(pattern: str) -> None:
    text = sample(pattern)
    assert text is not None
    assert re.search(f"^(?:{pattern})$", text)


def test_sample_of_what_nothing_fits_is_none() -> None:
    assert sample("a(?!b)b|c(?=d)e") is None


@given(st.lists(st.sampled_from(["a", "é", r"\d", "[b-d]", "(x|y)", ".", r"\w"]), min_size=1, max_size=6))
def test_sample_is_taken_however_patterns_are_joined(parts: list[str]) -> None:
    pattern = "?".join(parts)
    assert re.search(f"^(?:{pattern})$", sample(pattern) or "") is not None
