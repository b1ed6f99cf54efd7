"""One choice of several: `multiplechoiceresponse`.

A draw (`answer-pool`) and a shuffle change what is shown, never what a choice earns: capa notes the right choices
before it draws.
"""

from __future__ import annotations

from collections.abc import Sequence

from moocfab.grading.model import XML, Answer, Broken, Mark, Try, credit, said, truth

INPUTS = ("choicegroup",)


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of the chosen choice."""
    choices = _named(response)
    states = {name: truth(choice) for name, choice in choices.items()}
    words = credit(response, "points")
    _drawn(response, list(states.values()))
    given = _one(answers[0])
    chosen = choices.get(given)
    if chosen is None:
        return [Mark(0)]
    points = 1.0 if states[given] == "true" else 0.0
    if words and states[given] == "partial":
        points = float(chosen.get("point_value", "0.5"))
    return [Mark(points, feedback=said(chosen.find("choicehint")) or "")]


def tries(response: XML) -> list[list[Try]]:
    """Return each choice, the right ones first."""
    partly = bool(credit(response, "points"))
    found = []
    for name, choice in _named(response).items():
        state = truth(choice)
        share = float(choice.get("point_value", "0.5")) if partly and state == "partial" else float(state == "true")
        found.append(Try(name, share, said(choice.find("choicehint"))))
    return [sorted(found, key=lambda item: -item.earns)]


def _named(response: XML) -> dict[str, XML]:
    """Return the choices by the names that capa gives them: `choice_` and their own, or a number."""
    named, count = {}, 0
    for choice in response.iterfind("choicegroup/choice"):
        own = choice.get("name")
        if own is not None:
            named[f"choice_{own}"] = choice
        else:
            named[f"choice_{count}"] = choice
            count += 1
    return named


def _one(answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    return str(answer[0]) if isinstance(answer, Sequence) and answer else ""


def _drawn(response: XML, states: Sequence[str]) -> None:
    """Refuse a draw that capa cannot make."""
    group = response.find("choicegroup[@answer-pool]")
    if group is None or group.get("answer-pool") == "0":
        return
    if not str(group.get("answer-pool")).strip().lstrip("+-").isdigit():
        raise Broken("answer-pool n'est pas un nombre", "answer-pool is no number")
    if group.get("shuffle") == "true":
        raise Broken("shuffle et answer-pool ne vont pas ensemble", "shuffle and answer-pool do not go together")
    if not {"true"} < {"true" if state == "true" else "false" for state in states}:
        raise Broken("un tirage veut un choix juste et un choix faux", "a draw wants a right choice and a wrong one")
