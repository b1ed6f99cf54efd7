"""`multiple_choice`: every right choice among several is to be ticked."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import BeforeValidator, Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.choices import (
    SAME_CHOICE,
    SHOWS_NOTHING,
    Choice,
    add_choice,
    add_hint,
    buttons,
    check_texts,
    read_choice,
)
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import Markdown, Model
from moocfab.kinds.problem import QuestionSpec
from moocfab.kinds.question import Part, question, question_kind
from moocfab.prose.markdown import inline

SELECTED = {"chosen": "true", "not_chosen": "false"}
# What `partial_credit` is in OLX; any other word is an error when a learner answers.
PARTIAL_CREDIT = {"edc": "EDC", "halves": "halves"}


class Feedback(Model):
    """What is said of a choice that was ticked, and of one that was not."""

    chosen: Markdown | None = None
    not_chosen: Markdown | None = None


def _chosen(value: Any) -> Any:
    return {"chosen": value} if isinstance(value, str | int | float) else value


class BoxChoice(Choice):
    """One box; a `feedback` that is a text is for those who ticked it."""

    feedback: Annotated[Feedback, BeforeValidator(_chosen, json_schema_input_type=Markdown | Feedback)] | None = None
    pin: bool = False


class Combination(Model):
    """What is said to who ticked just these choices, instead of what is said of each; A is the first."""

    choices: Annotated[tuple[str, ...], Field(min_length=1)]
    feedback: Annotated[Markdown, Field(min_length=1)]


class MultipleChoiceSpec(QuestionSpec):
    """Fields of `multiple_choice`."""

    choices: Annotated[tuple[BoxChoice, ...], Field(min_length=2)]
    combinations: tuple[Combination, ...] = ()
    partial_credit: Literal["edc", "halves"] | None = None
    shuffle: bool = False
    pool: Annotated[int, Field(ge=2)] | None = None


NO_RIGHT = Rule(
    "MF4121",
    "no-right-choice",
    Severity.ERROR,
    Text("aucun choix n'est marqué juste", "no choice is marked right"),
    Text(
        "marquez les bons choix « correct: true » ; si rien ne convient, ajoutez un choix « aucun »",
        "mark the right choices “correct: true”; where none fits, add a choice “none of these”",
    ),
    Text(
        "Ne rien cocher compte toujours comme faux : personne ne pourrait avoir juste.",
        "Ticking nothing always counts as wrong: nobody could be right.",
    ),
    "choices: [{text: une}, {text: deux}]",
    "choices: [{text: une}, {text: deux, correct: true}]",
)
HALVES = Rule(
    "MF4122",
    "halves-of-two",
    Severity.WARNING,
    Text(
        "« partial_credit: halves » ne donne rien avec deux choix",
        "“partial_credit: halves” gives nothing of two choices",
    ),
    Text("ajoutez un choix, ou écrivez « partial_credit: edc »", "add a choice, or write “partial_credit: edc”"),
    Text(
        "La moitié des points pour une erreur demande trois choix, le quart pour deux en demande cinq.",
        "Half of the points for one mistake takes three choices, a quarter for two takes five.",
    ),
    "partial_credit: halves\nchoices: [{text: une}, {text: deux, correct: true}]",
    "partial_credit: halves\nchoices: [{text: une}, {text: deux, correct: true}, {text: trois}]",
)
COMBINATION = Rule(
    "MF4123",
    "combination-unknown",
    Severity.ERROR,
    Text("« {letter} » n'est la lettre d'aucun choix", "“{letter}” is no choice's letter"),
    Text("les choix sont {first} à {last}, dans leur ordre", "the choices are {first} to {last}, in their order"),
    Text(
        "Un retour pour une combinaison qui n'existe pas n'est jamais montré.",
        "What is said of a combination that does not exist is never shown.",
    ),
    "choices: [{text: une}, {text: deux, correct: true}]\ncombinations: [{choices: [A, D], feedback: Non.}]",
    "choices: [{text: une}, {text: deux, correct: true}]\ncombinations: [{choices: [A, B], feedback: Non.}]",
)
SAME_COMBINATION = Rule(
    "MF4124",
    "combination-twice",
    Severity.ERROR,
    Text("la combinaison « {letters} » figure deux fois", "the combination “{letters}” stands twice"),
    Text("retirez l'une des deux", "remove one of the two"),
    Text("Seule la première serait montrée.", "Only the first would be shown."),
    "combinations: [{choices: [A, B], feedback: Non.}, {choices: [B, A], feedback: Presque.}]",
    "combinations: [{choices: [A, B], feedback: Presque.}]",
)
NOT_SHUFFLED = Rule(
    "MF4125",
    "boxes-not-shuffled",
    Severity.WARNING,
    Text("« {field} » n'a pas d'effet sur des cases à cocher", "“{field}” has no effect on boxes"),
    Text(
        "retirez « {field} » ; seul « kind: single_choice » se mélange et se tire",
        "remove “{field}”; only “kind: single_choice” shuffles and draws",
    ),
    Text(
        "Les plateformes montrent toutes les cases, dans l'ordre où elles sont écrites.",
        "The platforms show all boxes, in the order in which they are written.",
    ),
    "kind: multiple_choice\nshuffle: true",
    "kind: multiple_choice",
)


def check(spec: MultipleChoiceSpec, context: Context) -> None:
    """Report what no learner could answer, and what the platforms do not do."""
    check_texts(spec.choices, context)
    if not any(choice.correct for choice in spec.choices):
        context.report(NO_RIGHT.at(context.at("choices")))
    if spec.partial_credit == "halves" and len(spec.choices) < 3:
        context.report(HALVES.at(context.at("partial_credit")))
    _check_combinations(spec, context)
    places: list[tuple[str | int, ...]] = [(name,) for name in ("shuffle", "pool") if getattr(spec, name)]
    places += [("choices", index, "pin") for index, choice in enumerate(spec.choices) if choice.pin]
    for place in places:
        context.report(NOT_SHUFFLED.at(context.at(*place), field=place[-1]))


def _check_combinations(spec: MultipleChoiceSpec, context: Context) -> None:
    letters = ascii_uppercase[: len(spec.choices)]
    seen: set[frozenset[str]] = set()
    for index, combination in enumerate(spec.combinations):
        for place, letter in enumerate(combination.choices):
            if len(letter) != 1 or letter not in letters:
                where = context.at("combinations", index, "choices", place)
                context.report(COMBINATION.at(where, letter=letter, first=letters[0], last=letters[-1]))
        if frozenset(combination.choices) in seen:
            names = " ".join(combination.choices)
            context.report(SAME_COMBINATION.at(context.at("combinations", index, "choices"), letters=names))
        seen.add(frozenset(combination.choices))


def content(spec: MultipleChoiceSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    response = etree.Element("choiceresponse")
    if spec.partial_credit:
        response.set("partial_credit", PARTIAL_CREDIT[spec.partial_credit])
    group = etree.SubElement(response, "checkboxgroup")
    for index, choice in enumerate(spec.choices):
        element = add_choice(group, choice, context, index)
        for when, selected in SELECTED.items():
            text = getattr(choice.feedback, when, None)
            if text:
                add_hint(element, text, context, "choices", index, "feedback", when, selected=selected)
    for index, combination in enumerate(spec.combinations):
        hint = etree.SubElement(group, "compoundhint", value=" ".join(sorted(set(combination.choices))))
        context.inline(hint, combination.feedback, "combinations", index, "feedback")
    return question(spec, context, response, group)


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the choices of a question with boxes."""
    group = part.response.find("checkboxgroup")
    credit = part.response.get("partial_credit", "").lower()
    if part.response.tag != "choiceresponse" or group is None or credit not in ("", *PARTIAL_CREDIT):
        return None
    fields: dict[str, Any] = {"choices": [_choice(choice) for choice in group.iterfind("choice")]}
    if credit:
        fields["partial_credit"] = credit
    combinations = [
        {"choices": hint.get("value", "").split(), "feedback": inline(hint)} for hint in group.iterfind("compoundhint")
    ]
    return {**fields, "combinations": combinations} if combinations else fields


def _choice(element: XML) -> dict[str, Any]:
    choice = read_choice(element)
    hints = {hint.get("selected", "").lower(): inline(hint) for hint in element.iterfind("choicehint")}
    feedback = {when: hints[selected] for when, selected in SELECTED.items() if selected in hints}
    if feedback:
        choice["feedback"] = feedback
    return choice


KIND = question_kind(
    "multiple_choice",
    MultipleChoiceSpec,
    content,
    read_part,
    lambda spec, context: buttons(spec.choices, context, "checkbox"),
    check,
    (SAME_CHOICE, SHOWS_NOTHING, NO_RIGHT, HALVES, COMBINATION, SAME_COMBINATION, NOT_SHUFFLED),
)
