"""Captions as a text to be read: passages, each as long as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from moocfab.media.captions.markup import bare
from moocfab.media.captions.model import Cue
from moocfab.prose import Passage
from moocfab.prose.audio import clock

PAUSE = 2_000
"""Milliseconds without a word that begin a new passage."""

LENGTH = 500
"""Characters after which a passage ends with its sentence."""

_ENDS = (".", "!", "?", "…", "»", "”")
_SPEAKS = ("- ", "– ", "— ", "–", "—")


def passages(cues: Iterable[Cue]) -> tuple[Passage, ...]:
    """Return cues, in the order of their beginnings, as passages: another voice, a pause or length begins one."""
    found: list[Passage] = []
    end = 0
    for cue in cues:
        text = " ".join(bare(cue.text).split())
        if not text:
            continue
        if found and not _begins(found[-1], cue, text, end):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {text}")
        else:
            found.append(Passage(cue.start / 1000, text, cue.speaker))
        end = cue.end
    return tuple(found)


def plain(said: Iterable[Passage]) -> str:
    """Return passages as a text without marks, each with the moment it begins at."""
    return "\n".join(
        f"[{clock(part.start)}] {part.speaker + ': ' if part.speaker else ''}{part.text}\n" for part in said
    )


def _begins(before: Passage, cue: Cue, text: str, end: int) -> bool:
    """Return whether a cue begins a passage of its own."""
    another = text.startswith(_SPEAKS) or (cue.speaker and cue.speaker != before.speaker)
    done = before.text.endswith(_ENDS)
    return bool(another) or (done and (cue.start - end >= PAUSE or len(before.text) >= LENGTH))
