"""Files: inside the root only, in the form the disk has, as text in UTF-8."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from moocfab.diagnostics import Location
from moocfab.source.folder import MAX_BYTES, Folder

HERE = Location("course.yml", 3, 4)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    base = tmp_path / "ecole" / "cours"
    (base / "images").mkdir(parents=True)
    (base / "images" / "Schéma.png").write_bytes(b"x")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "ecole" / "commun.md").write_text("Commun.")
    return Folder.of_course(base)


def code(folder: Folder, name: str) -> str:
    path, problem = folder.find(name, HERE)
    assert (path is None) == (problem is not None)
    return problem.rule.code if problem else ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("images/Schéma.png", ""),
        (unicodedata.normalize("NFD", "images/Schéma.png"), ""),
        ("images/schéma.png", "MF1001"),
        ("images/Schema.png", "MF1001"),
        ("images", "MF1006"),
        ("../commun.md", "MF1005"),
        ("../../secret.txt", "MF1005"),
        ("images/../../../secret.txt", "MF1005"),
        ("/etc/passwd", "MF1005"),
        ("images/\0", "MF1006"),
        ("a" * 5000, "MF1001"),
        ("images/Schéma.png/x", "MF1001"),
    ],
)
def test_file_is_found_inside_only(folder: Folder, name: str, expected: str) -> None:
    assert code(folder, name) == expected


def test_file_that_may_not_be_read_is_told_at_the_line_that_names_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights do not stop root, who may run the tests."""
    monkeypatch.setattr("moocfab.source.folder.os.access", lambda _path, _mode: False)
    _, problem = folder.find("images/Schéma.png", HERE)
    assert problem is not None
    assert (problem.rule.code, problem.location) == ("MF1006", HERE)
    assert problem.message().endswith("vous n'en avez pas le droit")


def test_team_file_widens_the_root(tmp_path: Path, folder: Folder) -> None:
    (tmp_path / "ecole" / "moocfab.yml").write_text("")
    wider = Folder.of_course(folder.base)
    assert code(wider, "../commun.md") == ""
    assert code(wider, "../../secret.txt") == "MF1005"


def test_link_that_leaves_is_refused_and_one_that_stays_is_followed(tmp_path: Path, folder: Folder) -> None:
    (folder.base / "dehors.txt").symlink_to(tmp_path / "secret.txt")
    (folder.base / "dossier").symlink_to(tmp_path)
    (folder.base / "dedans.png").symlink_to("images/Schéma.png")
    (folder.base / "boucle").symlink_to("boucle")
    assert code(folder, "dehors.txt") == "MF1005"
    assert code(folder, "dossier/secret.txt") == "MF1005"
    assert code(folder, "dedans.png") == ""
    assert code(folder, "boucle") in ("MF1001", "MF1006")


def test_missing_file_names_the_one_that_was_meant(folder: Folder) -> None:
    _, problem = folder.find("images/schema.PNG", HERE)
    assert problem is not None
    assert "« Schéma.png »" in problem.message()


@pytest.mark.parametrize(
    ("file", "reference", "name"),
    [
        ("modules/1/a.md", "images/b.png", "modules/1/images/b.png"),
        ("modules/1/a.md", "/images/b.png", "images/b.png"),
        ("modules/1/a.md", "../../pages/./faq.md", "pages/faq.md"),
        ("course.yml", "../x.md", "../x.md"),
        ("modules/a.md", "../../../x.md", "../../x.md"),
    ],
)
def test_reference_is_relative_to_its_file(folder: Folder, file: str, reference: str, name: str) -> None:
    assert folder.join(file, reference) == name


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        (b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb\nc\n", ""),
        ("é".encode(), "é", ""),
        ("e\u0301".encode(), "e\u0301", ""),
        ("a\ncafé".encode("latin-1"), None, "2:4 MF1002"),
        ("é".encode("utf-16"), None, "1:1 MF1002"),
        (b"", None, "1:1 MF1003"),
        (b"\xef\xbb\xbf \n", None, "1:1 MF1003"),
        (b"a" * (MAX_BYTES + 1), None, "1:1 MF1004"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", None, "3:4 MF1006"),
    ],
)  # fmt: skip
def test_text_is_read_as_utf_8(folder: Folder, data: bytes, text: str | None, expected: str) -> None:
    (folder.base / "a.md").write_bytes(data)
    read, findings = folder.read("a.md", HERE)
    assert read == text
    assert " ".join(f"{f.location.line}:{f.location.column} {f.rule.code}" for f in findings) == expected


def test_pointer_of_git_lfs_is_found_with_a_warning(folder: Folder) -> None:
    (folder.base / "a.png").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    path, problem = folder.find("a.png", HERE)
    assert path == folder.base / "a.png"
    assert problem is not None
    assert problem.rule.code == "MF1007"
    assert folder.pointers == {path}
