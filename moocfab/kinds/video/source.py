"""Where a video comes from: a file of the course, an address, or an id that a service gave it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import SplitResult, parse_qs

from pydantic import AfterValidator, BeforeValidator, model_validator

from moocfab.kinds.fields import Model
from moocfab.kinds.marsha import UUID
from moocfab.safe.addresses import is_web, split
from moocfab.source.validate import ValueProblem

YOUTUBE = "https://www.youtube.com/watch?v="
_YOUTUBE_HOSTS = re.compile(r"(www\.|m\.)?(youtube\.com|youtube-nocookie\.com|youtu\.be)")
_YOUTUBE_PATH = re.compile(r"/(?:embed/|shorts/|live/|v/)?([\w-]{11})/?")
_PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{8,})/?")


def _uuid(value: str) -> str:
    text = value.strip().lower()
    if not re.fullmatch(UUID, text):
        raise ValueProblem(
            "un identifiant Marsha a cette forme : 3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12 (il est dans l'adresse)",
            "an id of Marsha looks like 3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12 (it stands in the address)",
        )
    return text


def _libcast(value: str) -> str:
    if not re.fullmatch(r"[\w-]+", value, re.ASCII):
        raise ValueProblem(
            "un identifiant libcast n'a que des lettres et des chiffres, par exemple 0sqmLiEuLpGJ",
            "an id of libcast has only letters and digits, such as 0sqmLiEuLpGJ",
        )
    return value


class Published(Model):
    """A video that a service has already, by the id that it has there."""

    marsha: Annotated[str, AfterValidator(_uuid)] | None = None
    libcast: Annotated[str, AfterValidator(_libcast)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Published:
        if (self.marsha is None) == (self.libcast is None):
            raise ValueProblem("écrivez « marsha: » ou « libcast: »", "write “marsha:” or “libcast:”")
        return self


def _source(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_direct(item) for item in value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    if match := re.fullmatch(r"(marsha|libcast)\s*:\s*(\S+)", text):
        return {match.group(1): match.group(2)}
    return _address(text) if "://" in text else text


def _direct(value: Any) -> str:
    if isinstance(value, str) and "://" in value and place(_address(value)).service == "address":
        return value
    raise ValueProblem(
        "une liste ne peut tenir que des adresses d'un même film, comme https://…/film.mp4",
        "a list can only hold addresses of one film, such as https://…/film.mp4",
    )


def _address(text: str) -> str:
    """Return an address, those of YouTube and PeerTube in one spelling each."""
    parts = split(text)
    if not is_web(text) or parts.hostname is None:
        raise ValueProblem("une adresse commence par https://", "an address begins with https://")
    if _YOUTUBE_HOSTS.fullmatch(parts.hostname):
        return YOUTUBE + _youtube(parts)
    if match := _PEERTUBE_PATH.fullmatch(parts.path):
        return f"{parts.scheme}://{parts.netloc}/w/{match.group(1)}"
    return text


def _youtube(parts: SplitResult) -> str:
    query = parse_qs(parts.query)
    if {"t", "start", "end"} & set(query):
        raise ValueProblem(
            "retirez le temps de l'adresse et écrivez-le à part : « start: 1:30 »",
            "take the time out of the address and write it apart: “start: 1:30”",
        )
    match = _YOUTUBE_PATH.fullmatch(parts.path)
    found = match.group(1) if match and parts.path != "/watch" else query.get("v", [""])[0]
    if not re.fullmatch(r"[\w-]{11}", found, re.ASCII):
        raise ValueProblem(
            "cette adresse de YouTube n'est pas celle d'une vidéo (…/watch?v= et onze caractères)",
            "this address of YouTube is not that of a video (…/watch?v= and eleven characters)",
        )
    return found


Source = Annotated[Published | tuple[str, ...] | str, BeforeValidator(_source)]


class Place(NamedTuple):
    """Which service has the video, and what it calls it; addresses where there are several."""

    service: Literal["file", "marsha", "libcast", "youtube", "peertube", "address"]
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return its id, path or first address."""
        return self.names[0]

    @property
    def shown(self) -> str:
        """Return it as authors write it."""
        return f"{self.service}: {self.name}" if self.service in ("marsha", "libcast") else self.name


def place(source: Published | tuple[str, ...] | str) -> Place:
    """Return where the video of a source is."""
    if isinstance(source, Published):
        return Place("marsha", (source.marsha,)) if source.marsha else Place("libcast", (source.libcast or "",))
    if isinstance(source, tuple):
        return Place("address", source)
    if source.startswith(YOUTUBE):
        return Place("youtube", (source.removeprefix(YOUTUBE),))
    if "://" not in source:
        return Place("file", (source,))
    return Place("peertube" if _PEERTUBE_PATH.fullmatch(split(source).path) else "address", (source,))
