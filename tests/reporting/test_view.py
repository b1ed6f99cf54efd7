"""The lines that excerpts are taken from."""

from __future__ import annotations

from pathlib import Path

from moocfab.reporting.view import MAX_BYTES, read_lines


def test_lines_are_those_the_author_sees(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbftitle: \xc3\xa9\r\nlast: \xe9")
    assert read_lines(str(tmp_path / "a.yml")) == ["title: é", "last: \N{REPLACEMENT CHARACTER}"]


def test_there_are_no_lines_where_there_is_no_text(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom\nmoov\x1b[2J")
    assert read_lines(str(tmp_path / "film.mp4")) == ()
    assert read_lines(str(tmp_path)) == ()
    assert read_lines(str(tmp_path / "absent")) == ()
    assert read_lines(str(tmp_path / "large")) == ()
    assert read_lines("a\0b") == ()
