"""A video as OLX, in the form that each platform plays, and back.

Seen to work: video-cours, video-youtube and video-libcast of the reference courses. Current Open edX plays its
demonstration where `youtube_id_1_0` is absent; phones take the first of `html5_sources`; on FUN a `<video>` is
libcast's block, and one with sources breaks the import.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds import marsha
from moocfab.kinds.contract import XML, Block, Context, attributes, says_more, valid
from moocfab.kinds.video import transcript
from moocfab.kinds.video.rules import NO_PLAYER
from moocfab.kinds.video.source import YOUTUBE
from moocfab.kinds.video.spec import VideoSpec
from moocfab.safe.addresses import is_web

FAMILY = {"xblock-family": "xblock.v1"}
_FRAME = re.compile(
    r'<iframe src="(https?://[^"/]+)/videos/embed/([\w-]+)(?:\?([^"]*))?"[^>]*></iframe>\s*'
    r'<p><a href="\1/w/\2" target="_blank" rel="noopener">[^<]*</a></p>\s*'
)
_PORTABLE = Text(
    "si un autre cours a cette vidéo, demandez sa portabilité vers celui-ci",
    "if another course has this video, ask for its portability to this one",
)
_WISHES = {
    "transcript": Text("déposez les sous-titres aussi comme transcription", "upload the captions as transcript too"),
    "poster": Text("déposez la vignette", "upload the thumbnail"),
    "download": Text("autorisez le téléchargement", "allow downloading"),
}
_INSTEAD = {
    "marsha": Text(
        "donnez le fichier maître, ou une adresse YouTube ou PeerTube",
        "give the master, or an address of YouTube or PeerTube",
    ),
    "files": Text(
        "donnez le fichier maître, ou une adresse YouTube ou PeerTube ; ou ajoutez « only: [fun] »",
        "give the master, or an address of YouTube or PeerTube; or add “only: [fun]”",
    ),
}  # fmt: skip


def form(spec: VideoSpec, context: Context) -> str:
    """Return the name of the form that the target plays a video in; empty where it plays none."""
    service, target = spec.place.service, context.target
    if service == "peertube":
        return "peertube"
    if target.video.delivery == "marsha":
        if service == "youtube":
            return "youtube-libcast"
        return {"file": "marsha", "marsha": "marsha", "libcast": "libcast"}.get(service, "")
    return {"file": "video", "address": "address", "youtube": "youtube-video"}.get(service, "")


def write(spec: VideoSpec, context: Context) -> Block:
    """Return the block that plays the video, with what is said under it where that is to be read."""
    block = _player(spec, context)
    return replace(block, after=said(spec, context) or None)


def said(spec: VideoSpec, context: Context) -> str:
    """Return what is said in the video, to be read; empty where that is not wanted."""
    if spec.transcript != "page":
        return ""
    return transcript.page(spec.title or context.title, context.video(), context.language)


def _player(spec: VideoSpec, context: Context) -> Block:
    match form(spec, context):
        case "marsha":
            return Block(_launch(spec, context))
        case "libcast" | "youtube-libcast":
            return Block(_libcast(spec))
        case "peertube":
            return Block(_html(spec, context), frame(spec, context))
        case "video" | "address" | "youtube-video":
            return Block(_video(spec, context))
    context.report(
        NO_PLAYER.at(
            context.at("source"),
            target=context.target.title,
            source=spec.place.shown,
            instead=_INSTEAD[context.target.video.delivery],
        )
    )
    return Block(_html(spec, context), f"<p>{escape(spec.place.name)}</p>")


def _launch(spec: VideoSpec, context: Context) -> XML:
    video = context.target.video
    uuid = spec.place.name if spec.place.service == "marsha" else context.video().uuid
    if task := wishes(spec, context, uuid):
        context.todo(task)
    values = attributes(
        display_name=spec.title,
        lti_id=video.lti_id,
        launch_target="iframe",
        inline_height=video.height,
        has_score=False,
        launch_url=marsha.launch_url(context.target, uuid),
    )
    return etree.Element("lti_consumer", {**FAMILY, **values})


def wishes(spec: VideoSpec, context: Context, uuid: str) -> Text | None:
    """Return what is to be done in Marsha for a video, beside the files that `manifest.json` has for it."""
    made = spec.place.service == "file"
    names = ("transcript", "download") if made else ("transcript", "poster", "download")
    steps = [_WISHES[name] for name in names if getattr(spec, name) not in (None, False, "page")]
    if not made:
        steps.insert(0, _PORTABLE)
    if not steps:
        return None
    title = spec.title or context.name
    return Text(
        f"Marsha, « {title} » ({uuid}) : {', '.join(step.fr for step in steps)}.",
        f"Marsha, “{title}” ({uuid}): {', '.join(step.en for step in steps)}.",
    )


def _libcast(spec: VideoSpec) -> XML:
    youtube = spec.place.service == "youtube"
    values = attributes(
        display_name=spec.title,
        video_id=spec.place.name,
        is_youtube_video=True if youtube else None,
        allow_download=None if youtube else spec.download,
    )
    return etree.Element("libcast_xblock", {**FAMILY, **values})


def _html(spec: VideoSpec, context: Context) -> XML:
    return etree.Element("html", attributes(filename=context.name, display_name=spec.title))


def frame(spec: VideoSpec, context: Context) -> str:
    """Return PeerTube's player in a frame, with a link to the page."""
    address = spec.place.name
    times = {"start": f"{spec.start}s" if spec.start else "", "stop": f"{spec.end}s" if spec.end else ""}
    query = urlencode({name: value for name, value in times.items() if value})
    embed = address.replace("/w/", "/videos/embed/", 1) + (f"?{query}" if query else "")
    title = escape(spec.title or ("Vidéo" if context.language == "fr" else "Video"))
    opening = "Ouvrir la vidéo dans un nouvel onglet" if context.language == "fr" else "Open the video in a new tab"
    return (
        f'<iframe src="{escape(embed)}" title="{title}" height="{context.target.video.height}" '
        'style="width: 100%; border: 0" allowfullscreen="allowfullscreen"></iframe>\n'
        f'<p><a href="{escape(address)}" target="_blank" rel="noopener">{opening}</a></p>\n'
    )


