"""`moocfab doctor`: what moocfab finds on this machine, and where each setting of a course comes from."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from moocfab import __version__
from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import VARIABLES, Say
from moocfab.cli.output import data, message
from moocfab.cli.quantity import size
from moocfab.cli.status import Status
from moocfab.errors import InputError, ToolError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from moocfab.course import Course
    from moocfab.course.team import Team
    from moocfab.source import Origin

SETTINGS = (
    "MOOCFAB_LANG",
    "MOOCFAB_CACHE",
    "MOOCFAB_SHARED_CACHE",
    "MOOCFAB_FFMPEG",
    "MOOCFAB_GRADER",
    "SOURCE_DATE_EPOCH",
    "NO_COLOR",
)
TEAM_FILE = "moocfab.yml"
SPACE_WANTED = 5_000_000_000


@dataclass(frozen=True)
class Fact:
    """Something that was looked at; `advice` says what to do where it is wrong."""

    name: str
    value: str
    advice: str = ""
    grave: bool = False


def command(say: Say) -> click.Command:
    """Return the command."""
    return click.Command(
        "doctor",
        callback=partial(run, say),
        short_help=say(
            "Examine cette machine et les réglages d'un cours.", "Look at this machine and a course's settings."
        ),
        help=say(
            "Dit ce que moocfab trouve sur cette machine, ce qui manque, et quoi faire.\n\n"
            "Avec COURS, dit aussi la valeur de chaque réglage du cours et d'où elle vient.",
            "Tell what moocfab finds on this machine, what is missing, and what to do.\n\n"
            "With COURSE, tell each setting of the course too, and where it comes from.",
        ),
        params=[about.argument(say)],
    )


def run(say: Say, *, courses: tuple[Path, ...]) -> Status:
    """Print what is found of the machine, then of each course."""
    facts = list(machine(say, os.environ))
    _show(facts, say)
    own = Status.ENVIRONMENT if any(fact.grave for fact in facts) else Status.OK

    def work(path: Path) -> Outcome:
        data(f"\n{path}\n")
        _show(settings(path, say), say)
        return Outcome(path=path, status=Status.OK)

    outcomes = about.each(about.named(courses), work, say) if courses else []
    if own is Status.ENVIRONMENT:
        message(say("Il manque de quoi faire les vidéos.", "What makes the videos is missing."))
    return max([own, *(outcome.status for outcome in outcomes)])


def machine(say: Say, environment: Mapping[str, str]) -> Iterator[Fact]:
    """Yield what matters of this machine."""
    yield Fact("moocfab", f"{__version__} ({Path(__file__).parent.parent})")
    yield Fact("Python", f"{platform.python_version()} ({sys.executable})")
    yield Fact(say("système", "system"), platform.platform())
    decisive = next((name for name in VARIABLES if environment.get(name)), "")
    source = f"{decisive}={environment[decisive]}" if decisive else say("par défaut", "by default")
    yield Fact(say("langue", "language"), f"{say('français', 'English')} ({source})")
    yield _encoding(say)
    yield _zones(say)
    yield _ffmpeg(say)
    yield from _cache(say)
    yield _lfs(say)
    yield _grader(say)
    for name in SETTINGS:
        if name in environment:
            yield Fact(name, environment[name])


def settings(path: Path, say: Say) -> Iterator[Fact]:
    """Yield each setting of a course with its value and where it comes from.

    Raises:
        InputError: its course.yml cannot be read.
    """
    from moocfab.course import load

    course, _ = load(path)
    if course is None:
        raise InputError(
            f"course.yml ne peut pas être lu ; « moocfab check {path} » dit pourquoi",
            f"course.yml cannot be read; “moocfab check {path}” says why",
        )
    own = say("ligne de commande", "command line"), "MOOCFAB_*", "course.yml", TEAM_FILE, "moocfab"
    yield Fact(say("qui l'emporte", "who prevails"), " > ".join(own))
    yield from _settings(course.settings, course.origin, say)
    yield from _of_targets(course, say)
    yield from _of_team(course.team, say)
    if course.cache and "MOOCFAB_CACHE" not in os.environ:
        source = _source(course.origin, ("cache", "folder"))
        yield Fact(say("cache des médias", "cache of media"), f"{course.cache} ({source})")


def _settings(model: BaseModel, origin: Origin, say: Say) -> Iterator[Fact]:
    for steps, value in _leaves(model):
        source = _source(origin, steps)
        if source or value not in (None, ()):
            yield Fact(".".join(steps), f"{_written(value)} ({source or say('par défaut', 'by default')})")


def _source(origin: Origin, steps: tuple[str, ...]) -> str:
    """Return who wrote a value, a file with its line or a variable; empty where nobody did."""
    if origin.of(*steps) is None:
        return ""
    place = origin.key(*steps)
    name = PurePosixPath(place.path).name
    return f"{name}:{place.line}" if name.endswith((".yml", ".yaml")) else name


def _of_targets(course: Course, say: Say) -> Iterator[Fact]:
    from moocfab.course.edition import edition

    for name in course.settings.targets:
        if name in course.team.names:
            target = course.team.target(name)
            if target.extends:
                yield Fact(f"{name}.extends", f"{_written(target.extends)} ({TEAM_FILE})")
            zone = edition(course, target).zone.key
            own = course.settings.timezone == zone and _source(course.origin, ("timezone",))
            yield Fact(f"{name}.timezone", f"{zone} ({own or say(f'cible {name}', f'target {name}')})")


def _of_team(team: Team, say: Say) -> Iterator[Fact]:
    """Yield what moocfab.yml says that is no course's: its targets, its presets."""
    for fact in _settings(team.settings, team.origin, say):
        if fact.name.startswith(("targets.", "media.presets")) and TEAM_FILE in fact.value:
            yield fact


