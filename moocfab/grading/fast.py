"""Our own grader of problems, as each platform grades them, for everything that needs no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from moocfab.diagnostics import Text
from moocfab.grading.expression import Unreadable
from moocfab.grading.model import XML, Answer, Broken, Mark, NobodyRight, NotTaken, Outcome, Play, Try, inputs
from moocfab.grading.responses import boxes, clicks, formulas, numbered_choices, numbers, options, radio, texts


class _Form(NamedTuple):
    """How a response is graded: its inputs, the attributes that it must have, its functions."""

    inputs: tuple[str, ...]
    required: tuple[str, ...]
    grade: Callable[[XML, Sequence[Answer], str, int], list[Mark]]
    tries: Callable[[XML], list[list[Try]]]
    single: bool = True


_FORMS = {
    "multiplechoiceresponse": _Form(radio.INPUTS, (), lambda r, a, _p, _s: radio.grade(r, a), radio.tries),
    "choiceresponse": _Form(boxes.INPUTS, (), lambda r, a, _p, _s: boxes.grade(r, a), boxes.tries),
    "optionresponse": _Form(options.INPUTS, (), lambda r, a, _p, _s: options.grade(r, a), options.tries, single=False),
    "numericalresponse": _Form(numbers.INPUTS, ("answer",), lambda r, a, p, _s: numbers.grade(r, a, p), numbers.tries),
    "stringresponse": _Form(texts.INPUTS, ("answer",), lambda r, a, _p, _s: texts.grade(r, a), texts.tries),
    "formularesponse": _Form(
        formulas.INPUTS, ("answer", "samples"), lambda r, a, _p, s: formulas.grade(r, a, s), formulas.tries
    ),
    "imageresponse": _Form(clicks.INPUTS, (), lambda r, a, _p, _s: clicks.grade(r, a), clicks.tries, single=False),
    "choicetextresponse": _Form(
        numbered_choices.INPUTS, (), lambda r, a, _p, _s: numbered_choices.grade(r, a), numbered_choices.tries
    ),
}
_OTHERS = frozenset({
    "customresponse", "symbolicresponse", "schematicresponse", "coderesponse", "externalresponse",
    "annotationresponse", "truefalseresponse", "javascriptresponse", "jsmeresponse",
})  # fmt: skip
"""Responses that a program grades."""
_INPUTS = tuple(sorted({tag for form in _FORMS.values() for tag in form.inputs}))


def scripts(problem: XML) -> list[XML]:
    """Return the scripts that the platform's Python runs, in order."""
    return [e for e in problem.iter("script") if not re.search("javascript|perl", str(e.get("type", "")))]


def needs_script(problem: XML) -> bool:
    """Return whether a program takes part in grading."""
    return bool(scripts(problem)) or any(element.tag in _OTHERS for element in problem.iter())


def responses(problem: XML) -> list[XML]:
    """Return the responses of a problem, in order."""
    return [element for element in problem.iter() if element.tag in _FORMS or element.tag in _OTHERS]


def grade(problem: XML, answers: Sequence[Answer], platform: str, *, seed: int = 1) -> Outcome:
    """Return what answers (one for each input, in order) earn of a problem that needs no script.

    Args:
        problem: the `<problem>`.
        answers: as learners give them.
        platform: importer of the target, `fun` or `openedx`.
        seed: of the learner.

    Raises:
        ValueError: there are more or fewer answers than inputs.
    """
    found = [(response, _FORMS[str(response.tag)]) for response in responses(problem)]
    counts = [_count(response, form) for response, form in found]
    marks: list[Mark] = []
    try:
        _check_form(problem)
        for trouble in _dogwood(problem) if platform == "fun" else ():
            raise trouble
        if sum(counts) != len(answers):
            raise ValueError(f"{len(answers)} answers for {sum(counts)} inputs")
        start = 0
        for (response, form), count in zip(found, counts, strict=True):
            marks += form.grade(response, answers[start : start + count], platform, seed)
            start += count
    except Broken as broken:
        return Outcome(trouble=broken.reason)
    except NotTaken:
        return Outcome(tuple(Mark(0) for _ in answers), refused=True)
    except Unreadable as error:
        return Outcome(trouble=Text(f"« {error} » n'est pas un nombre", f"“{error}” is no number"))
    return Outcome(tuple(marks))


def plays(problem: XML) -> list[Play]:
    """Return what to play on a problem that needs no script: first all right, then each input's other answers.

    Raises:
        Broken: the platform could not show it, or no answer can be right.
    """
    _check_form(problem)
    tries = [own for response in responses(problem) for own in _FORMS[str(response.tag)].tries(response)]
    if not tries:
        return []
    for own in tries:
        if not own or own[0].earns < 1:
            raise NobodyRight
    best = tuple(own[0].answer for own in tries)
    of = float(len(tries))
    found = [Play(best, of, of)]
    for index, own in enumerate(tries):
        for item in own:
            answers = (*best[:index], item.answer, *best[index + 1 :])
            found.append(Play(answers, of - 1 + item.earns, of, item.feedback, index))
    return found


def owners(problem: XML) -> list[XML]:
    """Return for each input of a problem that needs no script the response that it belongs to."""
    found = [(response, _FORMS[str(response.tag)]) for response in responses(problem) if response.tag in _FORMS]
    return [response for response, form in found for _ in range(_count(response, form))]


def _count(response: XML, form: _Form) -> int:
    return len(inputs(response, *form.inputs))


def _check_form(problem: XML) -> None:
    """Refuse responses whose inputs or attributes no platform takes."""
    for response in responses(problem):
        form = _FORMS[str(response.tag)]
        for box in inputs(response, *_INPUTS):
            if box.tag not in form.inputs:
                raise Broken(
                    f"<{box.tag}> ne va pas dans <{response.tag}>", f"<{box.tag}> cannot be in <{response.tag}>"
                )
        if form.single and _count(response, form) > 1:
            raise Broken(f"<{response.tag}> n'a qu'une saisie", f"<{response.tag}> has one input only")
        for name in form.required:
            if not response.get(name):
                raise Broken(
                    f"<{response.tag}> n'a pas d'attribut {name}", f"<{response.tag}> lacks its attribute {name}"
                )


def _dogwood(problem: XML) -> Iterator[Broken]:
    """Yield what Dogwood alone cannot show (seen): a solution in a response, a choice's name with an accent."""
    for response in responses(problem):
        if next(response.iter("solution"), None) is not None:
            yield Broken("une <solution> est dans la question", "a <solution> stands inside of the response")
        for choice in response.iter("choice"):
            if not str(choice.get("name", "")).isascii():
                yield Broken("le nom d'un choix a un accent", "the name of a choice has an accent")
