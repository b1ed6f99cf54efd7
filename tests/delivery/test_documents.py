"""What lies beside an archive: what people read and what programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.generated import course
from moocfab import pipeline, targets
from moocfab.archive import Digests
from moocfab.course import load
from moocfab.course.edition import Edition, edition
from moocfab.course.files import About, Media
from moocfab.delivery import documents
from moocfab.diagnostics import Location, Report, Text
from moocfab.media import TEASER, Output, Role, Stored
from moocfab.media.store import File
from moocfab.olx.package import Declared, Package

DIGESTS = Digests("a" * 64, "b" * 64, 1234)
PACKAGE = Package(
    {}, Declared("course", "session01", {}, Location("course.yml", 3)), ("faq",), (Text("Tâche\nfine", "Task"),)
)


def stored(name: str, role: Role, size: int, **values: str) -> Stored:
    output = Output(element=values.pop("element", "signal"), role=role, name=name, key="k", file=name, **values)  # type: ignore[arg-type]
    return Stored(output, File(name, "c" * 64, size))


CAPTIONS = stored("signal.fr.srt", Role.CAPTIONS, 10, language="fr", uuid="0c5e")
VIDEO = stored("signal.mp4", Role.VIDEO, 2_000_000, rendition="mezzanine", uuid="0c5e")
TEASER_VIDEO = stored("teaser.mp4", Role.VIDEO, 5, element=TEASER)


@pytest.fixture(scope="module")
def fun(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    found, _ = load(course(tmp_path_factory.mktemp("cours") / "c", 2, modules=1, targets="fun, openedx"))
    assert found
    return edition(found, targets.load("fun"))


def test_manifest_says_where_each_file_goes(fun: Edition) -> None:
    made = json.loads(documents.manifest(fun, "a.tar.gz", DIGESTS, [VIDEO, CAPTIONS]))
    assert made["course"] == {"org": "MinesTelecom", "number": "04901", "run": "session01", "title": "Cours de mesure"}
    assert made["archive"] == {"file": "a.tar.gz", "sha256": "a" * 64, "tar_sha256": "b" * 64, "size": 1234}
    assert made["media"][1] == {
        "file": "media/signal.fr.srt", "element": "signal", "role": "captions", "language": "fr", "video": "0c5e",
        "sha256": "c" * 64, "size": 10,
    }  # fmt: skip


def test_todo_numbers_the_tasks_in_their_order(fun: Edition) -> None:
    about = About(slogan="Comprendre {Internet}")
    settings = fun.course.settings.model_copy(update={"about": about})
    element = fun.course.modules[0].sequences[0].units[0].elements[1]
    named = [replace(item, output=replace(item.output, element=element.name)) for item in (VIDEO, CAPTIONS)]
    item = replace(fun, course=replace(fun.course, settings=settings))
    text = documents.todo(item, PACKAGE, "a.tar.gz", [*named, TEASER_VIDEO]).decode("utf-8")
    assert text.startswith("# À faire pour « Cours de mesure » sur FUN (Open edX Dogwood)\n\n1. Dans Studio")
    order = [
        "`a.tar.gz`",
        "`media/signal.mp4` (vidéo)",
        "3. Tâche\n   fine",
        "{Internet}",
        "media/teaser.mp4",
        "6. ",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "\n   - `media/signal.fr.srt` (sous-titres fr)\n" in text


def test_todo_begins_with_the_upload_where_the_team_serves_the_files(fun: Edition) -> None:
    settings = fun.course.settings.model_copy(update={"media": Media(url="https://media.example.org/c")})
    item = Edition(replace(fun.course, settings=settings), targets.load("openedx"))
    served = stored("signal.mp4", Role.VIDEO, 2_000_000, address="https://media.example.org/c/signal.mp4")
    text = documents.todo(item, PACKAGE, "a.tar.gz", [served]).decode("utf-8")
    assert "1. Avant l'importation, déposez le contenu du dossier `media/` (fichiers : 1, 2 Mo)" in text
    assert "portail" not in text


def test_todo_is_told_in_the_language_of_the_course(fun: Edition) -> None:
    settings = fun.course.settings.model_copy(update={"language": "en"})
    text = documents.todo(Edition(replace(fun.course, settings=settings), fun.target), PACKAGE, "a.tar.gz", [])
    assert text.startswith("# To do for “Cours de mesure”".encode())


def test_reports_differ_in_more_than_their_times(fun: Edition) -> None:
    one = documents.report(fun, PACKAGE, Report(), {"check": 1.0})
    assert documents.same_report(one, documents.report(fun, PACKAGE, Report(), {"check": 2.0}))
    assert not documents.same_report(one, documents.report(fun, replace(PACKAGE, tabs=()), Report(), {"check": 1.0}))
    assert not documents.same_report(b"{", one)
    assert json.loads(one)["blocks"] == [
        {"type": "course", "url_name": "session01", "path": "course.yml", "line": 3, "arrives": True}
    ]


def test_build_writes_them_beside_the_archive(tmp_path: Path) -> None:
    built = pipeline.build(course(tmp_path / "c", 2, modules=1))
    folder = built.archives[0].path.parent
    assert {path.name for path in folder.iterdir()} == {
        built.archives[0].path.name, "manifest.json", "todo.md", "report.json"
    }  # fmt: skip
    found = json.loads((folder / "report.json").read_bytes())
    assert len(found["blocks"]) == built.archives[0].blocks
    assert set(found["seconds"]) == {"check", "media", "archive"}
