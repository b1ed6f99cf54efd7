"""A course as OLX: where each block stands, under which name, with which attributes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from moocfab import pipeline
from moocfab.olx.package import Declared, Package
from moocfab.safe.xml import parse

COURSE = """\
format: 1
org: MinesTelecom
number: "04901"
run: session01
title: Les bases
language: fr
targets: {fun: {}, openedx: {org: IMT, run: "2027"}}
dates: {start: 2027-01-18 09:00, end: 2027-03-15}
about: {slogan: De la prise au nuage, overview: about/overview.md, effort: 3 h par semaine}
defaults: {attempts: 2}
grading:
  pass: 60%
  grace: 90min
  assignments: [{name: Quiz, short: Q, weight: 100%}]
modules: [modules/1-premiers-pas]
pages: [{title: FAQ, source: pages/faq.md}]
"""
MODULE = """\
title: Premiers pas
sequences:
  - {id: decouvrir, title: Découvrir, units: [1-bienvenue.md]}
  - {id: quiz, title: Quiz, graded: Quiz, due: module+6d, units: [quiz.yml]}
  - {id: quiz-2, title: Quiz 2, graded: Quiz, visible: staff, start: +1w, units: [quiz-2.yml]}
"""
UNIT = """\
---
title: Bienvenue
---
Le texte, et [le quiz](quiz.yml), ![une image](images/a.png), [](../../pages/faq.md).

:::{single_choice}
---
id: valeurs
choices: [{text: une}, {text: deux, correct: true}]
---
Combien de valeurs ?
:::

La suite.
"""
QUIZ = """\
title: Quiz
attempts: 3
questions:
  - {id: q1, title: Débit, kind: single_choice, ask: Un ?, choices: [{text: a, correct: true}, {text: b}]}
  - {id: q2, kind: single_choice, ask: Deux ?, choices: [{text: a, correct: true}, {text: b}]}
