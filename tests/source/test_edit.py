"""An edit changes what it says, and not a byte more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.source.edit import Edit, Moved, apply

TEXT = st.text(st.sampled_from("aé\n\r\t \u2028😀#:"))


@given(TEXT, st.booleans())
def test_no_edit_changes_nothing(text: str, marked: bool) -> None:
    data = (b"\xef\xbb\xbf" if marked else b"") + text.encode("utf-8")
    assert apply(data, []) == data


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        (b"a: 1\r\nb: 2\r\n", Edit(2, 1, "id: x\n"), b"a: 1\r\nid: x\r\nb: 2\r\n"),
        (b"\xef\xbb\xbfa: 1\n", Edit(1, 1, "id: x\n"), b"\xef\xbb\xbfid: x\na: 1\n"),
        ("é: 1 # é\n".encode(), Edit(1, 4, "2", replaces="1"), "é: 2 # é\n".encode()),
        (b":::{video} a", Edit(1, 13, "\n:id: x"), b":::{video} a\n:id: x"),
        (b"a\rb", Edit(1, 2, "\nx"), b"a\rx\rb"),
        (b"a\n\nb\n", Edit(4, 1, "c"), b"a\n\nb\nc"),
    ],
)
def test_edit_lands_in_its_place(before: bytes, edit: Edit, after: bytes) -> None:
    assert apply(before, [edit]) == after


def test_edits_do_not_move_each_other() -> None:
    edits = [Edit(1, 1, "x\n"), Edit(1, 3, "y"), Edit(2, 1, "z\n")]
    assert apply(b"abc\ndef\n", edits) == b"x\nabyc\nz\ndef\n"


@pytest.mark.parametrize(
    "edit", [Edit(9, 1, "x"), Edit(1, 1, "x", replaces="b"), Edit(1, 9, "x"), Edit(1, 1, "", before="b")]
)
def test_edit_of_a_file_that_changed_is_refused(edit: Edit) -> None:
    with pytest.raises(Moved):
        apply(b"a\n", [edit])
