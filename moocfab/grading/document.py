"""What was played, in the form of a report for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from moocfab.grading.play import Played, Shot
from moocfab.reporting.document import PlayedAnswers, PlayedProblem, place


def document(played: Mapping[str, Sequence[Played]], language: str) -> dict[str, tuple[PlayedProblem, ...]]:
    """Return the problems of each target with the points that their answers earned."""
    return {target: tuple(_problem(one, language) for one in own) for target, own in played.items()}


def _problem(one: Played, language: str) -> PlayedProblem:
    return PlayedProblem(
        problem=one.problem.name,
        location=place(one.problem.location),
        answers=tuple(_answers(shot, language) for shot in one.shots),
        findings=tuple(finding.rule.code for finding in one.findings),
    )


def _answers(shot: Shot, language: str) -> PlayedAnswers:
    outcome = shot.outcome
    return PlayedAnswers(
        answers=tuple(shot.answers),
        grader=shot.grader,
        seed=shot.seed,
        meant=shot.meant,
        earned=outcome.earned,
        possible=outcome.possible,
        refused=outcome.refused,
        feedback=tuple(mark.feedback for mark in outcome.marks),
        error=outcome.trouble.in_language(language) if outcome.trouble else None,
    )
