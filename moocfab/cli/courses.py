"""The courses that a command is about: which they are, what became of each, the table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from moocfab.cli.failure import tell
from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.status import Status
from moocfab.diagnostics import Report, Severity
from moocfab.errors import Cancelled, InputError

COURSE_FILE = "course.yml"
Work = Callable[[Path], "Outcome"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one course; `done` says it in a few words where it went well."""

    path: Path
    status: Status
    report: Report = field(default_factory=Report)
    done: str = ""


def argument(say: Say) -> click.Argument:
    """Return the argument that names courses."""
    return click.Argument(
        ["courses"], nargs=-1, metavar=say("[COURS]…", "[COURSE]…"), type=click.Path(path_type=Path, readable=False)
    )


def targets(say: Say) -> click.Option:
    """Return the option that names targets."""
    return click.Option(
        ["--target", "only"],
        multiple=True,
        metavar=say("CIBLE", "TARGET"),
        help=say("Pour cette cible seulement (peut être répété).", "For this target only (may be repeated)."),
    )


def drafts(say: Say) -> click.Option:
    """Return the option that exports drafts."""
    return click.Option(
        ["--drafts"],
        is_flag=True,
        help=say("Prend aussi ce qui est « status: draft ».", "Take what is “status: draft” too."),
    )


def named(courses: Sequence[Path]) -> list[Path]:
    """Return the folders of the courses that were named, each once; of the course around here where none was.

    Raises:
        InputError: there is no course here.
    """
    if not courses:
        return [_around(Path.cwd())]
    folders = [path.parent if path.name == COURSE_FILE and path.is_file() else path for path in courses]
    return list({folder.absolute(): folder for folder in folders}.values())


def each(courses: Sequence[Path], work: Work, say: Say, *, archives: bool = False) -> list[Outcome]:
    """Do the work on every course; one that fails is told and stops no other.

    Args:
        courses: their folders.
        work: what is to be done with each.
        say: the language.
        archives: whether files are taken too.
    """
    return list(_outcomes(courses, work, say, archives=archives))


def worst(outcomes: Iterable[Outcome]) -> Status:
    """Return the status of the whole: the gravest."""
    return max((outcome.status for outcome in outcomes), default=Status.USAGE)


def counts(report: Report, say: Say) -> str:
    """Return « 2 erreurs, 1 avertissement », empty where there is nothing."""
    words = {
        Severity.ERROR: (say("erreur", "error"), say("erreurs", "errors")),
        Severity.WARNING: (say("avertissement", "warning"), say("avertissements", "warnings")),
        Severity.INFO: (say("info", "info"), say("infos", "infos")),
    }
    found = {severity: report.count(severity) for severity in Severity}
    return ", ".join(f"{count} {words[severity][count > 1]}" for severity, count in found.items() if count)


def table(outcomes: Sequence[Outcome], say: Say) -> str:
    """Return a line for each course: whether it went well, and why not."""
    words = {
        Status.OK: say("bien", "well"),
        Status.FINDINGS: say("à corriger", "to mend"),
        Status.USAGE: say("pas fait", "not done"),
        Status.ENVIRONMENT: say("empêché", "hindered"),
        Status.BUG: say("erreur de moocfab", "moocfab's mistake"),
    }
    rows = [
        (words[item.status], str(item.path), ", ".join(filter(None, (item.done, counts(item.report, say)))))
        for item in outcomes
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = ["  ".join((row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2])).rstrip() for row in rows]
    well = sum(item.status is Status.OK for item in outcomes)
    total = len(outcomes)
    lines.append(say(f"{well} cours sur {total} sans erreur.", f"{well} of {total} courses without errors."))
    return "\n".join(lines)


def _outcomes(courses: Sequence[Path], work: Work, say: Say, *, archives: bool) -> Iterator[Outcome]:
    for number, path in enumerate(courses, start=1):
        announce(number, courses)
        try:
            if not (archives and path.is_file()):
                demand_folder(path)
            yield work(path)
        except Cancelled:
            raise
        except Exception as error:
            yield failed(path, error, say)


def announce(number: int, courses: Sequence[Path]) -> None:
    """Say which of several courses what follows is about."""
    if len(courses) > 1:
        message(f"[{number}/{len(courses)}] {courses[number - 1]}")


def failed(path: Path, error: Exception, say: Say) -> Outcome:
    """Tell what ended the work on a course, a bug of ours too, and return its outcome: the others go on."""
    return Outcome(path=path, status=tell(error, say))


def near(path: Path) -> Path:
    """Return a path as seen from here, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def demand_folder(path: Path) -> None:
    """Refuse what is no folder.

    Raises:
        InputError: it is none.
    """
    if not path.exists():
        raise InputError(f"« {path} » n'existe pas", f"“{path}” does not exist")
    if not path.is_dir():
        raise InputError(
            f"« {path} » n'est pas un dossier ; donnez le dossier du cours, celui de course.yml",
            f"“{path}” is no folder; give the course's folder, where course.yml is",
        )


def _around(here: Path) -> Path:
    """Return the course's folder that `here` stands in, as seen from it."""
    for level, folder in enumerate((here, *here.parents)):
        if (folder / COURSE_FILE).is_file():
            return Path(*[".."] * level)
    raise InputError(
        "il n'y a pas de cours ici ; donnez le dossier d'un cours, par exemple « moocfab check mon-cours »",
        "there is no course here; give a course's folder, as in “moocfab check my-course”",
    )
