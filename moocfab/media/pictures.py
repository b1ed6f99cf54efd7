"""Pictures as jobs: what becomes of those of an edition's pages, and posters; each once for all builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from moocfab.course.pictures import Copy, Why
from moocfab.diagnostics import Location
from moocfab.media import plan
from moocfab.media.cache import Cache, state_of
from moocfab.media.jobs import Action, Expected, Job, Reason
from moocfab.media.plan import POSTER, POSTER_SHORT_SIDE, MediaPlan, Output, Role
from moocfab.safe.pictures import Facts, Recipe

_COPY = "copy"
_POSTER_QUALITY = 88
_REASONS: Mapping[Why, Reason] = {
    Why.TURNED: Reason.ROTATION,
    Why.NOTED: Reason.NOTES,
    Why.WIDE: Reason.SIZE,
    Why.COLOURS: Reason.COLOURS,
    Why.FORMAT: Reason.FORMAT,
    Why.NAME: Reason.NAME,
    Why.CARD: Reason.SHAPE,
}


def planned(found: MediaPlan, copies: Mapping[str, Copy], cache: Cache) -> MediaPlan:
    """Return a plan with the copies of pictures that an edition's pages show, by their names in `static/`."""
    outputs, jobs = list(found.outputs), {job.key: job for job in found.jobs}
    for name, copy in copies.items():
        try:
            digest, state = cache.digest(copy.source), tuple(state_of(copy.source))
        except OSError:
            continue  # It is gone since: whoever packs the archive tells.
        job = _job(copy.source, digest, copy.treatment.recipe, copy.location)
        job = replace(job, state=state, reasons=tuple(_REASONS[one] for one in copy.treatment.why))
        jobs.setdefault(job.key, job)
        outputs.append(Output(name, Role.PICTURE, name, job.key, _COPY, location=copy.location, static=True))
    return replace(found, outputs=tuple(outputs), jobs=tuple(jobs.values()))


def poster_job(path: Path, label: str, digest: str, facts: Facts, location: Location) -> Job:
    """Return the job that makes a poster of a picture that the author gives."""
    scale = min(1.0, POSTER_SHORT_SIDE / min(facts.width, facts.height))
    width, height = (max(1, round(side * scale)) for side in (facts.width, facts.height))
    recipe = Recipe(width, height, "JPEG", flat=True, quality=_POSTER_QUALITY)
    return replace(_job(path, digest, recipe, location, POSTER), label=label)


def _job(path: Path, digest: str, recipe: Recipe, location: Location, name: str = _COPY) -> Job:
    key = plan.key_of(digest, 1, [[f"{field}={value}" for field, value in asdict(recipe).items()]])
    usual = path.stat().st_size if recipe.plain else recipe.width * recipe.height // 4
    files = (Expected(name, usual=usual),)
    return Job(key, Action.PICTURE, path.name, path, (), files, recipe=recipe, location=location)
