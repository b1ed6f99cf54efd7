"""Files of captions to cues, each with the line it stands on: SRT, WebVTT, SBV, ASS and SSA, Open edX's sjson.

pysubs2 reads what it knows; it does not tell lines, so that each format is gone through for them here, and what
pysubs2 would take for something else is made unmistakable first.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pysubs2

from moocfab.media.captions import rules
from moocfab.media.captions.markup import Cleaned, cleaned
from moocfab.media.captions.model import Cue, Trouble, first

_TIME = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]?\d[.,]\d{1,3}"
_TIMING = re.compile(rf"^.*\d:\d.*-->|^\s*{_TIME}\s*[^\s\d]{{1,3}}\s*{_TIME}")
_ENDLESS = re.compile(rf"\s*{_TIME}\s*(?:-->|,)\s*")
_SETTINGS = r"(?:[ \t]+[A-Za-z]\w*:\S+)*"
_SRT_TIME, _VTT_TIME = r"(\d{2}:[0-5]\d:[0-5]\d,\d{3})", r"((?:\d{2}:)?[0-5]\d:[0-5]\d\.\d{3})"
_SBV_TIME = r"(\d{1,2}:[0-5]\d:[0-5]\d\.\d{3})"
_RIGHT = {
    "srt": re.compile(rf"{_SRT_TIME} --> {_SRT_TIME}{_SETTINGS}\s*"),
    "vtt": re.compile(rf"{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?:[ \t].*)?\s*"),
    "sbv": re.compile(rf"\s*{_SBV_TIME},{_SBV_TIME}\s*"),
}
_SBV = re.compile(rf"\s*{_TIME},(?:{_TIME})?\s*")
_LONGEST = 500
"""Characters of a line of times, with all the settings of its place."""

_ASS_TIME = r"\s*\d+:\d{2}:\d{2}[.:]\d{2,3}\s*"
_ASS_LINE = re.compile(rf"(?:Dialogue|Comment):[^,]*,{_ASS_TIME},{_ASS_TIME},")
_ASS_EVENT = re.compile(r"(?:Dialogue|Comment):")
_ASS_FIELDS = 9
"""Commas before the text of an event, which stands last."""

_LOOKS = re.compile(r"\\(?:pos|move|an?\d|k[of]?\d|fad|org|clip|t\()", re.IGNORECASE)
# pysubs2 writes line breaks as `\N`, and takes any line with two times for those of a cue: what the author's text has
# of either is kept from it.
_BACKSLASH, _COLON = "\ue000", "\ue001"

TIMES = {
    "srt": "00:00:01,000 --> 00:00:03,000",
    "vtt": "00:00:01.000 --> 00:00:03.000",
    "sbv": "0:00:01.000,0:00:03.000",
    "ass": "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,",
    "sjson": "1000",
}
"""How each format writes the times of a cue."""


@dataclass(frozen=True)
class Found:
    """What a file of captions holds.

    Attributes:
        form: `srt`, `vtt`, `sbv`, `ass` or `sjson`.
        cues: in the order of the file.
        troubles: what is wrong with its writing.
    """

    form: str
    cues: tuple[Cue, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def form_of(text: str) -> str:
    """Return the format of a file of captions, which is told by what it holds and not by its name."""
    head = text.lstrip("\ufeff \t\n")
    if head.startswith("WEBVTT"):
        return "vtt"
    if head.startswith("{") and not head.startswith(("{\\", "{1}", "{0}")) and '"start"' in head:
        return "sjson"
    if re.search(r"^\[(?:Script Info|Events)\]\s*$", text, re.MULTILINE | re.IGNORECASE):
        return "ass"
    either = (line for line in text.split("\n") if _meant(line, "srt") or _meant(line, "sbv"))
    return "sbv" if _meant(next(either, ""), "sbv") else "srt"


def found(text: str) -> Found:
    """Return the cues of a file, whatever is wrong with it; none where one of its times cannot be read."""
    form = form_of(text)
    if form == "sjson":
        return _sjson(text)
    return _ass(text) if form == "ass" else _lines(text, form)


def timings(text: str, form: str) -> list[tuple[int, str]]:
    """Return the numbered lines of a file of SRT, WebVTT or SBV that are meant for the times of a cue."""
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if _meant(line, form)]


def _meant(line: str, form: str) -> bool:
    """Return whether a line is meant for the times of a cue, however they are written."""
    if len(line) > _LONGEST or ":" not in line:
        return False
    return bool(_SBV.fullmatch(line) if form == "sbv" else _TIMING.search(line))


def right_timing(line: str, form: str) -> bool:
    """Return whether a line of SRT, WebVTT or SBV has the times of a cue as its format writes them."""
    return _RIGHT[form].fullmatch(line) is not None


def _lines(text: str, form: str) -> Found:
    """Read SRT, WebVTT or SBV."""
    meant = timings(text, form)
    bad = tuple(_bad(number, line, form) for number, line in meant if not right_timing(line, form))
    if bad or not meant:
        return Found(form, (), bad)
    raw = list(_parsed(text, [number for number, _ in meant], form))
    return _shown(form, raw, [cleaned(cue.text, vtt=form == "vtt") for cue in raw])


def _ass(text: str) -> Found:
    """Read ASS or SSA: events without comments and drawings, one of those that stand above each other for effect."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _ASS_EVENT.match(line)]
    bad = tuple(
        _bad(number, line, "ass")
        for number, line in lines
        if not _ASS_LINE.match(line) or line.count(",") < _ASS_FIELDS
    )
    if bad or not lines:
        return Found("ass", (), bad)
    # Styles, fonts and scripts of the file say how it looks: they are not read.
    events = "\n".join(["[Script Info]", "ScriptType: v4.00+", "", "[Events]", *(_event(line) for _, line in lines)])
    subs = pysubs2.SSAFile.from_string(events, format_="ass")
    raw: dict[tuple[int, int, str], tuple[Cue, Cleaned]] = {}
    for (number, _), event in zip(lines, subs.events, strict=True):
        if event.is_comment or event.is_drawing:
            continue
        cue = Cue(number, event.start, event.end, cleaned(event.plaintext.replace("\u200b", "")).text)
        look = _LOOKS.search(event.text)
        mark = Cleaned(cue.text, event.name.strip(), f"{{{look.group()}…}}" if look else "")
        raw.setdefault((cue.start, cue.end, cue.text), (cue, mark))
    return _shown("ass", [cue for cue, _ in raw.values()], [mark for _, mark in raw.values()])


