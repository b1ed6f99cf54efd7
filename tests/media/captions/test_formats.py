"""Files as they come: what is read of each format, and on which line."""

from __future__ import annotations

import pytest

from moocfab.media.captions import read
from moocfab.media.captions.formats import form_of, found
from moocfab.media.captions.model import Cue

ASS = """[Script Info]
Title: Cours
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial,20,&H00FFFFFF,&H0300FFFF,&H00000000,&H02000000,0,0,0,0,100,100,0,0,1,2,1,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,à revoir
Dialogue: 0,0:00:01.00,0:00:03.50,Default,Anne,0,0,0,,{\\an8\\i1}Bonjour,{\\i0} à tous\\Net à toutes
Dialogue: 1,0:00:01.00,0:00:03.50,Default,Anne,0,0,0,,{\\blur3}Bonjour, à tous\\Net à toutes
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,{\\k20}Ka{\\k30}ra{\\k15}oké
Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
"""
VTT = """WEBVTT - Cours
Kind: captions
Language: fr

STYLE
::cue { color: lime }

REGION
id:haut
width:40%

NOTE une note
sur deux lignes --> ici

intro
00:01.000 --> 00:03.000 region:haut align:start position:10%,line-left
<v.loud Anne Martin>Sel &amp; <i.fin>eau</i></v>
<c.jaune>deux</c>

00:00:04.000 --> 00:00:06.000 line:0
<00:00:04.500>mot <00:00:05.000>à mot &lrm;
"""
SBV = "0:00:01.000,0:00:03.000\nBonjour[br]à tous\n\n0:00:03.500,0:00:05.000\n>> Anne : oui\n"
SJSON = (
    '{\n "end": [3000, 5000, 6000],\n "start": [\n  1000,\n  3500,\n 5000],\n '
    '"text": ["C&#39;est\\nl\'eau", "Oui", null]\n}\n'
)
YOUTUBE = """WEBVTT
Kind: captions
Language: fr

00:00:00.120 --> 00:00:02.990 align:start position:0%
\x20
bonjour<00:00:00.640><c> à</c><00:00:00.960><c> tous</c>

00:00:02.990 --> 00:00:03.000 align:start position:0%
bonjour à tous
\x20

00:00:03.000 --> 00:00:05.990 align:start position:0%
bonjour à tous
et<00:00:03.500><c> bienvenue</c>

00:00:05.990 --> 00:00:06.000 align:start position:0%
et bienvenue
\x20

00:00:06.000 --> 00:00:09.000 align:start position:0%
et bienvenue
dans<00:00:06.500><c> ce</c><00:00:07.000><c> cours</c>
"""


def said(text: str) -> list[tuple[int, int, int, str]]:
    return [cue[:4] for cue in read(text).cues]


def codes(text: str) -> list[tuple[str, int]]:
    return [(trouble.code, trouble.line) for trouble in read(text).troubles]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (ASS, "ass"), (VTT, "vtt"), (SBV, "sbv"), (SJSON, "sjson"), (YOUTUBE, "vtt"), ("", "srt"), ("{\\an8}", "srt"),
        ("1\n00:00:01,000 --> 00:00:02,000\n[Events] du cours\n", "srt"),
    ],
)  # fmt: skip
def test_a_format_is_told_by_what_a_file_holds(text: str, form: str) -> None:
    assert form_of(text) == form


def test_ass_is_read_without_comments_drawings_and_effects() -> None:
    assert said(ASS) == [(12, 1000, 3500, "Bonjour, à tous\net à toutes"), (14, 4000, 6000, "Karaoké")]
    assert read(ASS).cues[0].speaker == "Anne"
    assert codes(ASS) == [("MF6065", 12)]


@pytest.mark.parametrize(
    "line",
    [
        "Dialogue: 0,0:00:01,0:00:03.50,Default,,0,0,0,,Sans centièmes",
        "Dialogue: 0,0:00:01.00",
        "Dialogue: 0,0:00:01.00,0:00:03.50,Default,,Trop peu",
    ],
)
def test_an_ass_event_that_cannot_be_read_is_told_of(line: str) -> None:
    assert codes(ASS + line) == [("MF6052", 16)]


def test_vtt_is_read_without_styles_regions_notes_and_positions() -> None:
    assert said(VTT) == [(16, 1000, 3000, "Sel & <i>eau</i>\ndeux"), (20, 4000, 6000, "mot à mot \u200e")]
    assert read(VTT).cues[0].speaker == "Anne Martin"
    assert codes(VTT) == []


def test_sbv_is_read_with_its_breaks() -> None:
    assert said(SBV) == [(1, 1000, 3000, "Bonjour\nà tous"), (4, 3500, 5000, ">> Anne : oui")]
    assert codes("0:00:01.000,0:00:03.000\nUn\n\n0:00:04.000,\nSans fin\n") == [("MF6060", 4)]


