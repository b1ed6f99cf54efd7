"""Groups, drafts, timed, hidden and prerequisite sequences, as each target's archive has them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from moocfab import pipeline
from moocfab.kinds.partitions import number
from moocfab.safe.archives import read

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = """\
title: Semaine 1
start: +0w
sequences:
  - {id: decouvrir, title: Découvrir, units: [1-bienvenue.md], groups: {Mentorat: [avec]}}
  - {id: equipe, title: Équipe, units: [2-le-signal.md], visible: staff}
  - id: quiz
    title: Quiz
    graded: Quiz
    due: module+6d
    units: [quiz-signal.yml]
"""
OPENEDX = "    timed: 30min\n    hide_after_due: true\n    requires: {sequence: decouvrir, score: 60%}\n"


@pytest.fixture(scope="module", params=["fun", "openedx"])
def target(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def files(target: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The archive of a course that uses all of it, read again; what FUN lacks is asked of openedx alone."""
    course = tmp_path_factory.mktemp(target) / "course"
    shutil.copytree(BASE, course)
    module = course / "modules/1-premiers-pas"
    (module / "module.yml").write_text(MODULE + (OPENEDX if target == "openedx" else ""), "utf-8")
    text = (course / "course.yml").read_text("utf-8")
    text = text.replace(
        "targets: [fun, openedx]", f"targets: [{target}]\ntimezone: Europe/Paris\ngroups: {{Mentorat: [avec, sans]}}"
    )
    (course / "course.yml").write_text(text, "utf-8")
    with (module / "1-bienvenue.md").open("a", encoding="utf-8") as file:
        file.write("\n:::{quiz}\n:id: brouillon\n:status: draft\n>>Prêt ?<<\n(x) oui\n( ) non\n:::\n")
    built = pipeline.build(course, cache=tmp_path_factory.mktemp("cache"))
    assert built.archives, [finding.message() for finding in built.report]
    return contents(built.archives[0].path)


def contents(path: Path) -> Mapping[str, bytes]:
    found = read(path.read_bytes(), keep=lambda name: name.endswith((".xml", ".json", ".html")))
    return {name.partition("/")[2]: entry.data for name, entry in found.items() if entry.data is not None}


def attributes(files: Mapping[str, bytes], name: str) -> Mapping[str, Any]:
    return read_attributes(files[name])


def read_attributes(content: bytes) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in etree.fromstring(content).items()}


def policy(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    (values,) = json.loads(files["policies/session01/policy.json"]).values()
    return dict(values)


def test_a_grouping_is_a_partition_tied_to_cohorts_and_a_sequence_names_its_numbers(files: Mapping[str, bytes]) -> None:
    (partition,) = (item for item in policy(files)["user_partitions"] if item["name"] == "Mentorat")
    assert partition["scheme"] == "cohort"
    assert set(partition) == {"id", "name", "description", "version", "scheme", "parameters", "groups"}
    numbers = [partition["id"], *(group["id"] for group in partition["groups"])]
    assert min(numbers) >= 100
    assert max(numbers) < 2**31
    access = json.loads(attributes(files, "sequential/premiers-pas-decouvrir.xml")["group_access"])
    assert access == {str(number("cohort", "Mentorat")): [number("cohort", "Mentorat", "avec")]}


def test_what_is_for_staff_says_so_on_its_units_too(files: Mapping[str, bytes]) -> None:
    for name in ("sequential/premiers-pas-equipe.xml", "vertical/premiers-pas-le-signal.xml"):
        assert attributes(files, name)["visible_to_staff_only"] == "true"
    assert "visible_to_staff_only" not in attributes(files, "vertical/premiers-pas-bienvenue.xml")


def test_a_draft_is_nowhere(files: Mapping[str, bytes]) -> None:
    assert not any(b"brouillon" in content for content in files.values())
    assert not any("brouillon" in name or name.startswith("drafts/") for name in files)


def test_a_timed_or_hidden_sequence_has_the_settings_that_its_target_reads(
    files: Mapping[str, bytes], target: str
) -> None:
    found = attributes(files, "sequential/premiers-pas-quiz.xml")
    timed = {name: found.get(name) for name in ("is_time_limited", "default_time_limit_minutes", "hide_after_due")}
    if target == "openedx":
        assert timed == dict(zip(timed, ("true", "30", "true"), strict=True))
        assert policy(files)["enable_timed_exams"] is True
    else:
        assert set(timed.values()) == {None}
        assert "enable_timed_exams" not in policy(files)
    assert (found["format"], found["graded"]) == ("Quiz", "true")
    assert found["due"] == "2027-01-24T22:59:00Z"


def test_a_team_that_has_timed_exams_on_its_fun_site_gets_them(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    module = course / "modules/1-premiers-pas/module.yml"
    module.write_text(
        module.read_text("utf-8").replace("    graded: Quiz\n", "    graded: Quiz\n    timed: 30min\n"), "utf-8"
    )
    text = (course / "course.yml").read_text("utf-8").replace("[fun, openedx]", "[fun]")
    (course / "course.yml").write_text(text, "utf-8")
    assert {finding.rule.code for finding in pipeline.check(course).report} == {"MF3073"}
    (course / "moocfab.yml").write_text("targets: {fun: {special_exams: true}}\n", "utf-8")
    checked = pipeline.check(course)
    assert [finding.message() for finding in checked.report] == []
    quiz = checked.packages["fun"].files["sequential/premiers-pas-quiz.xml"]
    assert isinstance(quiz, bytes)
    assert b'is_time_limited="true" default_time_limit_minutes="30"' in quiz


def test_weeks_of_a_self_paced_course_are_counted_where_the_target_counts_them(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    module = course / "modules/1-premiers-pas/module.yml"
    module.write_text(module.read_text("utf-8").replace("due: module+6d", "due: +2w"), "utf-8")
    text = (course / "course.yml").read_text("utf-8").replace("language: fr", "language: fr\npacing: self")
    (course / "course.yml").write_text(text, "utf-8")
    checked = pipeline.check(course)
    assert [finding.rule.code for finding in checked.report] == ["MF3036"]
    for target, weeks in (("openedx", "2"), ("fun", None)):
        content = checked.packages[target].files["sequential/premiers-pas-quiz.xml"]
        assert isinstance(content, bytes)
        found = read_attributes(content)
        assert (found.get("relative_weeks_due"), found.get("due")) == (weeks, None)


def test_a_site_has_to_allow_weeks_from_enrolment_and_a_start_opens_nothing_there(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(BASE, course)
    module = course / "modules/1-premiers-pas/module.yml"
    text = module.read_text("utf-8").replace("due: module+6d", "due: +2w").replace("start: +0w", "start: +1w")
    module.write_text(text, "utf-8")
    text = (course / "course.yml").read_text("utf-8").replace("language: fr", "language: fr\npacing: self")
    (course / "course.yml").write_text(text, "utf-8")
    checked = pipeline.check(course)
    starts = [finding for finding in checked.report if finding.values["key"] == "start"]
    assert [(finding.location.line, finding.values["target"]) for finding in starts] == [(2, "fun"), (2, "openedx")]
    assert any("CUSTOM_RELATIVE_DATES" in task.fr for task in checked.packages["openedx"].todo)
    assert not any("CUSTOM_RELATIVE_DATES" in task.fr for task in checked.packages["fun"].todo)
