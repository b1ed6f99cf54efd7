"""What was made is kept by key, whole, for several builds, and told apart from what was spoilt since."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from moocfab.errors import Cancelled, ToolError
from moocfab.media import cache, deliver, prune
from moocfab.media.plan import Output, Role
from moocfab.media.store import Store
from moocfab.media.work import Stored

KEY = "ab" * 32


def filled(root: Path, content: bytes = b"film") -> Store:
    store = Store.at(root)
    with store.making(KEY, threading.Event()) as work:
        assert work is not None
        (work / "a.mp4").write_bytes(content)
        (work / "left-over.m4a").write_bytes(b"sound")
        store.put(KEY, work, ["a.mp4"], maker="9.0")
    return store


def test_an_entry_has_the_files_that_were_named(tmp_path: Path) -> None:
    store = filled(tmp_path)
    found = store.find(KEY)
    assert {name: file.path.read_bytes() for name, file in found.items()} == {"a.mp4": b"film"}
    assert found["a.mp4"].digest == cache.digest(found["a.mp4"].path)
    assert {path.name for path in found["a.mp4"].path.parent.iterdir()} == {"a.mp4", "entry.json"}
    assert list((tmp_path / "store/work").iterdir()) == []


def test_an_entry_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    with filled(tmp_path).making(KEY, threading.Event()) as work:
        assert work is None


@pytest.mark.parametrize("spoilt", [b"", b"fil", b"filn"])
def test_an_entry_that_was_spoilt_is_made_again(spoilt: bytes, tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.find(KEY)["a.mp4"].path.write_bytes(spoilt)
    assert store.find(KEY) == {}
    assert filled(tmp_path).find(KEY)["a.mp4"].path.read_bytes() == b"film"


def test_an_entry_that_was_only_copied_is_still_good(tmp_path: Path) -> None:
    store = filled(tmp_path)
    os.utime(store.find(KEY)["a.mp4"].path, (1, 1))
    assert store.find(KEY)


def test_an_entry_without_its_notes_is_none(tmp_path: Path) -> None:
    store = filled(tmp_path)
    (store.find(KEY)["a.mp4"].path.parent / "entry.json").write_text("[1")
    assert store.find(KEY) == {}


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    with pytest.raises(ToolError), store.making(KEY, threading.Event()) as work:
        assert work is not None
        store.put(KEY, work, ["missing.mp4"], maker="9.0")
    assert store.find(KEY) == {}
    assert list((tmp_path / "store/work").iterdir()) == []


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "store/work" / KEY
    left.mkdir(parents=True)
    (left / "half.mp4").write_bytes(b"fi")
    with Store.at(tmp_path).making(KEY, threading.Event()) as work:
        assert work is not None
        assert list(work.iterdir()) == []


def test_waiting_for_another_build_can_be_cancelled(tmp_path: Path) -> None:
    store, cancelled = Store.at(tmp_path), threading.Event()
    with store.making(KEY, cancelled):
        cancelled.set()
        with pytest.raises(Cancelled), store.making(KEY, cancelled):
            pass


def test_the_folder_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOOCFAB_CACHE", str(tmp_path))
    assert Store.at().root == tmp_path / "store"


def stored(store: Store, name: str) -> Stored:
    return Stored(Output("signal", Role.VIDEO, name, KEY, "a.mp4"), store.find(KEY)["a.mp4"])


def test_deliver_links_once_and_prune_removes_what_is_no_longer_wanted(tmp_path: Path) -> None:
    store, folder = filled(tmp_path / "cache"), tmp_path / "media"
    assert deliver([stored(store, "a.mp4"), stored(store, "b.mp4")], folder) == 2
    assert deliver([stored(store, "a.mp4"), stored(store, "b.mp4")], folder) == 0
    assert (folder / "a.mp4").samefile(store.find(KEY)["a.mp4"].path)
    assert prune([stored(store, "b.mp4")], folder) == 1
    assert [path.name for path in folder.iterdir()] == ["b.mp4"]
    assert prune([], folder) == 1
    assert not folder.exists()


def test_deliver_copies_where_it_cannot_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, folder = filled(tmp_path / "cache"), tmp_path / "media"

    def refuse(*_paths: Path) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    assert deliver([stored(store, "a.mp4")], folder) == 1
    assert (folder / "a.mp4").read_bytes() == b"film"
    assert not (folder / "a.mp4").samefile(store.find(KEY)["a.mp4"].path)
    assert deliver([stored(store, "a.mp4")], folder) == 0


def test_deliver_replaces_what_differs(tmp_path: Path) -> None:
    store, folder = filled(tmp_path / "cache"), tmp_path / "media"
    folder.mkdir()
    (folder / "a.mp4").write_bytes(b"vieux")
    assert deliver([stored(store, "a.mp4")], folder) == 1
    assert (folder / "a.mp4").read_bytes() == b"film"
