"""Captions in the forms that the platforms keep."""

from __future__ import annotations

import json
from collections.abc import Iterable

from moocfab.media.captions.model import Cue


def srt(cues: Iterable[Cue]) -> str:
    """Return cues as SRT, in the order of their beginnings; none of their texts is empty or has an empty line."""
    return "\n".join(
        f"{index}\n{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.text}\n" for index, cue in enumerate(ordered(cues), 1)
    )


def stamp(milliseconds: int, mark: str = ",") -> str:
    """Return a time as SRT writes it, or WebVTT with a `mark` of its own."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{rest:03}"


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