def _leaves(model: BaseModel, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the path and the value of each setting that is no model itself; of a list of models, how many."""
    from pydantic import BaseModel

    for name, info in type(model).model_fields.items():
        steps, value = (*before, info.alias or name), getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _leaves(value, steps)
        elif isinstance(value, dict):
            yield steps, tuple(value)
            for key, inner in value.items():
                yield from _leaves(inner, (*steps, key)) if isinstance(inner, BaseModel) else ()
        elif isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            yield steps, len(value)
        else:
            yield steps, value


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):  # those of courses are proportions, those of sound are decibels
        return f"{value:.0%}" if 0 <= value <= 1 else f"{value:g}"
    return "—" if value is None else str(value)


def _encoding(say: Say) -> Fact:
    found = (sys.getfilesystemencoding(), (sys.stdout.encoding or "?").lower())
    wrong = any(name.replace("-", "") != "utf8" for name in found)
    advice = say("réglez le terminal en UTF-8 (PYTHONUTF8=1)", "set the terminal to UTF-8 (PYTHONUTF8=1)")
    language = ".".join(filter(None, locale.getlocale())) or "C"
    return Fact(say("codage", "encoding"), f"{' / '.join(found)} ({language})", advice if wrong else "")


def _zones(say: Say) -> Fact:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = say("fuseaux horaires", "time zones")
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        advice = say("tapez : pip install tzdata", "type: pip install tzdata")
        return Fact(name, say("absents", "missing"), advice, grave=True)
    return Fact(name, say("présents", "present"))


def _ffmpeg(say: Say) -> Fact:
    from moocfab.media.tools import ffmpeg

    try:
        tool = ffmpeg()
    except ToolError as error:
        return Fact("ffmpeg", say("absent", "missing"), error.text(say.language), grave=True)
    return Fact("ffmpeg", f"{tool.version} ({tool.path}, {say('donné par', 'given by')} {tool.origin})")


def _cache(say: Say) -> Iterator[Fact]:
    from moocfab.media.cache import folder

    place = folder()
    yield Fact(say("cache des médias", "cache of media"), f"{place} ({size(_weight(place), say)})")
    there = next(parent for parent in (place, *place.parents) if parent.exists())
    free = shutil.disk_usage(there).free
    advice = say("les vidéos demandent de la place : libérez-en", "videos need space: free some")
    yield Fact(say("place libre", "free space"), size(free, say), "" if free > SPACE_WANTED else advice)
    if not os.access(there, os.W_OK):
        advice = say("donnez un autre dossier : MOOCFAB_CACHE=…", "give another folder: MOOCFAB_CACHE=…")
        yield Fact(
            say("cache des médias", "cache of media"),
            say("ne peut pas être écrit", "cannot be written"),
            advice,
            grave=True,
        )


def _weight(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).lstat().st_size
            except OSError:  # it went while we counted
                continue
    return total


def _lfs(say: Say) -> Fact:
    found = shutil.which("git-lfs")
    advice = say(
        "pour des cours dont les vidéos sont dans Git LFS : https://git-lfs.com",
        "for courses whose videos are in Git LFS: https://git-lfs.com",
    )
    return Fact("Git LFS", found or say("absent", "missing"), "" if found else advice)


def _grader(say: Say) -> Fact:
    from moocfab.grading import real

    found = real.python()
    advice = say(
        "pour jouer les problèmes à script (530 Mo) : pip install 'moocfab[grade]'",
        "to play problems with scripts (530 MB): pip install 'moocfab[grade]'",
    )
    name = say("correcteur d'Open edX", "Open edX's grader")
    return Fact(name, f"{real.PACKAGE} ({found})" if found else say("absent", "missing"), "" if found else advice)


def _show(facts: Iterable[Fact], say: Say) -> None:
    shown = list(facts)
    width = max((len(fact.name) for fact in shown), default=0)
    for fact in shown:
        data(f"{'!' if fact.advice else ' '} {fact.name.ljust(width)}  {fact.value}\n")
        if fact.advice:
            data(f"  {' ' * width}  → {fact.advice}\n")
