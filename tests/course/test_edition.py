"""One course for several targets: keys of their own, alternatives, references, media made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import pipeline

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas"
TARGETS = """\
targets:
  fun: {}
  openedx: {org: IMT, number: NET101, run: "2027", title: Networks}
  ecole-blanche: {org: ECOLE}
"""
TEAM = "targets:\n  ecole-blanche: {extends: fun, orgs: [ECOLE], lti_id: marsha-ecole}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The base course, for three targets, one of them the team's own."""
    path = tmp_path / "course"
    shutil.copytree(BASE, path)
    (path / "moocfab.yml").write_text(TEAM, "utf-8")
    edit(path / "course.yml", "targets: [fun, openedx]\n", TARGETS)
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def add(course: Path, text: str) -> None:
    with (course / MODULE / "1-bienvenue.md").open("a", encoding="utf-8") as file:
        file.write(text)


def told(course: Path) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.message()) for finding in pipeline.check(course).report]


def of(course: Path, target: str, name: str) -> bytes:
    content = pipeline.check(course).packages[target].files[name]
    assert isinstance(content, bytes)
    return content


def test_each_target_has_its_own_key_and_title(course: Path) -> None:
    assert told(course) == []
    assert b'org="MinesTelecom"' in of(course, "fun", "course.xml")
    assert b'url_name="2027" org="IMT" course="NET101"' in of(course, "openedx", "course.xml")
    assert b'org="ECOLE" course="04901"' in of(course, "ecole-blanche", "course.xml")
    assert b'"display_name": "Networks"' in of(course, "openedx", "policies/2027/policy.json")


def test_two_alternatives_may_have_one_id(course: Path) -> None:
    quiz = "\n:::{{quiz}}\n:id: essai\n:only: [{only}]\n>>Prêt pour {only} ?<<\n(x) oui\n( ) non\n:::\n"
    add(course, quiz.format(only="fun") + quiz.format(only="openedx"))
    assert told(course) == []
    for target, own in (("fun", "fun"), ("ecole-blanche", "fun"), ("openedx", "openedx")):
        assert f"Prêt pour {own}".encode() in of(course, target, "problem/essai.xml")


def test_alternatives_that_meet_on_one_target_are_told(course: Path) -> None:
    quiz = "\n:::{{quiz}}\n:id: essai\n:only: [{only}]\n>>Prêt ?<<\n(x) oui\n( ) non\n:::\n"
    add(course, quiz.format(only="fun") + quiz.format(only="ecole-blanche"))
    assert [code for code, _ in told(course)] == ["MF3012"]


def test_a_link_to_what_its_target_lacks_is_an_error(course: Path) -> None:
    edit(course / MODULE / "2-le-signal.md", "---\ntitle", "---\nonly: [openedx]\ntitle")
    add(course, "\nLisez [la page sur le signal](2-le-signal.md).\n")
    findings = told(course)
    assert {code for code, _ in findings} == {"MF3053"}


def test_what_may_be_required_is_what_its_target_has(course: Path) -> None:
    module = course / MODULE / "module.yml"
    edit(module, "    title: Découvrir\n", "    title: Découvrir\n    only: [fun]\n")
    edit(module, "    graded: Quiz\n", "    graded: Quiz\n    only: [openedx]\n    requires: {sequence: decouvrir}\n")
    assert "MF3074" in {code for code, _ in told(course)}


def test_media_are_made_once_for_the_targets_that_want_the_same(course: Path, tmp_path: Path) -> None:
    edit(course / "course.yml", '  openedx: {org: IMT, number: NET101, run: "2027", title: Networks}\n', "")
    cache = tmp_path / "cache"
    built = pipeline.build(course, cache=cache)
    assert [archive.target for archive in built.archives] == ["fun", "ecole-blanche"]
    folders = [archive.path.parent / "media" for archive in built.archives]
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == other
    assert len(list(cache.glob("store/**/entry.json"))) == len(one)
