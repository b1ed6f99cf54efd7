"""Answers as their author knows them: the text of a choice instead of its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from moocfab.grading import fast
from moocfab.grading.model import XML, Answer, Play, said

_LONGEST = 80


def worded(problem: XML, play: Play) -> str:
    """Return the answer that a play tries, or all of them."""
    texts = _choices(problem)
    wanted = range(len(play.answers)) if play.tried is None else [play.tried]
    return short(" ; ".join(_one(play.answers[index], texts.get(index, {})) for index in wanted))


def plainly(answers: Sequence[Answer]) -> str:
    """Return answers whose problem tells nothing of them."""
    return short(" ; ".join(_one(answer, {}) for answer in answers))


def short(text: str) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _choices(problem: XML) -> dict[int, dict[str, str]]:
    """Return for each input with choices their texts by name."""
    found: dict[int, dict[str, str]] = {}
    for index, response in enumerate(fast.owners(problem)):
        if response.tag in {"multiplechoiceresponse", "choiceresponse"}:
            found[index] = {
                f"choice_{choice.get('name', place)}": _text(choice)
                for place, choice in enumerate(response.iter("choice"))
            }
    return found


def _text(choice: XML) -> str:
    parts = [choice.text or ""]
    for child in choice:
        if child.tag != "choicehint":
            parts.append(said(child) or "")
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())


def _one(answer: Answer, texts: Mapping[str, str]) -> str:
    if isinstance(answer, str):
        return texts.get(answer, answer)
    if isinstance(answer, Mapping):
        return ", ".join(f"{key} {value}" for key, value in answer.items())
    return " + ".join(texts.get(str(name), str(name)) for name in answer) or "∅"
