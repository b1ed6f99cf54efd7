"""Captions: read from the formats there are, judged, and written as the platforms keep them.

Open edX parses transcripts with pysrt, and drops without a word what that cannot read: a cue without a text, or with an
empty line in it. The tests let pysrt read what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.diagnostics import Diagnostic, Location
from moocfab.media.captions import encoding, rules, written
from moocfab.media.captions import language as languages
from moocfab.media.captions.formats import found
from moocfab.media.captions.judged import judged
from moocfab.media.captions.model import Captions, Cue, Trouble
from moocfab.media.captions.rolling import unrolled
from moocfab.source.folder import decode

REVISION = 3
"""Raised when captions that were judged already must be judged again."""

__all__ = ["REVISION", "Captions", "Cue", "Trouble", "of_file", "read"]


def read(text: str, language: str = "") -> Captions:
    """Return the captions of a file, whatever is wrong with them; never fails.

    Args:
        text: of the file, in any format that `formats` knows.
        language: that they are declared to be in; not looked at where it is empty.
    """
    file = found(text)
    if not file.cues:
        none = () if file.troubles else (Trouble(code=rules.NO_CUE.code, line=1),)
        return Captions(troubles=(*file.troubles, *none))
    cues, rolling = unrolled(file.cues)
    lost = tuple(Trouble(code=rules.LOST_CUE.code, line=cue.line) for cue in cues if not cue.text)
    troubles = (*file.troubles, *rolling, *lost, *judged(cues), *_spoilt(text), *languages.judged(cues, language))
    return Captions(srt="" if lost else written.srt(cues), cues=tuple(written.ordered(cues)), troubles=troubles)


def _spoilt(text: str) -> Iterator[Trouble]:
    """Yield the first line whose signs were read in another encoding than they were written in."""
    for number, line in enumerate(text.split("\n"), 1):
        found = encoding.spoilt(line)
        if found:
            yield Trouble(code=rules.GARBLED.code, line=number, values={"text": found})
            return


def of_file(data: bytes, language: str, location: Location) -> tuple[Captions | None, list[Diagnostic]]:
    """Return the captions of a file's bytes, and why there are none.

    Args:
        data: in UTF-8, else the encoding is told.
        language: that they are declared to be in.
        location: of the file.
    """
    text, findings = decode(data, location)
    if text is not None and "\0" not in text:
        return read(text, language), findings
    other = encoding.decoded(data, language)
    if other is None or other.encoding == "UTF-8":
        return (read(text, language) if text is not None else None), findings
    place = findings[0].location if findings else location
    return None, [rules.ENCODING.at(place, encoding=other.encoding)]
