"""Captions as each platform takes them, beside their video or in the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from moocfab.kinds.contract import VideoFiles
from moocfab.media import plan
from moocfab.media.captions import Captions, written
from moocfab.media.captions.transcript import passages, plain
from moocfab.media.jobs import Job
from moocfab.media.plan import TEASER, Output, Role
from moocfab.media.wishes import Wish

_ENGLISH = "en"
"""The language in which Open edX finds transcripts by the field `sub` only (`get_transcript_from_contentstore`)."""


@dataclass(slots=True)
class Sidecars:
    """The captions of one video.

    Attributes:
        video: what is known of it already.
        statics: file name in `static/` to its bytes.
        outputs: files that are handed in beside the video.
        jobs: that make those.
    """

    video: VideoFiles
    statics: dict[str, bytes] = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)


def sidecars(wish: Wish, captions: Mapping[str, Captions], video: VideoFiles) -> Sidecars:
    """Return the captions of a video by language, in the form that its target keeps.

    A video of Marsha gets files to be handed in. Open edX keeps SRT in `static/`, and English also as it stores it
    itself. One that FUN shows from elsewhere has its captions there.
    """
    made = Sidecars(video)
    served = wish.edition.target.video.delivery == "files" and wish.element != TEASER
    for language, found in captions.items():
        if served:
            _static(made, wish, language, found)
        elif wish.uuid or wish.element == TEASER:
            _beside(made, wish, language, found)
        if wish.request.readable:
            _readable(made, wish, language, found)
    return made


def _static(made: Sidecars, wish: Wish, language: str, found: Captions) -> None:
    name = f"{wish.stem}-{language}.srt"
    made.statics[name] = found.srt.encode("utf-8")
    made.video = replace(made.video, transcripts={**made.video.transcripts, language: name})
    if language == _ENGLISH:
        made.statics[f"subs_{wish.stem}.srt.sjson"] = written.sjson(found.cues).encode("utf-8")
        made.video = replace(made.video, sub=wish.stem)


def _beside(made: Sidecars, wish: Wish, language: str, found: Captions) -> None:
    name, place = f"{wish.stem}.{language}.srt", wish.origin.at("captions", language)
    job = plan.write_job(found.srt.encode("utf-8"), "captions.srt", name, place)
    made.jobs.append(job)
    made.outputs.append(
        Output(
            wish.element,
            Role.CAPTIONS,
            name,
            job.key,
            "captions.srt",
            language=language,
            uuid=wish.uuid,
            address=wish.address(name),
            location=place,
        )
    )


def _readable(made: Sidecars, wish: Wish, language: str, found: Captions) -> None:
    said = passages(found.cues)
    name = f"{wish.stem}-{language}.txt"
    made.statics[name] = plain(said).encode("utf-8")
    texts, all_said = {**made.video.texts, language: name}, {**made.video.said, language: said}
    made.video = replace(made.video, texts=texts, said=all_said)
