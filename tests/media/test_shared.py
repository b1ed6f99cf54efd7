"""A store that a team shares, on a real S3 service and in a folder: what it gives, what is refused, how it fails."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from moocfab import media
from moocfab.diagnostics import Diagnostic, Location
from moocfab.errors import Cancelled
from moocfab.media import Address, Shared, Store, remote
from tests.media.conftest import Course
from tests.media.s3 import GO_ON, PLACE, READER, Share, line_to

KEY = "ab" * 32


@pytest.fixture(params=["s3", "nas"])
def share(request: pytest.FixtureRequest) -> Share:
    found: Share = request.getfixturevalue(request.param)
    return found


def make(store: Store, content: bytes = b"film", key: str = KEY) -> bool:
    """Make an entry where it is not there; return whether it had to be made."""
    with store.making(key, GO_ON, ["a.mp4", "b.json"]) as work:
        if work is None:
            return False
        assert list(work.iterdir()) == []
        (work / "a.mp4").write_bytes(content)
        (work / "b.json").write_bytes(b"{}")
        store.put(key, work, ["a.mp4", "b.json"], maker="7.1")
        store.give(key, GO_ON)
        return True


def content(store: Store, key: str = KEY) -> bytes:
    return store.find(key)["a.mp4"].path.read_bytes()


def findings(store: Store) -> list[tuple[str, Location]]:
    assert store.shared is not None
    for finding in store.shared.findings:
        assert finding.message("fr") != finding.message("en")
    return [(finding.rule.code, finding.location) for finding in store.shared.findings]


def test_what_one_machine_makes_the_others_are_given(share: Share, tmp_path: Path) -> None:
    one, other = share.machine(tmp_path / "one"), share.machine(tmp_path / "other")
    assert make(one)
    assert not make(other, b"another encoder's")
    assert content(other) == b"film"
    assert other.shared is not None
    assert (other.shared.fetched, findings(one), findings(other)) == (1, [], [])
    assert list((tmp_path / "other/store/work").iterdir()) == []


def test_what_is_on_this_machine_is_asked_of_no_other(nas: Share, tmp_path: Path) -> None:
    make(nas.machine(tmp_path / "one"))
    store = Store.at(tmp_path / "one", Shared(Address("s3://equipe", PLACE, "http://127.0.0.1:1")))
    assert not make(store)
    assert findings(store) == []


@pytest.mark.parametrize("spoilt", [b"fil", b"filn"])
def test_a_file_that_is_not_what_was_put_there_is_refused_and_made_again(
    spoilt: bytes, share: Share, tmp_path: Path
) -> None:
    make(share.machine(tmp_path / "one"))
    place = next(kept.name for kept in share.files.listing(GO_ON) if kept.size == 4)
    share.files.write(place, spoilt, GO_ON)
    other, third = share.machine(tmp_path / "other"), share.machine(tmp_path / "third")
    assert make(other)
    assert (content(other), findings(other)) == (b"film", [("MF6107", PLACE)])
    assert not make(third)
    assert (content(third), findings(third)) == (b"film", [])


def test_a_file_that_went_is_made_again(nas: Share, tmp_path: Path) -> None:
    make(nas.machine(tmp_path / "one"))
    nas.files.remove([name for name in nas.kept() if not name.endswith("entry.json")], GO_ON)
    other = nas.machine(tmp_path / "other")
    assert make(other)
    assert findings(other) == [("MF6107", PLACE)]


@pytest.mark.parametrize(
    "noted",
    [
        b"",
        b"[1",
        b"[]",
        b'{"key": "' + b"cd" * 32 + b'", "maker": "", "used": 0, "files": {}}',
        b'{"key": "' + b"ab" * 32 + b'", "maker": "", "used": 0, "files": {}}',
        b'{"key": "' + b"ab" * 32 + b'", "maker": "", "used": 0, "files": {"../a.mp4": ["' + b"0" * 64 + b'", 1]}}',
        b'{"key": "' + b"ab" * 32 + b'", "maker": "", "used": 0, "files": {"a.mp4": ["../../x", 1]}}',
    ],
)
def test_a_description_that_is_none_is_refused_and_written_again(noted: bytes, nas: Share, tmp_path: Path) -> None:
    make(nas.machine(tmp_path / "one"))
    nas.files.write(f"{KEY[:2]}/{KEY[2:]}/entry.json", noted, GO_ON)
    other, third = nas.machine(tmp_path / "other"), nas.machine(tmp_path / "third")
    assert make(other)
    assert findings(other) == [("MF6107", PLACE)]
    assert not make(third)


def test_machines_that_make_the_same_at_once_mix_nothing(share: Share, tmp_path: Path) -> None:
    keys = [f"{number:064x}" for number in range(6)]

    def work(name: str) -> None:
        store = share.machine(tmp_path / name)
        for key in keys:
            make(store, name.encode() * 1000, key)
        assert findings(store) == []

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = share.machine(tmp_path / "last")
    for key in keys:
        assert not make(last, key=key)
        assert content(last, key) in {name * 1000 for name in (b"one", b"two", b"three")}
    assert findings(last) == []


def test_who_may_only_read_is_given_and_gives_nothing(
    s3: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(s3.machine(tmp_path / "one"))
    for name, value in READER.items():
        monkeypatch.setenv(name, value)
    store, other = s3.machine(tmp_path / "other"), "cd" * 32
    assert not make(store)
    assert make(store, key=other)
    assert make(store, key="ef" * 32)
    assert findings(store) == [("MF6108", PLACE)]
    assert {name[:2] for name in s3.kept()} == {"ab"}


@pytest.mark.parametrize(
    ("settings", "address", "code"),
    [
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "s3://equipe/a", "MF6105"),
        ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "s3://equipe/a", "MF6105"),
        ({"AWS_ACCESS_KEY_ID": "NOBODY"}, "s3://equipe/a", "MF6105"),
        ({}, "s3://equippe/a", "MF6106"),
        ({}, "/nowhere/at/all", "MF6106"),
        ({}, "gs://equipe/a", "MF6103"),
    ],
)
def test_a_store_that_cannot_be_had_is_told_of_once_and_work_goes_on(
    settings: dict[str, str], address: str, code: str, s3: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
    store = Share(address, s3.endpoint).machine(tmp_path / "one")
    assert make(store)
    assert make(store, key="cd" * 32)
    assert findings(store) == [(code, PLACE)]
    assert content(store) == b"film"


def test_a_service_that_is_not_there_is_told_of_once(s3: Share, tmp_path: Path) -> None:
    store = Share(s3.address, "http://127.0.0.1:1").machine(tmp_path / "one")
    assert make(store)
    before = time.monotonic()
    assert make(store, key="cd" * 32)
    assert time.monotonic() - before < 0.5
    assert findings(store) == [("MF6104", PLACE)]


BIG = bytes(range(256)) * 40_000


@pytest.mark.parametrize("hangs", [False, True])
def test_a_line_that_is_cut_while_a_file_arrives_leaves_nothing(
    hangs: bool, s3: Share, service: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(s3.machine(tmp_path / "one"), BIG)
    monkeypatch.setattr(remote, "PATIENCE_OF_TRANSFERS", 2.0)
    with line_to(service) as line:
        store = Share(s3.address, f"http://127.0.0.1:{line.port}").machine(tmp_path / "other")
        line.left, line.hangs = 3_000_000, hangs
        assert make(store)
    assert (content(store), findings(store)) == (b"film", [("MF6104", PLACE)])
    assert list((tmp_path / "other/store/work").iterdir()) == []


@pytest.mark.parametrize("hangs", [False, True])
def test_a_line_that_is_cut_while_a_file_leaves_shows_the_others_nothing(
    hangs: bool, s3: Share, service: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PATIENCE_OF_TRANSFERS", 2.0)
    with line_to(service) as line:
        store = Share(s3.address, f"http://127.0.0.1:{line.port}").machine(tmp_path / "one")
        line.left, line.hangs = 3_000_000, hangs
        assert make(store, BIG)
    assert (content(store), findings(store)) == (BIG, [("MF6108", PLACE)])
    assert [name for name in s3.kept() if name.endswith("entry.json")] == []
    other = s3.machine(tmp_path / "other")
    assert make(other)
    assert findings(other) == []


def test_cancelling_does_not_wait_for_a_silent_service(s3: Share, service: int, tmp_path: Path) -> None:
    make(s3.machine(tmp_path / "one"), BIG)
    cancelled, ended = threading.Event(), []
    with line_to(service) as line:
        store = Share(s3.address, f"http://127.0.0.1:{line.port}").machine(tmp_path / "other")
        line.left, line.hangs = 3_000_000, True

        def stop() -> None:
            line.ended.wait(30)
            ended.append(time.monotonic())
            cancelled.set()

        threading.Thread(target=stop).start()
        with pytest.raises(Cancelled), store.making(KEY, cancelled, ["a.mp4"]):
            pass
        assert time.monotonic() - ended[0] < 0.25
    assert list((tmp_path / "other/store/work").iterdir()) == []


def test_a_share_that_goes_in_the_middle_gets_nothing_made_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    store = Share(str(tmp_path / "nas")).machine(tmp_path / "one")
    assert make(store)
    (tmp_path / "nas").rename(tmp_path / "elsewhere")
    assert make(store, key="cd" * 32)
    assert findings(store) == [("MF6106", PLACE)]
    assert not (tmp_path / "nas").exists()
    assert content(store, "cd" * 32) == b"film"


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("s4://equipe", ["MF6101"]),
        ("sftp://moi:secret@serveur/medias", ["MF6102"]),
        ("simplecache::s3://equipe", ["MF6101"]),
        ("s3://equipe", []),
        ("sftp://moi@serveur/medias", []),
        ("../medias", []),
    ],
)
def test_addresses_are_judged_without_asking_anybody(address: str, codes: list[str]) -> None:
    found: list[Diagnostic] = list(Address(address, PLACE).problems())
    assert [item.rule.code for item in found] == codes
    assert all("secret@" not in item.message() for item in found)


def test_another_machine_needs_no_ffmpeg_for_what_was_made(
    large_clip: Path, course: Course, s3: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(name: str) -> media.Results:
        plans = media.survey(course(large_clip), cache=tmp_path / name).plans
        return media.carry_out(plans, store=s3.machine(tmp_path / name))

    one = built("one")
    monkeypatch.setenv("MOOCFAB_FFMPEG", "/nowhere/ffmpeg")
    other = built("other")
    assert (one.made, other.made, one.findings, other.findings) == (2, 0, (), ())
    assert [item.file.digest for item in one.of("fun")] == [item.file.digest for item in other.of("fun")]


def test_a_plan_counts_what_the_others_made(large_clip: Path, course: Course, s3: Share, tmp_path: Path) -> None:
    plans = media.survey(course(large_clip), cache=tmp_path / "one").plans
    keys = {job.key for plan in plans.values() for job in plan.jobs}
    one, other = s3.machine(tmp_path / "one"), s3.machine(tmp_path / "other")
    assert media.kept(plans, store=one) == media.kept(plans, store=other) == set()
    media.carry_out(plans, store=one)
    assert media.kept(plans, store=one) == media.kept(plans, store=other) == keys
    assert media.kept(plans, store=Store.at(tmp_path / "other")) == set()
    assert findings(other) == []
