"""What a team decides once: `moocfab.yml`, at the root of its repository."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from moocfab import targets
from moocfab.course.files import Cache, Checks, Defaults, Grading, Language, Maths, Media
from moocfab.course.identity import derived
from moocfab.course.team_rules import TARGET_CIRCLE, UNKNOWN_BASE
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.fields import Model, Words
from moocfab.source import Origin, Sourced
from moocfab.source.data import Marks
from moocfab.source.folder import TEAM_FILE, Folder
from moocfab.source.hints import NONE
from moocfab.source.layers import over, replaced
from moocfab.source.rules import EMPTY_FILE, MISSING_KEY, WRONG_VALUE
from moocfab.source.validate import guess, validate
from moocfab.targets import Target
from moocfab.targets.own import changed, changes

COURSE_KEYS = ("org", "language", "timezone", "pacing", "media", "cache", "defaults", "grading", "math")
"""Keys that mean the same as in course.yml, whose own come before."""
VARIABLES: Mapping[str, tuple[str, ...]] = {
    "MOOCFAB_MEDIA_URL": ("media", "url"),
    "MOOCFAB_MEDIA_PROFILE": ("media", "profile"),
    "MOOCFAB_SHARED_CACHE": ("cache", "shared"),
}
"""Variables of the environment that come before course.yml: to the key that they replace."""

_NAME = Text(
    "écrivez ce nom en minuscules sans accent, chiffres et -", "write this name in lower-case letters, digits and -"
)

if TYPE_CHECKING:
    from pydantic import BaseModel as TargetChanges
else:
    TargetChanges = changes()


class RenditionChanges(Model):
    """What a preset changes of one file that is made of a video."""

    short_side: Annotated[int, Field(ge=120, le=2160)] | None = None
    crf: Annotated[int, Field(ge=0, le=51)] | None = None
    maxrate: Annotated[int, Field(gt=0)] | None = None
    audio: Annotated[int, Field(gt=0)] | None = None
    max_fps: Annotated[int, Field(gt=0, le=120)] | None = None


class Preset(Model):
    """A media profile of the team's own."""

    extends: str
    mezzanine: RenditionChanges = RenditionChanges()
    ladder: dict[str, RenditionChanges] = {}
    preset: Literal["veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"] | None = None
    gop: Annotated[int, Field(gt=0, le=30)] | None = None
    loudness: Annotated[float, Field(ge=-40, le=-5)] | None = None
    true_peak: Annotated[float, Field(ge=-20, le=0)] | None = None
    hls: bool | None = None
    thumbnails: bool | None = None


class TeamMedia(Media):
    """Where videos are served from, how they are made, and profiles of the team's own."""

    presets: dict[str, Preset] = {}


class TeamFile(Model):
    """moocfab.yml."""

    format: Literal[1] = 1
    targets: dict[str, TargetChanges] = {}
    cache: Cache = Cache()
    org: Words | None = None
    language: Language | None = None
    timezone: str | None = None
    pacing: Literal["instructor", "self"] | None = None
    media: TeamMedia = TeamMedia()
    defaults: Defaults = Defaults()
    grading: Grading = Grading()
    math: Maths = Maths()
    checks: Checks = Checks()


@dataclass(frozen=True)
class Team:
    """What a team decides for its courses.

    Attributes:
        settings: moocfab.yml.
        own: name to target, of those that the team makes or changes.
        root: the folder of moocfab.yml, None where there is none.
        sourced: the file as it was written.
    """

    settings: TeamFile = field(default_factory=TeamFile)
    own: Mapping[str, Target] = field(default_factory=dict)
    root: Path | None = None
    sourced: Sourced = field(default_factory=lambda: Sourced({}, Origin(TEAM_FILE)), repr=False)

    @property
    def origin(self) -> Origin:
        """Return where its settings stand."""
        return self.sourced.origin

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all targets: the package's and the team's."""
        return tuple(sorted({*targets.names(), *self.own}))

    @property
    def broken(self) -> frozenset[str]:
        """Return the names of the team's targets that cannot be made, which findings say why."""
        return frozenset(self.settings.targets).difference(self.own)

    def target(self, name: str) -> Target:
        """Return the target of that name.

        Raises:
            KeyError: there is none.
        """
        return self.own.get(name) or targets.load(name)


def read(folder: Folder) -> tuple[Team, list[Diagnostic]]:
    """Return what the team of a course says in moocfab.yml; an empty one only marks the root."""
    if not (folder.root / TEAM_FILE).is_file():
        return Team(), []
    name = "/".join([".."] * len(folder.base.relative_to(folder.root).parts) + [TEAM_FILE])
    sourced, findings = folder.read_yaml(name, Location(folder.show(name)))
    if sourced is None:
        return Team(root=folder.root), [finding for finding in findings if finding.rule is not EMPTY_FILE]
    settings, more = validate(TeamFile, sourced, mend=True)
    findings = [*findings, *more]
    if settings is None:
        return Team(root=folder.root), findings
    making = _Targets(sourced, settings.targets)
    own = {name: target for name in settings.targets if (target := making.made(name)) is not None}
    return Team(settings, own, folder.root, sourced), [*findings, *_names(settings, sourced.origin), *making.findings]