def test_sjson_is_read_with_the_line_of_each_cue() -> None:
    assert [cue[:4] for cue in found(SJSON).cues] == [(4, 1000, 3000, "C'est\nl'eau"), (5, 3500, 5000, "Oui")]
    assert codes(SJSON) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"start": [1], "end": [2], "text": []}', 1),
        ('{"start": [1],\n "end": [2],\n "text": ["a"]', 3),
        ('{"start": 1, "end": [2], "text": ["a"]}', 1),
        ('{"start": ["un"], "end": [2], "text": ["a"]}', 1),
        ('{"start": [1e999], "end": [2], "text": ["a"]}', 1),
        ('{"start": ' + "[" * 100_000, 1),
    ],
)
def test_sjson_that_cannot_be_read_is_told_of(text: str, line: int) -> None:
    assert codes(text) == [("MF6071", line)]


def test_youtube_says_each_line_once() -> None:
    assert said(YOUTUBE) == [
        (5, 120, 3000, "bonjour à tous"),
        (13, 3000, 6000, "et bienvenue"),
        (21, 6000, 9000, "dans ce cours"),
    ]
    assert codes(YOUTUBE) == [("MF6064", 9)]


@pytest.mark.parametrize(
    ("text", "kept", "code"),
    [
        ("{\\an8}Haut", "Haut", "MF6065"),
        ('<font color="#fff">Haut</font>', "Haut", "MF6065"),
        ("<script>alert(1)</script>Haut", "alert(1)Haut", "MF6065"),
        ("<img src=x onerror=alert(1)>Haut", "Haut", "MF6065"),
        ("On inclut <stdio.h>", "On inclut <stdio.h>", "MF6066"),
        ("<B>gras</B>, <i >oui</i>", "<b>gras</b>, <i>oui</i>", ""),
        ("si a < b et c > d", "si a < b et c > d", ""),
        ("A --> B", "A --> B", ""),
        ("de 00:00:01,000 à 00:00:02,000", "de 00:00:01,000 à 00:00:02,000", ""),
        ("\u202bשלום\u202c", "\u202bשלום\u202c", ""),
        ("Une\u2028ligne\x0bou deux", "Une\nligne\nou deux", "MF6057"),
        ("Bon\0jour", "Bon\ufffdjour", "MF6062"),
    ],
)
def test_marks_that_players_do_not_show_are_removed_and_told_of(text: str, kept: str, code: str) -> None:
    captions = read(f"1\n00:00:01,000 --> 00:00:05,000\n{text}\n")
    assert [cue.text for cue in captions.cues] == [kept]
    assert [trouble.code for trouble in captions.troubles] == [code] * bool(code)


def test_srt_without_numbers_and_with_places_is_read() -> None:
    srt = "00:00:01,000 --> 00:00:03,000 X1:100 X2:200 Y1:0 Y2:10\nUn\n\n00:00:03,000 --> 00:00:05,000\nDeux\n"
    assert said(srt) == [(1, 1000, 3000, "Un"), (4, 3000, 5000, "Deux")]
    assert codes(srt) == []


def test_cues_out_of_order_are_put_in_order() -> None:
    captions = read("2\n00:00:05,000 --> 00:00:07,000\nDeux\n\n1\n00:00:01,000 --> 00:00:03,000\nUn\n")
    assert captions.cues == (Cue(6, 1000, 3000, "Un"), Cue(2, 5000, 7000, "Deux"))
    assert [(trouble.code, trouble.line) for trouble in captions.troubles] == [("MF6063", 6)]


def test_signs_are_counted_as_they_are_seen() -> None:
    hebrew = "ש\u05c1ל\u05d5\u05b9ם " * 8
    assert codes(f"1\n00:00:01,000 --> 00:00:05,000\n{hebrew}\n") == []
    assert codes("1\n00:00:01,000 --> 00:00:05,000\n" + "漢" * 22 + "\n") == [("MF6057", 2)]


@pytest.mark.parametrize(
    ("end", "right", "wrong"),
    [
        ("00:00:02,500", (None, 2.5, 5), (5.6, 8, 30, 600)),
        ("00:00:30,000", (30, 59), (61, 90)),
        ("00:02:00,000", (120, 149), (151, 600)),
        ("00:10:00,000", (749,), (751,)),
    ],
)
def test_captions_that_stop_early_are_told_of(
    end: str, right: tuple[float | None, ...], wrong: tuple[float, ...]
) -> None:
    captions = read(f"1\n00:00:01,000 --> {end}\nBonjour\n")
    found = {
        seconds: {item.rule.code for item in captions.findings("a.srt", seconds)} & {"MF6070"}
        for seconds in (*right, *wrong)
    }
    assert found == {seconds: {"MF6070"} if seconds in wrong else set() for seconds in (*right, *wrong)}
