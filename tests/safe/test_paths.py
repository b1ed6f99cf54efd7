"""Writing: whole or not at all, and never twice."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from moocfab.errors import ToolError
from moocfab.safe import paths


def test_write_replaces_a_file_and_leaves_an_equal_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"
    assert paths.write(path, b"one")
    os.utime(path, (1, 1))
    assert not paths.write(path, b"one")
    assert path.stat().st_mtime == 1
    assert paths.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_beside_leaves_nothing_and_the_old_file_when_the_block_fails(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), paths.beside(path) as made:
        made.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="cannot be written"), paths.beside(tmp_path / "a"):
        Path("/dev/full").write_bytes(b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(ToolError, match="cannot be written"):
        paths.write(tmp_path / "a" / "b", b"")
    with pytest.raises(ToolError, match="cannot be written"), paths.alone(tmp_path / "a" / "b", lambda: None):
        pass


def test_alone_waits_for_another_process_and_says_so(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    holder = (
        "import sys; from pathlib import Path; from moocfab.safe import paths\n"
        "with paths.alone(Path(sys.argv[1]), lambda: None):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        assert process.stdout.readline() == "held\n"
        waits = threading.Event()

        def let_go() -> None:
            waits.wait(30)
            process.communicate("")

        thread = threading.Thread(target=let_go)
        thread.start()
        with paths.alone(lock, waits.set):
            assert waits.is_set()
            assert process.wait(30) == 0
        thread.join()
