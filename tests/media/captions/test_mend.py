"""`check --fix` in captions: what has one right answer is written, the rest stays, twice is once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab.media.captions import read
from moocfab.media.captions.fix import fix
from moocfab.media.captions.mend import mended

BASE = Path(__file__).parents[2] / "cases" / "base"


def srt(*cues: str, end: str = "\n") -> bytes:
    """The file of cues, each its times and its text."""
    return (end * 2).join(f"{number}{end}{cue.replace(chr(10), end)}" for number, cue in enumerate(cues, 1)).encode()


def check(before: bytes, after: bytes, lines: list[int]) -> None:
    made, done = mended(before, "fr")
    assert made == after
    assert [item.line for item in done] == lines
    assert mended(made, "fr") == (made, [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_overlap_of_a_moment_ends_where_the_next_begins(end: str) -> None:
    check(
        srt("00:00:01,000 --> 00:00:03,400\nUn", "00:00:03,000 --> 00:00:05,000\nDeux", end=end),
        srt("00:00:01,000 --> 00:00:03,000\nUn", "00:00:03,000 --> 00:00:05,000\nDeux", end=end),
        [2],
    )


@pytest.mark.parametrize(
    "times",
    [
        ("00:00:01,000 --> 00:00:05,000", "00:00:03,000 --> 00:00:06,000"),
        ("00:00:01,000 --> 00:00:05,000", "00:00:02,000 --> 00:00:03,000"),
        ("00:00:03,000 --> 00:00:05,000", "00:00:02,000 --> 00:00:04,000"),
        ("00:00:01,000 --> 00:00:01,900", "00:00:01,100 --> 00:00:02,000"),
        ("00:00:01,000 --> 00:00:02,000", "00:00:01,000 --> 00:00:02,000"),
    ],
)
def test_an_overlap_that_may_be_meant_stays(times: tuple[str, str]) -> None:
    data = srt(*(f"{time}\nUn mot" for time in times))
    assert mended(data) == (data, [])
    assert "MF6055" in [trouble.code for trouble in read(data.decode()).troubles]


def test_an_overlap_stays_where_the_first_could_no_longer_be_read() -> None:
    data = srt("00:00:01,000 --> 00:00:02,900\nDouze lettres ici", "00:00:02,000 --> 00:00:04,000\nDeux")
    assert mended(data) == (data, [])


def test_captions_in_two_places_may_overlap() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:03.000 line:0\nUn\n\n00:02.800 --> 00:05.000\nDeux\n"
    assert mended(data) == (data, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("00:00:01.000 --> 00:00:03.000", "00:00:01,000 --> 00:00:03,000"),
        ("0:01,000-->0:03,000", "00:00:01,000 --> 00:00:03,000"),
        ("00:00:01,000 -> 00:00:03,000", "00:00:01,000 --> 00:00:03,000"),
        ("00:00:01,000 → 00:00:03,000", "00:00:01,000 --> 00:00:03,000"),
    ],
)
def test_times_of_another_spelling_are_written_as_their_format_has_them(before: str, after: str) -> None:
    check(srt(f"{before}\nUn"), srt(f"{after}\nUn"), [2])


@pytest.mark.parametrize(
    "time", ["00:00:01,0 --> 00:00:03,0", "00:00:01,000 -->", "1000 --> 3000", "00:00:61,000 --> 00:01:03,000"]
)
def test_times_that_can_be_read_in_two_ways_stay(time: str) -> None:
    data = srt(f"{time}\nUn")
    assert mended(data) == (data, [])


def test_a_file_is_saved_as_utf_8_with_its_line_ends() -> None:
    right = srt("00:00:01,000 --> 00:00:03,000\nÉté à l'école, déjà", end="\r\n")
    check(right.decode().encode("utf-16"), right, [1])
    check(right.decode().encode("cp1252"), right, [1])
    check(right.decode().replace("é", "Ã©").replace("É", "Ã‰").replace("à", "Ã\u00a0").encode(), right, [1])


STAMP = st.tuples(st.integers(0, 9), st.integers(0, 999), st.sampled_from(",.")).map(
    lambda t: f"00:00:0{t[0]}{t[2]}{t[1]:03}"
)
TIMES = st.tuples(STAMP, st.sampled_from([" --> ", "-->", " -> "]), STAMP).map("".join)
CUE = st.tuples(TIMES, st.sampled_from(["Un", "Deux mots", "Été", "Ã©tÃ©", "00:01", ""])).map("\n".join)


@given(st.lists(CUE, max_size=6), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_what_is_mended_is_mended_once_and_keeps_its_words(cues: list[str], end: str, codec: str) -> None:
    data = srt(*cues, end=end).decode().encode(codec)
    made, done = mended(data, "fr")
    assert mended(made, "fr") == (made, [])
    assert bool(done) == (made != data)
    if done:
        text = made.decode()
        assert text.count(end) == data.decode(codec).count(end)
        assert [line for line in text.split(end) if line.isalpha() and line.isascii()] == [
            line for line in data.decode(codec).split(end) if line.isalpha() and line.isascii()
        ]


def test_the_captions_of_a_course_are_mended_in_place(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    file = course / "media/teaser.fr.srt"
    file.write_bytes("1\n00:00:00.000 --> 00:00:01.900\nÉté, déjà\n".encode("cp1252"))
    file.chmod(0o640)
    done = fix(course)
    assert [(item.location.line, item.done.en[:9]) for item in done] == [(1, "converted"), (2, "times wri")]
    assert file.read_text("utf-8") == "1\n00:00:00,000 --> 00:00:01,900\nÉté, déjà\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert fix(course) == []
