"""Modules that courses share: their names, their files, and the lock that holds them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from moocfab import pipeline
from moocfab.cli.app import app
from moocfab.course import lock
from moocfab.course.repository import state
from moocfab.course.surroundings import video_uuid
from moocfab.media import Cache

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = """\
title: Utiliser FUN
owner: FUN
sequences:
  - {id: decouvrir, title: Découvrir, units: [1-bienvenue.md, 2-la-suite.md]}
"""
FIRST = """\
---
title: Bienvenue sur FUN
---
Faites [un essai de quiz](2-la-suite.md#essai) et ![l'écran](/images/ecran.svg).
"""
SECOND = """\
---
title: La suite
---
:::{quiz}
:id: essai
>>Prêt ?<<
(x) oui
( ) non
:::
"""


def school(
    tmp_path: Path, reference: str = "{source: ../../communs/modules/utiliser-fun, prefix: fun, start: +1w}"
) -> Path:
    """A repository of a course and a module that it shares; return the course."""
    course = tmp_path / "courses" / "c"
    shutil.copytree(BASE, course)
    (tmp_path / "moocfab.yml").write_text("", "utf-8")
    module = tmp_path / "communs" / "modules" / "utiliser-fun"
    (module / "images").mkdir(parents=True)
    shutil.copy2(BASE / "modules/1-premiers-pas/images/chronogramme.svg", module / "images/ecran.svg")
    for name, text in (("module.yml", MODULE), ("1-bienvenue.md", FIRST), ("2-la-suite.md", SECOND)):
        (module / name).write_text(text, "utf-8")
    text = (course / "course.yml").read_text("utf-8")
    (course / "course.yml").write_text(text.replace("premiers-pas\n", f"premiers-pas\n  - {reference}\n"), "utf-8")
    return course


def found(course: Path) -> list[str]:
    root = f"{course.parents[1].as_posix()}/"
    return [f"{f.location} {f.rule.code}".removeprefix(root) for f in pipeline.check(course).report]


def test_the_prefix_stands_before_every_name_and_links_inside_still_lead(tmp_path: Path) -> None:
    checked = pipeline.check(school(tmp_path))
    assert [finding.message() for finding in checked.report] == []
    files = checked.packages["fun"].files
    assert "chapter/fun-utiliser-fun.xml" in files
    assert "sequential/fun-utiliser-fun-decouvrir.xml" in files
    assert "vertical/fun-utiliser-fun-bienvenue.xml" in files
    assert "problem/fun-essai.xml" in files
    page = files["html/fun-utiliser-fun-bienvenue-texte.html"]
    assert isinstance(page, bytes)
    assert b"/jump_to_id/fun-essai" in page
    assert b"/static/communs_modules_utiliser-fun_images_ecran.svg" in page


def test_the_course_says_when_a_shared_module_opens(tmp_path: Path) -> None:
    chapter = pipeline.check(school(tmp_path)).packages["fun"].files["chapter/fun-utiliser-fun.xml"]
    assert isinstance(chapter, bytes)
    assert b'start="2027-01-25T08:00:00Z"' in chapter


def test_videos_of_a_shared_module_belong_to_its_owner_whatever_the_prefix(tmp_path: Path) -> None:
    course = school(tmp_path)
    module = tmp_path / "communs/modules/utiliser-fun"
    shutil.copy2(BASE / "media/teaser.mp4", module / "film.mp4")
    shutil.copy2(BASE / "media/teaser.fr.srt", module / "film.fr.srt")
    with (module / "2-la-suite.md").open("a", encoding="utf-8") as file:
        file.write(":::{video} /film.mp4\n:id: film\n:captions: {fr: film.fr.srt}\n:::\n")
    checked = pipeline.check(course)
    assert [finding.message() for finding in checked.report] == []
    unit = checked.packages["fun"].files["vertical/fun-utiliser-fun-la-suite.xml"]
    assert isinstance(unit, bytes)
    assert video_uuid("FUN", "film").encode() in unit


def test_without_a_prefix_a_collision_names_both_modules_and_what_to_write(tmp_path: Path) -> None:
    course = school(tmp_path, "../../communs/modules/utiliser-fun")
    page = course / "modules/1-premiers-pas/1-bienvenue.md"
    page.write_text(page.read_text("utf-8") + "\n:::{quiz}\n:id: essai\n>>Prêt ?<<\n(x) oui\n( ) non\n:::\n", "utf-8")
    (finding,) = {f.message("en") for f in pipeline.check(course).report if f.rule.code == "MF3202"}
    assert "“essai” of the shared module “utiliser-fun”" in finding
    assert "communs/modules/utiliser-fun/2-la-suite.md:5:6" in finding
    assert found(course) == ["courses/c/course.yml:28:5 MF3202"]


def test_a_wrong_prefix_is_told_once_whatever_it_fails_to_part(tmp_path: Path) -> None:
    course = school(tmp_path, "{source: ../../communs/modules/utiliser-fun, prefix: FUN 2}")
    page = course / "modules/1-premiers-pas/1-bienvenue.md"
    page.write_text(page.read_text("utf-8") + "\n:::{quiz}\n:id: essai\n>>Prêt ?<<\n(x) oui\n( ) non\n:::\n", "utf-8")
    assert found(course) == ["courses/c/course.yml:28:58 MF2003"]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("{source: ../../communs/modules/utiliser-funn, prefix: fun}", "MF1001"),
        ("{source: ../../../ailleurs, prefix: fun}", "MF1005"),
        ("{source: ../../communs/modules/utiliser-fun, prefix: FUN}", "MF2003"),
    ],
)
def test_a_module_that_cannot_be_is_told_where_course_yml_names_it(
    tmp_path: Path, reference: str, expected: str
) -> None:
    assert [
        place
        for place in found(school(tmp_path / "ecole", reference))
        if place.startswith("courses/c/course.yml:28:") and expected in place
    ]


def test_a_shared_module_twice_is_told_and_read_once(tmp_path: Path) -> None:
    reference = "{source: ../../communs/modules/utiliser-fun, prefix: fun}"
    twice = f"{reference}\n  - {reference.replace('prefix: fun', 'prefix: encore')}"
    assert found(school(tmp_path, twice)) == ["courses/c/course.yml:29:14 MF3201"]


def lock_of(course: Path, tmp_path: Path) -> str:
    checked = pipeline.check(course).course
    assert checked
    written = lock.write(checked, Cache(tmp_path / "cache").digest, state)
    assert written == course / "moocfab.lock"
    return written.read_text("utf-8")


def test_a_lock_holds_until_the_module_changes(tmp_path: Path) -> None:
    course = school(tmp_path)
    before = lock_of(course, tmp_path)
    assert found(course) == []
    assert lock_of(course, tmp_path) == before
    page = tmp_path / "communs/modules/utiliser-fun/1-bienvenue.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert found(course) == []
    page.write_text(FIRST + "\nEncore.\n", "utf-8")
    assert found(course) == ["courses/c/course.yml:28:14 MF3211"]
    lock_of(course, tmp_path)
    assert found(course) == []


def test_a_lock_that_knows_other_modules_is_told(tmp_path: Path) -> None:
    course = school(tmp_path)
    (course / "moocfab.lock").write_text("format: 1\nmodules: []\n", "utf-8")
    assert found(course) == ["courses/c/moocfab.lock:1:1 MF3212"]


def test_a_lock_holds_what_moocfab_yml_decides_for_the_course_and_nothing_else(tmp_path: Path) -> None:
    course, team = school(tmp_path), tmp_path / "moocfab.yml"
    team.write_text("timezone: Europe/Paris\ntargets: {fun: {orgs: [MinesTelecom]}}\n", "utf-8")
    assert '  - path: "../../moocfab.yml"' in lock_of(course, tmp_path)
    team.write_text(f"# à relire\n{team.read_text('utf-8')}  {{}}\n".replace("  {}\n", "cache: {folder: c}\n"), "utf-8")
    assert found(course) == []
    team.write_text("timezone: Europe/Rome\ntargets: {fun: {orgs: [MinesTelecom]}}\n", "utf-8")
    assert found(course) == ["courses/c/moocfab.lock:9:11 MF3211"]


def test_a_lock_holds_files_from_outside_of_the_course(tmp_path: Path) -> None:
    course = school(tmp_path)
    bank, page = tmp_path / "communs/bits.gift", course / "modules/1-premiers-pas/1-bienvenue.md"
    bank.write_text("// [id:un]\nCombien ? {=deux ~trois}\n\n// [id:deux]\nEt ? {=un ~cinq}\n", "utf-8")
    drawn = ":::{question_bank}\n:id: tirage\n:source: ../../../../communs/bits.gift\n:pick: 1\n:::\n"
    before = found(course)
    page.write_text(f"{page.read_text('utf-8')}\n{drawn}", "utf-8")
    assert '  - path: "../../communs/bits.gift"' in lock_of(course, tmp_path)
    assert found(course) == before
    bank.write_text(bank.read_text("utf-8").replace("trois", "quatre"), "utf-8")
    assert found(course) == ["courses/c/moocfab.lock:9:11 MF3211"]
    page.write_text(page.read_text("utf-8").replace(drawn, ""), "utf-8")
    assert found(course) == ["courses/c/moocfab.lock:1:1 MF3212"]


def test_a_lock_that_is_none_is_told(tmp_path: Path) -> None:
    course = school(tmp_path)
    (course / "moocfab.lock").write_text("format: 1\nmodules: [3]\n", "utf-8")
    assert found(course) == ["courses/c/moocfab.lock:2:11 MF2003"]


def test_a_lock_does_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = school(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    text = lock_of(course, tmp_path)
    assert "digest" in text
    assert "revision" not in text
    assert "repository" not in text


@pytest.mark.skipif(shutil.which("git") is None, reason="where there is no git, the test above holds")
def test_a_lock_names_repository_and_revision_where_all_is_committed(tmp_path: Path) -> None:
    course = school(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for arguments in (
        ["init", "-q"],
        ["remote", "add", "origin", "https://moi:secret@git.exemple.org/ecole.git"],
        ["add", "communs"],
        ["commit", "-qm", "communs"],
    ):
        subprocess.run([*git, *arguments], check=True)
    revision = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    text = lock_of(course, tmp_path)
    assert f'revision: "{revision}"' in text
    assert 'repository: "https://git.exemple.org/ecole.git"' in text
    subprocess.run([*git, "remote", "set-url", "origin", str(tmp_path)], check=True)
    assert "repository" not in lock_of(course, tmp_path)
    (tmp_path / "communs/modules/utiliser-fun/1-bienvenue.md").write_text(FIRST + "\nEncore.\n", "utf-8")
    assert "revision" not in lock_of(course, tmp_path)


def test_a_pointer_counts_as_what_it_stands_for(tmp_path: Path) -> None:
    film, pointer = tmp_path / "film.mp4", tmp_path / "pointer.mp4"
    film.write_bytes(b"film")
    cache = Cache(tmp_path / "cache")
    digest = cache.digest(film)
    pointer.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 4\n", "utf-8")
    assert lock.of_file(pointer, cache.digest) == lock.of_file(film, cache.digest) == digest


def test_the_command_writes_the_lock_and_a_build_what_it_used(tmp_path: Path) -> None:
    course = school(tmp_path)
    result = CliRunner().invoke(app("fr"), ["lock", str(course)], standalone_mode=False)
    assert result.output == f"{course}/moocfab.lock\n"
    built = pipeline.build(course, only=["fun"], cache=tmp_path / "cache")
    assert built.archives, [finding.message() for finding in built.report]
    assert (course / "build/session01/moocfab.lock").read_bytes() == (course / "moocfab.lock").read_bytes()
    assert json.loads((course / "build/session01/fun/manifest.json").read_bytes())["target"] == "fun"
