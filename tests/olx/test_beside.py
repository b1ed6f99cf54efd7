"""What stands beside a course's path: tabs, news, books, certificates, exam, licence, topics, settings."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from moocfab import targets
from moocfab.archive import pack
from moocfab.course import load
from moocfab.course.edition import edition
from moocfab.course.extras import Topic, olx_license
from moocfab.course.files import CourseFile
from moocfab.course.session import Session, apply
from moocfab.olx.beside.settings import OWN
from moocfab.olx.verify import verify
from moocfab.olx.write import write

BASE = Path(__file__).parents[1] / "cases" / "base"
MORE = """
tabs: {wiki: shown, progress: hidden}
updates:
  - {date: +1w, text: "Le **forum** est ouvert."}
  - {date: 2027-01-18, text: Le cours est ouvert.}
handouts: pages/documents.md
textbooks:
  - title: Guide
    chapters: [{title: Guide pratique, file: files/guide.pdf}]
certificates:
  name: Attestation
  show: end
  signatories: [{name: A. Martin, title: Professeure}]
topics: [Vie du cours, {name: Entraide, id: fun-entraide}]
settings: {show_calculator: true, advertised_start: Bientôt, advanced_modules: [recommender]}
"""


class Made:
    """A course with `more` at the end of its course.yml, written for a target."""

    def __init__(self, folder: Path, more: str, target: str, session: Session, files: dict[str, bytes]) -> None:
        course = Path(shutil.copytree(BASE, folder / "course"))
        text = (course / "course.yml").read_text("utf-8")
        (course / "course.yml").write_text(text + more, "utf-8")
        for name, data in files.items():
            (course / name).parent.mkdir(exist_ok=True)
            (course / name).write_bytes(data)
        loaded, findings = load(course)
        assert loaded is not None
        assert [finding.message("en") for finding in findings] == []
        self.target = targets.load(target)
        item, self.moved = apply(edition(loaded, self.target), session)
        self.package, found = write(item)
        self.findings = [(f.rule.code, f.location.line, f.location.column) for f in found]

    def json(self, name: str) -> Any:
        data = self.package.files[name]
        assert isinstance(data, bytes)
        return json.loads(data)

    def text(self, name: str) -> str:
        data = self.package.files[name]
        assert isinstance(data, bytes)
        return data.decode("utf-8")

    @property
    def policy(self) -> Any:
        return self.json("policies/session01/policy.json")["course/session01"]

    def lost(self) -> list[str]:
        archive = BytesIO()
        pack(self.package.files, archive)
        return [finding.message("en") for finding in verify(self.package, archive.getvalue(), self.target)]


def made(folder: Path, more: str = MORE, target: str = "fun", session: Session | None = None) -> Made:
    files = {"files/guide.pdf": b"%PDF-1.4\n", "pages/documents.md": b"Le [guide](/files/guide.pdf).\n"}
    return Made(folder, more, target, session or Session(), files)


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_everything_arrives_without_a_finding(target: str, tmp_path: Path) -> None:
    course = made(tmp_path, target=target)
    assert course.findings == []
    assert course.lost() == []


@pytest.mark.parametrize(
    ("target", "types"),
    [
        ("fun", ["courseware", "course_info", "static_tab", "discussion", "wiki"]),
        ("openedx", ["courseware", "static_tab", "dates", "discussion", "wiki", "pdf_textbooks"]),
    ],
)
def test_tabs_are_those_of_the_target_but_for_what_is_said(target: str, types: list[str], tmp_path: Path) -> None:
    assert [tab["type"] for tab in made(tmp_path, target=target).policy["tabs"]] == types


def test_tab_that_the_target_lacks_is_an_error(tmp_path: Path) -> None:
    assert made(tmp_path, "tabs: {dates: hidden}\n").findings == [("MF3073", 30, 8)]


def test_news_are_sorted_and_dated_as_studio_does(tmp_path: Path) -> None:
    course = made(tmp_path)
    assert course.json("info/updates.items.json") == [
        {"id": 1, "date": "January 18, 2027", "content": "<p>Le cours est ouvert.</p>", "status": "visible"},
        {
            "id": 2,
            "date": "January 25, 2027",
            "content": "<p>Le <strong>forum</strong> est ouvert.</p>",
            "status": "visible",
        },
    ]
    assert course.text("info/updates.html").startswith("<ol><li><h2>January 25, 2027</h2>")


def test_news_move_with_the_session(tmp_path: Path) -> None:
    course = made(tmp_path, session=Session(start="2027-09-06"))
    assert [item["date"] for item in course.json("info/updates.items.json")] == [
        "September 6, 2027",
        "September 13, 2027",
    ]
    assert ("2027-01-18", "2027-09-06") in [(move.before, move.after) for move in course.moved]


def test_book_and_handouts_lead_to_their_file(tmp_path: Path) -> None:
    course = made(tmp_path)
    (book,) = course.policy["pdf_textbooks"]
    chapters = [{"title": "Guide pratique", "url": "/static/files_guide.pdf"}]
    assert book == {"id": "guide", "tab_title": "Guide", "chapters": chapters}
    assert "static/files_guide.pdf" in course.package.files
    assert 'href="/static/files_guide.pdf"' in course.text("info/handouts.html")


def test_certificate_topics_and_settings_stand_in_the_policy(tmp_path: Path) -> None:
    policy = made(tmp_path).policy
    (certificate,) = policy["certificates"]["certificates"]
    assert (certificate["name"], certificate["is_active"], certificate["version"]) == ("Attestation", True, 1)
    assert certificate["signatories"] == [{"name": "A. Martin", "title": "Professeure", "organization": "", "id": 1}]
    assert policy["certificates_display_behavior"] == "end"
    assert policy["discussion_topics"] == {
        "Vie du cours": {"id": "cours-vie-du-cours"}, "Entraide": {"id": "fun-entraide"},
    }  # fmt: skip
    assert policy["advanced_modules"] == ["recommender"]
    assert (policy["show_calculator"], policy["advertised_start"]) == (True, "Bientôt")


def test_entrance_exam_is_a_module_of_the_target_that_takes_one(tmp_path: Path) -> None:
    course = made(tmp_path, "entrance_exam: {module: modules/1-premiers-pas/, score: 60%}\n", "openedx")
    assert course.findings == []
    assert (course.policy["entrance_exam_enabled"], course.policy["entrance_exam_minimum_score_pct"]) == (True, 0.6)
    chapter = course.text("chapter/premiers-pas.xml")
    assert ('is_entrance_exam="true"' in chapter, 'in_entrance_exam="true"' in chapter) == (True, True)
    assert course.lost() == []


def test_entrance_exam_never_reaches_a_target_that_breaks_on_it(tmp_path: Path) -> None:
    course = made(tmp_path, "entrance_exam: {module: modules/1-premiers-pas}\n")
    assert [code for code, _, _ in course.findings] == ["MF7257"]
    assert "entrance_exam_enabled" not in course.policy


def test_settings_of_a_target_come_over_those_of_the_course(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "course"))
    file = folder / "course.yml"
    text = file.read_text("utf-8").replace("[fun, openedx]", "{fun: {settings: {is_new: false}}, openedx: {}}")
    file.write_text(text + "settings: {is_new: true}\n", "utf-8")
    course, _ = load(folder)
    assert course is not None
    found = {}
    for name in ("fun", "openedx"):
        package, findings = write(edition(course, targets.load(name)))
        assert findings == []
        data = package.files["policies/session01/policy.json"]
        assert isinstance(data, bytes)
        found[name] = json.loads(data)["course/session01"]["is_new"]
    assert found == {"fun": False, "openedx": True}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("CC BY 4.0", "creative-commons: ver=4.0 BY"),
        ("CC BY-NC-SA 4.0", "creative-commons: ver=4.0 BY NC SA"),
        ("CC0 1.0", "creative-commons: ver=1.0 zero"),
        ("all-rights-reserved", "all-rights-reserved"),
    ],
)
def test_licence_is_written_as_studio_does(said: str, written: str) -> None:
    assert olx_license(said) == written


@pytest.mark.parametrize(
    "more",
    [
        {"license": "CC"},
        {"textbooks": [{"title": "Guide", "chapters": [{"title": "Guide", "file": "guide.docx"}]}]},
        {"textbooks": [{"title": "Guide", "chapters": []}]},
        {"topics": ["Entraide", "entraide !"]},
        {"topics": ["Entraide", {"name": "Aide", "id": "cours-entraide"}]},
        {"tabs": {"wiki": "peut-être"}},
    ],
)
def test_what_no_platform_takes_is_refused(more: dict[str, Any]) -> None:
    key = {"org": "o", "number": "n", "run": "r"}
    course = {"format": 1, **key, "title": "t", "language": "fr", "targets": ["fun"], "modules": ["m"]}
    CourseFile.model_validate(course)
    with pytest.raises(ValidationError):
        CourseFile.model_validate({**course, **more})


def test_what_moocfab_writes_is_no_setting_of_the_author(tmp_path: Path) -> None:
    course = made(tmp_path, MORE + "license: CC BY 4.0\ngroups: {Mentorat: [avec, sans]}\n", "openedx")
    written = set(course.policy) - {"show_calculator", "advertised_start", "advanced_modules"}
    assert written <= set(OWN)


def test_forum_of_a_topic_is_named_by_it() -> None:
    assert Topic(name="Vie du cours").forum == "cours-vie-du-cours"
