"""A new course is sound whatever it is called, and takes nothing's place."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moocfab import pipeline
from moocfab.course.skeleton import Skeleton, create, files
from moocfab.errors import InputError, ToolError
from moocfab.source.yaml import parse

PLAIN = Skeleton(title="Cours", org="MonEtablissement", number="00001", run="session01", start=date(2027, 3, 1))


def with_title(title: str) -> Skeleton:
    return Skeleton(title=title, org="IMT", number="00001", run="session01", start=date(2027, 3, 1))


def test_a_new_course_lacks_but_the_video_that_presents_it_and_builds_for_both_platforms(tmp_path: Path) -> None:
    create(tmp_path / "cours", PLAIN)
    built = pipeline.build(tmp_path / "cours")
    assert [finding.message() for finding in built.report if "vidéo de présentation" not in finding.message()] == []
    assert not built.report.fails()
    assert [archive.target for archive in built.archives] == ["fun", "openedx"]


def test_it_has_what_git_needs(tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in create(tmp_path, PLAIN)}
    assert b"build/\n" in made[".gitignore"]
    assert b"*.mp4 filter=lfs diff=lfs merge=lfs -text\n" in made[".gitattributes"]
    assert "jinja" not in "".join(made)
    assert made["course.yml"].startswith(b"# yaml-language-server: $schema=")


def test_what_forges_and_editors_read_is_sound(tmp_path: Path) -> None:
    made = {path.relative_to(tmp_path).as_posix(): path for path in create(tmp_path, PLAIN)}
    for name in (".gitlab-ci.yml", ".github/workflows/moocfab.yml"):
        sourced, findings = parse(made[name].read_text("utf-8"), name)
        assert findings == []
        assert "moocfab build ." in str(sourced.data if sourced else "")
    schemas = json.loads(made[".vscode/settings.json"].read_bytes())["yaml.schemas"]
    assert set(schemas) <= set(made)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_any_title_arrives_as_it_is(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("titre") / "cours"
    create(folder, with_title(title))
    checked = pipeline.check(folder)
    assert checked.course is not None
    assert checked.course.settings.title == title


def test_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/faq.md").write_text("à moi", encoding="utf-8")
    with pytest.raises(InputError, match=r"faq\.md” is there already"):
        create(tmp_path, PLAIN)
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["pages", "faq.md"]


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "course.yml").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(InputError):
        create(tmp_path, PLAIN)
    assert not (tmp_path / "ailleurs").exists()


def test_what_was_begun_is_undone(tmp_path: Path) -> None:
    (tmp_path / "cours").mkdir()
    (tmp_path / "cours/pages").write_text("un fichier où il faut un dossier", encoding="utf-8")
    with pytest.raises(ToolError, match="cannot be written"):
        create(tmp_path / "cours", PLAIN)
    assert [path.name for path in (tmp_path / "cours").rglob("*")] == ["pages"]


def test_files_beside_the_new_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à moi", encoding="utf-8")
    create(tmp_path, PLAIN)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "à moi"
    assert len(list(files(PLAIN))) == sum(len(names) for _, _, names in os.walk(tmp_path)) - 1
