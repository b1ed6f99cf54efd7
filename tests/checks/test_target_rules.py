"""What a target asks of a course, where figures are the target's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.checks import target_rules
from moocfab.course import load
from moocfab.course.edition import Edition, edition
from moocfab.olx.write import write
from moocfab.targets.model import Conventions, Limits

BASE = Path(__file__).parents[1] / "cases" / "base"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "course"))


def made(folder: Path, *, limits: Limits | None = None, conventions: Conventions | None = None) -> Edition:
    course, findings = load(folder)
    assert course is not None
    assert findings == []
    target = targets.load("fun")
    values = {"limits": limits or target.limits, "conventions": conventions or target.conventions}
    return edition(course, target.model_copy(update=values))


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "course.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def slugs(item: Edition) -> list[str]:
    return [f"{f.location.line}:{f.location.column} {f.rule.slug}" for f in target_rules.check(item)]


def test_base_has_all_that_fun_asks_for(course: Path) -> None:
    assert slugs(made(course)) == []


def test_organisation_that_the_target_does_not_know_is_told(course: Path) -> None:
    assert slugs(made(course, conventions=Conventions(orgs=("MinesTelecom",)))) == []
    assert slugs(made(course, conventions=Conventions(orgs=("IMT",)))) == ["2:6 unknown-organisation"]


def test_what_the_target_says_of_itself_counts_and_is_where_it_is_told(course: Path) -> None:
    change(course, "targets: [fun, openedx]", "targets: {fun: {org: École}, openedx: {}}")
    assert slugs(made(course)) == ["7:22 course-key-characters"]


@pytest.mark.parametrize("key", ["01", "École", "a b", "a/b", "a+b", "a&b", ""])
def test_parts_of_a_key_are_ascii(course: Path, key: str) -> None:
    change(course, "org: MinesTelecom", f'org: "{key}"')
    assert ("course-key-characters" in str(slugs(made(course)))) is (key != "01")


def test_heavy_file_is_told_once_where_it_is_asked_for_first(course: Path) -> None:
    page = course / "pages" / "faq.md"
    page.write_text("[Cours](cours.pdf)\n\nEncore [le cours](cours.pdf).\n", encoding="utf-8")
    (course / "pages" / "cours.pdf").touch()
    os.truncate(course / "pages" / "cours.pdf", 10_485_761)
    _, findings = write(made(course))
    assert [(f.rule.slug, f.location.line, f.message("en")) for f in findings] == [
        ("heavy-asset", 1, "“pages/cours.pdf” weighs 11 MB; FUN (Open edX Dogwood) advises 10 at most")
    ]


@pytest.mark.parametrize(("size", "count"), [(104_857_600, 0), (104_857_601, 1)])
def test_archive_that_the_target_would_not_take_is_told(course: Path, size: int, count: int) -> None:
    assert len(list(target_rules.weighed(made(course), size))) == count


def test_files_that_make_the_archive_too_heavy_are_told_before_it_is_made(course: Path) -> None:
    page = course / "pages" / "faq.md"
    page.write_text("".join(f"[Cours {n}](cours-{n}.pdf)\n" for n in range(11)), encoding="utf-8")
    for number in range(11):
        (course / "pages" / f"cours-{number}.pdf").touch()
        os.truncate(course / "pages" / f"cours-{number}.pdf", 10_000_000)
    _, findings = write(made(course))
    assert [f.message("en") for f in findings] == ["the archive weighs 111 MB; FUN (Open edX Dogwood) allows 105"]


def test_target_without_limits_asks_for_nothing(course: Path) -> None:
    change(course, 'number: "04901"', "number: RES")
    item = made(course, limits=Limits(), conventions=Conventions())
    assert slugs(item) == []
    assert list(target_rules.weighed(item, 10**12)) == []
