"""Groups of learners as OLX: partitions of the course, and who sees a block.

A grouping is a partition of scheme `cohort`, tied to cohorts by people; an experiment is one of scheme
`random`. Forms seen to work: `policy.json` and group-text of the reference courses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from moocfab.course.files import CourseFile
from moocfab.diagnostics import Text
from moocfab.kinds.partitions import number

Scheme = Literal["cohort", "random"]


def partitions(settings: CourseFile) -> list[dict[str, Any]]:
    """Return `user_partitions` of the policy."""
    found = [partition("cohort", name, groups) for name, groups in settings.groups.items()]
    return found + [partition("random", name, groups) for name, groups in settings.experiments.items()]


def partition(scheme: Scheme, name: str, groups: Iterable[str]) -> dict[str, Any]:
    """Return one partition with all the keys that both platforms demand."""
    return {
        "id": number(scheme, name),
        "name": name,
        "description": "",
        "version": 3,
        "scheme": scheme,
        "parameters": {},
        "groups": [{"id": number(scheme, name, group), "name": group, "version": 1} for group in groups],
    }


def access(groups: Mapping[str, Sequence[str]]) -> str | None:
    """Return `group_access` of a block that only `groups` see, None where all do."""
    if not groups:
        return None
    numbers = {
        str(number("cohort", name)): [number("cohort", name, group) for group in chosen]
        for name, chosen in groups.items()
    }
    return json.dumps(numbers)


def tasks(settings: CourseFile) -> Iterator[Text]:
    """Yield what people do on the platform: an archive holds groups, never the cohorts that fill them."""
    for name, groups in settings.groups.items():
        fr, en = (mark.join(groups) for mark in (" », « ", "”, “"))
        yield Text(
            f"Tableau de bord enseignant > Cohortes : activez les cohortes, créez-en une pour chacun de « {fr} » "
            f"et associez-la à ce groupe de contenu (« {name} »), sans quoi personne ne voit ce qui leur est réservé.",
            f"Instructor dashboard > Cohorts: enable cohorts, make one for each of “{en}” "
            f"and link it to that content group (“{name}”); without it nobody sees what is reserved to them.",
        )
