"""The videos that a course asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from moocfab.course.edition import Edition
from moocfab.course.statics import static_name
from moocfab.course.surroundings import video_uuid
from moocfab.diagnostics import Location
from moocfab.kinds.contract import MediaRequest
from moocfab.media.plan import TEASER
from moocfab.source import Origin

_TEASER_STEM = "about.teaser"
"""Of file names; no element's id has a dot."""


@dataclass(frozen=True)
class Wish:
    """One video that an edition asks for.

    Attributes:
        edition: for this target.
        element: url_name, or `TEASER`.
        request: its files, as the author names them.
        file: of the course, that the names are relative to.
        origin: where the fields stand.
        source: the field that names the master.
        uuid: of the video in Marsha; empty where there is none.
    """

    edition: Edition
    element: str
    request: MediaRequest
    file: str
    origin: Origin
    source: str = "source"
    uuid: str = ""

    @property
    def stem(self) -> str:
        """Return the beginning of the names of what is made of it."""
        return static_name(self.element) if self.element else _TEASER_STEM

    @property
    def place(self) -> Location:
        """Return where the master is named."""
        return self.origin.at(self.source)

    def address(self, name: str) -> str:
        """Return where a file of it is served; empty where it is handed in."""
        served = self.edition.target.video.delivery == "files"
        return f"{(self.edition.media.url or '').rstrip('/')}/{name}" if served else ""


def wishes_of(edition: Edition) -> Iterator[Wish]:
    """Yield the videos of an edition's elements, in order, and its teaser."""
    course = edition.course
    for module, _, unit in course.units():
        owner = module.settings.owner or f"{edition.org}/{edition.number}"
        for element in unit.walk():
            request = element.kind.media(element.spec)
            if request is not None:
                uuid = request.uuid or (video_uuid(owner, element.spec.id or element.name) if request.source else "")
                uuid = uuid if edition.target.video.delivery == "marsha" else ""
                yield Wish(edition, element.name, request, element.file, element.origin, uuid=uuid)
    teaser = course.settings.about.teaser
    if teaser is not None:
        request = MediaRequest(teaser.video, teaser.captions)
        yield Wish(edition, TEASER, request, "course.yml", course.origin.below("about", "teaser"), "video")
