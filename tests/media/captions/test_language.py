"""The language of captions: told without doubt, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moocfab.media.captions import read
from moocfab.media.captions.language import other

REPOSITORY = Path(__file__).parents[3]
SAMPLES = {
    "fr": "Nous allons voir comment un message va d'une machine à l'autre. Le signal est une tension qui change, "
    "et chaque changement dit un bit. Plus il y en a dans une seconde, plus le débit est grand ; mais le câble, "
    "lui, ne laisse pas passer tout ce que l'on veut.",
    "en": "We are going to see how a message goes from one machine to the other. The signal is a voltage that "
    "changes, and each change says one bit. The more of them there are in a second, the higher the rate, but the "
    "cable does not let everything through that we would like.",
    "de": "Wir wollen sehen, wie eine Nachricht von einer Maschine zur anderen kommt. Das Signal ist eine Spannung, "
    "die sich ändert, und jede Änderung sagt ein Bit. Je mehr es davon in einer Sekunde gibt, desto höher ist die "
    "Rate, aber das Kabel lässt nicht alles durch, was man gern hätte.",
    "es": "Vamos a ver cómo va un mensaje de una máquina a la otra. La señal es una tensión que cambia, y cada cambio "
    "dice un bit. Cuantos más hay en un segundo, mayor es la velocidad, pero el cable no deja pasar todo lo que "
    "queremos que pase por él en este curso.",
}
CODE = "for i in range(10): print(i) import sys def main(x): return x + 1 if x else None while True: break " * 3


@pytest.mark.parametrize("text", ["", "Le signal", CODE, "漢字 " * 60, SAMPLES["fr"] + SAMPLES["en"] + SAMPLES["fr"]])
def test_what_does_not_tell_is_not_guessed(text: str) -> None:
    assert other(text, "fr") == ""


@pytest.mark.parametrize("declared", [*SAMPLES, "fr-CA", "ca", "zh", ""])
@pytest.mark.parametrize("language", SAMPLES)
def test_only_another_language_is_told_of(declared: str, language: str) -> None:
    words = SAMPLES[language].split()
    cues = (" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
    text = "\n\n".join(f"00:00:{at:02},000 --> 00:00:{at + 4:02},000\n{cue}" for at, cue in enumerate(cues))
    found = [trouble.values for trouble in read(text, declared).troubles if trouble.code == "MF6069"]
    wrong = declared[:2] in SAMPLES and declared[:2] != language
    assert found == [{"declared": declared, "seen": language}] * wrong


def test_the_captions_of_our_courses_and_their_pages_are_in_their_language() -> None:
    files = [*REPOSITORY.glob("courses/*/media/*.srt"), *REPOSITORY.glob("moocfab/kinds/*/page.*.md")]
    assert len(files) > 20
    for file in files:
        language = file.suffixes[-2][1:]
        text = re.sub(r"```.*?```", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert other(text, language) == "", file
