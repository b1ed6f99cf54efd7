from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def lines(text: str) -> dict[str, str]:
    """Names and values of what doctor prints."""
    return {line[2:].partition("  ")[0].strip(): line[2:].partition("  ")[2].strip() for line in text.splitlines()}


def test_the_machine_is_told(moocfab: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/media").write_bytes(b"x" * 2000)
    monkeypatch.setenv("MOOCFAB_CACHE", str(tmp_path / "cache"))
    ran = moocfab("doctor")
    found = lines(ran.out)
    assert ran.status == 0
    assert found["cache des médias"] == f"{tmp_path / 'cache'} (2 ko)"
    assert found["langue"] == "français (par défaut)"
    assert found["MOOCFAB_CACHE"] == str(tmp_path / "cache")
    assert "donné par imageio-ffmpeg" in found["ffmpeg"]


def test_the_variable_that_chose_the_language_is_named(moocfab: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert lines(moocfab("doctor").out)["language"] == "English (LC_ALL=en_GB.UTF-8)"


def test_an_ffmpeg_that_is_none_is_the_environment(moocfab: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOOCFAB_FFMPEG", "/nulle/part/ffmpeg")
    ran = moocfab("doctor")
    assert ran.status == 3
    assert "! ffmpeg" in ran.out
    assert "/nulle/part/ffmpeg" in ran.out


def test_each_setting_says_where_it_comes_from(moocfab: Command, course: Path) -> None:
    ran = moocfab("doctor", "cours")
    found = lines(ran.out)
    text = (course / "course.yml").read_text("utf-8").splitlines()
    line = 1 + next(number for number, words in enumerate(text) if words.startswith("  pass:"))
    assert ran.status == 0
    assert found["grading.pass"] == f"50% (course.yml:{line})"
    assert found["pacing"] == "instructor (par défaut)"
    assert found["modules"].startswith("1 (course.yml:")
    assert found["fun.timezone"] == "Europe/Paris (cible fun)"
    assert found["qui l'emporte"] == "ligne de commande > MOOCFAB_* > course.yml > moocfab.yml > moocfab"


def test_a_course_that_cannot_be_read_is_told(moocfab: Command, course: Path) -> None:
    (course / "course.yml").write_text("[", encoding="utf-8")
    ran = moocfab("doctor", "cours")
    assert ran.status == 2
    assert "« moocfab check cours » dit pourquoi" in ran.err
