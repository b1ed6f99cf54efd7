"""`select`: one right answer in a drop-down list."""

from __future__ import annotations

import re
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.choices import (
    ONE_RIGHT,
    SAME_CHOICE,
    SHOWS_NOTHING,
    Choice,
    as_html,
    check_one_right,
    check_texts,
    option_text,
)
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import Markdown
from moocfab.kinds.problem import QuestionSpec
from moocfab.kinds.question import Part, question, question_kind
from moocfab.prose.markdown import inline, plain_markdown

# An option between quotes, its own apostrophes behind a backslash: ('L\'eau','Le feu').
_OPTION = re.compile(r"'((?:\\'|[^'])*)'")


class Option(Choice):
    """One line of the list."""

    feedback: Markdown | None = None


class SelectSpec(QuestionSpec):
    """Fields of `select`."""

    choices: Annotated[tuple[Option, ...], Field(min_length=2)]


FORMATTED = Rule(
    "MF4141",
    "option-formatted",
    Severity.WARNING,
    Text(
        "une liste déroulante ne montre que du texte : mise en forme, image et formule y sont perdues",
        "a drop-down list shows plain text only: formatting, pictures and formulas are lost in it",
    ),
    Text("écrivez du texte seul, ou prenez « kind: single_choice »", "write plain text, or take “kind: single_choice”"),
    Text(
        "Le texte d'une option est la réponse que la plateforme compare.",
        "An option's text is the answer that the platform compares.",
    ),
    "choices: [{text: '**Fe**', correct: true}, {text: F}]",
    "choices: [{text: Fe, correct: true}, {text: F}]",
)

CUTTING = Rule(
    "MF4142",
    "option-sign",
    Severity.ERROR,
    Text(
        "« {sign} » ne peut pas se trouver là dans une option de liste déroulante sur {target}",
        "“{sign}” cannot stand there in an option of a drop-down list on {target}",
    ),
    Text(
        "écrivez l'option autrement, ou prenez « kind: single_choice »",
        "write it otherwise, or take “kind: single_choice”",
    ),
    Text(
        "La liste est rangée dans un seul attribut, que ce signe coupe : elle ne s'afficherait pas.",
        "The list is kept in one attribute, which this sign cuts: it would not be shown.",
    ),
    "choices: [{text: 'C:\\\\', correct: true}, {text: D}]",
    "choices: [{text: 'C:', correct: true}, {text: D}]",
)
# A backslash before the quote that ends an option.
_CUTTING = re.compile(r"\\(?=$|')")


def check(spec: SelectSpec, context: Context) -> None:
    """Report what no learner could answer or read."""
    check_one_right(spec.choices, context)
    check_texts(spec.choices, context)
    for index, choice in enumerate(spec.choices):
        box = context.inline(etree.Element("span"), choice.text, "choices", index, "text")
        if len(box) or re.search(r"\\[(\[]", box.text or ""):
            context.report(FORMATTED.at(context.at("choices", index, "text")))
        text = context.plain(choice.text)
        cutting = _CUTTING.search(text)
        sign = cutting.group() if cutting else as_html(text, context)
        if sign:
            place = context.at("choices", index, "text")
            context.report(CUTTING.at(place, sign=sign, target=context.target.title))


def content(spec: SelectSpec, context: Context) -> list[XML]:
    """Return the response with its question.

    Options stand in an attribute, or as elements where something is said of them: the only form that
    takes feedback, and the one in which an apostrophe cannot be written (it would cut the option).
    """
    response = etree.Element("optionresponse")
    control = etree.SubElement(response, "optioninput")
    texts = [context.plain(choice.text) for choice in spec.choices]
    said = any(choice.feedback for choice in spec.choices)
    if said or (context.target.importer == "openedx" and not any("'" in text for text in texts)):
        _add_options(control, spec, texts, context)
    else:
        control.set("options", "({})".format(",".join(f"'{_quoted(text)}'" for text in texts)))
        right = [text for text, choice in zip(texts, spec.choices, strict=True) if choice.correct]
        control.set("correct", right[0] if right else "")
    return question(spec, context, response, control)


def _quoted(text: str) -> str:
    return text.replace("'", "\\'")


def _add_options(control: XML, spec: SelectSpec, texts: list[str], context: Context) -> None:
    for index, (text, choice) in enumerate(zip(texts, spec.choices, strict=True)):
        right = str(choice.correct) if context.target.importer == "fun" else str(choice.correct).lower()
        option = etree.SubElement(control, "option", correct=right)
        option.text = option_text(text)
        if choice.feedback:
            hint = etree.SubElement(option, "optionhint")
            context.inline(hint, choice.feedback, "choices", index, "feedback")


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the choices of a drop-down list."""
    control = part.response.find("optioninput")
    if part.response.tag != "optionresponse" or control is None or len(part.response.findall(".//optioninput")) > 1:
        return None
    options = control.findall("option")
    return {"choices": [_option(option) for option in options] if options else _quoted_options(control)}


def _option(element: XML) -> dict[str, Any]:
    choice: dict[str, Any] = {"text": inline(element, without=("optionhint",))}
    if element.get("correct", "").lower() == "true":
        choice["correct"] = True
    hint = element.find("optionhint")
    if hint is not None:
        choice["feedback"] = inline(hint)
    return choice


def _quoted_options(control: XML) -> list[dict[str, Any]]:
    texts = [text.replace("\\'", "'") for text in _OPTION.findall(control.get("options", ""))]
    right = control.get("correct")
    return [{"text": plain_markdown(text), **({"correct": True} if text == right else {})} for text in texts]


def control(spec: SelectSpec, context: Context) -> str:
    """Return the list."""
    options = "".join(f"<option>{escape(context.plain(choice.text))}</option>" for choice in spec.choices)
    return f'<p><select aria-label="{escape(context.plain(spec.ask))}"><option></option>{options}</select></p>'


KIND = question_kind(
    "select",
    SelectSpec,
    content,
    read_part,
    control,
    check,
    (SAME_CHOICE, SHOWS_NOTHING, ONE_RIGHT, FORMATTED, CUTTING),
)
