"""What was played, as data for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from moocfab.grading.play import Played, Shot


def document(played: Mapping[str, Sequence[Played]], language: str) -> dict[str, list[dict[str, Any]]]:
    """Return the problems of each target with the points that their answers earned."""
    return {
        target: [
            {
                "problem": one.problem.name,
                "location": str(one.problem.location),
                "answers": [_shot(shot, language) for shot in one.shots],
                "findings": [finding.rule.code for finding in one.findings],
            }
            for one in own
        ]
        for target, own in played.items()
    }


def _shot(shot: Shot, language: str) -> dict[str, Any]:
    outcome = shot.outcome
    found: dict[str, Any] = {"answers": shot.answers, "grader": shot.grader, "seed": shot.seed, "meant": shot.meant}
    if outcome.trouble is not None:
        return {**found, "error": outcome.trouble.in_language(language)}
    return {
        **found,
        "refused": outcome.refused,
        "earned": outcome.earned,
        "possible": outcome.possible,
        "feedback": [mark.feedback for mark in outcome.marks],
    }
