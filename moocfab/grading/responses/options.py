"""Drop-down lists: `optionresponse`, each of its lists one input."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from moocfab.grading.model import XML, Answer, Broken, Mark, Try, inputs, said, truth

INPUTS = ("optioninput",)


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of each list."""
    lists = inputs(response, *INPUTS)
    marks = []
    for index, (box, given) in enumerate(zip(lists, answers, strict=True)):
        right = _right(box)
        hint = _hint(box, str(given)) if index == 0 else None
        marks.append(Mark(float(given == right), feedback=hint or ""))
    return marks


def tries(response: XML) -> list[list[Try]]:
    """Return each option of each list, the right one first."""
    found = []
    for index, box in enumerate(inputs(response, *INPUTS)):
        right = _right(box)
        own = [Try(name, float(name == right), _hint(box, name) if index == 0 else None) for name in _names(box)]
        found.append(sorted(own, key=lambda item: -item.earns))
    return found


def _right(box: XML) -> str | None:
    options = box.findall("option")
    right = [option for option in options if truth(option) == "true"]
    if len(right) > 1:
        raise Broken("une liste déroulante a deux options justes", "a drop-down list has two right options")
    return (right[0].text or "").strip() if right else box.get("correct")


def _names(box: XML) -> list[str]:
    """Return what can be chosen: the text of each option, or the old form `('a','b')`."""
    options = box.findall("option")
    if options:
        return [(option.text or "").strip() for option in options]
    try:
        listed = ast.literal_eval(str(box.get("options", "()")))
    except (ValueError, SyntaxError):
        listed = [part.strip().strip("'\"") for part in str(box.get("options", "")).strip("()").split(",")]
    return [str(name) for name in (listed if isinstance(listed, tuple | list) else [listed])]


def _hint(box: XML, name: str) -> str | None:
    chosen = next((option for option in box.findall("option") if (option.text or "").strip() == name), None)
    return None if chosen is None else said(chosen.find("optionhint"))
