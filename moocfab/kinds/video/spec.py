"""The fields of a video, and how each form of it carries them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from moocfab.diagnostics import Text
from moocfab.kinds.contract import MediaRequest, Spec
from moocfab.kinds.fields import SourcePath
from moocfab.kinds.video.source import Place, Source, place
from moocfab.source.validate import ValueProblem

_UNITS = {"s": 1, "min": 60, "h": 3600}


def _moment(value: Any) -> int:
    text = str(value).strip()
    if match := re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)", text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return 3600 * hours + 60 * minutes + seconds
    if match := re.fullmatch(r"(\d+)\s*(s|min|h)", text):
        return int(match.group(1)) * _UNITS[match.group(2)]
    raise ValueProblem("écrivez un moment de la vidéo : 1:30 ou 90s", "write a moment of the video: 1:30 or 90s")


_PATTERN = r"^((\d{1,2}:)?\d{1,2}:[0-5]\d|\d+\s*(s|min|h))$"
Moment = Annotated[int, BeforeValidator(_moment), WithJsonSchema({"type": "string", "pattern": _PATTERN})]
"""Seconds from the video's beginning, written 1:30 or 90s."""


class VideoSpec(Spec):
    """Fields of `video`."""

    source: Source
    captions: dict[str, SourcePath] = {}
    transcript: bool | Literal["page"] | None = None
    download: bool | None = None
    poster: SourcePath | None = None
    start: Moment | None = None
    end: Moment | None = None
    profile: str | None = None

    @property
    def place(self) -> Place:
        """Return which service has the video."""
        return place(self.source)


class Form(NamedTuple):
    """What a form of a video in OLX carries, and where else the rest can be set."""

    carries: frozenset[str]
    instead: Text


def _form(carries: str, fr: str, en: str) -> Form:
    return Form(frozenset(carries.split()), Text(fr, en))


FORMS = {
    "marsha": _form(
        "captions transcript download poster profile",
        "coupez le fichier maître, ou dites dans le texte à quel moment regarder",
        "cut the master, or say in the text which moment to watch",
    ),
    "libcast": _form(
        "download",
        "réglez-le dans le gestionnaire de vidéos de FUN, ou donnez le fichier maître à moocfab",
        "set it in FUN's video manager, or give moocfab the master",
    ),
    "youtube-libcast": _form("", "réglez-le sur YouTube", "set it on YouTube"),
    "peertube": _form("start end", "réglez-le sur PeerTube", "set it on PeerTube"),
    "video": _form("captions transcript download poster start end profile", "—", "—"),
    "address": _form(
        "captions transcript download start end",
        "donnez le fichier maître, que moocfab convertira",
        "give the master, which moocfab will convert",
    ),
    "youtube-video": _form("captions transcript start end", "réglez-le sur YouTube", "set it on YouTube"),
}
OPTIONS = ("captions", "transcript", "download", "poster", "start", "end", "profile")


def media(spec: VideoSpec) -> MediaRequest | None:
    """Return the video to be made, where the source is a file of the course, and the captions of any."""
    readable = spec.transcript == "page"
    if spec.place.service == "file":
        return MediaRequest(spec.place.name, spec.captions, spec.poster, spec.profile, readable=readable)
    uuid = spec.place.name if spec.place.service == "marsha" else ""
    return MediaRequest("", spec.captions, uuid=uuid, readable=readable) if spec.captions else None
