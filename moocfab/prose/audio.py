"""`audio`: a recording with its player, and all that is said in it as a text."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.prose.contract import Asked, Options, Page, PageDirective, Passage, Recording, Render
from moocfab.prose.dropdown import folded
from moocfab.prose.file import shown_size
from moocfab.safe.addresses import is_web, split
from moocfab.source.directives import Directive

CAPTIONS = (".srt", ".vtt", ".sbv", ".ass", ".ssa", ".sjson")
"""Endings of transcripts that say when each part is said; any other is Markdown."""

NO_TRANSCRIPT = Rule(
    "MF4031",
    "audio-without-transcript",
    Severity.WARNING,
    Text(
        "l'enregistrement « {name} » n'a pas de transcription (RGAA 4.1)",
        "the recording “{name}” has no transcript (RGAA 4.1)",
    ),
    Text(
        "ajoutez « :transcript: entretien.fr.srt » (ou un fichier .md), ou écrivez avant « ::: » ce qu'on y entend",
        "add “:transcript: interview.srt” (or an .md file), or write what is heard before “:::”",
    ),
    Text(
        "Qui n'entend pas, ou ne peut pas écouter, n'a que ce texte.",
        "Who does not hear, or cannot listen, has only this text.",
    ),
    ":::{audio} media/entretien.wav\n:title: Entretien avec une acousticienne\n:::",
    ":::{audio} media/entretien.wav\n:title: Entretien avec une acousticienne\n:transcript: media/entretien.srt\n:::",
)
NO_TITLE = Rule(
    "MF4032",
    "audio-without-title",
    Severity.ERROR,
    Text("l'enregistrement « {name} » n'a pas de titre (RGAA 4.1)", "the recording “{name}” has no title (RGAA 4.1)"),
    Text("ajoutez « :title: ce qu'on y entend »", "add “:title: what is heard”"),
    Text(
        "Un lecteur d'écran annonce le lecteur par ce titre, et chacun sait ce qu'il va écouter.",
        "A screen reader announces the player by it, and everybody knows what there is to hear.",
    ),
    ":::{audio} media/entretien.wav\n:transcript: media/entretien.srt\n:::",
    ":::{audio} media/entretien.wav\n:title: Entretien avec une acousticienne\n:transcript: media/entretien.srt\n:::",
)
NOT_HERE = Rule(
    "MF4033",
    "audio-not-here",
    Severity.ERROR,
    Text("un enregistrement ne peut pas être écouté ici", "a recording cannot be listened to here"),
    Text(
        "mettez-le dans une unité, une page du cours ou sa présentation",
        "put it into a unit, a page of the course or its overview",
    ),
    Text(
        "Les annonces et les documents d'accueil sont envoyés ou montrés sans lecteur.",
        "Updates and handouts are sent or shown without a player.",
    ),
    "handouts: documents.md, où se trouve « {audio} »",
    "une unité où se trouve « {audio} »",
)
NOT_SECURE = Rule(
    "MF4034",
    "audio-not-secure",
    Severity.ERROR,
    Text("« {address} » n'est pas en https", "“{address}” is not https"),
    Text(
        "écrivez l'adresse en https://, ou déposez l'enregistrement dans media/",
        "write its address with https://, or put the recording into media/",
    ),
    Text(
        "Une page en https ne joue pas ce qui vient sans : l'apprenant n'entendrait rien.",
        "A page in https does not play what comes without: learners would hear nothing.",
    ),
    ":::{audio} http://radio.exemple.org/entretien.mp3\n:title: Entretien\n:::",
    ":::{audio} https://radio.exemple.org/entretien.mp3\n:title: Entretien\n:::",
)
_DOWNLOAD = Text("Télécharger l'enregistrement", "Download the recording")
_TRANSCRIPT = Text("Transcription", "Transcript")


class AudioOptions(Options):
    """Options of `audio`."""

    source: str
    title: str = ""
    transcript: str = ""
    profile: str = ""


def html(directive: Directive, options: AudioOptions, page: Page, render: Render) -> str:
    """Return the player, a link to the file, and the transcript, folded; the body stands above it, or is it."""
    if not options.title:
        page.report(NO_TITLE.at(directive.location, name=options.source))
    if not options.transcript and not directive.body.strip():
        page.report(NO_TRANSCRIPT.at(directive.location, name=options.source))
    if is_web(options.source) and split(options.source).scheme != "https":
        page.report(NOT_SECURE.at(directive.origin.at(""), address=options.source))
    asked = Asked(options.source, options.transcript, options.profile)
    found = page.recording(asked, directive.origin.at(""))
    body = render(directive.body, directive.body_line) if directive.body.strip() else ""
    said = _transcript(directive, options, page, render, found) if options.transcript else ""
    player = f'<figure style="margin: 1.5em 0">{_player(options, page, found)}</figure>\n'
    if not said:
        body, said = "", body
    title = _TRANSCRIPT.for_learners(page.language)
    return f"{player}{body}{folded(title, said, margin='0 0 1.5em') if said else ''}"


def _player(options: AudioOptions, page: Page, found: Recording | None) -> str:
    """Return title, player and link; the title alone where there is nothing to play, which is reported."""
    title = escape(options.title)
    caption = f'<figcaption style="margin-bottom: 0.5em"><strong>{title}</strong></figcaption>' if title else ""
    if found is None:
        return caption
    address = escape(found.address)
    kind, size = PurePosixPath(found.address).suffix[1:].upper(), shown_size(found.size, page.language)
    link = f'<a href="{address}" download="">{_DOWNLOAD.for_learners(page.language)}</a>'
    told = f" ({kind}, {length(found.seconds)}, {size})" if found.size else ""
    return (
        f'{caption}<audio controls="controls" preload="metadata" src="{address}" aria-label="{title}" '
        'style="width: 100%"></audio>'
        f'<p style="margin: 0.25em 0">{link}{told}</p>'
    )


def _transcript(
    directive: Directive, options: AudioOptions, page: Page, render: Render, found: Recording | None
) -> str:
    """Return what a file says is heard."""
    name = options.transcript
    if timed(name):
        return "".join(map(passage, found.passages)) if found else ""
    text = page.source(name, directive.origin.at("transcript"))
    if text is None:
        return ""
    return render(text.text, 1, text.place(1, 1, 1).path)


def timed(name: str) -> bool:
    """Return whether a transcript of this name is a file of captions."""
    return PurePosixPath(name).suffix.lower() in CAPTIONS


def passage(said: Passage) -> str:
    """Return a part of a transcript, with the moment it begins at."""
    who = f"<strong>{escape(said.speaker)}</strong> " if said.speaker else ""
    return f"<p>{clock(said.start)} {who}{escape(said.text)}</p>\n"


def clock(start: float) -> str:
    """Return a moment as players show it: `12:05`."""
    minutes, seconds = divmod(int(start), 60)
    return f"{minutes}:{seconds:02}"


def length(seconds: float) -> str:
    """Return a length as people say it: `45 s`, `12 min`, `1 h 05`."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02}"


DIRECTIVE = PageDirective(
    ("audio",), AudioOptions, html, "audio", argument="source", rules=(NO_TRANSCRIPT, NO_TITLE, NOT_HERE, NOT_SECURE)
)
