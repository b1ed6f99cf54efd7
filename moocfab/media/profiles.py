"""What a video becomes: profiles as data, `profiles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from moocfab.course.team import Preset, Team
from moocfab.course.team_rules import UNKNOWN_PRESET
from moocfab.diagnostics import Diagnostic
from moocfab.source.rules import UNKNOWN_KEY
from moocfab.source.validate import guess

DEFAULT = "camera"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rendition(_Data):
    """One file that is made of a video.

    Attributes:
        name: as its file is called.
        short_side: in pixels, at most; nothing is ever enlarged.
        crf: x264's quality, lower is better.
        maxrate: of the picture, in kbit/s; the buffer holds twice as much.
        audio: of the sound, in kbit/s.
        max_fps: frames in a second at most.
        usual: what the picture mostly takes, in kbit/s; for estimates.
    """

    name: str
    short_side: int
    crf: int
    maxrate: int
    audio: int
    max_fps: int = 30
    usual: int = 0


class Listening(_Data):
    """The sound alone, as MP3: its file's name, its rate in kbit/s, and its channels, where its master has as many."""

    name: str = "audio"
    rate: int = 64
    channels: int = 1


class Level(_Data):
    """How loud sound is to be, in LUFS, and what its true peaks stay below, in dBTP."""

    loudness: float = -16.0
    true_peak: float = -1.5


USUAL = Level()


class Profile(_Data):
    """How videos of one nature are made.

    Attributes:
        revision: part of the key of every output.
        mezzanine: for a service that makes its own renditions.
        ladder: the renditions that learners choose from, the largest first.
        preset: x264's.
        gop: seconds between two key frames.
        loudness: of the sound, in LUFS.
        true_peak: of the sound at most, in dBTP.
        hls: whether the ladder is packaged as HLS too.
        thumbnails: whether pictures for the player's timeline are made.
        listening: the sound alone, or None.
    """

    revision: int
    mezzanine: Rendition
    ladder: tuple[Rendition, ...]
    preset: str = "medium"
    gop: int = 4
    loudness: float = USUAL.loudness
    true_peak: float = USUAL.true_peak
    hls: bool = False
    thumbnails: bool = True
    listening: Listening | None = Listening()

    @property
    def largest(self) -> int:
        """Return the short side of the largest film."""
        return max(rung.short_side for rung in (self.mezzanine, *self.ladder))

    @property
    def level(self) -> Level:
        """Return how loud the sound is to be."""
        return Level(loudness=self.loudness, true_peak=self.true_peak)


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with moocfab, by name."""
    text = resources.files("moocfab.media").joinpath("profiles.toml").read_text("utf-8")
    return {name: Profile.model_validate(data) for name, data in tomllib.loads(text).items()}


def of_team(team: Team) -> tuple[Mapping[str, Profile], list[Diagnostic]]:
    """Return all profiles that a team's courses may name, its own presets too, and what is wrong in these."""
    found, findings = dict(profiles()), []
    for name, preset in team.settings.media.presets.items():
        base, place = profiles().get(preset.extends), ("media", "presets", name)
        if base is None:
            known, told = ", ".join(profiles()), guess(preset.extends, profiles())
            at = team.origin.at(*place, "extends")
            findings.append(UNKNOWN_PRESET.at(at, name=preset.extends, known=known, guess=told))
            continue
        rungs = [rung.name for rung in base.ladder]
        for rung in preset.ladder:
            if rung not in rungs:
                at = team.origin.key(*place, "ladder", rung)
                findings.append(UNKNOWN_KEY.at(at, key=rung, known=", ".join(rungs), guess=guess(rung, rungs)))
        found[name] = _preset(base, preset)
    return found, findings


def _preset(base: Profile, preset: Preset) -> Profile:
    """Return the profile that `base` becomes."""
    own = preset.model_dump(exclude_none=True, exclude={"extends", "mezzanine", "ladder"})
    mezzanine = base.mezzanine.model_copy(update=preset.mezzanine.model_dump(exclude_none=True))
    changes = {name: rung.model_dump(exclude_none=True) for name, rung in preset.ladder.items()}
    ladder = tuple(rung.model_copy(update=changes.get(rung.name, {})) for rung in base.ladder)
    return base.model_copy(update={**own, "mezzanine": mezzanine, "ladder": ladder})
