"""`single_choice`: one right answer among several, as radio buttons."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Context, Markdown, Model
from moocfab.kinds.problem import (
    QuestionSpec,
    inner,
    problem_kind,
    question,
    read_question,
    read_settings,
    responses_of,
)


class Choice(Model):
    """One choice."""

    text: Markdown
    correct: bool = False
    feedback: Markdown | None = None
    pin: bool = False


class SingleChoiceSpec(QuestionSpec):
    """Fields of `single_choice`."""

    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]
    shuffle: bool = False
    pool: Annotated[int, Field(ge=2)] | None = None


NOT_ONE_CORRECT = Rule(
    "MF4101",
    "single-choice-correct",
    Severity.ERROR,
    Text(
        "{count} choix sont marqués justes ; il en faut exactement un", "{count} choices are right; exactly one must be"
    ),
    Text("marquez le bon choix « correct: true »", "mark the right choice “correct: true”"),
    Text(
        "Sans bon choix, personne ne peut avoir juste ; à plusieurs, c'est un choix multiple.",
        "Without a right choice nobody can be right; with several it is a multiple choice.",
    ),
    "choices: [{text: une}, {text: deux}]",
    "choices: [{text: une}, {text: deux, correct: true}]",
)
SAME_CHOICE = Rule(
    "MF4102",
    "same-choice-twice",
    Severity.ERROR,
    Text("le choix « {text} » figure deux fois", "the choice “{text}” stands twice"),
    Text("changez ou retirez l'un des deux", "change or remove one of the two"),
    Text("L'apprenant ne peut pas savoir lequel des deux compte.", "The learner cannot tell which of the two counts."),
    "choices: [{text: une}, {text: une, correct: true}]",
    "choices: [{text: une}, {text: deux, correct: true}]",
)
POOL = Rule(
    "MF4103",
    "choice-pool",
    Severity.ERROR,
    Text("« pool: {pool} » : il y a {wrong} choix faux", "“pool: {pool}”: there are {wrong} wrong choices"),
    Text("tirez {most} choix au plus, sans « shuffle »", "draw {most} choices at most, without “shuffle”"),
    Text(
        "La réserve montre un bon choix et des faux, et mélange d'elle-même.",
        "The pool shows one right choice and wrong ones, and shuffles by itself.",
    ),
    "pool: 5\nchoices: [{text: une}, {text: deux, correct: true}]",
    "pool: 2\nchoices: [{text: une}, {text: deux, correct: true}]",
)


def check(spec: SingleChoiceSpec, context: Context) -> None:
    """Report what no learner could answer."""
    right = sum(choice.correct for choice in spec.choices)
    if right != 1 and not (spec.pool and right > 1):
        context.report(NOT_ONE_CORRECT.at(context.at("choices"), count=right))
    check_twins(spec.choices, context)
    wrong = len(spec.choices) - right
    if spec.pool and (spec.pool > wrong + 1 or spec.shuffle):
        context.report(POOL.at(context.at("pool"), pool=spec.pool, wrong=wrong, most=wrong + 1))


def check_twins(choices: tuple[Choice, ...], context: Context) -> None:
    """Report two choices of one text."""
    seen: set[str] = set()
    for index, choice in enumerate(choices):
        if choice.text in seen:
            context.report(SAME_CHOICE.at(context.at("choices", index, "text"), text=choice.text))
        seen.add(choice.text)


def responses(spec: SingleChoiceSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    response = etree.Element("multiplechoiceresponse")
    group = etree.SubElement(response, "choicegroup", {"type": "MultipleChoice"})
    if spec.shuffle:
        group.set("shuffle", "true")
    if spec.pool:
        group.set("answer-pool", str(spec.pool))
    for index, choice in enumerate(spec.choices):
        element = etree.SubElement(group, "choice", {"correct": "true" if choice.correct else "false"})
        if choice.pin:
            element.set("fixed", "true")
        context.inline(element, choice.text, "choices", index, "text")
        if choice.feedback:
            hint = etree.SubElement(element, "choicehint")
            context.inline(hint, choice.feedback, "choices", index, "feedback")
    return question(spec, context, response, [group])


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a problem that is one radio question."""
    found = element.findall(".//multiplechoiceresponse")
    if element.tag != "problem" or len(found) != 1 or len(responses_of(element)) != 1:
        return None
    group = found[0].find("choicegroup")
    if group is None:
        return None
    fields = {**read_settings(element), **read_question(element, found[0])}
    fields["choices"] = [read_choice(choice) for choice in group.iterfind("choice")]
    if group.get("shuffle") == "true":
        fields["shuffle"] = True
    if group.get("answer-pool"):
        fields["pool"] = int(group.get("answer-pool", "0"))
    return fields


def read_choice(element: XML) -> dict[str, Any]:
    """Return one choice."""
    choice: dict[str, Any] = {"text": inner(element, without=("choicehint",))}
    if element.get("correct", "").lower() == "true":
        choice["correct"] = True
    hint = element.find("choicehint")
    if hint is not None:
        choice["feedback"] = inner(hint)
    if element.get("fixed") == "true":
        choice["pin"] = True
    return choice


def preview(spec: SingleChoiceSpec, context: Context) -> str:
    """Return the question with its buttons."""
    name = escape(context.name)
    items = "".join(
        f'<p><label><input type="radio" name="{name}"/> '
        f"{context.html(choice.text, 'choices', index, 'text')}</label></p>"
        for index, choice in enumerate(spec.choices)
    )
    return f"<fieldset><legend>{context.html(spec.ask, 'ask')}</legend>{items}</fieldset>"


KIND = problem_kind(
    "single_choice",
    SingleChoiceSpec,
    responses,
    read,
    preview,
    check=check,
    rules=(NOT_ONE_CORRECT, SAME_CHOICE, POOL),
)