def _video(spec: VideoSpec, context: Context) -> XML:
    where, made = spec.place, context.video()
    transcripts = dict(made.transcripts)
    names = where.names if where.service == "address" else ()
    addresses = list(made.addresses if where.service == "file" else names)
    youtube = where.name if where.service == "youtube" else ""
    poster = made.poster if where.service == "file" else spec.poster if is_online(spec.poster) else ""
    values = attributes(
        display_name=spec.title,
        html5_sources=json.dumps(addresses) if addresses else None,
        youtube=f"1.00:{youtube}" if youtube else None,
        youtube_id_1_0=youtube,
        download_video=spec.download,
        download_track=True if transcripts else None,
        show_captions=None if spec.transcript == "page" else spec.transcript,
        transcripts=json.dumps(transcripts, sort_keys=True) if transcripts else None,
        sub=made.sub or None,
        start_time=_clock(spec.start),
        end_time=_clock(spec.end),
        thumbnail=poster or None,
    )
    element = etree.Element("video", values)
    for address in addresses:
        etree.SubElement(element, "source", src=address)
    for language, name in sorted(transcripts.items()):
        etree.SubElement(element, "transcript", language=language, src=name)
    return element


def is_online(poster: str | None) -> bool:
    """Return whether a poster is an address, which a player takes as it is."""
    return "://" in (poster or "")


def _clock(seconds: int | None) -> str | None:
    """Return a moment as Open edX reads it, `HH:MM:SS`."""
    if seconds is None:
        return None
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def read(element: XML, content: str | None) -> dict[str, Any] | None:
    """Return the fields of a block that plays a video, None where they would lose something of it."""
    readers = {"lti_consumer": _read_launch, "libcast_xblock": _read_libcast, "video": _read_video}
    tag = str(element.tag)
    found = _read_frame(content or "") if tag == "html" else readers[tag](element) if tag in readers else None
    if found is None:
        return None
    title = element.get("display_name")
    return valid(VideoSpec, {**found, "title": title} if title else found)


def _read_launch(element: XML) -> dict[str, Any] | None:
    match = marsha.VIDEO.fullmatch((element.get("launch_url") or "").lower())
    own = any(element.get(name) for name in ("custom_parameters", "description", "button_text", "hide_launch"))
    plain = not own and not _true(element, "has_score") and element.get("launch_target", "iframe") == "iframe"
    return {"source": {"marsha": match.group(1)}} if match and plain else None


def _read_libcast(element: XML) -> dict[str, Any] | None:
    name = element.get("video_id")
    if not name or element.get("adways_id"):
        return None
    if _true(element, "is_youtube_video"):
        return {"source": YOUTUBE + name}
    return {"source": {"libcast": name}, **_flags(element, {"allow_download": "download"})}


def _read_frame(content: str) -> dict[str, Any] | None:
    match = _FRAME.fullmatch(content)
    if match is None:
        return None
    host, name, query = match.groups()
    times = dict(part.split("=", 1) for part in unescape(query or "").split("&") if "=" in part)
    fields = {"start": times.get("start"), "end": times.get("stop")}
    return {"source": f"{host}/w/{name}", **{key: value for key, value in fields.items() if value}}


_READ = {
    "display_name", "html5_sources", "youtube", "youtube_id_1_0", "download_video", "download_track", "show_captions",
    "transcripts", "start_time", "end_time", "thumbnail", "url_name", "sub",
}  # fmt: skip


def _read_video(element: XML) -> dict[str, Any] | None:
    if says_more(element, _READ):
        return None
    try:
        sources = json.loads(element.get("html5_sources") or "[]")
        transcripts = json.loads(element.get("transcripts") or "{}")
    except ValueError:
        return None
    if not isinstance(sources, list) or not isinstance(transcripts, dict):
        return None
    if element.get("sub") and "en" not in transcripts:
        return None
    sources = sources or [child.get("src") for child in element.iterfind("source")]
    transcripts = transcripts or {child.get("language"): child.get("src") for child in element.iterfind("transcript")}
    youtube = element.get("youtube_id_1_0") or ""
    if bool(sources) == bool(youtube) or not all(is_web(str(item)) for item in sources):
        return None
    fields: dict[str, Any] = {"source": YOUTUBE + youtube if youtube else sources[0] if len(sources) == 1 else sources}
    if transcripts:
        fields["captions"] = {str(language): f"/static/{name}" for language, name in transcripts.items()}
    fields.update(_flags(element, {"download_video": "download", "show_captions": "transcript"}))
    rest = {"start": element.get("start_time"), "end": element.get("end_time"), "poster": element.get("thumbnail")}
    return {**fields, **{key: value for key, value in rest.items() if value and value != "00:00:00"}}


def _true(element: XML, name: str) -> bool:
    return (element.get(name) or "").lower() == "true"


def _flags(element: XML, names: dict[str, str]) -> dict[str, bool]:
    return {field: _true(element, name) for name, field in names.items() if element.get(name)}