def _event(line: str) -> str:
    """Return an event without what says how it looks, which pysubs2 would warn of where it is no number."""
    kind, _, fields = line.partition(":")
    _, start, end, _, name, *_, text = fields.split(",", _ASS_FIELDS)
    return f"{kind}: 0,{start},{end},Default,{name},0,0,0,,{text}"


def _sjson(text: str) -> Found:
    """Read what Open edX stores: three columns, times in milliseconds, text as HTML, none where nobody speaks."""
    try:
        data = json.loads(text)
        columns = [data[name] for name in ("start", "end", "text")]
        rows = list(zip(*columns, strict=True))
        times = [(round(float(start)), round(float(end))) for start, end, _ in rows]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        return Found("sjson", (), (Trouble(code=rules.BAD_SJSON.code, line=line),))
    numbers = _lines_of(text, len(rows))
    raw = [
        Cue(number, *time, html.unescape(str(said or "")))
        for number, time, (_, _, said) in zip(numbers, times, rows, strict=True)
        if said not in (None, "")
    ]
    negative = tuple(_bad(cue.line, str(cue.start), "sjson") for cue in raw if min(cue.start, cue.end) < 0)
    if negative:
        return Found("sjson", (), negative)
    return _shown("sjson", raw, [cleaned(cue.text) for cue in raw])


