"""`moocfab build --plan`: what a build will do with each medium, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from moocfab.cli import courses as about
from moocfab.cli.courses import Outcome
from moocfab.cli.language import Say
from moocfab.cli.output import data, message
from moocfab.cli.quantity import duration, size
from moocfab.cli.status import Status
from moocfab.reporting import FORMATS, View

if TYPE_CHECKING:
    from moocfab.course.session import Session
    from moocfab.media.forecast import Forecast, Item


def run(
    say: Say,
    courses: tuple[Path, ...],
    *,
    only: tuple[str, ...],
    drafts: bool,
    session: Session,
    shared: str | None,
    as_json: bool,
) -> Status:
    """Print the plan of every course, and return the status; nothing is made."""
    from moocfab import pipeline

    forecasts: dict[str, Forecast] = {}

    def work(path: Path) -> Outcome:
        planned = pipeline.plan(path, only=only, drafts=drafts, session=session, shared=shared)
        found = FORMATS["text"](planned.report, View(language=say.language)).rstrip("\n")
        if found:
            message(found)
        if as_json:
            forecasts[str(path)] = planned.forecast
        else:
            data(_text(planned.forecast, say))
        return Outcome(
            path=path, status=Status.FINDINGS if planned.report.fails() else Status.OK, report=planned.report
        )

    outcomes = about.each(about.named(courses), work, say)
    if as_json:
        from moocfab.media.plan_document import document

        data(document(forecasts).model_dump_json(indent=2) + "\n")
    return about.worst(outcomes)


def _text(found: Forecast, say: Say) -> str:
    """Return a line for each medium, and one for the whole."""
    rows = [_row(item, say) for item in found.items]
    if not rows:
        return say("Aucun média.\n", "No media.\n")
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    ]
    weight = size(found.bytes, say)
    if found.processor:
        left = duration(found.seconds)
        lines.append(say(f"En tout : environ {left} de travail, {weight}.", f"In all: about {left} of work, {weight}."))
    else:
        lines.append(say(f"Rien à faire : tout est déjà fait, {weight}.", f"Nothing to do: all is made, {weight}."))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(item: Item, say: Say) -> tuple[str, ...]:
    """Return target, master, what is done, how long it takes, what it weighs, and why."""
    from moocfab.media.forecast import ACTIONS, CHOSEN, REASONS, STATES, State

    cached = item.state is State.CACHED
    action = ACTIONS[item.job.action].in_language(say.language)
    if cached:
        made = STATES[item.state].in_language(say.language)
        action = say(f"{made} : {action}", f"{made}: {action}")
    why = [REASONS[reason].in_language(say.language) for reason in item.job.reasons]
    if item.state is State.CHANGED:
        why.insert(0, STATES[item.state].in_language(say.language))
    if item.job.chosen:
        by, name = CHOSEN[item.job.chosen].in_language(say.language), item.job.profile
        why.append(say(f"profil « {name} » {by}", f"profile “{name}” {by}"))
    rendition = " ".join(output.rendition for output in item.outputs if output.rendition)
    return (
        item.target,
        item.job.label,
        " ".join(filter(None, (action, rendition))),
        "" if cached else f"≈ {duration(item.job.cost)}",
        f"≈ {size(item.bytes, say)}" if item.bytes else "",
        "" if cached else ", ".join(why),
    )
