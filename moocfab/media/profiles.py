"""What a video becomes: profiles as data, `profiles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

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
    """

    name: str
    short_side: int
    crf: int
    maxrate: int
    audio: int
    max_fps: int = 30


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
    """

    revision: int
    mezzanine: Rendition
    ladder: tuple[Rendition, ...]
    preset: str = "medium"
    gop: int = 4
    loudness: float = -16.0
    true_peak: float = -1.5


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with moocfab, by name."""
    text = resources.files("moocfab.media").joinpath("profiles.toml").read_text("utf-8")
    return {name: Profile.model_validate(data) for name, data in tomllib.loads(text).items()}
