"""What was made of a master, read and compared with what was to be made."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from moocfab import quantity
from moocfab.diagnostics import Text
from moocfab.media.jobs import Expected
from moocfab.media.model import Picture, Probe
from moocfab.media.probe import probe


class NotMade(Exception):
    """Why a job's files could not be made of its master: in ffmpeg's words, or in ours of what is not as expected.

    Attributes:
        why: the reason, for the author.
    """

    def __init__(self, why: Text | str) -> None:
        self.why = why if isinstance(why, Text) else Text(why, why)
        super().__init__(self.why.en)


def verify(files: Sequence[Expected], work: Path, *, cancelled: threading.Event | None = None) -> None:
    """Read what was made, and compare it with what was to be made.

    Raises:
        NotMade: it is something else.
    """
    films = [expected for expected in files if expected.size is not None]
    for expected, answer in zip(films, probe([work / film.name for film in films], cancelled=cancelled), strict=True):
        if not isinstance(answer, Probe) or answer.picture is None:
            raise NotMade(_about(expected, "ne se lit pas", "cannot be read"))
        size = (work / expected.name).stat().st_size
        for difference in _differences(expected, answer, answer.picture, size):
            raise NotMade(difference)
    for expected in files:
        if expected.size is None and not (work / expected.name).is_file():
            raise NotMade(_about(expected, "manque", "is missing"))
    sounds = [expected for expected in files if expected.size is None and expected.sound]
    for expected, answer in zip(sounds, probe([work / one.name for one in sounds], cancelled=cancelled), strict=True):
        if not isinstance(answer, Probe) or answer.sound is None:
            raise NotMade(_about(expected, "ne se lit pas", "cannot be read"))
        for difference in _lengths(expected, answer):
            raise NotMade(difference)


def _differences(expected: Expected, found: Probe, picture: Picture, size: int) -> Iterator[Text]:
    """Yield what is otherwise than it was to be."""
    if abs(picture.frames - expected.frames) > max(2, expected.frames * 0.01):
        count, wanted = picture.frames, expected.frames
        yield _about(expected, f"a {count} images au lieu de {wanted}", f"has {count} frames instead of {wanted}")
    yield from _lengths(expected, found)
    if expected.size is not None and (picture.width, picture.height) != expected.size:
        shown, asked = f"{picture.width} × {picture.height}", "{} × {}".format(*expected.size)
        yield _about(expected, f"mesure {shown} pixels au lieu de {asked}", f"has {shown} pixels instead of {asked}")
    if expected.sound and found.sound is None:
        yield _about(expected, "n'a pas de son", "has no sound")
    if not expected.sound and found.sound is not None:
        yield _about(expected, "a un son que l'original n'a pas", "has a sound that its master has not")
    if 0 < expected.max_bytes < size:
        weight, most = quantity.size(size), quantity.size(expected.max_bytes)
        yield _about(
            expected, f"pèse {weight.fr} au lieu de {most.fr} au plus", f"has {weight.en}, at most {most.en} wanted"
        )


def _lengths(expected: Expected, found: Probe) -> Iterator[Text]:
    """Yield that it lasts otherwise than it was to."""
    if abs(found.seconds - expected.seconds) > max(0.5, expected.seconds * 0.01):
        long, right = quantity.number(found.seconds), quantity.number(expected.seconds)
        yield _about(
            expected, f"dure {long.fr} s au lieu de {right.fr} s", f"lasts {long.en} s instead of {right.en} s"
        )


def _about(expected: Expected, fr: str, en: str) -> Text:
    return Text(f"« {expected.name} » {fr}", f"“{expected.name}” {en}")
