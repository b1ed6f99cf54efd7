"""The shape of a target's data file, and its loading."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from moocfab.diagnostics import Text


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BlockForm(_Data):
    """A block that is installed: where its content must stand, and the fields it has (name: type).

    Attributes:
        form: `pointer` may have a file of its own; `inline` stands in its parent's file only.
        fields: what the block reads from its attributes; types are string, integer, float, boolean,
            date, json, list.
        source: address of the code the fields were read in.
    """

    form: Literal["pointer", "inline"]
    fields: dict[str, str] = {}
    source: str = ""


class VideoDelivery(_Data):
    """How a video reaches the learner.

    Attributes:
        delivery: `marsha` sends one mezzanine to FUN's video service; `files` serves a ladder.
        launch_url: address of a Marsha video, `{uuid}` to be filled.
        lti_id: name of the credentials kept on the platform.
        height: of the frame, in pixels.
        max_bytes: of the mezzanine.
        max_short_side: in pixels.
        caption_format: of captions in the archive or beside it.
    """

    delivery: Literal["marsha", "files"]
    launch_url: str = ""
    lti_id: str = ""
    height: int = 540
    max_bytes: int = 0
    max_short_side: int = 1080
    caption_format: Literal["srt", "vtt"] = "srt"


class Conventions(_Data):
    """What keys and texts look like on this platform; patterns are whole matches.

    Attributes:
        portal: what its portal wants of `dates` and `about`.
        first_year: before which it has no dates.
    """

    key: str = r"[A-Za-z0-9_\-~.:]+"
    orgs: tuple[str, ...] = ()
    number: str = ""
    run: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    slogan_length: int = 0
    image_width: int = 0
    image_height: int = 0
    portal: tuple[str, ...] = ()
    first_year: int = 0


class Limits(_Data):
    """Sizes in bytes or characters; 0 means none is known."""

    archive_bytes: int = 0
    asset_bytes: int = 0
    url_name_length: int = 0


class Tab(_Data):
    """A tab of the course's page."""

    type: str
    name: Text


class Target(_Data):
    """One platform, as data.

    Attributes:
        special_exams: whether a timed sequence can be handed in.
        prerequisites: whether Studio lets a sequence require another.
    """

    name: str
    importer: Literal["fun", "openedx"]
    title: Text
    grader_python: str
    labels: Literal["attribute", "element"]
    decimal_comma: bool
    special_exams: bool
    prerequisites: bool
    video: VideoDelivery
    conventions: Conventions
    limits: Limits
    tabs_before: tuple[Tab, ...]
    tabs_after: tuple[Tab, ...]
    blocks: dict[str, BlockForm]


@cache
def names() -> tuple[str, ...]:
    """Return the names of the targets that come with moocfab."""
    folder = resources.files("moocfab.targets")
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def load(name: str) -> Target:
    """Return the target called `name`.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    text = resources.files("moocfab.targets").joinpath(f"{name}.toml").read_text("utf-8")
    return Target.model_validate(tomllib.loads(text))
