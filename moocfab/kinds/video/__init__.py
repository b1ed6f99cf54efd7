"""`video`: a film of the course, or one that a video service has."""

from __future__ import annotations

from html import escape

from moocfab.diagnostics import Text
from moocfab.kinds import lti_1p3, marsha
from moocfab.kinds.contract import Context, Kind
from moocfab.kinds.video import olx
from moocfab.kinds.video.rules import END_FIRST, NOT_CARRIED, NOTHING_TO_READ, RULES
from moocfab.kinds.video.spec import FORMS, OPTIONS, VideoSpec, media


def check(spec: VideoSpec, context: Context) -> None:
    """Report what the target's player cannot do, and what no player can."""
    if spec.end is not None and spec.end <= (spec.start or 0):
        context.report(END_FIRST.at(context.at("end"), start=spec.start or 0, end=spec.end))
    name = olx.form(spec, context)
    if not name:
        return
    carries, instead = FORMS[name]
    target = context.target.title
    for option in OPTIONS:
        online = option == "poster" and name == "address" and olx.is_online(spec.poster)
        read = spec.transcript == "page" and option in ("transcript", "captions")
        if getattr(spec, option) and option not in carries and not online and not read:
            context.report(NOT_CARRIED.at(context.at(option), field=option, target=target, instead=instead))
    if spec.transcript == "page" and not spec.captions:
        context.report(NOTHING_TO_READ.at(context.at("transcript"), language=context.language))
    if spec.place.service == "marsha":
        marsha.check_once(spec.place.name, context, "source")


def preview(spec: VideoSpec, context: Context) -> str:
    """Return a player; the name of the video where it is not to be had here."""
    where = spec.place
    title = escape(spec.title or context.name)
    if where.service == "peertube":
        return olx.frame(spec, context)
    if where.service == "youtube":
        address = f"https://www.youtube-nocookie.com/embed/{where.name}"
        return f'<iframe src="{address}" title="{title}" height="{context.target.video.height}"></iframe>'
    addresses = where.names if where.service == "address" else context.video().addresses
    sources = "".join(f'<source src="{escape(address)}"/>' for address in addresses)
    label = "Vidéo\u00a0:" if context.language == "fr" else "Video:"
    player = f'<video controls="controls" title="{title}">{sources}</video>' if sources else ""
    caption = f"<figcaption>{label} {title} ({escape(where.name)})</figcaption>"
    return f"<figure>{player}{caption}</figure>{olx.said(spec, context)}"


_MARSHA = Text("la forme est celle de Marsha", "the form is Marsha's")
_SPEEDS = Text("une vidéo par vitesse est d'un autre âge", "a video for each speed is of another age")
_OLD = Text("remplacé par `html5_sources` et `transcripts`", "replaced by `html5_sources` and `transcripts`")
_STORED = Text("vient du dépôt de vidéos de la plateforme", "comes from the platform's own video store")
_LEARNER = Text("un choix de l'apprenant", "a choice of the learner")

KIND = Kind(
    name="video",
    spec=VideoSpec,
    tags={"fun": "lti_consumer", "openedx": "video"},
    write=olx.write,
    read=olx.read,
    preview=preview,
    check=check,
    media=media,
    argument="source",
    rules=RULES,
    offered={
        "video": {
            "display_name": "title", "html5_sources": "source", "youtube_id_1_0": "source", "youtube": "source",
            "download_video": "download", "download_track": "captions", "show_captions": "transcript",
            "transcripts": "captions", "start_time": "start", "end_time": "end", "thumbnail": "poster",
            "sub": "captions",
        },
        "libcast_xblock": {
            "display_name": "title", "video_id": "source", "is_youtube_video": "source", "allow_download": "download",
        },
        "lti_consumer": {"display_name": "title", "launch_url": "source", "lti_id": "source"},
    },
    not_offered={
        "video": {
            "youtube_id_0_75": _SPEEDS, "youtube_id_1_25": _SPEEDS, "youtube_id_1_5": _SPEEDS,
            "edx_video_id": _STORED, "public_access": Text("se règle dans Studio", "is set in Studio"),
            "handout": Text("donnez le fichier par `{file}` dans le texte", "give the file by `{file}` in the text"),
            "track": _OLD, "source": _OLD, "transcript_language": _LEARNER,
            "only_on_web": Text("les téléphones ont leur version", "phones have their version"),
            "bumper_last_view_date": _LEARNER,
            "license": Text("dites-la dans le texte", "say it in the text"),
        },
        "libcast_xblock": {"adways_id": Text("l'habillage Adways est abandonné", "Adways overlays are abandoned")},
        "lti_consumer": dict.fromkeys(
            (
                "description", "custom_parameters", "launch_target", "button_text", "inline_height", "modal_height",
                "modal_width", "has_score", "weight", "hide_launch", "accept_grades_past_due", "ask_to_send_username",
                "ask_to_send_email", "ask_to_send_full_name", "enable_processors", *lti_1p3.FIELDS,
            ),
            _MARSHA,
        ),
    },
)  # fmt: skip
