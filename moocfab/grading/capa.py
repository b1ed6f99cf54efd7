"""Open edX's own grader, run as a program by a Python that has `xblocks-contrib`; nothing here imports moocfab.

`capa.py JOB` reads problems from a JSON file and writes a JSON object a line: for each seed of each problem what its
answers earn. A line that names a problem comes before the work on it, so that who waits knows what never ended.
The authors' scripts run in this process: it has to be started within limits, without network.
"""

from __future__ import annotations

import base64
import contextlib
import gettext
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any


class ScriptTooLong(BaseException):
    """A script used more time than the platform gives; no `except Exception` of an author catches it."""


def main(job: Path) -> None:
    """Play a job; its lines go where standard output went, what scripts print goes to standard error."""
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def write(line: Mapping[str, Any]) -> None:
        lines.write(json.dumps(line) + "\n")
        lines.flush()

    told = json.loads(job.read_text("utf-8"))
    _set_up()
    write({"ready": True})
    for problem in told["problems"]:
        for seed in problem["seeds"]:
            write({"problem": problem["name"], "seed": seed})
            write(_played(problem, seed, told["limits"]))


def _set_up() -> None:
    """Configure Django as little as the grader's templates need, and load what scripts may import."""
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["xblocks_contrib.problem.capa.apps.CapaAppConfig"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        STATIC_URL="/static/",
        USE_TZ=True,
    )
    django.setup()
    import numpy
    from xblocks_contrib.problem.capa import capa_problem

    del numpy, capa_problem


def _played(problem: Mapping[str, Any], seed: int, limits: Mapping[str, float]) -> dict[str, Any]:
    """Return what the answers earn for one seed, or why the problem cannot be shown."""
    try:
        with _within(limits):
            shown = _problem(problem, seed)
            shown.get_html()
    except (Exception, ScriptTooLong) as error:
        return {"error": _reason(error)}
    # A request makes the problem anew on the platform: what a script leaves behind (the grader keeps the points of a
    # partial answer there) must not reach the next answers. Without a script there is nothing to leave.
    anew = any(word in problem["olx"] for word in ("<script", "<answer"))

    def met() -> Any:
        return _problem(problem, seed) if anew else shown

    return {"plays": [_graded(met, answers, limits) for answers in problem["plays"]]}


def _graded(met: Callable[[], Any], answers: Sequence[Any] | str | None, limits: Mapping[str, float]) -> dict[str, Any]:
    """Return what one set of answers earns; None is those that the problem itself tells, a text goes to each input."""
    from xblocks_contrib.problem.capa.responsetypes import StudentInputError

    try:
        with _within(limits):
            shown = met()
            names = _inputs(shown)
            if answers is None:
                answers = _right(shown)
                if None in answers or "" in answers:
                    return {"untold": True}
            elif isinstance(answers, str):
                answers = [answers for _ in names]
            given = {name: _given(shown, name, answer) for name, answer in zip(names, answers, strict=True)}
            marks = shown.grade_answers(given)
            shown.get_html()
    except StudentInputError as error:
        return {"refused": str(error)}
    except (Exception, ScriptTooLong) as error:
        return {"error": _reason(error)}
    points = [
        {"points": float(marks.get_npoints(name)), "of": float(_of(shown, name)), "feedback": str(marks.get_msg(name))}
        for name in names
    ]
    return {"answers": json.loads(json.dumps(answers, default=str)), "marks": points}


def _problem(problem: Mapping[str, Any], seed: int) -> Any:
    from django.template.loader import get_template
    from xblocks_contrib.problem.capa.capa_problem import LoncapaProblem, LoncapaSystem

    system = LoncapaSystem(
        ajax_url="",
        anonymous_student_id="student",
        cache=None,
        can_execute_unsafe_code=lambda: True,
        get_python_lib_zip=lambda: base64.b64decode(problem["library"]) or None,
        DEBUG=False,
        i18n=gettext.NullTranslations(),
        render_template=lambda name, context: get_template(name).render(context),
        resources_fs=SimpleNamespace(root_path="/nonexistent"),
        seed=seed,
        xqueue=None,
    )
    block = SimpleNamespace(
        location="problem",
        scope_ids=SimpleNamespace(usage_id=SimpleNamespace(course_key="course")),
        display_name="",
        data="",
        runtime=SimpleNamespace(publish=lambda *_: None),
        correctness_available=lambda: True,
    )
    return LoncapaProblem(problem["olx"], id="p", capa_system=system, capa_block=block, seed=seed)


def _inputs(shown: Any) -> list[str]:
    """Return the ids of the inputs, in order."""
    responders = sorted(shown.responders.values(), key=lambda item: int(item.id.rpartition("_")[2]))
    return [name for item in responders for name in item.answer_ids]


def _right(shown: Any) -> list[Any]:
    """Return the answers that a problem tells, in the form in which learners give them; None where it tells none."""
    told = shown.get_question_answers()
    owners = {name: item for item in shown.responders.values() for name in item.answer_ids}
    return [_as_given(owners[name], told.get(name)) for name in _inputs(shown)]


def _as_given(owner: Any, told: Any) -> Any:
    """Return an answer that is told (`4 or -2`, `[1, 3)`) as one that a learner can give."""
    tag = owner.xml.tag
    if tag == "numericalresponse":
        if not owner.range_tolerance:
            return owner.correct_answer
        low, high = (float(end) for end in owner.answer_range)
        return repr((low + high) / 2)
    if tag == "stringresponse":
        return None if owner.regexp else owner.correct_answer[0]
    if tag in {"imageresponse", "choicetextresponse"}:
        return None
    return told


def _of(shown: Any, name: str) -> int:
    return int(next(item.maxpoints[name] for item in shown.responders.values() if name in item.maxpoints))


def _given(shown: Any, name: str, answer: Any) -> Any:
    """Return an answer as the page sends it; choices with numbers have names of their own."""
    if isinstance(answer, Mapping) and ("choice" in answer or "choices" in answer):
        texts = answer.get("text", [])
        chosen = answer.get("choices") or {answer["choice"]: [texts] if isinstance(texts, str) else texts}
        sent = {}
        for index, numbers in chosen.items():
            sent[f"{name}_choiceinput_{index}bc"] = f"choiceinput_{index}"
            sent.update({f"{name}_choiceinput_{index}_numtolerance_input_{i}": n for i, n in enumerate(numbers)})
        return sent
    (owner,) = (item for item in shown.responders.values() if name in item.answer_ids)
    if owner.xml.tag == "multiplechoiceresponse" and isinstance(answer, list):
        return answer[0] if answer else ""
    if owner.xml.tag in {"numericalresponse", "stringresponse", "formularesponse", "customresponse"}:
        return str(answer)
    return answer


def _reason(error: BaseException) -> str:
    if isinstance(error, ScriptTooLong):
        return "too long"
    return f"{type(error).__name__}: {error}"[:2000]


@contextlib.contextmanager
def _within(limits: Mapping[str, float]) -> Iterator[None]:
    """Stop what takes more time of processor or clock than a platform gives its scripts."""
    if not hasattr(signal, "setitimer"):  # Windows: the clock of the whole process alone
        yield
        return
    timers = {
        signal.SIGALRM: (signal.ITIMER_REAL, limits["seconds"]),
        signal.SIGPROF: (signal.ITIMER_PROF, limits["cpu"]),
    }

    def late(_number: int, _frame: object) -> None:
        raise ScriptTooLong

    for number, (timer, seconds) in timers.items():
        signal.signal(number, late)
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for timer, _ in timers.values():
            signal.setitimer(timer, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
