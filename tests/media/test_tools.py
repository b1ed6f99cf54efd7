"""Where ffmpeg comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.errors import ToolError
from moocfab.media import tools


def test_the_wheel_has_an_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOOCFAB_FFMPEG", raising=False)
    found = tools.ffmpeg()
    assert found.origin == "imageio-ffmpeg"
    assert found.version.strip("n")[0].isdigit()


def test_a_named_one_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = tools.ffmpeg()
    named = tmp_path / "ffmpeg"
    named.symlink_to(usual.path)
    monkeypatch.setenv("MOOCFAB_FFMPEG", str(named))
    assert tools.ffmpeg() == tools.Tool(str(named), "MOOCFAB_FFMPEG", usual.version)


@pytest.mark.parametrize("path", ["/nowhere/ffmpeg", "/bin/sh"])
def test_what_is_no_ffmpeg_is_an_error(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOOCFAB_FFMPEG", path)
    with pytest.raises(ToolError, match=path):
        tools.ffmpeg()


def test_the_path_comes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ffmpeg").symlink_to(tools.ffmpeg().path)
    monkeypatch.delenv("MOOCFAB_FFMPEG", raising=False)
    monkeypatch.setattr(tools, "_in_wheel", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (tools.ffmpeg().origin, tools.ffmpeg().path) == ("PATH", str(tmp_path / "ffmpeg"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolError, match="imageio-ffmpeg"):
        tools.ffmpeg()
