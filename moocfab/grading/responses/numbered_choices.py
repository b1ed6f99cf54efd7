"""Choices with numbers in them: `choicetextresponse`; right are the right choices with the right numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from moocfab.grading.model import XML, Answer, Broken, Mark, Try
from moocfab.grading.responses.numbers import learner_number
from moocfab.grading.tolerance import DEFAULT, near

INPUTS = ("choicetextgroup", "checkboxtextgroup", "radiotextgroup")


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of the choices and of the numbers in them."""
    choices = list(response.iter("choice"))
    right = {index for index, choice in enumerate(choices) if choice.get("correct") == "true"}
    for index in right:
        for box in choices[index]:
            if not box.get("answer"):
                raise Broken("un numtolerance_input n'a pas de réponse", "a numtolerance_input has no answer")
    given = _given(answers[0])
    good = [
        _good(choices[index], texts, counts=index in right) for index, texts in given.items() if index < len(choices)
    ]
    return [Mark(float(set(given) == right and all(good)))]


def tries(response: XML) -> list[list[Try]]:
    """Return the right choices with their numbers, with numbers that are none of them, and each wrong choice."""
    choices = list(response.iter("choice"))
    right = [index for index, choice in enumerate(choices) if choice.get("correct") == "true"]
    numbers = {
        index: [str(box.get("answer")) for box in choices[index].findall("numtolerance_input")] for index in right
    }
    found = [Try(_answer(numbers), 1.0)]
    for index, texts in numbers.items():
        for place, text in enumerate(texts):
            wrong = [*texts[:place], f"2*({text})+1", *texts[place + 1 :]]
            found.append(Try(_answer({**numbers, index: wrong}), 0.0))
    for index, choice in enumerate(choices):
        if index not in right:
            blanks = ["0" for _ in choice.findall("numtolerance_input")]
            found.append(Try(_answer({index: blanks}), 0.0))
    return [found]


def _answer(numbers: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    """Return an answer in its written form."""
    if len(numbers) == 1:
        ((index, texts),) = numbers.items()
        return {"choice": index, "text": texts[0] if len(texts) == 1 else list(texts)} if texts else {"choice": index}
    return {"choices": {str(index): list(texts) for index, texts in numbers.items()}}


def _given(answer: Answer) -> dict[int, list[str]]:
    """Return the chosen choices with their numbers; see `_answer` for the forms."""
    if not isinstance(answer, Mapping):
        raise Broken("la réponse n'a pas la forme choice, text", "the answer lacks the form choice, text")
    if "choices" in answer:
        return {int(index): [str(text) for text in texts] for index, texts in answer["choices"].items()}
    texts = answer.get("text", [])
    return {int(answer["choice"]): [texts] if isinstance(texts, str) else [str(text) for text in texts]}


def _good(choice: XML, texts: Sequence[str], *, counts: bool) -> bool:
    """Return whether the numbers of a choice are right; those of a choice that is wrong only have to be numbers."""
    boxes, good = choice.findall("numtolerance_input"), True
    for box, text in zip(boxes, texts, strict=False):
        value = learner_number(text)
        if not counts:
            continue
        try:
            meant = complex(str(box.get("answer")))
            good = near(value, meant, str(box.get("tolerance", DEFAULT))) and good
        except ValueError:
            raise Broken(
                f"« {box.get('answer')} » n'est pas un nombre", f"“{box.get('answer')}” is no number"
            ) from None
    return good
