"""Captions: what is read, what is wrong with it and on which line, what is written."""

from __future__ import annotations

import pysrt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from moocfab.media.captions import Cue, read
from moocfab.media.captions.judged import readable
from moocfab.media.captions.written import srt as written

HEAD = "1\n00:00:01,000 --> 00:00:03,000\nBonjour\n\n"


def codes(text: str) -> list[tuple[str, int]]:
    """The findings of captions for a video of ten seconds."""
    return [(finding.rule.code, finding.location.line) for finding in read(text).findings("a.srt", 10.0)]


def test_right_captions_have_no_findings() -> None:
    found = read(HEAD + "2\n00:00:03,000 --> 00:00:05,000\nDeux lignes\nici\n")
    assert (len(found.cues), found.last.end, found.troubles) == (2, 5000, ())
    assert [item.text for item in pysrt.from_string(found.srt)] == ["Bonjour", "Deux lignes\nici"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour à tous\n", ("MF6051", 1)),
        (HEAD + "2\n00:00:04.000 --> 00:00:05,000\nPoint\n", ("MF6052", 6)),
        (HEAD + "2\n00:00:04,000 -> 00:00:05,000\nFlèche\n", ("MF6052", 6)),
        (HEAD + "2\n0:04 --> 0:05\nHeures\n", ("MF6052", 6)),
        (HEAD + "2\n00:00:04,000 -->\nSans fin\n", ("MF6060", 6)),
        (HEAD + "2\n00:00:04,000 --> 00:00:05,000\n\n", ("MF6053", 6)),
        (HEAD + "2\n00:00:07,000 --> 00:00:06,000\nRebours\n", ("MF6054", 6)),
        (HEAD + "2\n00:00:02,000 --> 00:00:06,000\nDessus\n", ("MF6055", 6)),
        (HEAD + "2\n00:00:09,000 --> 00:00:12,000\nAprès\n", ("MF6056", 6)),
        (HEAD + "2\n00:00:04,000 --> 00:00:09,000\nUn\ndeux\ntrois\n", ("MF6057", 6)),
        (HEAD + "2\n00:00:04,000 --> 00:00:09,000\n" + "mot " * 12 + "\n", ("MF6057", 6)),
        (HEAD + "2\n00:00:04,000 --> 00:00:05,000\nTreize lettre\n", ("MF6058", 6)),
    ],
)
def test_a_mistake_is_told_on_the_line_of_its_cue(text: str, expected: tuple[str, int]) -> None:
    assert codes(text) == [expected]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9), st.text(min_size=1)), max_size=5))
def test_srt_is_what_pysrt_writes(cues: list[tuple[int, int, str]]) -> None:
    items = [
        pysrt.SubRipItem(index, *map(pysrt.SubRipTime.from_ordinal, times), text)
        for index, (*times, text) in enumerate(sorted(cues, key=lambda cue: cue[:2]), 1)
    ]
    assert written(Cue(1, *cue) for cue in cues) == "\n".join(map(str, items))


def test_many_cues_that_pass_too_fast_are_one_finding() -> None:
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},500\nBien trop rapide\n" for n in range(1, 6)]
    (finding,) = read("\n".join(cues)).findings("a.srt", 10.0)
    assert (finding.rule.code, finding.location.line, len(finding.related)) == ("MF6058", 2, 4)


def test_vtt_becomes_srt_without_its_own_marks() -> None:
    vtt = (
        "WEBVTT - Cours\n\nNOTE rien\n\nintro\n00:01.000 --> 00:03.000 align:start\n"
        "<v Anne>Sel &amp; <i>eau</i></v>\n\n01:00:00.000 --> 01:00:02.000\nFin\n"
    )
    found = read(vtt)
    assert found.srt == (
        "1\n00:00:01,000 --> 00:00:03,000\nSel & <i>eau</i>\n\n2\n01:00:00,000 --> 01:00:02,000\nFin\n"
    )
    assert found.last.line == 9


def test_a_vtt_file_may_name_its_cues_and_have_notes() -> None:
    vtt = "WEBVTT\n\nun\n00:01.000 --> 00:03.000\nSel\n\nNOTE\nà revoir\n\ndeux\n00:04.000 --> 00:06.000\n3 ou\n4\n"
    assert [item.text for item in pysrt.from_string(read(vtt).srt)] == ["Sel", "3 ou\n4"]


@pytest.mark.parametrize(
    "text", ["{accolades} et \\N", "\\frac{1}{2}", "42", "Réponse :\n42", "a < b > c", "<b>gras</b>", "1\n2\n3"]
)
def test_no_text_is_lost(text: str) -> None:
    for following in ("", "\n2\n00:00:12,000 --> 00:00:15,000\nSuite\n"):
        found = read(f"1\n00:00:01,000 --> 00:00:09,000\n{text}\n{following}")
        assert pysrt.from_string(found.srt)[0].text == text


LINE = st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u2028\u2029<{"), min_size=1).map(
    lambda text: " ".join(text.split())
)
TEXT = st.lists(LINE.filter(lambda line: line and "-->" not in line), min_size=1, max_size=3).map("\n".join)


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    made, now, line = [], 0, 2
    for _ in range(draw(st.integers(1, 6))):
        now += draw(st.integers(0, 5000))
        length = draw(st.integers(1, 9000))
        text = draw(TEXT.filter(lambda text: not text.replace("\n", "").isdigit()))
        made.append(Cue(line, now, now + length, text))
        line += text.count("\n") + 4
        now += length
    return made


@given(cues())
def test_what_is_written_is_read_again(made: list[Cue]) -> None:
    found = read(written(made))
    assume(all(trouble.code != "MF6064" for trouble in found.troubles))
    assert found.srt == written(made)
    assert len(found.cues) == len(made)
    assert found.last.line == made[-1].line
    assert {trouble.code for trouble in found.troubles} <= {"MF6057", "MF6058", "MF6062", "MF6067"}


@given(cues())
def test_vtt_and_srt_say_the_same(made: list[Cue]) -> None:
    plain = [cue._replace(text=cue.text.replace("&", "et").replace("<", "(")) for cue in made]
    srt = written(plain)
    vtt = "WEBVTT\n\n" + "\n".join(line.replace(",", ".") if " --> " in line else line for line in srt.split("\n"))
    assert read(vtt).srt == srt


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    read(text)
    read("WEBVTT\n\n" + text)
    read(HEAD + text)


PIECES = (
    "", "1", "42", "WEBVTT", "NOTE", "STYLE", "texte", "-->", "  ", "\\N", "{\\an8}", "\ufeff",
    "00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:02.000", "00:00:02.500 --> 00:00:04.000 line:0",
    "00:00:02,500 -> 00:00:04,000",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join))
def test_any_disorder_is_answered(text: str) -> None:
    found = read(text)
    assert found.troubles or found.srt
    assert all(1 <= trouble.line <= text.count("\n") + 1 for trouble in found.troubles)


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_more_time_lets_read_more(one: int, other: int) -> None:
    assert (one <= other) == (readable(one) <= readable(other)) or readable(one) == readable(other)
    assert [readable(n * 1000) for n in (1, 2, 3, 4)] == [12, 20, 36, 60]
