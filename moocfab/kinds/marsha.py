"""Marsha, FUN's video service: a video is a launch by LTI of the address that holds its UUID.

Form seen to work: video-cours of the reference course for `fun`. Marsha makes a video when an instructor first
launches an unknown UUID; key and secret live on the platform, under the name that `lti_id` gives.
"""

from __future__ import annotations

import re

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import Context
from moocfab.targets import Target

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
VIDEO = re.compile(rf"https://[^/]+/lti/videos/({UUID})")

SAME_VIDEO = Rule(
    "MF4245",
    "same-marsha-video",
    Severity.ERROR,
    Text("la vidéo Marsha {uuid} est déjà à {other}", "the Marsha video {uuid} is already at {other}"),
    Text(
        "donnez à l'une des deux son propre identifiant, ou remplacez-la par un lien vers l'autre",
        "give one of the two an id of its own, or replace it by a link to the other",
    ),
    Text(
        "Marsha compte les vues et rattache la vidéo par son identifiant : à deux endroits, tout se mélange.",
        "Marsha counts views and attaches the video by its id: in two places all gets mixed up.",
    ),
    ":::{video} marsha: 3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12\n:id: bis\n:::  (deux fois)",
    ":::{video} marsha: 3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12\n:id: signal\n:::  (une fois)",
)


def launch_url(target: Target, uuid: str) -> str:
    """Return the address of a video."""
    return target.video.launch_url.format(uuid=uuid)


def is_launch(target: Target, address: str) -> bool:
    """Return whether `address` is one of Marsha's: of a video, a document or the like."""
    before, _, _ = target.video.launch_url.partition("videos/")
    return bool(re.fullmatch(rf"{re.escape(before)}[a-z-]+/{UUID}", address))


def check_once(uuid: str, context: Context, *steps: str | int) -> None:
    """Report a video that stands in the course already."""
    other = context.taken("marsha", uuid, *steps)
    if other is not None:
        context.report(SAME_VIDEO.at(context.at(*steps), uuid=uuid, other=other, related=(other,)))
