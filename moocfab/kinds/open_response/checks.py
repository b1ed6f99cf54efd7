"""What the platforms refuse of an open response assessment, or lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal

from moocfab.diagnostics import Text
from moocfab.kinds.contract import Context
from moocfab.kinds.open_response import olx
from moocfab.kinds.open_response.rules import (
    COUNT_LOST,
    DATE_ORDER,
    FILES_UNUSED,
    NO_OPTIONS,
    PLAIN_PROMPT,
    SAME_NAME,
    TOO_FEW_GRADED,
    UNKNOWN_MARK,
)
from moocfab.kinds.open_response.spec import Criterion, OpenResponseSpec

Field = tuple[str, ...]


def check(spec: OpenResponseSpec, context: Context) -> None:
    """Report what is wrong with the rubric, the steps, their dates, the files and the prompts."""
    _rubric(spec, context)
    _training(spec, context)
    _dates(spec, context)
    _files(spec, context)
    peer = spec.steps.peer
    if peer and peer.must_grade < peer.graded_by:
        place = context.at("steps", "peer", "must_grade")
        context.report(TOO_FEW_GRADED.at(place, must_grade=peer.must_grade, graded_by=peer.graded_by))
    if not olx.has_html_prompts(context):
        for index, prompt in enumerate(spec.prompts):
            if lost := olx.markup(context.nodes(prompt, "prompts", index)):
                names = ", ".join(f"<{tag}>" for tag in lost)
                context.report(PLAIN_PROMPT.at(context.at("prompts", index), target=context.target.title, lost=names))


def _rubric(spec: OpenResponseSpec, context: Context) -> None:
    _once([criterion.kept_as for criterion in spec.rubric], context, "rubric")
    for index, criterion in enumerate(spec.rubric):
        _once([option.name for option in criterion.options], context, "rubric", index, "options")
        marked = any(other.options for other in spec.rubric)
        if not criterion.options and (criterion.feedback != "required" or not marked):
            context.report(NO_OPTIONS.at(context.at("rubric", index), name=criterion.name))


def _once(names: Sequence[str], context: Context, *steps: str | int) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            context.report(SAME_NAME.at(context.at(*steps, index), name=name))


def _training(spec: OpenResponseSpec, context: Context) -> None:
    judged = {criterion.kept_as: criterion for criterion in spec.rubric if criterion.options}
    known = "; ".join(f"{name}: {', '.join(o.name for o in c.options)}" for name, c in judged.items())
    for index, example in enumerate(spec.steps.training):
        place = context.at("steps", "training", index, "scores")
        for problem in _marks({str(k): str(v) for k, v in example.scores.items()}, judged):
            context.report(UNKNOWN_MARK.at(place, problem=problem, known=known))


def _marks(scores: dict[str, str], judged: dict[str, Criterion]) -> Iterator[Text]:
    for name in judged:
        if name not in scores:
            yield Text(f"« {name} » n'en a pas", f"“{name}” has none")
    for name, mark in scores.items():
        if name not in judged:
            yield Text(f"« {name} » n'est pas un critère", f"“{name}” is no criterion")
        elif mark not in [option.name for option in judged[name].options]:
            yield Text(f"« {mark} » n'est pas un niveau de « {name} »", f"“{mark}” is no level of “{name}”")


def _dates(spec: OpenResponseSpec, context: Context) -> None:
    """Report dates out of order, as ORA's `resolve_dates` refuses them when learners come."""
    steps = [((), spec), (("steps", "peer"), spec.steps.peer), (("steps", "self"), spec.steps.self_)]
    spans = [
        ((*at, "start"), _moment(step, "start", context, at), (*at, "due"), _moment(step, "due", context, at))
        for at, step in steps
        if step is not None
    ]
    _ordered([(name, moment) for name, moment, _, _ in spans], context)
    _ordered([(name, moment) for _, _, name, moment in spans], context)
    for opened, start, closed, due in spans:
        _ordered([(opened, start), (closed, due)], context, strictly=True)


def _moment(step: object, name: Literal["start", "due"], context: Context, at: Field) -> datetime | None:
    text = getattr(step, name)
    return context.moment(text, "start" if name == "start" else "end", *at, name) if text else None


def _ordered(dates: Sequence[tuple[Field, datetime | None]], context: Context, *, strictly: bool = False) -> None:
    known = [(name, moment) for name, moment in dates if moment is not None]
    for (early, first), (late, second) in pairwise(known):
        if second < first or (strictly and second == first):
            context.report(
                DATE_ORDER.at(
                    context.at(*late),
                    late=".".join(late),
                    late_date=f"{second:%Y-%m-%d %H:%M}",
                    early=".".join(early),
                    early_date=f"{first:%Y-%m-%d %H:%M}",
                )
            )


def _files(spec: OpenResponseSpec, context: Context) -> None:
    if spec.files is None:
        return
    if spec.response == "text":
        context.report(FILES_UNUSED.at(context.at("files")))
    elif spec.files.count and "allow_multiple_files" not in context.target.blocks["openassessment"].fields:
        context.report(COUNT_LOST.at(context.at("files", "count"), target=context.target.title))
