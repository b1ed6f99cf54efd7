"""The courses of this repository: no finding, archives for each of their targets, and what they promise to hold."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Network, ip_address, ip_interface, ip_network
from math import ceil, log2
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from moocfab import pipeline, targets
from moocfab.course import Course, load
from moocfab.course.edition import edition
from moocfab.course.model import Element
from moocfab.diagnostics import Severity
from moocfab.kinds.registry import KINDS
from moocfab.media.model import Probe
from moocfab.media.probe import probe
from moocfab.source.studio import parse

ROOT = Path(__file__).resolve().parents[2]
COURSES = sorted(path.parent for path in ROOT.glob("courses/*/course.yml"))
NETWORKS = next(path for path in COURSES if path.name == "bases-reseaux")
QUESTIONS = {name for name, kind in KINDS.items() if "problem" in kind.tags.values()}
DIRECTIVES = ("figure", "note", "attention", "a-retenir", "exemple", "definition", "file", "embed")


@pytest.fixture(scope="module")
def networks() -> Course:
    return loaded(NETWORKS)


@pytest.fixture(scope="module", params=COURSES, ids=lambda path: path.name)
def course(request: pytest.FixtureRequest) -> Course:
    return loaded(request.param)


def loaded(folder: Path) -> Course:
    course, findings = load(folder)
    assert course is not None
    assert findings == []
    return course


def elements(course: Course) -> list[Element]:
    return [element for _, _, unit in course.units() for element in unit.walk()]


def questions(element: Element) -> int:
    """Return how many questions an element asks."""
    spec: Any = element.spec
    if element.kind.name == "quiz":
        return len(parse(spec.quiz).questions)
    if element.kind.name == "together":
        return len(spec.questions)
    return int(element.kind.name in QUESTIONS)


@pytest.mark.parametrize("folder", COURSES, ids=lambda path: path.name)
def test_a_course_has_no_finding_and_builds_for_each_target(folder: Path, tmp_path: Path) -> None:
    for name in ("courses", "communs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("build"))
    shutil.copy2(ROOT / "moocfab.yml", tmp_path)
    built = pipeline.build(tmp_path / "courses" / folder.name)
    assert [finding for finding in built.report if finding.severity > Severity.INFO] == []
    assert built.course is not None
    assert [archive.target for archive in built.archives] == list(built.course.settings.targets)
    assert all(archive.path.is_file() and archive.blocks > 40 for archive in built.archives)


def test_the_networks_course_is_for_both_platforms_and_large_enough(networks: Course) -> None:
    assert set(networks.settings.targets) == {"fun", "openedx"}
    assert len(networks.modules) >= 4
    assert len(list(networks.units())) >= 16
    assert sum(questions(element) for element in elements(networks)) >= 32
    assert [element.kind.name for element in elements(networks)].count("video") >= 5
    assert len(networks.pages) >= 2
    assert networks.overview is not None


@pytest.mark.parametrize("name", ["fun", "openedx"])
def test_a_course_uses_every_kind_that_its_target_has(course: Course, name: str) -> None:
    """A translation is given in part, so it is held to its original only."""
    if name not in course.settings.targets or course.settings.translation_of:
        return
    target = targets.load(name)
    used = {element.kind.name for element in elements(edition(course, target, drafts=False).course)}
    has = {kind.name for kind in KINDS.values() if target.importer in kind.tags}
    assert has - used == set()


def test_the_networks_course_uses_every_page_directive(networks: Course) -> None:
    text = "".join(path.read_text("utf-8") for path in NETWORKS.rglob("*.md"))
    assert [name for name in DIRECTIVES if f":::{{{name}}}" not in text] == []


def test_the_networks_course_has_graded_quizzes_and_an_exam(networks: Course) -> None:
    graded = Counter(str(sequence.settings.graded) for _, sequence in networks.sequences() if sequence.settings.graded)
    assert graded["Quiz"] == 4
    assert graded["Examen"] == 1


def test_every_question_is_explained(course: Course) -> None:
    for element in elements(course):
        spec: Any = element.spec
        if element.kind.name == "quiz":
            assert spec.quiz.count("[explanation]") == 2 * questions(element), element.name
        elif element.kind.name in QUESTIONS:
            asked = spec.questions if element.kind.name == "together" else (spec,)
            assert all(question.explain for question in asked), element.name


def test_videos_are_short_and_captioned_in_the_language_of_the_course(course: Course) -> None:
    videos = [element for element in elements(course) if element.kind.name == "video"]
    requests = [request for element in videos if (request := element.kind.media(element.spec))]
    assert len(requests) == len(videos)
    assert course.folder is not None
    masters = [course.folder.base / request.source.lstrip("/") for request in requests]
    for request, master, found in zip(requests, masters, probe(masters), strict=True):
        assert set(request.captions) == {course.settings.language}
        assert isinstance(found, Probe), found
        assert found.picture is not None
        assert found.sound is not None
        assert 10 <= found.seconds <= 60
        assert master.stat().st_size <= 600_000


def test_computed_answers_of_the_networks_course_are_right(networks: Course) -> None:
    computed = {
        "commun-data-sheet": 1500 * 10,
        "debit-huit-niveaux": 1200 * log2(8),
        "temps-de-transmission": 5e6 * 8 / 10e6,
        "bilan-de-liaison": 80 * 0.2,
        "q1-debit": 2500 * log2(16) / 1e3,
        "q1-propagation": 6000 / 200_000 * 1e3,
        "rendement-trame": 1460 + 20 + 20 + 14 + 4,
        "binaire-vers-decimal": 0b11001001,
        "conversions-decimal-181": 0b10110101,
        "conversions-decimal-90": 0b01011010,
        "conversions-decimal-199": 0b11000111,
        "machines-dans-un-27": 2 ** (32 - 27) - 2,
        "q3-adresses": 2 ** (32 - 22) - 2,
        "debit-fenetre": 125_000 * 8 / 0.1 / 1e6,
        "distance-par-le-ttl": 64 - 57,
        "q4-ports": 2**16,
        "q4-fenetre": 100e6 * 0.04 / 8 / 1e3,
        "q2-commutateur": 8 - 1,
        "ex-debit": 5000 * log2(64) / 1e3,
        "ex-delai": (1500 * 8 / 10e6 + 1000 / 200_000) * 1e3,
        "ex-fenetre": 250_000 * 8 / 0.08 / 1e6,
        "salle-de-25": 32 - ceil(log2(25 + 1 + 2)),
        "redecouper-un-25": 2 ** (32 - 25) / 2 ** ceil(log2(25 + 2)),
        "salle-prefixe": 32 - ceil(log2(60 + 2)),
    }
    numerical = (element for element in elements(networks) if element.kind.name == "numerical")
    specs: dict[str, Any] = {element.name: element.spec for element in numerical}
    declared = {name: float(spec.answer) for name, spec in specs.items() if spec.answer is not None}
    assert declared == pytest.approx(computed)


def test_computed_addresses_of_the_networks_course_are_right(networks: Course) -> None:
    plan = IPv4Network("172.20.8.0/22")
    workshops = next(plan.subnets(new_prefix=24))
    offices, rest = list(plan.subnets(new_prefix=24))[1].subnets()
    phones, last = rest.subnets()
    link = next(last.subnets(new_prefix=30))
    assert [part.num_addresses - 2 for part in (workshops, offices, phones, link)] == [254, 126, 62, 2]
    computed = {
        "adresse-de-reseau": ip_interface("172.16.5.200/25").network.network_address,
        "abreger-ipv6": ip_address("2001:0db8:0000:0000:0000:0000:0000:0001"),
        "q3-masque": ip_network("0.0.0.0/20").netmask,
        "q3-diffusion": ip_network("10.4.16.0/21").broadcast_address,
        "conversions-binaire-192": f"{192:08b}",
        "conversions-binaire-77": f"{77:08b}",
        "conversions-hexadecimal-3f": f"`{0x3F:08b}`",
        "conversions-hexadecimal-a8": f"`{168:#x}`",
        "ex-reseau": ip_interface("192.168.37.170/28").network.network_address,
        "tp-plan-adressage.taille": plan.num_addresses,
        "tp-plan-adressage.ateliers": workshops.prefixlen,
        "tp-plan-adressage.bureaux": offices.network_address,
        "tp-plan-adressage.telephones-masque": phones.netmask,
        "tp-plan-adressage.telephones-diffusion": phones.broadcast_address,
        "tp-plan-adressage.liaison": link.network_address,
    }
    asked = (element for element in elements(networks) if element.kind.name in QUESTIONS)
    right = dict(pair for element in asked for pair in answers(element.name, element.spec))
    assert {name: right[name] for name in computed} == {name: str(value) for name, value in computed.items()}


def answers(name: str, spec: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and the right answer of each question that has one."""
    if parts := getattr(spec, "questions", ()):
        for part in parts:
            yield from answers(f"{name}.{part.name}", part)
    elif choices := getattr(spec, "choices", ()):
        yield name, next(choice.text for choice in choices if choice.correct)
    elif several := getattr(spec, "answers", ()):
        first = several[0]
        yield name, str(getattr(first, "value", first))
    elif (one := getattr(spec, "answer", None)) is not None:
        yield name, one if isinstance(one, str) else f"{float(one):g}"


def test_figures_are_those_that_the_script_of_the_course_draws(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    assert course.folder is not None
    folder = course.folder.base
    monkeypatch.syspath_prepend(str(NETWORKS / "studio"))
    monkeypatch.syspath_prepend(str(folder / "studio"))
    figures = run_path(str(folder / "studio" / "figures.py"))["FIGURES"]
    assert len(figures) >= 3
    assert {path.stem for path in (folder / "images").glob("*.svg")} == set(figures)
    stale = [name for name, draw in figures.items() if (folder / f"images/{name}.svg").read_text("utf-8") != draw()]
    assert stale == []
