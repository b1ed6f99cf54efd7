"""A store made smaller: what goes first, what never does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from moocfab.media import Store, cleaning, using
from moocfab.media.cleaning import Item, chosen
from moocfab.media.shared import Address
from tests.media.s3 import GO_ON, PLACE, Share
from tests.media.test_shared import findings, make

ITEMS = st.lists(
    st.builds(
        Item, st.integers().map(str), st.integers(0, 99), st.floats(1, 99), st.sampled_from(["7", "8"]), st.booleans()
    ),
    unique_by=lambda item: item.key,
)


@given(ITEMS, st.none() | st.integers(0, 2000), st.none() | st.just("8"))
def test_no_more_goes_than_has_to_and_the_least_lately_used_first(
    items: list[Item], limit: int | None, encoder: str | None
) -> None:
    going = chosen(items, limit=limit, encoder=encoder)
    staying = [item for item in items if item not in going]
    left = sum(item.size for item in staying)
    assert not any(item.busy for item in going)
    assert all(item.busy or encoder is None or item.maker == "8" for item in staying)
    if limit is not None:
        assert left <= limit or all(item.busy for item in staying)
    full = [item for item in going if encoder is None or item.maker == "8"]
    assert all(limit is not None for _ in full)
    if full and limit is not None:
        assert left + full[-1].size > limit
        assert all(item.used >= full[-1].used for item in staying if not item.busy)


RUNNING = """
import sys
from pathlib import Path
from moocfab.media import using
with using(Path(sys.argv[1]), Path("cours"), sys.argv[2:]):
    print("on", flush=True)
    sys.stdin.read()
"""


def filled(root: Path, count: int = 4) -> tuple[Store, list[str]]:
    """Return a store with entries of about 1000 bytes, made an hour apart, the last one now."""
    store, keys = Store.at(root), [f"{number:02x}" * 32 for number in range(count)]
    for number, key in enumerate(keys):
        make(store, b"f" * 1000, key)
        made = time.time() - 3600 * (count - 1 - number)
        os.utime(store.root / "made" / key[:2] / key[2:] / "entry.json", (made, made))
    return store, keys


def kept(store: Store, keys: list[str]) -> list[bool]:
    return [bool(store.find(key)) for key in keys]


def shrink(store: Store, limit: int | None = None, encoder: str | None = None) -> list[Item]:
    with cleaning.local(store) as items:
        going = chosen(items, limit=limit, encoder=encoder)
        cleaning.remove(store, going)
    return going


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    store, keys = filled(tmp_path)
    with using(store.root, tmp_path / "cours", [keys[0], keys[1]]):
        pass
    shrink(store, 2600)
    assert kept(store, keys) == [True, True, False, False]


def test_what_a_running_build_uses_stays(tmp_path: Path) -> None:
    store, keys = filled(tmp_path)
    waits = "import sys; from pathlib import Path; from moocfab.media import using\n"
    waits += (
        "with using(Path(sys.argv[1]), Path('cours'), sys.argv[2:]):\n    print('on', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", waits, str(store.root), keys[0], keys[2]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        build.stdout.readline()
        shrink(store, 0)
        assert kept(store, keys) == [True, False, True, False]
        build.kill()
    shrink(store, 0)
    assert kept(store, keys) == [False] * 4


def test_what_another_encoder_made_goes(tmp_path: Path) -> None:
    store, keys = filled(tmp_path, 2)
    noted = store.root / "made" / keys[0][:2] / keys[0][2:] / "entry.json"
    noted.write_text(noted.read_text("utf-8").replace('"7.1"', '"6.0"'), encoding="utf-8")
    assert [item.key for item in shrink(store, encoder="7.1")] == [keys[0]]
    assert kept(store, keys) == [False, True]


def test_what_a_killed_build_left_goes_and_what_is_being_made_stays(tmp_path: Path) -> None:
    store, keys = filled(tmp_path, 1)
    (store.root / "work" / ("cd" * 32)).mkdir()
    with store.making("ef" * 32, threading.Event()) as work:
        assert work is not None
        (work / "half.mp4").write_bytes(b"ha")
        assert [item.key for item in shrink(store)] == ["cd" * 32]
        assert (work / "half.mp4").exists()
    assert kept(store, keys) == [True]


def test_an_entry_that_was_removed_is_made_again(tmp_path: Path) -> None:
    store, keys = filled(tmp_path, 1)
    shrink(store, 0)
    assert make(store, key=keys[0])


def test_a_cache_that_is_not_there_is_empty(tmp_path: Path) -> None:
    with cleaning.local(Store.at(tmp_path / "none")) as items:
        assert items == []
    assert not (tmp_path / "none").exists()


def test_the_shared_store_is_cleaned_like_the_one_here(s3: Share, tmp_path: Path) -> None:
    first, second = "ab" * 32, "cd" * 32
    store = s3.machine(tmp_path / "one")
    make(store, b"f" * 1000, first)
    time.sleep(1.1)  # S3 counts in seconds
    make(store, b"f" * 1000, second)
    s3.files.write(f"ef/{'ef' * 31}/half", b"on its way", GO_ON)
    address = Address(s3.address, PLACE, s3.endpoint)
    remote, items = cleaning.distant(address, GO_ON, makers=True)
    assert {(item.key[:2], item.maker, item.busy) for item in items} == {
        ("ab", "7.1", False),
        ("cd", "7.1", False),
        ("ef", "", True),
    }
    going = chosen(items, limit=1500, encoder="7.1")
    assert [item.key for item in going] == [first]
    remote.remove(going[0].names, GO_ON)
    other = s3.machine(tmp_path / "other")
    assert make(other, key=first)
    assert not make(other, key=second)
    assert findings(other) == []
