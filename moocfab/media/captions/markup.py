r"""The marks in the text of cues: those that all players show stay, the others go, and what looks like one is told of.

Players of SRT and WebVTT show bold, italics and underlining. Other tags are hidden by WebVTT's rules, and taken for
HTML by Open edX; ASS overrides (`{\an8}`) are shown as they stand.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_SHOWN = re.compile(r"<(/?)([biu])(?:[.\s][^<>]*)?>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
_SPEAKER = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_OF_VTT = re.compile(r"</?(?:v|c|lang|ruby|rt)(?:[.\s][^<>]*)?>|<\d[\d:.]*>")
_NAMES = (
    "a abbr audio big br canvas center cite code div em embed font form h[1-6] head html iframe img input li link "
    "marquee meta object ol p pre s script small source span strike strong style sub sup svg table td tr tt ul video"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES.split())})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LIKE = re.compile(r"</?[a-z!?][^<>\n]*>", re.IGNORECASE)


class Cleaned(NamedTuple):
    """A cue's text with the marks that players show, who speaks, the first mark that went, what looks like one."""

    text: str
    speaker: str = ""
    lost: str = ""
    like: str = ""


def cleaned(text: str, *, vtt: bool = False) -> Cleaned:
    """Return the text of a cue of SRT, or of WebVTT, where more marks are usual and go without a word."""
    speaker = ""
    if vtt:
        named = _SPEAKER.search(text)
        speaker = html.unescape(named.group(1)).strip() if named else ""
    text = _OF_VTT.sub("", text)
    text = _BREAK.sub("\n", text)
    lost = next((found.group() for pattern in (_OVERRIDE, _TAG) if (found := pattern.search(text))), "")
    text = _SHOWN.sub(lambda mark: f"<{mark[1]}{mark[2].lower()}>", _TAG.sub("", _OVERRIDE.sub("", text)))
    like = next((found.group() for found in _LIKE.finditer(text) if not _SHOWN.fullmatch(found.group())), "")
    text = html.unescape(text) if vtt else text
    lines = (line.strip() for line in text.replace("\0", "\ufffd").splitlines())
    return Cleaned("\n".join(line for line in lines if line), speaker, lost, like)


def bare(text: str) -> str:
    """Return the text of a cue without any mark."""
    return _SHOWN.sub("", text)
