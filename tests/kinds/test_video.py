"""Videos: where they come from, what each platform plays, what people do in Marsha."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from moocfab.course.surroundings import Surroundings
from moocfab.kinds.contract import Block, VideoFiles
from moocfab.kinds.registry import KINDS
from moocfab.prose import Passage
from moocfab.safe.xml import fragments, parse
from tests.kinds.conftest import Placed

VIDEO = KINDS["video"]
UUID = "3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12"
TUBE = "https://www.youtube.com/watch?v=kpYumMpjHHI"


def spec(**fields: Any) -> Any:
    return VIDEO.spec.model_validate({"source": "film.mp4", **fields})


def written(context: Surroundings) -> Block:
    assert context.element is not None
    context.element.kind.check(context.element.spec, context)
    return context.element.kind.write(context.element.spec, context)


def video(*lines: str, source: str) -> str:
    return "\n".join([f":::{{video}} {source}", ":id: film", *(f":{line}" for line in lines), ":::"])


@pytest.mark.parametrize(
    ("source", "service", "name"),
    [
        ("film.mp4", "file", "film.mp4"),
        ("/media/vidéo d'été.mov", "file", "/media/vidéo d'été.mov"),
        (f"marsha: {UUID.upper()}", "marsha", UUID),
        ({"libcast": "0sqmLiEuLpGJ"}, "libcast", "0sqmLiEuLpGJ"),
        ("https://youtu.be/kpYumMpjHHI?si=abc", "youtube", "kpYumMpjHHI"),
        ("https://m.youtube.com/shorts/kpYumMpjHHI", "youtube", "kpYumMpjHHI"),
        ("https://www.youtube-nocookie.com/embed/kpYumMpjHHI", "youtube", "kpYumMpjHHI"),
        ("https://www.youtube.com/watch?list=x&v=kpYumMpjHHI", "youtube", "kpYumMpjHHI"),
        ("https://peertube.fr/videos/watch/9c9de5e8-0a1e", "peertube", "https://peertube.fr/w/9c9de5e8-0a1e"),
        ("https://media.exemple.org/film.mp4", "address", "https://media.exemple.org/film.mp4"),
    ],
)
def test_source_is_told_by_its_form(source: Any, service: str, name: str) -> None:
    assert spec(source=source).place == (service, (name,))


@pytest.mark.parametrize(
    "source",
    [
        "marsha: 12", "libcast: é", {"marsha": UUID, "libcast": "a"}, {}, "ftp://exemple.org/film.mp4",
        "https://www.youtube.com/playlist?list=PL1", f"{TUBE}&t=90", [TUBE, "https://a.org/b.mp4"], ["film.mp4"],
    ],
)  # fmt: skip
def test_source_that_leads_to_no_video_is_refused(source: Any) -> None:
    with pytest.raises(ValidationError):
        spec(source=source)


@pytest.mark.parametrize(("text", "seconds"), [("1:30", 90), ("01:02:03", 3723), ("90s", 90), ("2min", 120)])
def test_moments_are_clocks_or_durations(text: str, seconds: int) -> None:
    assert spec(start=text).start == seconds


@pytest.mark.parametrize("text", ["1:75", "90", "une minute"])
def test_other_moments_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        spec(start=text)


def test_master_asks_for_media_with_its_captions_and_others_do_not() -> None:
    request = VIDEO.media(spec(captions={"fr": "film.srt"}, poster="a.png", profile="slides"))
    assert request is not None
    assert (request.source, request.captions, request.poster, request.profile) == (
        "film.mp4", {"fr": "film.srt"}, "a.png", "slides",
    )  # fmt: skip
    assert VIDEO.media(spec(source=TUBE)) is None
    online = VIDEO.media(spec(source=f"marsha: {UUID}", captions={"fr": "film.srt"}, transcript="page"))
    assert online is not None
    assert (online.source, online.captions, online.uuid, online.readable) == ("", {"fr": "film.srt"}, UUID, True)


def test_master_on_fun_is_a_launch_of_marsha_and_a_task(placed: Placed) -> None:
    text = video(
        "captions: {fr: /media/teaser.fr.srt}", "transcript: true", "download: true", source="/media/teaser.mp4"
    )
    (context,) = placed(text)
    element = written(context).element
    assert element.tag == "lti_consumer"
    uuid = context.video().uuid
    assert element.get("launch_url") == f"https://marsha.education/lti/videos/{uuid}"
    (task,) = context.site.todo
    assert task.fr.startswith(f"Marsha, « film » ({uuid}) : déposez les sous-titres aussi comme transcription")
    assert "allow downloading" in task.en
    assert context.site.findings == []


def test_task_for_a_video_that_is_in_marsha_already_asks_for_its_portability(placed: Placed) -> None:
    (context,) = placed(video(source=f"marsha: {UUID}"))
    written(context)
    assert ["portability" in task.en for task in context.site.todo] == [True]


def test_video_without_youtube_says_so_on_openedx(placed: Placed) -> None:
    text = video("captions: {fr: /media/teaser.fr.srt}", source="https://media.exemple.org/film.mp4")
    (context,) = placed(text, "openedx")
    context.site.videos = {"film": VideoFiles(transcripts={"fr": "film-fr.srt"})}
    element = written(context).element
    assert element.get("youtube_id_1_0") == ""
    assert [(child.tag, child.get("src")) for child in element] == [
        ("source", "https://media.exemple.org/film.mp4"), ("transcript", "film-fr.srt"),
    ]  # fmt: skip


def test_poster_that_is_online_goes_along_with_a_film_that_is(placed: Placed) -> None:
    lines = ("poster: https://media.exemple.org/film.jpg", "start: 1:30")
    (context,) = placed(video(*lines, source="https://media.exemple.org/film.mp4"), "openedx")
    element = written(context).element
    assert (element.get("thumbnail"), element.get("start_time")) == ("https://media.exemple.org/film.jpg", "00:01:30")
    assert context.site.findings == []
    fields = VIDEO.read(element, None)
    assert fields is not None
    assert (fields["poster"], spec(**fields).start) == ("https://media.exemple.org/film.jpg", 90)


@pytest.mark.parametrize("target", ["fun", "openedx"])
@pytest.mark.parametrize("source", ["film.mp4", TUBE, "https://peertube.fr/w/9c9de5e8-0a1e"])
def test_what_is_said_is_a_text_after_any_video(placed: Placed, source: str, target: str) -> None:
    (context,) = placed(video("transcript: page", "captions: {fr: /media/teaser.fr.srt}", source=source), target)
    said = {"fr": (Passage(61, "Bonjour à tous &", "Anne"),), "ar": (Passage(1, "مرحبا"),)}
    context.site.videos = {"film": VideoFiles(said=said, texts={"fr": "film-fr.txt"})}
    block = written(context)
    text = block.after or ""
    assert "<p>1:01 <strong>Anne</strong> Bonjour à tous &amp;</p>" in text
    assert '<a href="/static/film-fr.txt" download="">Télécharger la transcription (fr, TXT)</a>' in text
    assert text.index('<div lang="fr">') < text.index('<div lang="ar" dir="rtl">')
    assert block.element.get("show_captions") is None
    assert context.site.findings == []
    assert fragments(text)


def test_a_text_of_no_captions_is_told_of(placed: Placed) -> None:
    (context,) = placed(video("transcript: page", source=TUBE), "openedx")
    assert written(context).after is None
    assert [(item.rule.code, item.location.line) for item in context.site.findings] == [("MF4246", 3)]


def test_english_is_also_found_as_open_edx_stores_it(placed: Placed) -> None:
    (context,) = placed(video("captions: {en: a.srt}", source=TUBE), "openedx")
    context.site.videos = {"film": VideoFiles(transcripts={"en": "film-en.srt"}, sub="film")}
    element = written(context).element
    assert element.get("sub") == "film"
    assert VIDEO.read(element, None) is not None


@pytest.mark.parametrize(
    "olx",
    [
        '<video html5_sources="[broken" youtube_id_1_0=""/>',
        '<video html5_sources="[&quot;https://a.org/a.mp4&quot;]" youtube_id_1_0="kpYumMpjHHI"/>',
        '<video html5_sources="[&quot;/static/a.mp4&quot;]" youtube_id_1_0=""/>',
        '<video youtube_id_1_0="kpYumMpjHHI" sub="old"/>',
        '<video youtube_id_1_0="short"/>',
        '<video youtube_id_1_0="kpYumMpjHHI" start_time="soon"/>',
        '<video youtube_id_1_0="kpYumMpjHHI" transcripts="[]"/>',
        '<video html5_sources="{&quot;https://a.org/a.mp4&quot;: 1}" youtube_id_1_0=""/>',
        '<video youtube_id_1_0="kpYumMpjHHI" edx_video_id="some"/>',
        "<video/>",
        '<libcast_xblock video_id="a" adways_id="b"/>',
        "<libcast_xblock/>",
        f'<lti_consumer launch_url="https://marsha.education/lti/videos/{UUID}" has_score="true"/>',
        '<lti_consumer launch_url="https://lti.exemple.org"/>',
        "<html/>",
        "<problem/>",
    ],
)
def test_what_a_video_could_not_say_again_is_left_to_others(olx: str) -> None:
    assert VIDEO.read(parse(olx), None) is None
