"""Captions in the forms that the platforms keep."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pysrt

from moocfab.media.captions.model import Cue


def srt(cues: Iterable[Cue]) -> str:
    """Return cues as SRT, in the order of their beginnings."""
    items = [
        pysrt.SubRipItem(
            index,
            pysrt.SubRipTime.from_ordinal(cue.start),
            pysrt.SubRipTime.from_ordinal(cue.end),
            cue.text,
        )
        for index, cue in enumerate(ordered(cues), 1)
    ]
    return "\n".join(str(item) for item in items)


def sjson(cues: Iterable[Cue]) -> str:
    """Return cues as Open edX stores them itself (`generate_sjson_from_srt` of its `transcripts_utils.py`)."""
    found = ordered(cues)
    columns = {
        "start": [cue.start for cue in found],
        "end": [cue.end for cue in found],
        "text": [cue.text.replace("\n", " ") for cue in found],
    }
    return json.dumps(columns, ensure_ascii=False, indent=1) + "\n"


def ordered(cues: Iterable[Cue]) -> list[Cue]:
    """Return cues in the order of their beginnings."""
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def kept(text: str) -> set[tuple[int, int, str]]:
    """Return what Open edX keeps of an SRT file, which it reads with pysrt: times and text of each cue."""
    return {(item.start.ordinal, item.end.ordinal, item.text.strip()) for item in pysrt.from_string(text)}
