"""Captions broken in many ways: all are answered, in time, on a line that is there, and mended once."""

from __future__ import annotations

import random
import time

import pysrt
import pytest

from moocfab.diagnostics import Location
from moocfab.media.captions import of_file
from moocfab.media.captions.mend import mended
from tests.media.captions.test_formats import ASS, SBV, SJSON, VTT, YOUTUBE

SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\nBonjour à tous\n\n"
    "2\n00:00:02,900 --> 00:00:05,000\n<i>Deux</i> {\\an8}lignes\nici\n"
)
SEEDS = [
    text.encode(codec) for text in (SRT, VTT, SBV, ASS, SJSON, YOUTUBE) for codec in ("utf-8", "utf-8-sig", "utf-16")
] + [SRT.encode("cp1252"), SRT.replace("\n", "\r\n").encode("mac-roman")]
PIECES = [
    b"-->", b" --> ", b"\n", b"\r\n", b"\r", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"\xc3\xa9",
    b"\xc3\x83\xc2\xa9", b"00:00:01,000", b"99:59:59,999", b"100:00:00.000", b"-00:00:01,000", b"1", b"9" * 400,
    b"00:00:00,000 --> 00:00:00,000", b"{\\", b"}", b"<", b"<b>", b"</v>", b"<v ", b"&#x110000;", b"&amp;", b"WEBVTT",
    b"[Events]\n", b"Dialogue: ", b"[[[[", b'"start": [', b"1e999", b"NaN", b"\\N", b"\xee\x80\x80", b"\xee\x80\x81",
    "\u2028".encode(), "\x85".encode(), b"\x0b\x0c\x1c",
]  # fmt: skip


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.choice(PIECES)
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                data[at:at] = data[: chance.randint(0, 80)]
            case _:
                other = chance.choice(SEEDS)
                data[at:] = other[chance.randrange(len(other)) :]
    return bytes(data)


def kept(text: str) -> list[tuple[int, int, str]]:
    """What Open edX keeps of an SRT file, which it reads with pysrt: times and text of each cue."""
    return [(item.start.ordinal, item.end.ordinal, item.text) for item in pysrt.from_string(text)]


def campaign(count: int, seed: int) -> None:
    """Read and mend so many broken files."""
    chance = random.Random(seed)
    for _ in range(count):
        data = mutated(chance)
        read, findings = of_file(data, "fr", Location("a.srt"))
        lines = data.count(b"\n") + data.count(b"\r") + 1
        told = [*findings, *(read.findings("a.srt", 10.0) if read else ())]
        assert all(1 <= item.location.line <= lines and item.message() and item.hint("en") for item in told), data
        assert read is None or read.srt or any(item.severity.value == "error" for item in told), data
        if read and read.srt:
            assert kept(read.srt) == [(cue.start, cue.end, cue.text) for cue in read.cues], data
        made, done = mended(data, "fr")
        assert bool(done) == (made != data), data
        assert mended(made, "fr")[1] == [], data


def test_two_thousand_broken_files_are_answered() -> None:
    start = time.monotonic()
    campaign(2_000, 7)
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    "data",
    [
        b"<" * 200_000, b"{\\" * 100_000, b"00:00:01,000 --> " * 20_000, b"1\n" * 200_000,
        b"\xc3\x83\xc2\xa9" * 100_000,
        ("[Events]\n" + "Dialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,a\n" * 5_000).encode(),
        (SRT.split("\n\n")[0] + "\n" + "<v a>" * 50_000).encode(), (" " * 300_000).encode(), b"\n" * 300_000,
        b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 5_000, b"[" * 300_000, b'{"start": [' + b"1," * 200_000,
        b"\xff\xfe" + "a\n".encode("utf-16-le") * 100_000, b"--> " * 100_000 + b"1:1", b"0:0" * 100_000,
    ],
)  # fmt: skip
def test_large_and_odd_files_do_not_take_long(data: bytes) -> None:
    start = time.process_time()
    of_file(data, "fr", Location("a.srt"))
    mended(data, "fr")
    assert time.process_time() - start < 10


@pytest.mark.soak
def test_a_hundred_thousand_broken_files_are_answered() -> None:
    campaign(100_000, 11)
