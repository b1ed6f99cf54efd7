"""What an archive says beside its blocks: policy, grading policy, tabs, about pages.

Forms seen to work: `course/policies` of the reference courses of each platform.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from moocfab.course.dates import utc
from moocfab.course.edition import Edition
from moocfab.course.schedule import Schedule
from moocfab.olx import groups

DEFAULT_PASS = 0.5


def policy(
    edition: Edition, schedule: Schedule, *, image: str, modules: tuple[str, ...], more: Mapping[str, Any]
) -> bytes:
    """Return `policy.json`.

    Args:
        edition: the course for one target.
        schedule: its dates.
        image: published name of the course's picture.
        modules: the blocks to allow.
        more: what else is set, which comes after.
    """
    settings = edition.course.settings
    values: dict[str, Any] = {
        "display_name": edition.title,
        "language": settings.language,
        **{key: utc(value) for key, value in schedule.course.items()},
        "course_image": image or None,
        "graceperiod": grace(settings.grading.grace) if settings.grading.grace else None,
        "enable_timed_exams": True if any(s.settings.timed for _, s in edition.course.sequences()) else None,
        "cohort_config": {"cohorted": True, "auto_cohort_groups": []} if settings.groups else None,
        "user_partitions": groups.partitions(settings) or None,
        "self_paced": settings.pacing == "self",
        "tabs": tabs(edition),
        **more,
        "advanced_modules": sorted({*modules, *more.get("advanced_modules", ())}) or None,
    }
    kept = {key: value for key, value in values.items() if value is not None}
    return dump({f"course/{edition.run}": kept})


def tabs(edition: Edition) -> list[dict[str, str]]:
    """Return the tabs of the course in their order; Dogwood demands its first two, see `platforms.md`."""
    course, target = edition.course.settings, edition.target
    pages = [
        {"type": "static_tab", "name": str(page.settings.title), "url_slug": page.name} for page in edition.course.pages
    ]
    said = {str(name): shown == "shown" for name, shown in course.tabs.items()}
    after = [tab for tab in target.tabs_after if said.get(tab.type, True)]
    after += [tab for tab in target.tabs_more if said.get(tab.type, False)]
    if course.textbooks and target.textbook_tab:
        after.append(target.textbook_tab)
    before, others = (
        [{"type": tab.type, "name": tab.name.for_learners(course.language)} for tab in fixed]
        for fixed in (target.tabs_before, after)
    )
    return [*before, *pages, *others]


def grading(edition: Edition) -> bytes:
    """Return `grading_policy.json`; a perfect learner has 1 since `min_count` is what learners see."""
    settings = edition.course.settings.grading
    counts: dict[str, int] = {}
    for module, sequence in edition.course.sequences():
        seen = "staff" not in (module.settings.visible, sequence.settings.visible)
        if sequence.settings.graded and seen:
            name = str(sequence.settings.graded)
            counts[name] = counts.get(name, 0) + 1
    graders = [
        {
            "type": str(assignment.name),
            "short_label": str(assignment.short or assignment.name),
            "min_count": counts.get(str(assignment.name), 0),
            "drop_count": assignment.drop,
            "weight": assignment.weight,
        }
        for assignment in settings.assignments
    ]
    cutoffs = dict(settings.cutoffs) or {"Pass": DEFAULT_PASS if settings.pass_ is None else settings.pass_}
    return dump({"GRADER": graders, "GRADE_CUTOFFS": cutoffs})


def grace(seconds: int) -> str:
    """Return a length of time as both platforms parse it."""
    parts = []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}{'s' if count > 1 else ''}")
    return " ".join(parts)


def dump(value: object) -> bytes:
    """Return JSON as it is written into archives."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
