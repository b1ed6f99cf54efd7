"""What is said in a video, as a text to be read."""

from __future__ import annotations

from html import escape

from moocfab.diagnostics import Text
from moocfab.kinds.contract import VideoFiles
from moocfab.prose.audio import passage
from moocfab.prose.dropdown import folded

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "yi")
_TITLE = Text("Transcription\u00a0: {title}", "Transcript: {title}")
_DOWNLOAD = Text("Télécharger la transcription ({language}, TXT)", "Download the transcript ({language}, TXT)")


def page(title: str, made: VideoFiles, language: str) -> str:
    """Return the texts of a video, folded, the course's language first, each with its file; empty without any."""
    order = sorted(made.said, key=lambda own: (own != language, own))
    return "".join(_one(title, own, made, language) for own in order)


def _one(title: str, own: str, made: VideoFiles, language: str) -> str:
    heading = escape(_TITLE.for_learners(language).format(title=title))
    if len(made.said) > 1:
        heading = f"{heading} ({escape(own)})"
    file = made.texts.get(own, "")
    link = escape(_DOWNLOAD.for_learners(language).format(language=own))
    direction = ' dir="rtl"' if own.partition("-")[0] in _RIGHT_TO_LEFT else ""
    download = f'<p><a href="/static/{escape(file)}" download="">{link}</a></p>\n' if file else ""
    read = "".join(map(passage, made.said[own]))
    return folded(heading, f'{download}<div lang="{escape(own)}"{direction}>\n{read}</div>')
