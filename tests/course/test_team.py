"""What a team decides once, and who comes before whom."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from moocfab import pipeline, targets
from moocfab.course import Course, load
from moocfab.course.edition import edition
from moocfab.course.team import Team, layered
from moocfab.media.cache import folder
from moocfab.media.profiles import of_team
from moocfab.source import Origin, Sourced
from moocfab.targets.own import FLAT, GROUPS, changed

BASE = Path(__file__).parents[1] / "cases" / "base"
TEAM = """\
targets:
  ecole-blanche:
    extends: fun
    title: École blanche
    orgs: [ECOLE]
    lti_id: marsha-ecole
    conventions: {slogan_length: 20}
  ecole-grise: {extends: ecole-blanche, special_exams: true}
  openedx: {asset_bytes: 1000}
media:
  url: https://media.exemple.org/equipe
  profile: atelier
  presets: {atelier: {extends: camera, loudness: -18, mezzanine: {crf: 16}, ladder: {720p: {maxrate: 2000}}}}
cache: {folder: medias}
defaults: {attempts: 3, show_answer: never}
grading: {grace: 1h}
"""


def made(tmp_path: Path, team: str = TEAM, **changes: str) -> Path:
    course = tmp_path / "courses" / "c"
    shutil.copytree(BASE, course)
    (tmp_path / "moocfab.yml").write_text(team, "utf-8")
    text = (course / "course.yml").read_text("utf-8")
    for before, after in changes.items():
        text = "\n".join(after if line.startswith(f"{before}:") else line for line in text.split("\n"))
    (course / "course.yml").write_text(text, "utf-8")
    return course


def loaded(path: Path) -> Course:
    course, findings = load(path)
    assert course
    assert [finding.message() for finding in findings] == []
    return course


def test_a_target_of_the_team_is_another_with_what_it_changes(tmp_path: Path) -> None:
    team = loaded(made(tmp_path)).team
    white, grey, fun = team.target("ecole-blanche"), team.target("ecole-grise"), targets.load("fun")
    assert (white.title.fr, white.conventions.orgs, white.video.lti_id) == ("École blanche", ("ECOLE",), "marsha-ecole")
    assert white.conventions.slogan_length == 20
    assert white.conventions.number == fun.conventions.number
    assert white.blocks == fun.blocks
    assert (white.extends, grey.extends) == (("fun",), ("ecole-blanche", "fun"))
    assert grey.special_exams
    assert grey.video == white.video


def test_a_target_of_the_package_can_be_changed_under_its_name(tmp_path: Path) -> None:
    own = loaded(made(tmp_path)).team.target("openedx")
    assert (own.name, own.extends, own.limits.asset_bytes) == ("openedx", (), 1000)


def test_every_value_of_every_target_can_be_given_again() -> None:
    for name in targets.names():
        whole = targets.load(name)
        data = whole.model_dump(exclude={"name", "extends"})
        flat = {key: value for key, value in data.items() if key not in GROUPS}
        flat |= {key: data[group][key] for key, group in FLAT.items()}
        found, findings = changed(whole, name, Sourced(flat, Origin()))
        assert findings == []
        assert found == whole


def test_only_means_the_targets_that_extend_it_too(tmp_path: Path) -> None:
    course = loaded(made(tmp_path))
    module = course.modules[0]
    assert edition(course, course.team.target("ecole-grise")).course.modules
    for only, kept in ((("fun",), True), (("ecole-blanche",), True), (("openedx",), False)):
        limited = course.modules[0].settings.model_copy(update={"only": only})
        shorter = replace(course, modules=(replace(module, settings=limited),))
        assert bool(edition(shorter, course.team.target("ecole-grise")).course.modules) is kept


def test_course_yml_comes_before_moocfab_yml_and_the_environment_before_both(tmp_path: Path) -> None:
    path = made(tmp_path, media="media: {profile: camera}")
    settings = loaded(path).settings
    assert settings.media.url == "https://media.exemple.org/equipe"
    assert settings.media.profile == "camera"
    assert settings.defaults.attempts == 3
    assert settings.grading.pass_ == 0.5
    assert settings.grading.grace == 3600


def test_the_environment_replaces_what_a_single_target_says_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets_said = "targets: {fun: {}, openedx: {media: {url: 'https://autre.exemple.org'}}}"
    path = made(tmp_path, targets=targets_said)
    monkeypatch.setenv("MOOCFAB_MEDIA_URL", "https://ci.exemple.org")
    course = loaded(path)
    assert edition(course, course.team.target("openedx")).media.url == "https://ci.exemple.org"
    assert course.origin.at("media", "url").path == "MOOCFAB_MEDIA_URL"


def test_a_value_of_the_team_is_told_at_its_place_in_moocfab_yml(tmp_path: Path) -> None:
    path = made(tmp_path, TEAM.replace("profile: atelier", "profile: ateliers"), media="# rien")
    found = [str(finding.location) for finding in pipeline.check(path).report if finding.rule.code == "MF6008"]
    assert {place.removeprefix(f"{tmp_path.as_posix()}/") for place in found} == {"moocfab.yml:12:12"}


def test_presets_change_a_profile_and_keep_the_rest(tmp_path: Path) -> None:
    team = loaded(made(tmp_path)).team
    known, findings = of_team(team)
    assert findings == []
    own, camera = known["atelier"], known["camera"]
    assert (own.loudness, own.mezzanine.crf, own.gop) == (-18, 16, camera.gop)
    assert [(rung.name, rung.maxrate) for rung in own.ladder] == [
        (rung.name, 2000 if rung.name == "720p" else rung.maxrate) for rung in camera.ladder
    ]


def test_the_cache_is_where_it_is_asked_for_then_the_environments_then_the_teams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = loaded(made(tmp_path))
    assert team.cache == tmp_path / "medias"
    monkeypatch.delenv("MOOCFAB_CACHE", raising=False)
    assert folder(None, team.cache) == team.cache
    monkeypatch.setenv("MOOCFAB_CACHE", str(tmp_path / "env"))
    assert folder(None, team.cache) == tmp_path / "env"
    assert folder(tmp_path / "asked", team.cache) == tmp_path / "asked"


def test_an_empty_team_file_only_marks_the_root(tmp_path: Path) -> None:
    course = loaded(made(tmp_path, ""))
    assert course.team.own == {}
    assert course.team.root == tmp_path


def test_a_silence_of_the_team_holds_for_its_courses_and_need_not_silence(tmp_path: Path) -> None:
    team = "checks: {ignore: [{code: MF7113, reason: saisi au portail}, {code: MF6058, reason: studio}]}\n"
    path = made(tmp_path, team)
    text = (path / "course.yml").read_text("utf-8")
    (path / "course.yml").write_text(
        text.replace("  effort: 3 h par semaine\n", "").replace(
            "  slogan: Comprendre Internet, de la prise au nuage\n", ""
        ),
        "utf-8",
    )
    assert [finding.rule.code for finding in pipeline.check(path).report] == []


def test_layered_leaves_alone_what_is_no_mapping() -> None:
    sourced = Sourced(["a"], Origin())
    assert layered(sourced, Team()) is sourced
