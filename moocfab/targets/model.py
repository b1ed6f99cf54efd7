"""The shape of a target's data file, and its loading."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from moocfab.diagnostics import Text
from moocfab.source.patterns import fault
from moocfab.source.validate import ValueProblem

FieldType = Literal["string", "integer", "float", "boolean", "date", "duration", "json", "list"]


class Data(BaseModel):
    """What every part of a target's file is: frozen, and without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _compiled(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        why = fault(error)
        raise ValueProblem(
            f"ce n'est pas une expression régulière ({why.fr})", f"this is no regular expression ({why.en})"
        ) from error
    return value


def _fillable(value: str) -> str:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(value) if name is not None}
    except ValueError:
        names = {""}
    if names - {"uuid"}:
        raise ValueProblem("seul {uuid} peut y être entre accolades", "{uuid} alone may stand between braces")
    return value


def _both(value: Any) -> Text:
    texts = [value, value] if isinstance(value, str) else value
    if isinstance(texts, list | tuple) and len(texts) == 2 and all(isinstance(text, str) for text in texts):
        return Text(*texts)
    raise ValueProblem("écrivez un texte, ou [en français, en anglais]", "write a text, or [in French, in English]")


Pattern = Annotated[str, AfterValidator(_compiled)]
"""A regular expression."""
Address = Annotated[str, AfterValidator(_fillable)]
"""An address with `{uuid}` in the place of a video's id."""
Title = Annotated[
    Any,
    BeforeValidator(_both),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""A `Text`, or one text for both languages."""


class BlockForm(Data):
    """A block that is installed: where its content must stand, and the fields it has (name: type).

    Attributes:
        form: `pointer` may have a file of its own (an XModule); `inline` stands in its parent's file
            only (a pure XBlock).
        fields: what the block reads from its attributes; types are string, integer, float, boolean,
            date, duration, json (an object), list. Those that every block has stand in `Importing`.
        content: what elements inside are: `blocks`; its own `data`; `none`: they are taken for blocks, by one
            that holds none; `strict`: it vanishes for one.
        optional_file: whether a file of its name is read besides, and may be missing.
        required: attributes without which it vanishes.
        references: attributes that name blocks, `;` between; what is no block's key makes it vanish.
        elements: those inside without which it vanishes.
        unread: fields that every block has, and this one does not read.
        fragile: whether a child that vanishes takes it along.
        settings_only: whether it vanishes with an attribute that is no field, be it an inline `url_name`.
        essay: whether its content is read as an open response assessment's.
        source: address of the code the fields were read in.
    """

    form: Literal["pointer", "inline"]
    fields: dict[str, FieldType] = {}
    content: Literal["blocks", "data", "none", "strict"] = "data"
    optional_file: bool = False
    required: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    fragile: bool = False
    settings_only: bool = False
    essay: bool = False
    source: str = ""


class Importing(Data):
    """What the importer does with an archive; all seen by running it, see `platforms.md`.

    Attributes:
        endings: of the archive's name; case counts.
        unknown: what an element of an unknown tag does: refuse the course, or become a hidden block.
        aliases: tag to the tag of the block that it is given to.
        fields: that every block has, besides its own.
        course_fields: of the course, besides these; a wrong type refuses it.
        first_tabs: types that the policy's tabs must begin with.
        dropped_tab: type of a first tab that is left out before that.
        single_tabs: types that may stand once.
        partition_schemes: of `user_partitions`.
        bom: whether a definition file may begin with a byte-order mark.
        entities: whether those of a DOCTYPE may be used.
        comments: whether a comment inside makes a pointer none.
        plain_keys: whether keys of dictionaries with a dot, or a dollar first, refuse the course.
        ascii_names: tags whose url_name must be ASCII.
        ascii_tab_slugs: whether a static tab's slug must be.
        inline_filename: whether an html that stands inline may name its file.
        orphans: whether blocks stay whose parent vanished.
        drafts: whether `drafts/` is read.
        entrance_exams: whether they can be imported.
        video_assets: whether `edx_video_id` needs a `<video_asset>`.
        refused_sources: beginnings of a library's key that refuse the course.
        mismatched_key: whether a `course.xml` without `org` or `course` is read for another course, which is lost.
    """

    endings: tuple[str, ...]
    unknown: Literal["refused", "hidden"]
    aliases: dict[str, str] = {}
    fields: dict[str, FieldType]
    course_fields: dict[str, FieldType]
    first_tabs: tuple[str, ...]
    dropped_tab: str = ""
    single_tabs: tuple[str, ...]
    partition_schemes: tuple[str, ...]
    bom: bool
    entities: bool
    comments: bool
    plain_keys: bool
    ascii_names: tuple[str, ...] = ()
    ascii_tab_slugs: bool
    inline_filename: bool
    orphans: bool
    drafts: bool
    entrance_exams: bool
    video_assets: bool
    refused_sources: tuple[str, ...] = ()
    mismatched_key: bool


class VideoDelivery(Data):
    """How a video reaches the learner.

    Attributes:
        delivery: `marsha` sends one mezzanine to FUN's video service; `files` serves a ladder.
        launch_url: address of a Marsha video, `{uuid}` to be filled.
        lti_id: name of the credentials kept on the platform.
        height: of the frame, in pixels.
        max_bytes: of the mezzanine.
        max_short_side: in pixels.
    """

    delivery: Literal["marsha", "files"]
    launch_url: Address = ""
    lti_id: str = ""
    height: int = 540
    max_bytes: int = 0
    max_short_side: int = 1080


class Scripts(Data):
    """What a problem's script may use on this platform.

    Attributes:
        cpu: seconds of processor time.
        seconds: of the clock.
        memory: bytes.
        written: bytes of a file.
        source: where these limits stand.
    """

    cpu: float
    seconds: float
    memory: int
    written: int
    source: str


class Conventions(Data):
    """What keys and texts look like on this platform; patterns are whole matches.

    Attributes:
        portal: what its portal wants of `dates` and `about`.
        first_year: before which it has no dates.
    """

    key: Pattern = r"[A-Za-z0-9_\-~.:]+"
    orgs: tuple[str, ...] = ()
    number: Pattern = ""
    run: Pattern = ""
    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    slogan_length: int = 0
    image_width: int = 0
    image_height: int = 0
    portal: tuple[str, ...] = ()
    first_year: int = 0


class PictureDelivery(Data):
    """How pictures are shown on this platform.

    Attributes:
        width: of the column that holds a unit, in CSS pixels, where the screen has room for it.
        webp: whether WebP is served as what it is.
        card: width and height of the course's card, in pixels; larger pictures are cut and reduced to twice that.
        source: where these figures stand.
    """

    width: Annotated[int, Field(gt=0)]
    webp: bool
    card: tuple[int, int]
    source: str = ""


class Limits(Data):
    """Sizes in bytes or characters; 0 means none is known."""

    archive_bytes: int = 0
    asset_bytes: int = 0
    url_name_length: int = 0


class Tab(Data):
    """A tab of the course's page."""

    type: str
    name: Title


class Target(Data):
    """One platform, as data.

    Attributes:
        extends: names of the targets that this one was made from, the nearest first.
        special_exams: whether a timed sequence can be handed in.
        prerequisites: whether Studio lets a sequence require another.
        tabs_more: that a course may show besides.
        textbook_tab: that leads to a course's books, where they have one.
        shows_license: whether learners see the course's licence.
    """

    name: str
    extends: tuple[str, ...] = ()
    importer: Literal["fun", "openedx"]
    title: Title
    grader_python: str
    scripts: Scripts
    labels: Literal["attribute", "element"]
    decimal_comma: bool
    special_exams: bool
    prerequisites: bool
    video: VideoDelivery
    conventions: Conventions
    pictures: PictureDelivery
    limits: Limits
    tabs_before: tuple[Tab, ...]
    tabs_after: tuple[Tab, ...]
    tabs_more: tuple[Tab, ...] = ()
    textbook_tab: Tab | None = None
    shows_license: bool = True
    importing: Importing
    blocks: dict[str, BlockForm]

    def meant(self, only: Iterable[str]) -> bool:
        """Return whether `only` means this target: it names it, or one that it extends, or nothing."""
        wanted = set(only)
        return not wanted or not wanted.isdisjoint((self.name, *self.extends))

    def block(self, tag: str) -> BlockForm | None:
        """Return the block that an element of this tag is given to; None where none is installed."""
        return self.blocks.get(self.importing.aliases.get(tag, tag))

    def fields_of(self, tag: str) -> dict[str, FieldType]:
        """Return all fields of a block, those that every block has too."""
        form = self.block(tag)
        own = self.importing.course_fields if tag == "course" else form.fields if form else {}
        fields = {**self.importing.fields, **own}
        return {name: kind for name, kind in fields.items() if form is None or name not in form.unread}


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
