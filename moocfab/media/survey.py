"""All media that a course asks for: looked at, and a plan for each target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moocfab.course.edition import Edition
from moocfab.course.pictures import Copy
from moocfab.course.team import Team
from moocfab.diagnostics import Diagnostic
from moocfab.media import pictures, recordings
from moocfab.media.cache import Cache, folder
from moocfab.media.inventory import Inventory
from moocfab.media.plan import MediaPlan
from moocfab.media.profiles import of_team
from moocfab.media.wishes import wishes_of


@dataclass(frozen=True)
class Survey:
    """What a course's media are, and what is to be made of them.

    Attributes:
        plans: target's name to its plan.
        findings: what is wrong, for `check` and `build`.
    """

    plans: Mapping[str, MediaPlan]
    findings: tuple[Diagnostic, ...] = ()

    def with_pictures(self, target: str, copies: Mapping[str, Copy], cache: Path) -> Survey:
        """Return the same with the pictures that the pages of one target show."""
        plan = pictures.planned(self.plans[target], copies, Cache(cache))
        return Survey({**self.plans, target: plan}, self.findings)


def survey(editions: Sequence[Edition], *, cache: Path | None = None) -> Survey:
    """Find the videos and recordings of all editions, probe their masters, read their captions, and plan.

    Files that have not changed since are neither read nor probed again.

    Args:
        editions: of one course, one for each target.
        cache: a folder; by default `MOOCFAB_CACHE` or the user's.

    Raises:
        ToolError: no process can be started to probe.
    """
    known, findings = of_team(editions[0].course.team if editions else Team())
    inventory = Inventory(Cache(cache or folder()), findings, known)
    films = {edition.target.name: list(wishes_of(edition)) for edition in editions}
    heard = {edition.target.name: list(recordings.played(edition)) for edition in editions}
    inventory.find([wish for wishes in films.values() for wish in wishes])
    inventory.find([one.wish for played in heard.values() for one in played if not one.elsewhere])
    inventory.measure([wish for wishes in films.values() for wish in wishes])
    plans = {}
    for edition in editions:
        name = edition.target.name
        plans[name] = recordings.planned(inventory.plan(edition, films[name]), inventory, heard[name])
    return Survey(plans, tuple(inventory.findings))