"""
FILES = {
    "course.yml": COURSE,
    "about/overview.md": "Un cours **sûr**.\n",
    "pages/faq.md": "Une question ? Voir [la bienvenue](../modules/1-premiers-pas/1-bienvenue.md).\n",
    "modules/1-premiers-pas/module.yml": MODULE,
    "modules/1-premiers-pas/1-bienvenue.md": UNIT,
    "modules/1-premiers-pas/images/a.png": "not really a picture",
    "modules/1-premiers-pas/quiz.yml": QUIZ,
    "modules/1-premiers-pas/quiz-2.yml": QUIZ.replace("q1", "r1").replace("q2", "r2"),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Package]:
    folder = tmp_path_factory.mktemp("course")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return dict(pipeline.check(folder).packages)


def text(package: Package, name: str) -> str:
    content = package.files[name]
    return content.read_text("utf-8") if isinstance(content, Path) else content.decode("utf-8")


def attributes(package: Package, name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in parse(text(package, name)).items()}


def outline(block: Declared) -> list[str]:
    return [f"{item.tag} {item.name}" for item in block.walk()]


@pytest.mark.parametrize(("target", "run"), [("fun", "session01"), ("openedx", "2027")])
def test_every_block_is_declared_in_order(packages: dict[str, Package], target: str, run: str) -> None:
    assert outline(packages[target].declared) == [
        f"course {run}",
        "chapter premiers-pas",
        "sequential premiers-pas-decouvrir",
        "vertical premiers-pas-bienvenue",
        "html premiers-pas-bienvenue-texte",
        "problem valeurs",
        "html valeurs-suite",
        "sequential premiers-pas-quiz",
        "vertical premiers-pas-quiz",
        "problem q1",
        "problem q2",
        "sequential premiers-pas-quiz-2",
        "vertical premiers-pas-quiz-2",
        "problem r1",
        "problem r2",
    ]


def test_root_has_url_name_org_and_course_only(packages: dict[str, Package]) -> None:
    assert attributes(packages["fun"], "course.xml") == {
        "url_name": "session01", "org": "MinesTelecom", "course": "04901",
    }  # fmt: skip
    assert attributes(packages["openedx"], "course.xml") == {"url_name": "2027", "org": "IMT", "course": "04901"}


def test_pointers_have_a_url_name_and_nothing_else(packages: dict[str, Package]) -> None:
    vertical = parse(text(packages["fun"], "vertical/premiers-pas-bienvenue.xml"))
    assert [dict(child.items()) for child in vertical] == [
        {"url_name": "premiers-pas-bienvenue-texte"}, {"url_name": "valeurs"}, {"url_name": "valeurs-suite"},
    ]  # fmt: skip
    assert all(not child.text and not (child.tail or "").strip() for child in vertical)


def test_dates_are_local_to_the_zone_of_the_target(packages: dict[str, Package]) -> None:
    fun = attributes(packages["fun"], "sequential/premiers-pas-quiz.xml")
    assert fun == {"display_name": "Quiz", "due": "2027-01-24T22:59:00Z", "format": "Quiz", "graded": "true"}
    assert attributes(packages["openedx"], "sequential/premiers-pas-quiz.xml")["due"] == "2027-01-24T23:59:00Z"


def test_sequence_for_staff_marks_its_units_too(packages: dict[str, Package]) -> None:
    for name in ("sequential/premiers-pas-quiz-2.xml", "vertical/premiers-pas-quiz-2.xml"):
        assert attributes(packages["openedx"], name)["visible_to_staff_only"] == "true"
    assert "visible_to_staff_only" not in attributes(packages["openedx"], "vertical/premiers-pas-quiz.xml")


def test_attempts_come_from_the_file_then_from_the_course(packages: dict[str, Package]) -> None:
    assert attributes(packages["fun"], "problem/q1.xml")["max_attempts"] == "3"
    assert attributes(packages["fun"], "problem/valeurs.xml")["max_attempts"] == "2"


def test_elements_without_title_are_called_as_their_unit_or_numbered(packages: dict[str, Package]) -> None:
    assert attributes(packages["fun"], "problem/q1.xml")["display_name"] == "Débit"
    assert attributes(packages["fun"], "problem/q2.xml")["display_name"] == "Question 2"
    assert attributes(packages["fun"], "problem/valeurs.xml")["display_name"] == "Bienvenue"


def test_links_lead_to_units_pages_and_published_files(packages: dict[str, Package]) -> None:
    html = text(packages["fun"], "html/premiers-pas-bienvenue-texte.html")
    assert '<a href="/jump_to_id/premiers-pas-quiz">le quiz</a>' in html
    assert 'src="/static/modules_1-premiers-pas_images_a.png"' in html
    assert '<a href="/course/faq/">FAQ</a>' in html
    assert "static/modules_1-premiers-pas_images_a.png" in packages["fun"].files
    assert '<a href="/jump_to_id/premiers-pas-bienvenue">' in text(packages["fun"], "tabs/faq.html")


def test_about_pages_hold_what_the_course_says(packages: dict[str, Package]) -> None:
    assert text(packages["fun"], "about/overview.html") == "<p>Un cours <strong>sûr</strong>.</p>\n"
    assert text(packages["fun"], "about/short_description.html") == "De la prise au nuage"
    assert text(packages["fun"], "about/effort.html") == "3 h par semaine"


def test_policy_begins_with_the_tabs_that_dogwood_demands(packages: dict[str, Package]) -> None:
    policy = json.loads(text(packages["fun"], "policies/session01/policy.json"))["course/session01"]
    assert [tab["type"] for tab in policy["tabs"]] == [
        "courseware", "course_info", "static_tab", "discussion", "progress",
    ]  # fmt: skip
    assert policy["tabs"][2] == {"type": "static_tab", "name": "FAQ", "url_slug": "faq"}
    assert policy["start"] == "2027-01-18T08:00:00Z"
    assert policy["end"] == "2027-03-15T22:59:00Z"
    assert policy["graceperiod"] == "1 hour 30 minutes"
    openedx = json.loads(text(packages["openedx"], "policies/2027/policy.json"))["course/2027"]
    assert openedx["tabs"][0]["type"] == "courseware"


def test_grading_policy_counts_the_sequences_that_learners_see(packages: dict[str, Package]) -> None:
    assert json.loads(text(packages["fun"], "policies/session01/grading_policy.json")) == {
        "GRADER": [{"type": "Quiz", "short_label": "Q", "min_count": 1, "drop_count": 0, "weight": 1.0}],
        "GRADE_CUTOFFS": {"Pass": 0.6},
    }
