"""Archives that come from anywhere."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moocfab.errors import InputError
from moocfab.safe.archives import ArchiveError, Limits, TooLarge, Unreadable, Unsafe, read

Member = tuple[str, bytes] | tuple[str, str, bytes]


def packed(*members: Member) -> bytes:
    """A `.tar.gz` of files (name, content) and others (name, what it leads to, type)."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for member in members:
            info = tarfile.TarInfo(member[0])
            if len(member) == 3:
                info.linkname, info.type = member[1], member[2]
                tar.addfile(info)
            else:
                info.size = len(member[1])
                tar.addfile(info, io.BytesIO(member[1]))
    return stream.getvalue()


def contents(data: bytes) -> dict[str, bytes | None]:
    return {name: entry.data for name, entry in read(data).items()}


def test_read_returns_the_files_of_a_tar_and_of_a_zip(tmp_path: Path) -> None:
    file = tmp_path / "a.tar.gz"
    file.write_bytes(packed(("./c/a.xml", b"<a/>"), ("c/é/b", b"")))
    assert {name: entry.data for name, entry in read(file).items()} == {"c/a.xml": b"<a/>", "c/é/b": b""}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c/a.xml", b"<a/>")
        archive.mkdir("d")
    assert contents(stream.getvalue()) == {"c/a.xml": b"<a/>"}


def test_read_digests_what_is_not_kept() -> None:
    (entry,) = read(packed(("static/a", b"abc")), keep=lambda name: "static" not in name).values()
    assert (entry.size, entry.data) == (3, None)
    assert entry.digest.startswith("ba7816bf")


def test_link_to_another_member_reads_as_that_member() -> None:
    data = packed(
        ("c/static/a", b"1"), ("c/static/b", "a", tarfile.SYMTYPE), ("c/x", "c/static/a", tarfile.LNKTYPE),
        ("c/s", "static", tarfile.SYMTYPE), ("c/lost", "nowhere", tarfile.SYMTYPE), ("c/me", "me", tarfile.SYMTYPE),
    )  # fmt: skip
    assert contents(data) == dict.fromkeys(("c/static/a", "c/static/b", "c/x", "c/s/a"), b"1")


def test_last_of_two_members_of_one_name_counts() -> None:
    assert contents(packed(("a", b"1"), ("a", b"2"))) == {"a": b"2"}


@pytest.mark.parametrize(
    "member",
    [
        ("/etc/passwd", b""),
        ("c/../../evil", b""),
        ("c/l", "../../etc/passwd", tarfile.SYMTYPE),
        ("c/d/l", "../a", tarfile.SYMTYPE),
        ("c/l", "/etc/passwd", tarfile.SYMTYPE),
        ("c/l", "../x", tarfile.LNKTYPE),
        ("c/fifo", "", tarfile.FIFOTYPE),
        ("c/null", "", tarfile.CHRTYPE),
        ("c/sda", "", tarfile.BLKTYPE),
    ],
)
def test_what_leaves_or_is_no_file_is_unsafe(member: Member) -> None:
    with pytest.raises(Unsafe) as caught:
        read(packed(("c/a", b"1"), member))
    assert "refusée" in caught.value.text("fr")


def test_zip_whose_path_leaves_is_unsafe() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../a", b"")
    with pytest.raises(Unsafe):
        read(stream.getvalue())


def test_bomb_is_stopped_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge, match="200 times its size"):
        read(packed(("a", bytes(20_000_000))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(20_000_000))
    with pytest.raises(TooLarge, match="200 times its size"):
        read(stream.getvalue())
    # A header may promise what does not follow.
    info = tarfile.TarInfo("a")
    info.size = 2**40
    with pytest.raises(ArchiveError):
        read(gzip.compress(info.tobuf() + bytes(30_000_000)))


def test_limits_of_bytes_and_files_are_kept() -> None:
    data = packed(("a", bytes(1000)), ("b", bytes(1000)))
    with pytest.raises(TooLarge, match="more than 1 files"):
        read(data, limits=Limits(files=1))
    with pytest.raises(TooLarge, match="more than 1500 bytes"):
        read(data, limits=Limits(bytes=1500))


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"no archive", gzip.compress(b"no tar" * 200), packed(("a", b"1" * 5000))[:-30]],
    ids=["empty", "half a zip", "text", "gzip of no tar", "cut"],
)
def test_what_is_no_archive_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read(tmp_path / "absent.tar.gz")


GOOD = gzip.decompress(
    packed(("c/course.xml", b"<course/>"), ("c/static/l", "../x", tarfile.LNKTYPE), ("c/l", "c", tarfile.SYMTYPE))
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12),
    st.integers(0, 4000),
)
def test_broken_bytes_are_read_or_refused_in_one_line(changes: list[tuple[int, int]], cut: int) -> None:
    broken = bytearray(GOOD)
    for place, value in changes:
        broken[place] = value
    packed_again = gzip.compress(bytes(broken[: len(broken) - cut]))
    for data in (packed_again, packed_again[: len(packed_again) - cut % 50], bytes(broken)):
        try:
            found = read(data)
        except ArchiveError as error:
            assert "\n" not in error.text("fr") + error.text("en")
        else:
            assert all(not name.startswith(("/", "..")) for name in found)
