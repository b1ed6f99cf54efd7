from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from moocfab.cli.quantity import count_of_bytes
from moocfab.media import Store
from tests.cli.conftest import Command


def test_what_was_built_goes_and_the_course_stays(moocfab: Command, course: Path) -> None:
    before = sorted(course.rglob("*"))
    moocfab("build", course)
    assert (course / "build").is_dir()
    assert moocfab("clean", course).status == 0
    assert sorted(course.rglob("*")) == before
    assert "rien à retirer" in moocfab("clean", course).err


def test_what_moocfab_did_not_make_stays_whole(moocfab: Command, course: Path) -> None:
    moocfab("build", course)
    for name in ("notes.txt", "session01/notes.txt"):
        (course / "build" / name).write_text("à moi", encoding="utf-8")
        ran = moocfab("clean", course)
        assert ran.status == 2
        assert "notes.txt » n'a pas été fait par moocfab" in ran.err
        assert (course / "build/session01/fun").is_dir()
        (course / "build" / name).unlink()


def test_a_link_is_not_followed(moocfab: Command, course: Path, tmp_path: Path) -> None:
    (tmp_path / "ailleurs/run/fun").mkdir(parents=True)
    (course / "build").symlink_to(tmp_path / "ailleurs")
    assert moocfab("clean", course).status == 2
    assert (tmp_path / "ailleurs/run/fun").is_dir()


def test_a_folder_that_is_no_course_is_left(moocfab: Command, tmp_path: Path) -> None:
    (tmp_path / "autre/build/a/b").mkdir(parents=True)
    assert moocfab("clean", "autre").status == 2
    assert (tmp_path / "autre/build/a/b").is_dir()


def test_a_dry_run_removes_nothing(moocfab: Command, course: Path) -> None:
    moocfab("build", course)
    ran = moocfab("clean", course, "--dry-run")
    assert (ran.status, (course / "build").is_dir()) == (0, True)
    assert "à retirer" in ran.err


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("20GB", 20_000_000_000),
        ("20Go", 20_000_000_000),
        ("20 Go", 20_000_000_000),
        ("20\u202fGo", 20_000_000_000),
        ("1,5 To", 1_500_000_000_000),
        ("1.5TB", 1_500_000_000_000),
        ("500 Mio", 500 << 20),
        ("2GiB", 2 << 30),
        ("3ko", 3000),
        ("0o", 0),
        ("12 octets", 12),
        ("20", None),
        ("0", 0),
        ("20G", None),
        ("20Gb", None),
        ("20go", None),
        ("-1Go", None),
        ("1e3Go", None),
        ("1 000 Go", None),
        ("1io", None),
        ("KiB", None),
        ("", None),
    ],
)
def test_sizes_are_read_as_people_write_them_and_no_other_way(text: str, count: int | None) -> None:
    assert count_of_bytes(text) == count


def filled(root: Path) -> Store:
    """Return a store with two entries of a thousand bytes, the first an hour old, the second another encoder's."""
    store = Store.at(root)
    for key, maker, age in (("ab" * 32, "7.1", 3600), ("cd" * 32, "0.1", 0)):
        with store.making(key, threading.Event()) as work:
            assert work is not None
            (work / "a.mp4").write_bytes(bytes(1000))
            store.put(key, work, ["a.mp4"], maker=maker)
        os.utime(store.root / "made" / key[:2] / key[2:] / "entry.json", (time.time() - age,) * 2)
    return store


def test_the_cache_of_a_course_is_made_smaller_and_its_archives_stay(moocfab: Command, course: Path) -> None:
    moocfab("build", course)
    store = filled(course / "medias")
    (course / "moocfab.yml").write_text("cache: {folder: medias}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MOOCFAB_CACHE")
        dry = moocfab("clean", "--cache-larger-than", "1,5 ko", "--dry-run", course)
        assert store.find("ab" * 32)
        ran = moocfab("clean", "--cache-larger-than", "1,5 ko", course)
    assert "medias/store : 1,2 ko à retirer, 1,2 ko restent" in dry.err
    assert (dry.status, dry.out.split()[:2], dry.out.split()[-2:]) == (0, ["1,2", "ko"], ["ab" * 6, "7.1"])
    assert (ran.status, ran.out) == (0, "")
    assert "medias/store : 1,2 ko retirés, 1,2 ko restent" in ran.err
    assert not store.find("ab" * 32)
    assert store.find("cd" * 32)
    assert (course / "build").is_dir()


def test_what_another_encoder_made_goes_from_ones_own_cache(
    moocfab: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOOCFAB_CACHE", str(tmp_path / "cache"))
    store = filled(tmp_path / "cache")
    assert moocfab("clean", "--older-encoder").status == 0
    assert [bool(store.find(key * 32)) for key in ("ab", "cd")] == [False, False]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--cache-larger-than", "20"], "« 20 » n'est pas une taille"),
        (["--shared"], "--shared va avec"),
        (["--shared", "--cache-larger-than", "1Go"], "aucun cache partagé"),
    ],
)
def test_what_cannot_be_cleaned_is_told(moocfab: Command, options: list[str], said: str) -> None:
    ran = moocfab("clean", *options)
    assert ran.status == 2
    assert said in ran.err


def test_a_shared_cache_is_only_cleaned_when_it_is_asked_for(
    moocfab: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = tmp_path / "nas" / "ab" / ("ab" * 31)
    entry.mkdir(parents=True)
    (entry / "entry.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("MOOCFAB_SHARED_CACHE", str(tmp_path / "nas"))
    monkeypatch.setenv("MOOCFAB_CACHE", str(tmp_path / "cache"))
    assert moocfab("clean", "--cache-larger-than", "0o").status == 0
    assert entry.is_dir()
    assert moocfab("clean", "--cache-larger-than", "0o", "--shared").status == 0
    assert list((tmp_path / "nas").rglob("*.json")) == []
    monkeypatch.setenv("MOOCFAB_SHARED_CACHE", str(tmp_path / "nowhere"))
    ran = moocfab("clean", "--cache-larger-than", "0o", "--shared")
    assert ran.status == 3
    assert "MOOCFAB_SHARED_CACHE:1:1" in ran.err
