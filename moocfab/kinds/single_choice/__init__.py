"""`single_choice`: one right answer among several, as radio buttons."""

from __future__ import annotations

from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.choices import (
    ONE_RIGHT,
    SAME_CHOICE,
    SHOWS_NOTHING,
    Choice,
    add_choice,
    add_hint,
    buttons,
    check_one_right,
    check_texts,
    read_choice,
)
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import Markdown
from moocfab.kinds.problem import QuestionSpec
from moocfab.kinds.question import Part, question, question_kind
from moocfab.prose.markdown import inline


class RadioChoice(Choice):
    """One button."""

    feedback: Markdown | None = None
    pin: bool = False


class SingleChoiceSpec(QuestionSpec):
    """Fields of `single_choice`."""

    choices: Annotated[tuple[RadioChoice, ...], Field(min_length=2)]
    shuffle: bool = False
    pool: Annotated[int, Field(ge=2)] | None = None


POOL = Rule(
    "MF4101",
    "choice-pool",
    Severity.ERROR,
    Text(
        "« pool: {pool} » : il y a {right} bons choix et {wrong} faux",
        "“pool: {pool}”: there are {right} right choices and {wrong} wrong ones",
    ),
    Text(
        "il faut un bon choix, des faux, et tirer {most} choix au plus",
        "have a right choice and wrong ones, and draw {most} choices at most",
    ),
    Text(
        "La réserve montre un bon choix et complète avec des faux.",
        "The pool shows one right choice and fills up with wrong ones.",
    ),
    "pool: 5\nchoices: [{text: une}, {text: deux, correct: true}]",
    "pool: 2\nchoices: [{text: une}, {text: deux, correct: true}]",
)
POOL_SHUFFLED = Rule(
    "MF4102",
    "choice-pool-shuffled",
    Severity.ERROR,
    Text("« shuffle » et « pool » ne vont pas ensemble", "“shuffle” and “pool” do not go together"),
    Text("retirez « shuffle » : la réserve mélange d'elle-même", "remove “shuffle”: the pool shuffles by itself"),
    Text(
        "Avec les deux, la plateforme affiche une erreur à la place de la question.",
        "With both the platform shows an error instead of the question.",
    ),
    "shuffle: true\npool: 2",
    "pool: 2",
)
PINNED = Rule(
    "MF4103",
    "choice-pin",
    Severity.WARNING,
    Text("« pin » n'a pas d'effet ici", "“pin” has no effect here"),
    Text(
        "mettez « shuffle: true », et les choix fixes au début ou à la fin de la liste",
        "set “shuffle: true”, and put pinned choices at the list's beginning or end",
    ),
    Text(
        "Un choix fixe au milieu de la liste est repoussé à sa fin ; sans mélange, tous sont fixes.",
        "A pinned choice in the middle of the list is moved to its end; without shuffling all are fixed.",
    ),
    "choices: [{text: une, pin: true}, {text: deux, correct: true}]",
    "shuffle: true\nchoices: [{text: une, pin: true}, {text: deux, correct: true}]",
)


def check(spec: SingleChoiceSpec, context: Context) -> None:
    """Report what no learner could answer, and what the platforms do not do."""
    check_texts(spec.choices, context)
    if spec.pool is None:
        check_one_right(spec.choices, context)
    else:
        _check_pool(spec, spec.pool, context)
    _check_pins(spec, context)


def _check_pool(spec: SingleChoiceSpec, pool: int, context: Context) -> None:
    right = sum(choice.correct for choice in spec.choices)
    wrong = len(spec.choices) - right
    if not right or pool > wrong + 1:
        context.report(POOL.at(context.at("pool"), pool=pool, right=right, wrong=wrong, most=wrong + 1))
    if spec.shuffle:
        context.report(POOL_SHUFFLED.at(context.at("shuffle")))


def _check_pins(spec: SingleChoiceSpec, context: Context) -> None:
    """Report pins between choices that are shuffled, or where none are."""
    loose = [index for index, choice in enumerate(spec.choices) if not choice.pin]
    for index, choice in enumerate(spec.choices):
        between = bool(loose) and loose[0] < index < loose[-1]
        if choice.pin and (not spec.shuffle or between):
            context.report(PINNED.at(context.at("choices", index, "pin")))


def content(spec: SingleChoiceSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    response = etree.Element("multiplechoiceresponse")
    group = etree.SubElement(response, "choicegroup", {"type": "MultipleChoice"})
    if spec.shuffle:
        group.set("shuffle", "true")
    if spec.pool:
        group.set("answer-pool", str(spec.pool))
    for index, choice in enumerate(spec.choices):
        element = add_choice(group, choice, context, index)
        if choice.pin:
            element.set("fixed", "true")
        if choice.feedback:
            add_hint(element, choice.feedback, context, "choices", index, "feedback")
    return question(spec, context, response, group)


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the choices of a radio question."""
    group = part.response.find("choicegroup")
    if part.response.tag != "multiplechoiceresponse" or group is None or part.response.get("partial_credit"):
        return None
    fields: dict[str, Any] = {"choices": [_choice(choice) for choice in group.iterfind("choice")]}
    if group.get("shuffle") == "true":
        fields["shuffle"] = True
    if group.get("answer-pool"):
        fields["pool"] = group.get("answer-pool")
    return fields


def _choice(element: XML) -> dict[str, Any]:
    choice = read_choice(element)
    hint = element.find("choicehint")
    if hint is not None:
        choice["feedback"] = inline(hint)
    if element.get("fixed") == "true":
        choice["pin"] = True
    return choice


KIND = question_kind(
    "single_choice",
    SingleChoiceSpec,
    content,
    read_part,
    lambda spec, context: buttons(spec.choices, context, "radio"),
    check,
    (SAME_CHOICE, SHOWS_NOTHING, ONE_RIGHT, POOL, POOL_SHUFFLED, PINNED),
)
