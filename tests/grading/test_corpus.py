"""Five hundred questions of every kind that is graded: what they earn is what their author meant, by both graders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from moocfab import targets
from moocfab.grading import fast
from moocfab.grading.play import play
from moocfab.kinds.registry import KINDS

MANY = 500
Record = Callable[[str, object], None]


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_every_answer_earns_what_its_author_means(target: str, corpus, record_property: Record) -> None:  # type: ignore[no-untyped-def]
    answers, scripted = 0, 0
    for question, problem in corpus(MANY, target):
        assert fast.needs_script(problem.element) == (question.kind == "python"), question
        if question.kind == "python":
            scripted += 1
            continue
        for given, share in question.expected:
            outcome = fast.grade(problem.element, given, target)
            assert outcome.trouble is None, question
            assert outcome.earned / outcome.possible == pytest.approx(share, abs=0.006), (question, given)
            answers += 1
    record_property("read", f"{MANY} questions, {answers} answers; {scripted} questions need a script")
    assert scripted < MANY / 5


def test_every_kind_that_becomes_a_problem_is_in_the_corpus(corpus) -> None:  # type: ignore[no-untyped-def]
    """What other blocks grade (drag and drop, written answers) is no problem of the grader's."""
    problems = {kind.name for kind in KINDS.values() if "problem" in kind.tags.values()}
    assert {question.kind for question, _ in corpus(MANY, "fun")} == problems


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_nothing_is_found_in_questions_that_are_good(target: str, corpus) -> None:  # type: ignore[no-untyped-def]
    known = [problem for question, problem in corpus(120, target) if question.kind != "python"]
    played = play(known, targets.load(target))
    assert Counter(f.message("en") for one in played for f in one.findings) == {}
    assert sum(len(one.shots) for one in played) > 500
