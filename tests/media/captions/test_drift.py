"""Captions against speech: a shift and a pace are told, music, a voice without pauses and right captions are not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from moocfab import media
from moocfab.course import load
from moocfab.course.edition import editions_of
from moocfab.diagnostics import Text
from moocfab.media import pauses, speech
from moocfab.media.captions.drift import RATIOS, judged
from moocfab.media.captions.model import Cue, Trouble
from moocfab.media.captions.written import srt
from moocfab.media.pauses import Pause
from tests.media.conftest import Course, ffmpeg

Talk = tuple[list[Cue], list[Pause], float]


def shown(found: Trouble, name: str) -> float:
    """Return a number that a finding shows."""
    value = found.values[name]
    assert isinstance(value, Text)
    assert value.fr.replace(",", ".").replace("−", "-") == value.en
    return float(value.en)


def talk(seed: int, sentences: int = 20, *, start: float = 2.0) -> Talk:
    """Sentences of a few seconds with pauses between, captioned as a person would: nearly when they are said."""
    chance = random.Random(seed)
    cues: list[Cue] = []
    silent, now = [Pause(0.0, start)], start
    for number in range(sentences):
        end = now + chance.uniform(1.5, 5)
        middle = (now + end) / 2
        parts = [(now, end)] if end - now < 3 else [(now, middle), (middle, end)]
        for first, last in parts:
            late = chance.uniform(-0.2, 0.2)
            cues.append(Cue(3 * len(cues) + 2, round(1000 * (first + late)), round(1000 * last), f"Phrase {number}"))
        now = end + chance.uniform(0.3, 1.5)
        silent.append(Pause(end, now))
    return cues, silent, now


def moved(cues: Sequence[Cue], offset: float = 0.0, ratio: float = 1.0) -> list[Cue]:
    found = [
        cue._replace(start=round(cue.start * ratio + 1000 * offset), end=round(cue.end * ratio + 1000 * offset))
        for cue in cues
    ]
    return [cue for cue in found if cue.start >= 0]


@pytest.mark.parametrize("seed", range(30))
def test_right_captions_have_no_drift(seed: int) -> None:
    cues, silent, seconds = talk(seed, sentences=6 + 3 * seed)
    assert list(judged(cues, silent, seconds)) == []
    assert list(judged(moved(cues, 0.4), silent, seconds)) == []


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("offset", [-45.0, -3.2, -1.2, 1.5, 12.0, 50.0])
def test_a_shift_is_told_with_what_takes_it_back(seed: int, offset: float) -> None:
    cues, silent, seconds = talk(seed, sentences=60)
    (found,) = judged(moved(cues, -offset), silent, seconds)
    assert found.code == "MF6072"
    assert abs(shown(found, "offset") - offset) <= 0.3


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["25 → 24", "24 → 25", "25 → 23.976", "23.976 → 25"])
def test_another_pace_is_told_with_its_rates(seed: int, name: str) -> None:
    cues, silent, seconds = talk(seed, sentences=120)
    (found,) = judged(moved(cues, ratio=1 / RATIOS[name]), silent, seconds)
    assert found.code == "MF6073"
    assert abs(shown(found, "factor") - RATIOS[name]) < 0.002


@pytest.mark.parametrize("seed", range(10))
def test_captions_of_another_talk_are_not_explained_away(seed: int) -> None:
    cues, _, _ = talk(seed, sentences=40)
    _, silent, seconds = talk(seed + 1000, sentences=40)
    assert [item.code for item in judged(cues, silent, seconds)] in ([], ["MF6074"])


def test_music_a_voice_without_pauses_and_a_regular_beat_tell_nothing() -> None:
    cues, _, seconds = talk(1, sentences=40)
    beat = [Pause(at + 0.5, at + 1.0) for at in range(round(seconds))]
    for silent in ([], [Pause(0.0, 2.0)], beat, [Pause(0.0, float("inf"))]):
        assert list(judged(cues, silent, seconds)) == []
        assert list(judged(moved(cues, 5.0), silent, seconds)) == []
        assert list(judged([cues[0]], silent, seconds)) == [] or silent is beat


def test_a_stretch_of_speech_without_captions_is_told_at_the_caption_before_it() -> None:
    cues, silent, seconds = talk(3, sentences=60)
    left = [cue for cue in cues if not 60_000 < cue.start < 110_000]
    (found,) = judged(left, silent, seconds)
    assert (found.code, found.values["count"]) == ("MF6074", 1)
    assert found.line == max(cue.line for cue in left if cue.start <= 60_000)


def test_a_stretch_of_music_needs_no_captions() -> None:
    cues, silent, seconds = talk(3, sentences=20)
    later = [*cues, *(cue._replace(start=cue.start + 200_000, end=cue.end + 200_000) for cue in cues)]
    twice = [*silent, *(Pause(pause.start + 200, pause.end + 200) for pause in silent)]
    assert list(judged(later, twice, seconds + 200)) == []


def test_pauses_are_read_and_kept() -> None:
    said = "[silencedetect @ 0x1] silence_start: -0.01\n[x] silence_end: 1.25 | silence_duration: 1.25\n"
    found = pauses.read(said + "[x] silence_start: 9.5\nframe=1")
    assert found == (Pause(0.0, 1.25), Pause(9.5, float("inf")))
    assert pauses.noted(pauses.note(found)) == found
    for data in (b"{}x", b"3", b"[[1]]", b'[["a", 1]]'):
        with pytest.raises(ValueError):
            pauses.noted(data)


def test_a_build_tells_of_captions_that_are_late(course: Course, tmp_path: Path) -> None:
    cues, silent, seconds = talk(5, sentences=14)
    heard = "+".join(f"between(t,{one.end:.2f},{two.start:.2f})" for one, two in pairwise(silent))
    tone = ["-f", "lavfi", "-i", f"aevalsrc='0.2*sin(880*t)*({heard})':d={seconds}"]
    picture = ["-f", "lavfi", "-i", f"color=gray:s=64x36:r=5:d={seconds}"]
    clip = tmp_path / "clip.mp4"
    ffmpeg(*picture, *tone, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", str(clip))
    course(clip, options=":captions: {fr: /media/signal.srt}\n")
    file = tmp_path / "course/media/signal.srt"
    told = {}
    for offset in (0.0, 2.5):
        file.write_text(srt(moved(cues, offset)), encoding="utf-8")
        loaded, _ = load(tmp_path / "course")
        assert loaded is not None
        plans = media.survey(editions_of(loaded)[0], cache=tmp_path / "cache").plans
        store = media.Store.at(tmp_path / "cache")
        media.carry_out(plans, store=store)
        told[offset] = [
            (item.rule.code, item.location.line, item.values["offset"]) for item in speech.compared(plans, store)
        ]
    assert told[0.0] == []
    ((code, line, back),) = told[2.5]
    assert (code, line) == ("MF6072", 2)
    assert isinstance(back, Text)
    assert abs(float(back.en) + 2.5) <= 0.3
