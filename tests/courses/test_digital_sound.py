"""The course in English: what it holds, that its answers are right, and what it shares with the networks course."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from math import ceil, comb, log2, log10
from pathlib import Path
from typing import Any

import pytest

from moocfab.course import Course, load, shared
from moocfab.course.model import Element

ROOT = Path(__file__).resolve().parents[2]
SOUND = ROOT / "courses" / "digital-sound"
NETWORKS = ROOT / "courses" / "bases-reseaux"


@pytest.fixture(scope="module")
def sound() -> Course:
    course, findings = load(SOUND)
    assert course is not None
    assert findings == []
    return course


def elements(course: Course) -> dict[str, Element]:
    return {element.name: element for _, _, unit in course.units() for element in unit.walk()}


def test_it_is_in_english_for_current_open_edx_with_graded_work(sound: Course) -> None:
    assert (sound.settings.language, list(sound.settings.targets)) == ("en", ["openedx"])
    graded = [str(sequence.settings.graded) for _, sequence in sound.sequences() if sequence.settings.graded]
    assert sorted(graded) == ["Case study", "Quiz", "Quiz"]
    assert len(list(sound.units())) >= 8
    assert "video" in {element.kind.name for element in elements(sound).values()}
    assert len({element.kind.name for element in elements(sound).values()}) >= 16


def test_its_computed_answers_are_right(sound: Course) -> None:
    archive = 48_000 * 24
    computed = {
        "period-of-500-hertz": 1000 / 500,
        "wavelength-of-170-hertz": 340 / 170,
        "twice-and-ten-times.tenth": 20 * log10(0.1),
        "q1-frequency": 1 / 0.4,
        "shared-data-sheet": 1500 * 10,
        "levels-of-twelve-bits": 2**12,
        "telephone-call.rate": 8000 * 8 / 1e3,
        "telephone-call.size": 2 * 8000 * 300 / 1e3,
        "q2-noise": (16 - 12) * 20 * log10(2),
        "q2-rate": 48_000 * 24 * 6 / 1e6,
        "case-study.rate": archive / 1e3,
        "case-study.size": archive * 3600 / 8 / 1e6,
        "case-study.web": 32_000 * 3600 / 8 / 1e6,
        "radio-play": 32_000 * 16 * 2 / 8,
        "error-of-twelve-bits": 4096 / 2**12 / 2,
        "levels-draw-levels-10": 2**10,
        "levels-draw-levels-6": 2**6,
        "levels-draw-bits-200": ceil(log2(200)),
    }
    declared = dict(pair for element in elements(sound).values() for pair in numbers(element))
    assert declared == pytest.approx(computed, rel=0.005)


def test_its_computed_choices_are_right(sound: Course) -> None:
    specs: dict[str, Any] = {name: element.spec for name, element in elements(sound).items()}
    right = {
        name: [c.text for c in spec.choices if c.correct] for name, spec in specs.items() if hasattr(spec, "choices")
    }
    assert right["q1-level"] == [f"{20 * log10(100):g} dB"]
    assert right["bits-for-a-ratio"] == [f"{ceil((66 - 1.76) / 6.02)} bits"]
    assert right["levels-draw-noise-3"] == [f"{3 * round(20 * log10(2))} dB"]
    assert right["levels-draw-factor-12"] == [f"{10 ** (12 / 20):.0f} times"]
    rates = {"44.1 kHz, as on a compact disc": 44.1, "60 kHz, one more than the highest frequency": 60, "110 kHz": 110}
    assert [name for name, rate in rates.items() if rate > 2 * 59] == []
    assert right["bat-detector"] == ["192 kHz"]
    kept = [tone for tone in (440, 7000, 9000, 15_000) if tone < 16_000 / 2]
    assert right["q1-nyquist"] == [f"{tone} Hz" if tone < 1000 else f"{tone // 1000} kHz" for tone in kept]


def test_its_choice_with_a_number_and_its_listening_test_are_right(sound: Course) -> None:
    card: Any = elements(sound)["three-hours-on-a-card"].spec
    left = 4000 - 48_000 * 24 * 2 / 8 * 3 * 3600 / 1e6
    assert re.findall('correct="true".*answer="(.*?)"', card.olx) == [f"{left:g}"]
    assert (
        sum(comb(16, right) for right in range(12, 17)) / 2**16 < 0.04 < sum(comb(16, r) for r in range(11, 17)) / 2**16
    )


def test_its_table_of_formats_adds_up() -> None:
    with (SOUND / "files/pcm-rates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(rows) >= 5
    for _use, rate, bits, channels, product, minute in rows:
        assert int(product) == int(rate) * int(bits) * int(channels)
        assert int(minute) * 8 == int(product) * 60


def test_its_formula_and_its_tones_say_the_same_at_any_value(sound: Course) -> None:
    spec: Any = elements(sound)["size-of-a-recording"].spec
    disc = {"f": 44_100, "N": log2(65_536), "c": 2, "t": 60}
    assert eval(spec.answer, {"__builtins__": {}}, disc) == 10_584_000
    assert set(spec.variables) == set(disc)


def test_both_courses_share_the_module_of_units_and_mark_its_languages(sound: Course) -> None:
    networks, findings = load(NETWORKS)
    assert networks is not None
    assert findings == []
    files = [[module.file for module in shared.modules(course)] for course in (sound, networks)]
    assert files == [["../../communs/modules/units/module.yml"]] * 2
    folder = ROOT / "communs/modules/units"
    for name in ("1-lexicon.md", "2-practice.yml"):
        text = (folder / name).read_text("utf-8")
        assert text.count("{lang=en}") >= 8
        assert text.count("{lang=fr}") >= 8


def numbers(element: Element) -> Iterator[tuple[str, float]]:
    """Yield the name and the right number of each question of an element that asks for one."""
    spec: Any = element.spec
    if element.kind.name == "together":
        asked = {part.name: part for part in spec.questions}
    else:
        asked = spec.blanks if element.kind.name == "cloze" else {"": spec}
    for name, question in asked.items():
        if (element.kind.name if question is spec else question.kind) == "numerical":
            yield f"{element.name}.{name}".rstrip("."), float(question.answer)
