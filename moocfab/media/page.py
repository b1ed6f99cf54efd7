"""The page that shows a producer what became of a course's videos and recordings, and what its PDFs say."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from pathlib import Path

from moocfab.course.skeleton import templates
from moocfab.diagnostics import Diagnostic
from moocfab.media.documents import Offered
from moocfab.media.quality import Recorded, Rendition, Video

WIDTH, HEIGHT = 600, 120
"""Of a graph, in its own units."""

POOR = 80.0
"""VMAF below which a difference is seen at once on a whole screen."""

_POSTER_WIDTH = 320


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

    environment = Environment(
        loader=FileSystemLoader(templates() / "media"), undefined=StrictUndefined, autoescape=True
    )
    environment.filters |= {"size": _size, "points": points, "poster": poster}
    environment.globals |= {"width": WIDTH, "height": HEIGHT, "poor": POOR}
    text = environment.get_template("report.html.jinja")
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
    rest = [(str(item.location), item.message(language)) for item in findings if item.location.path not in known]
    french = language == "fr"
    return text.render(
        title=title,
        videos=videos,
        recordings=recordings,
        documents=documents,
        told=told,
        findings=rest,
        language=language,
        say=lambda fr, en: fr if french else en,
    )


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


def _size(count: int) -> str:
    return f"{count / 1e6:.1f}"
