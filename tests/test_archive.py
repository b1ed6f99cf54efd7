"""Archives: the same bytes whatever surrounds them."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
from pathlib import Path

import pytest

from moocfab.archive import EPOCH, pack


def packed(files: dict[str, bytes | Path]) -> bytes:
    stream = io.BytesIO()
    digests = pack(files, stream)
    data = stream.getvalue()
    assert digests.archive == hashlib.sha256(data).hexdigest()
    assert digests.tar == hashlib.sha256(gzip.decompress(data)).hexdigest()
    assert digests.size == len(data)
    return data


def test_order_times_and_rights_of_files_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"asset" * 10_000)
    first = packed({"b.xml": b"<b/>", "static/a": file, "é/" + "x" * 200: b"1"})
    os.utime(file, (1, 1))
    file.chmod(0o600)
    assert packed({"é/" + "x" * 200: b"1", "static/a": file, "b.xml": b"<b/>"}) == first


def test_members_are_sorted_and_nobody_s(tmp_path: Path) -> None:
    data = packed({"z": b"1", "a/b": b"2"})
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        members = tar.getmembers()
    assert [member.name for member in members] == ["course/a/b", "course/z"]
    assert {(m.uid, m.gid, m.uname, m.gname, m.mode, m.mtime) for m in members} == {(0, 0, "", "", 0o644, EPOCH)}
    assert data[4:8] == b"\0\0\0\0", "gzip's time"
    assert data[3] == 0, "gzip's flags: no name"


def test_time_comes_from_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    with tarfile.open(fileobj=io.BytesIO(packed({"a": b""}))) as tar:
        assert tar.getmembers()[0].mtime == 1_800_000_000
