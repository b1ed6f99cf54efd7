"""Sound is brought to the loudness that is wanted, by what is measured of the output."""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.media import Role, loudness
from moocfab.media.jobs import LOUDNESS
from tests.media.conftest import Course, ffmpeg, heard, made, render, seen


def test_a_quiet_sound_with_hard_peaks_is_brought_to_the_wanted_loudness(course: Course, tmp_path: Path) -> None:
    """Clicks far above the rest are held below the true peak that is wanted, by what is measured of the output."""
    voice = "aevalsrc=0.04*sin(2*PI*330*t)+0.9*lt(mod(t\\,1)\\,0.002)*sin(2*PI*9000*t):s=48000:d=4"
    quiet = tmp_path / "quiet.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x90:r=5:d=4", "-f", "lavfi", "-i", voice, "-c:v", "mpeg4", str(quiet))
    results = made(course(quiet, targets="fun, openedx"), tmp_path / "cache")
    sounds = [
        item for items in results.stored.values() for item in items if item.output.role in (Role.VIDEO, Role.SOUND)
    ]
    assert heard(quiet).integrated < -21
    assert len(sounds) == 3
    for item in sounds:
        found = heard(item.file.path)
        assert found.integrated == pytest.approx(-16, abs=0.5)
        assert found.peak <= -1.5
        before, after = loudness.noted((item.file.path.parent / LOUDNESS).read_bytes())
        assert before is not None
        assert before.integrated == pytest.approx(heard(quiet).integrated, abs=0.3)
        assert found in after


def test_a_sound_that_is_loud_as_wanted_is_handed_on_as_it_is(course: Course, tmp_path: Path) -> None:
    missing = -16 - heard(render(tmp_path / "other.mp4")).integrated
    level = ("-af", f"volume={missing:.1f}dB")
    results = made(course(render(tmp_path / "right.mp4", *level)), tmp_path / "cache")
    (film,) = (item.file.path for item in results.of("fun") if item.output.role is Role.VIDEO)
    assert seen(film).digest == seen(tmp_path / "right.mp4").digest
