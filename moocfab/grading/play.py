"""Every problem played: what its answers earn, and what that finds."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from moocfab.diagnostics import Diagnostic, Location, Rule, Text
from moocfab.errors import InputError
from moocfab.grading import fast, real, rules, wording
from moocfab.grading.answers import Given
from moocfab.grading.model import XML, Answer, Broken, Outcome, Play
from moocfab.grading.problems import Problem
from moocfab.kinds.graders import trouble
from moocfab.media.cache import Cache
from moocfab.targets import Target

SEEDS = tuple(range(1, 101))
_JUNK = "-98765.4321"
"""What no author means."""
_NEAR = 0.006
"""Points within which two shares are the same: the platforms round to two decimals, files of answers to four."""
_REST = " (other learners)"


@dataclass(frozen=True)
class Shot:
    """One set of answers that was played.

    Attributes:
        answers: one for each input.
        meant: points that they are meant to earn; None where nobody says.
        outcome: what they earned.
        grader: `moocfab` or `openedx`.
        seed: of the learner.
    """

    answers: Sequence[Answer]
    meant: float | None
    outcome: Outcome
    grader: Literal["moocfab", "openedx"]
    seed: int = 1


@dataclass
class Played:
    """A problem that was played, with what was found."""

    problem: Problem
    shots: list[Shot] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def play(
    problems: Iterable[Problem],
    target: Target,
    *,
    given: Mapping[str, Given] | None = None,
    cache: Cache | None = None,
    cancelled: threading.Event | None = None,
) -> list[Played]:
    """Play problems as learners of `target` would, and judge what they earn.

    Args:
        problems: their url_names are unique.
        target: the platform.
        given: answers to play instead of our own, by url_name.
        cache: remembers what Open edX's grader said.
        cancelled: stops the work when set.

    Raises:
        InputError: `given` has more or fewer answers than a problem has inputs.
        ToolError: Open edX's grader does not start.
        Cancelled: `cancelled` was set.
    """
    played = [_Playing(problem, target, (given or {}).get(problem.name)) for problem in problems]
    for one in played:
        one.prepare()
    jobs = [job for one in played for job in one.jobs]
    runs = real.play(jobs, scripts=target.scripts, cache=cache, cancelled=cancelled) if real.python() else {}
    for one in played:
        one.judge(runs)
    return [one.played for one in played]


def play_all(
    sets: Iterable[tuple[Target, Iterable[Problem]]],
    *,
    given: Mapping[str, Given],
    cache: Cache,
    cancelled: threading.Event | None = None,
) -> dict[str, tuple[Played, ...]]:
    """Play the problems of several targets; see `play`."""
    return {
        target.name: tuple(play(own, target, given=given, cache=cache, cancelled=cancelled)) for target, own in sets
    }


def findings_of(played: Mapping[str, Iterable[Played]]) -> list[Diagnostic]:
    """Return what playing found."""
    return [finding for own in played.values() for one in own for finding in one.findings]


def unknown(played: Mapping[str, Iterable[Played]], given: Mapping[str, Given], place: Location) -> list[Diagnostic]:
    """Return a finding for each name in a file of answers that no problem has."""
    names = {one.problem.name for own in played.values() for one in own}
    return [rules.NO_SUCH_PROBLEM.at(place, name=name) for name in sorted(given) if name not in names]


class _Playing:
    """One problem on one target, first by our grader, then by Open edX's."""

    def __init__(self, problem: Problem, target: Target, given: Given | None) -> None:
        self.played = Played(problem)
        self.problem = problem
        self.target = target
        self.given = given if given and given.answers else None
        self.plays: list[Play] = []
        self.jobs: list[real.Job] = []

    @property
    def element(self) -> XML:
        return self.problem.element

    def prepare(self) -> None:
        """Play what our grader can, and note what the other has to."""
        if fast.needs_script(self.element):
            self.prepare_script()
            return
        try:
            self.plays = self.given_plays() if self.given else fast.plays(self.element)
        except Broken as broken:
            self.find(rules.NOT_SHOWN, reason=broken.reason)
            return
        for one in self.plays:
            outcome = fast.grade(self.element, one.answers, self.target.importer)
            self.played.shots.append(Shot(one.answers, one.earns, outcome, "moocfab"))
            self.played.findings += self.judged(one, outcome)
        # Open edX's grader is that of today: on Dogwood it would differ where Dogwood does.
        if self.target.importer == "openedx" and self.plays and not self.played.findings:
            self.ask(tuple(one.answers for one in self.plays))

    def prepare_script(self) -> None:
        """Say what the platform's Python lacks; have the rest played, where this machine can."""
        version = self.target.grader_python
        for script in fast.scripts(self.element):
            found = trouble(script.text or "", version)
            if found:
                place = self.problem.line(script, found.line)
                self.find(rules.SCRIPT, place, version=version, what=found.what)
                return
            if trouble(script.text or "", "3"):
                reason = Text("son script ne se lit qu'avec Python 2", "its script reads with Python 2 only")
                self.find(rules.UNVERIFIABLE, reason=reason)
                return
        if real.python() is None:
            self.find(rules.NO_GRADER)
            return
        given = list(self.given.answers.values()) if self.given else []
        self.ask((None, *given, _JUNK))

    def ask(self, plays: tuple[Sequence[Answer] | None, ...]) -> None:
        """Have Open edX's grader play for one learner, and the first answers for 99 more where learners differ."""
        olx = etree.tostring(self.element, encoding="unicode", with_tail=False)
        library = self.problem.library
        self.jobs.append(real.Job(self.problem.name, olx, SEEDS[:1], plays, library))
        if _differs(self.element):
            self.jobs.append(real.Job(f"{self.problem.name}{_REST}", olx, SEEDS[1:], plays[:1], library))

    def judge(self, runs: Mapping[str, Sequence[real.Run]]) -> None:
        """Judge what Open edX's grader said."""
        for run in (*runs.get(self.problem.name, ()), *runs.get(f"{self.problem.name}{_REST}", ())):
            if run.trouble is not None:
                self.find(rules.NOT_SHOWN, reason=run.trouble)
            elif self.plays:
                self.compare(run)
            else:
                self.judge_script(run)

    def compare(self, run: real.Run) -> None:
        """Judge the outcomes of plays that our grader knew too."""
        for one, outcome in zip(self.plays, run.outcomes, strict=False):
            if outcome is None:
                continue
            self.played.shots.append(Shot(one.answers, one.earns, outcome, "openedx", run.seed))
            # A choice that was not drawn for this learner has no feedback there.
            self.played.findings += self.judged(replace(one, feedback=None) if _drawn(self.element) else one, outcome)
            ours = fast.grade(self.element, one.answers, self.target.importer, seed=run.seed)
            if not _alike(ours, outcome):
                answer = wording.worded(self.element, one)
                self.find(rules.DISAGREE, answer=answer, real=_points(outcome.earned), ours=_points(ours.earned))

    def judge_script(self, run: real.Run) -> None:
        """Judge what a script said: of the answers that it tells, of those that were given, of what nobody means."""
        words = [None, *(self.given.answers if self.given else ()), "junk"]
        told = run.outcomes[0] if run.outcomes else None
        if told is None and not self.given:
            reason = Text("il ne dit pas quelle réponse est juste", "it does not tell which answer is right")
            self.find(rules.UNVERIFIABLE, reason=reason)
        for word, outcome, answers in zip(words, run.outcomes, run.answers, strict=False):
            if outcome is None:
                continue
            possible = outcome.possible or 1
            if word == "junk":
                if outcome.trouble is None and outcome.possible and outcome.earned >= outcome.possible:
                    self.find(rules.ANYTHING_RIGHT, answer=_JUNK)
                continue
            share = 1.0 if word is None else self.given.share(word) if self.given else None
            meant = None if share is None else share * possible
            self.played.shots.append(Shot(answers, meant, outcome, "openedx", run.seed))
            if meant is not None:
                self.played.findings += self.judged(Play(tuple(answers), meant, possible), outcome)

    def judged(self, one: Play, outcome: Outcome) -> Iterator[Diagnostic]:
        """Yield what is wrong with an outcome."""
        answer = wording.worded(self.element, one) if self.plays else wording.plainly(one.answers)
        if outcome.trouble is not None:
            yield self.at(rules.NOT_SHOWN, reason=outcome.trouble)
        elif one.earns is None:
            return
        elif abs(outcome.earned - one.earns) > _NEAR:
            rule = rules.RIGHT_REFUSED if one.earns >= one.of else rules.WRONG_ACCEPTED
            earned, meant = _points(outcome.earned), _points(one.earns)
            yield self.at(rule, answer=answer, earned=earned, meant=meant, possible=_points(one.of))
        elif one.feedback and not outcome.refused and one.feedback not in outcome.marks[one.tried or 0].feedback:
            yield self.at(rules.FEEDBACK_MISSING, answer=answer, feedback=wording.short(one.feedback))

    def given_plays(self) -> list[Play]:
        """Return the answers that a file gives.

        Raises:
            InputError: they are more or fewer than the inputs.
        """
        assert self.given is not None
        count = len(fast.owners(self.element))
        found = []
        for word, answers in self.given.answers.items():
            if len(answers) != count:
                raise InputError(
                    f"« {self.problem.name} » a {count} saisies ; le fichier en donne {len(answers)} ({word})",
                    f"“{self.problem.name}” has {count} inputs; the file gives {len(answers)} ({word})",
                )
            share = self.given.share(word)
            found.append(Play(answers, None if share is None else share * count, count))
        return found

    def find(self, rule: Rule, place: Location | None = None, **values: object) -> None:
        """Add a finding."""
        self.played.findings.append(self.at(rule, place, **values))

    def at(self, rule: Rule, place: Location | None = None, **values: object) -> Diagnostic:
        """Return a finding of this problem, at its own location where no other is given."""
        return replace(rule.at(place or self.problem.location), values={"target": self.target.title, **values})


def _differs(problem: XML) -> bool:
    """Return whether learners meet different problems."""
    mixed = problem.find(".//choicegroup[@shuffle]")
    random = any(re.search(r"\brandom\b|\bseed\b", script.text or "") for script in fast.scripts(problem))
    return _drawn(problem) or mixed is not None or random


def _drawn(problem: XML) -> bool:
    """Return whether learners get some of the choices only."""
    return problem.find(".//choicegroup[@answer-pool]") is not None


def _alike(ours: Outcome, other: Outcome) -> bool:
    if (ours.trouble is None) != (other.trouble is None):
        return False
    return abs(ours.earned - other.earned) <= 1e-6


def _points(value: float) -> str:
    return f"{value:.4g}"
