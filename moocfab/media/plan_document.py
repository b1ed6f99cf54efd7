"""The shape of a plan in JSON, published as `plan.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from moocfab.media.forecast import Forecast, Item, State
from moocfab.media.jobs import Action, Chosen, Reason


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlannedMedium(_Document):
    """What is done for one element and target.

    `path` and `line` say where the author named the master; `element` is empty for the teaser. `chosen` says who chose
    the profile: the element, the course, the picture (measured), nobody (usual); both are null where none is followed.
    """

    target: str
    element: str
    source: str
    path: str
    line: int = Field(ge=1)
    state: State
    action: Action
    reasons: tuple[Reason, ...]
    profile: str | None
    chosen: Chosen | None
    files: tuple[str, ...]
    processor_seconds: float = Field(ge=0)
    bytes: int = Field(ge=0)


class Total(_Document):
    """Of all that is still to be done; `seconds` on the clock, where all processors work on nothing else."""

    processor_seconds: float = Field(ge=0)
    seconds: float = Field(ge=0)
    bytes: int = Field(ge=0)


class CoursePlan(_Document):
    """What a build will do with the media of one course, in its order."""

    course: str
    format: Literal[1] = 1
    media: tuple[PlannedMedium, ...]
    total: Total


class PlanDocument(RootModel[tuple[CoursePlan, ...]]):
    """What `moocfab build --plan --format json` prints: one plan for each course."""


def document(plans: Mapping[str, Forecast]) -> PlanDocument:
    """Return the plans of courses, by their paths, as their JSON says them."""
    return PlanDocument(
        tuple(
            CoursePlan(
                course=path,
                media=tuple(_media(found.items)),
                total=Total(
                    processor_seconds=round(found.processor, 1), seconds=round(found.seconds, 1), bytes=found.bytes
                ),
            )
            for path, found in plans.items()
        )
    )


def schema() -> str:
    """Return the published JSON Schema of the document."""
    return resources.files("moocfab.media").joinpath("plan.schema.json").read_text("utf-8")


def _media(items: Iterable[Item]) -> Iterable[PlannedMedium]:
    for item in items:
        yield PlannedMedium(
            target=item.target,
            element=item.element,
            source=item.job.label,
            path=item.job.location.path,
            line=item.job.location.line,
            state=item.state,
            action=item.job.action,
            reasons=item.job.reasons,
            profile=item.job.profile or None,
            chosen=item.job.chosen,
            files=tuple(output.name for output in item.outputs),
            processor_seconds=0.0 if item.state is State.CACHED else round(item.job.cost, 1),
            bytes=item.bytes,
        )
