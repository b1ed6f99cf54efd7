"""Groups and what people must do for them; conditions that an archive cannot carry."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moocfab import pipeline
from moocfab.kinds.partitions import number
from moocfab.olx.groups import access
from moocfab.olx.package import Package
from moocfab.safe.xml import parse

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = """\
title: Premiers pas
sequences:
  - {id: decouvrir, title: Découvrir, units: [1-bienvenue.md], groups: {Mentorat: [avec]}}
  - {id: quiz, title: Quiz, graded: Quiz, units: [2-le-signal.md, quiz-signal.yml],
     only: [openedx], timed: 30min, hide_after_due: true, due: +6d, requires: {sequence: decouvrir, score: 60%}}
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Package]:
    folder = tmp_path_factory.mktemp("groups") / "course"
    shutil.copytree(BASE, folder)
    with (folder / "course.yml").open("a", encoding="utf-8") as file:
        file.write("groups: {Mentorat: [avec, sans]}\nexperiments: {Introduction: [courte, longue]}\n")
    module = folder / "modules" / "1-premiers-pas"
    (module / "module.yml").write_text(MODULE, encoding="utf-8")
    quiz = module / "quiz-signal.yml"
    quiz.write_text(
        quiz.read_text("utf-8").replace("attempts: 2", "groups: {Mentorat: [sans]}\nattempts: 2")
        .replace("    title: Bits", "    groups: {Mentorat: [sans, avec]}\n    visible: staff\n    title: Bits"),
        encoding="utf-8",
    )  # fmt: skip
    return dict(pipeline.check(folder).packages)


def policy(package: Package, run: str = "session01") -> dict[str, Any]:
    content = package.files[f"policies/{run}/policy.json"]
    assert isinstance(content, bytes)
    values: dict[str, Any] = json.loads(content)[f"course/{run}"]
    return values


def attribute(package: Package, file: str, name: str) -> str | None:
    content = package.files[file]
    assert isinstance(content, bytes)
    return parse(content).get(name)


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_groups_are_partitions_numbered_by_their_names(packages: dict[str, Package], target: str) -> None:
    cohort, random = policy(packages[target])["user_partitions"]
    assert (cohort["scheme"], cohort["name"], cohort["id"]) == ("cohort", "Mentorat", number("cohort", "Mentorat"))
    assert [group["name"] for group in cohort["groups"]] == ["avec", "sans"]
    assert set(cohort) == {"id", "name", "description", "version", "scheme", "parameters", "groups"}
    assert (random["scheme"], [group["name"] for group in random["groups"]]) == ("random", ["courte", "longue"])
    assert policy(packages[target])["cohort_config"] == {"cohorted": True, "auto_cohort_groups": []}


def test_blocks_name_the_groups_that_see_them(packages: dict[str, Package]) -> None:
    mentored = access({"Mentorat": ("avec",)})
    assert attribute(packages["fun"], "sequential/premiers-pas-decouvrir.xml", "group_access") == mentored
    package = packages["openedx"]
    assert attribute(package, "vertical/premiers-pas-quiz-signal.xml", "group_access") == access({"Mentorat": ["sans"]})
    both = access({"Mentorat": ("sans", "avec")})
    assert attribute(package, "problem/symbole.xml", "group_access") == both
    assert attribute(package, "problem/symbole.xml", "visible_to_staff_only") == "true"
    assert attribute(package, "vertical/premiers-pas-le-signal.xml", "group_access") is None


def test_time_and_hiding_are_written_where_the_target_has_them(packages: dict[str, Package]) -> None:
    sequence = "sequential/premiers-pas-quiz.xml"
    assert attribute(packages["openedx"], sequence, "is_time_limited") == "true"
    assert attribute(packages["openedx"], sequence, "default_time_limit_minutes") == "30"
    assert attribute(packages["openedx"], sequence, "hide_after_due") == "true"
    assert policy(packages["openedx"])["enable_timed_exams"] is True
    assert "enable_timed_exams" not in policy(packages["fun"])


def test_people_are_told_to_make_cohorts_and_prerequisites(packages: dict[str, Package]) -> None:
    (cohorts,) = packages["fun"].todo
    assert "« avec », « sans »" in cohorts.fr
    _, prerequisite = packages["openedx"].todo
    assert "« Quiz »" in prerequisite.fr
    assert "prérequis « Découvrir », score minimal 60 %" in prerequisite.fr


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_numbers_are_free_and_fit_the_platforms_columns(names: list[str]) -> None:
    assert 100 <= number(*names) < 2**31
    assert number(*names) == number(*names)


def test_numbers_are_those_of_former_archives() -> None:
    assert number("cohort", "Mentorat") == 593149525
    assert number("cohort", "Mentorat", "avec") == 461891749
