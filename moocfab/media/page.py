"""The page that shows a producer what became of a course's videos and recordings, and what its PDFs say."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moocfab import quantity
from moocfab.course.skeleton import templates
from moocfab.diagnostics import Diagnostic
from moocfab.media.documents import Offered
from moocfab.media.plan import Spoken
from moocfab.media.quality import Recorded, Rendition, Video

WIDTH, HEIGHT = 600, 120
"""Of a graph, in its own units."""

POOR, POOR_SMALL = 90.0, 60.0
"""VMAF below which a difference from the master is seen at once: of the largest version, and of those for phones."""

_POSTER_WIDTH = 320


@dataclass(frozen=True)
class _Film:
    """A video, and what became of it for each target."""

    videos: tuple[Video, ...]

    @property
    def label(self) -> str:
        return self.videos[0].label

    @property
    def element(self) -> str:
        return self.videos[0].element

    @property
    def captions(self) -> tuple[Spoken, ...]:
        return self.videos[0].captions

    @property
    def size(self) -> int:
        return self.videos[0].size

    @property
    def seconds(self) -> float:
        probe = self.videos[0].probe
        return probe.seconds if probe else 0.0

    @property
    def made(self) -> int:
        return sum(rendition.size for video in self.videos for rendition in video.renditions)

    @property
    def missing(self) -> bool:
        return any(video.missing for video in self.videos)

    @property
    def likeness(self) -> float | None:
        """Return the lowest of the largest versions for each target."""
        found = [video.renditions[0].likeness for video in self.videos if video.renditions]
        return min((one for one in found if one is not None), default=None)

    @property
    def loudness(self) -> float | None:
        """Return how loud the loudest version is."""
        return max((one.integrated for video in self.videos for one in video.after), default=None)


def page(
    title: str,
    videos: Sequence[Video],
    findings: Sequence[Diagnostic],
    *,
    language: str,
    recordings: Sequence[Recorded] = (),
    documents: Sequence[Offered] = (),
) -> str:
    """Return the page, one file that needs no other.

    Args:
        title: of the course.
        videos: in its order.
        findings: of their captions.
        language: `fr` or `en`.
        recordings: in its order.
        documents: that are downloaded.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    french = language == "fr"
    environment = Environment(
        loader=FileSystemLoader(templates() / "media"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "size": lambda count: quantity.size(count).in_language(language).replace(" ", "\N{NO-BREAK SPACE}"),
        "number": lambda value, **how: quantity.number(value, **how).in_language(language),
        "clock": _clock,
        "points": points,
        "poster": poster,
    }
    environment.globals |= {"width": WIDTH, "height": HEIGHT, "poor": POOR, "poor_small": POOR_SMALL}
    told = {
        (video.element, item.language): [
            (finding.location.line, finding.message(language), finding.severity.value)
            for finding in findings
            if finding.location.path == item.path
        ]
        for video in videos
        for item in video.captions
    }
    known = {item.path for video in videos for item in video.captions}
    films = _films(videos)
    return environment.get_template("report.html.jinja").render(
        title=title,
        films=films,
        recordings=recordings,
        documents=documents,
        told=told,
        wrongs={film.element: sum(len(told[film.element, one.language]) for one in film.captions) for film in films},
        findings=[(str(one.location), one.message(language)) for one in findings if one.location.path not in known],
        language=language,
        say=lambda fr, en: fr if french else en,
    )


def _films(videos: Sequence[Video]) -> list[_Film]:
    """Return the videos, what became of each for every target together."""
    found: dict[tuple[str, str], list[Video]] = {}
    for video in videos:
        found.setdefault((video.element, video.label), []).append(video)
    return [_Film(tuple(same)) for same in found.values()]


def points(rendition: Rendition, most: int) -> str:
    """Return the bytes of each second as the points of a line, `most` at the top."""
    flow = rendition.flow
    step = WIDTH / max(1, len(flow) - 1)
    return " ".join(f"{at * step:.1f},{HEIGHT - HEIGHT * count / max(1, most):.1f}" for at, count in enumerate(flow))


def poster(path: Path) -> str:
    """Return a small copy of a poster as an address that holds it; empty where it cannot be read."""
    from PIL import Image

    try:
        with Image.open(path, formats=("JPEG",)) as picture:
            picture.thumbnail((_POSTER_WIDTH, _POSTER_WIDTH))
            small = io.BytesIO()
            picture.convert("RGB").save(small, "JPEG", quality=75)
    except (OSError, ValueError, SyntaxError):
        return ""
    return "data:image/jpeg;base64," + base64.b64encode(small.getvalue()).decode()


def _clock(seconds: float) -> str:
    """Return a length as players show it: `3:07`, `1:02:30`."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