def _names(settings: TeamFile, origin: Origin) -> Iterator[Diagnostic]:
    """Yield names of targets and presets that no folder should have."""
    places: Iterable[tuple[str, ...]] = (
        *(("targets", name) for name in settings.targets),
        *(("media", "presets", name) for name in settings.media.presets),
    )
    for steps in places:
        if derived(steps[-1]) != steps[-1]:
            yield WRONG_VALUE.at(origin.key(*steps), key=steps[-1], problem=_NAME, hint=NONE)


def layered(course: Sourced, team: Team, environment: Mapping[str, str] = os.environ) -> Sourced:
    """Return course.yml with what the environment replaces in it, and what the team says where it is silent."""
    if not isinstance(course.data, dict):
        return course
    for variable, steps in VARIABLES.items():
        if environment.get(variable):
            course = _everywhere(course, steps, environment[variable], variable)
    return over(course, _for_courses(team.sourced))


def _everywhere(course: Sourced, steps: tuple[str, ...], value: str, origin: str) -> Sourced:
    """Replace a value of the course, and what single targets say in its place."""
    given = course.data.get("targets")
    for name, own in given.items() if isinstance(given, dict) else ():
        if isinstance(own, dict) and isinstance(own.get(steps[0]), dict) and steps[-1] in own[steps[0]]:
            course = replaced(course, ("targets", name, *steps), value, origin)
    return replaced(course, steps, value, origin)


def concerning(team: Team, names: Iterable[str]) -> Mapping[str, Any]:
    """Return what of moocfab.yml changes a course for the targets in `names`, as it was written.

    Where media are kept changes none.
    """
    data = team.sourced.data if isinstance(team.sourced.data, dict) else {}
    given = data.get("targets") or {}
    chain, rest = {}, list(names)
    while rest:
        name = rest.pop()
        if name in given and name not in chain:
            chain[name] = given[name]
            rest += [str(given[name].get("extends"))] if isinstance(given[name], dict) else []
    return {"targets": chain, **{key: data[key] for key in COURSE_KEYS if key in data and key != "cache"}}


def _for_courses(team: Sourced) -> Sourced:
    """Return what of moocfab.yml is for courses to take."""
    data = {key: value for key, value in team.data.items() if key in COURSE_KEYS}
    media = data.get("media")
    if isinstance(media, dict):
        data["media"] = {key: value for key, value in media.items() if key != "presets"}
    marks = team.origin.marks
    kept = Marks(
        {path: mark for path, mark in marks.values.items() if path and path[0] in data},
        {path: mark for path, mark in marks.keys.items() if path[0] in data},
    )
    return Sourced(data, Origin(team.origin.path, kept))


@dataclass(slots=True)
class _Targets:
    """The team's targets while they are made, each of another."""

    sourced: Sourced
    named: Mapping[str, Any]
    findings: list[Diagnostic] = field(default_factory=list)
    _made: dict[str, Target | None] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def made(self, name: str) -> Target | None:
        """Return a target, None where it cannot be made."""
        if name not in self.named:
            return targets.load(name) if name in targets.names() else None
        if name not in self._made:
            self._begun.add(name)
            self._made[name] = self._make(name)
            self._begun.remove(name)
        return self._made[name]

    def _make(self, name: str) -> Target | None:
        origin = self.sourced.origin
        place = origin.at("targets", name, "extends")
        wanted = self.named[name].extends
        if wanted in (None, name) and name in targets.names():
            base: Target | None = targets.load(name)
        elif wanted is None:
            self.findings.append(MISSING_KEY.at(origin.key("targets", name), key="extends"))
            return None
        elif wanted in self._begun:
            through = Text("", "") if wanted == name else Text(f", par « {wanted} »", f", by way of “{wanted}”")
            self.findings.append(TARGET_CIRCLE.at(place, name=name, through=through))
            return None
        else:
            base = self.made(wanted)
            if base is None and wanted not in self.named:
                known = sorted({*targets.names(), *self.named} - {name})
                finding = UNKNOWN_BASE.at(place, name=wanted, known=", ".join(known), guess=guess(wanted, known))
                self.findings.append(finding)
        if base is None:
            return None
        data = self.sourced.data["targets"][name]
        sound = {key: value for key, value in data.items() if key in self.named[name].model_fields_set}
        made, findings = changed(base, name, Sourced(sound, origin.below("targets", name)))
        self.findings += findings
        return made