def _lines_of(text: str, count: int) -> list[int]:
    """Return the line of each value of the column `start` of an sjson file that could be read."""
    at = re.compile(r'"start"\s*:\s*\[\s*').search(text)
    values = re.compile(r"[^\s,\]]+").finditer(text, at.end()) if at else iter(())
    places = [text.count("\n", 0, value.start()) + 1 for value, _ in zip(values, range(count), strict=False)]
    return places + [1] * (count - len(places))


def _shown(form: str, raw: Sequence[Cue], marks: Sequence[Cleaned]) -> Found:
    """Return cues with their text as players show it, and what they would not show."""
    cues = tuple(cue._replace(text=mark.text, speaker=mark.speaker) for cue, mark in zip(raw, marks, strict=True))
    troubles = []
    for rule, told in ((rules.MARKUP, [m.lost for m in marks]), (rules.LIKE_MARKUP, [m.like for m in marks])):
        having = [(cue, text) for cue, text in zip(cues, told, strict=True) if text]
        if having:
            troubles.append(first(rule.code, [cue for cue, _ in having], count=len(having), text=having[0][1][:40]))
    return Found(form, cues, tuple(troubles))


def _bad(number: int, line: str, form: str) -> Trouble:
    endless = _ENDLESS.fullmatch(line) is not None
    rule = rules.NO_END if endless else rules.BAD_TIMING
    return Trouble(code=rule.code, line=number, values={"text": line.strip()[:60], "how": TIMES[form]})


def _parsed(text: str, numbers: Sequence[int], form: str) -> Iterator[Cue]:
    """Yield what pysubs2 reads, each cue with the line of its times."""
    prepared = _prepared(text.split("\n"), [number - 1 for number in numbers], form)
    subs = pysubs2.SSAFile.from_string(prepared, format_="srt", keep_html_tags=True)
    for number, event in zip(numbers, subs.events, strict=True):
        said = event.text.replace("\\N", "\n").replace(_BACKSLASH, "\\").replace(_COLON, ":")
        yield Cue(number, event.start, event.end, said.replace("[br]", "\n") if form == "sbv" else said)


def _prepared(lines: list[str], timings: list[int], form: str) -> str:
    """Return the same lines as SRT, with a number before each line of times and at the end.

    pysubs2 takes a number there, and only one, for the next cue's; any other name of a cue, and what stands between
    cues in a VTT file, it takes for text of the cue before.
    """
    times = set(timings)
    lines = [
        line if at in times else line.replace("\\", _BACKSLASH).replace(":", _COLON) for at, line in enumerate(lines)
    ]
    for at in timings:
        lines[at] = _RIGHT[form].sub(lambda times: f"{_clock(times[1])} --> {_clock(times[2])}", lines[at], count=1)
    if form == "vtt":
        for timing, following in zip(timings, [*timings[1:], len(lines)], strict=True):
            blank = next((at for at in range(timing + 1, following) if _ends(lines, timing, at)), following)
            lines[blank:following] = [""] * (following - blank)
    for timing in timings:
        before = timing - 1
        if before >= 0 and (not lines[before].strip() or _names_a_cue(lines, before)):
            lines[before] = "1"
    return "\n".join([*lines, "", "1", ""])


def _clock(time: str) -> str:
    """Return a time as SRT writes it."""
    hours, minutes, seconds = f"00:{time}".split(":")[-3:]
    return f"{int(hours):02}:{minutes}:{seconds.replace('.', ',')}"


def _ends(lines: list[str], timing: int, at: int) -> bool:
    """Return whether a line ends a VTT cue; YouTube begins the first one with a line that only holds a space."""
    return not lines[at] or (not lines[at].strip() and at > timing + 1)


def _names_a_cue(lines: list[str], at: int) -> bool:
    return lines[at].strip().isdecimal() and (at == 0 or not lines[at - 1].strip())
