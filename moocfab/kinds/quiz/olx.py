"""From the notation to a `<problem>`, in each platform's form.

Forms: `data/reference` of each platform. On current Open edX the question's `<label>` and all that stands
around one response stand in it; on Dogwood the question is a paragraph and the input's `label`, and nothing
but the input stands in the response (a `<solution>` there is a server error).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.choices import option_text
from moocfab.kinds.contract import XML, Block, Context, attribute
from moocfab.kinds.problem import settings, shielded
from moocfab.kinds.quiz.markup import fill, paragraphs, plain, published
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.source.studio import Notation, parse
from moocfab.source.studio.model import (
    INPUTS,
    Answer,
    Checks,
    Code,
    Difference,
    Explanation,
    Heading,
    Hint,
    Input,
    Label,
    Line,
    Number,
    Part,
    Prose,
    Question,
    Radio,
    Select,
)
from moocfab.source.studio.rules import IGNORED, NOT_IN_STUDIO

_DROPPED = Text("il perd le texte qui suit une balise en tête de ligne", "it loses text after a tag that begins a line")


def write(spec: QuizSpec, context: Context) -> Block:
    """Return the problem, with its notation where the platform's editor makes the same problem of it."""
    text = _typeset(published(spec.quiz, context))
    notation = parse(text)
    _report_further_numbers(notation, context)
    element = etree.Element("problem", settings(spec, context))
    if _editable(notation, context):
        element.set("markdown", text)
    for question in notation.questions:
        element.extend(_nested(question, context) if context.target.labels == "element" else _flat(question, context))
    if notation.hints:
        box = etree.SubElement(element, "demandhint")
        for hint in notation.hints:
            fill(etree.SubElement(box, "hint"), hint.text)
    return Block(element)


def _typeset(text: str) -> str:
    """Return the notation with the apostrophes of print where an option of a list would be cut by a straight one."""
    lines = text.split("\n")
    parts = (part for question in parse(text).questions for part in question.inputs if isinstance(part, Select))
    for choice in (choice for part in parts for choice in part.choices):
        line, start, stop = choice.place.line - 1, choice.place.column - 1, choice.place.column - 1 + len(choice.text)
        if lines[line][start:stop] == choice.text:
            lines[line] = lines[line][:start] + option_text(choice.text) + lines[line][stop:]
    return "\n".join(lines)


def _editable(notation: Notation, context: Context) -> bool:
    """Return whether the platform's editor makes this problem; what it makes otherwise is reported, once."""
    importer = context.target.importer
    differences = [item for item in (*notation.differences, *_lost(notation)) if item.importer == importer]
    for item in differences[:1]:
        place = context.within(*item.place, "quiz")
        context.report(NOT_IN_STUDIO.at(place, target=context.target.name, what=item.what))
    return not differences


def _report_further_numbers(notation: Notation, context: Context) -> None:
    """Report right numbers beside the first: Dogwood grades them wrong (its `numericalresponse` has one answer)."""
    if context.target.importer != "fun":
        return
    numbers = (part for question in notation.questions for part in question.inputs if isinstance(part, Number))
    for answer in (answer for number in numbers for answer in number.others):
        place = context.within(*answer.place, "quiz")
        problem = Text("FUN n'accepte qu'un nombre dans cette notation", "FUN takes one number in this notation")
        mend = Text("écrivez la question avec « kind: numerical »", "write the question as “kind: numerical”")
        context.report(IGNORED.at(place, text=f"or= {answer.text}", problem=problem, mend=mend))


def _lost(notation: Notation) -> Iterator[Difference]:
    """Yield texts that current Studio drops: beside a single response, what follows a tag that begins a line."""
    for question in notation.questions:
        for part in question.parts if len(question.inputs) == 1 else ():
            if isinstance(part, Prose) and any((child.tail or "").strip() for child in paragraphs(part.text)):
                yield Difference("openedx", part.place, _DROPPED)


def _nested(question: Question, context: Context) -> list[XML]:
    """Return each response with its question in it; what stands around a single one too, as current Studio does."""
    single = len(question.inputs) == 1
    labelled = False
    before: list[XML] = []
    inside: list[XML] = []
    found: list[XML] = []
    for part in question.parts:
        if isinstance(part, INPUTS):
            made = response(part, context)
            lead = [*before, *inside] if single else inside
            found += [] if single else before
            for index, element in enumerate(lead):
                made.insert(index, element)
            found.append(made)
            labelled, before, inside = False, [], []
        elif isinstance(part, Label) and not labelled and not (single and found):
            labelled = True
            inside += _named(part)
        else:
            content = _asked(part) if isinstance(part, Label) else _content(part, context)
            (found[-1].extend if single and found else inside.extend if labelled else before.extend)(content)
    return [*found, *before, *inside]


def _flat(question: Question, context: Context) -> list[XML]:
    """Return parts one after the other, as Dogwood needs them."""
    label: Label | None = None
    found: list[XML] = []
    for part in question.parts:
        if isinstance(part, Label):
            label = part
            found += _asked(part)
        elif isinstance(part, INPUTS):
            made = response(part, context)
            if label is not None:
                _input(made).set("label", plain(label.text))
            found.append(made)
            label = None
        else:
            found += _content(part, context)
    return found


def _asked(label: Label) -> list[XML]:
    found = [fill(etree.Element("p"), label.text)]
    return [*found, fill(etree.Element("p"), label.description)] if label.description else found


def _named(label: Label) -> list[XML]:
    found = [shielded(fill(etree.Element("label"), label.text))]
    return [*found, shielded(fill(etree.Element("description"), label.description))] if label.description else found


def _content(part: Part, context: Context) -> list[XML]:
    match part:
        case Heading():
            heading = etree.Element("h3")
            if context.target.labels == "element":
                heading.set("class", "hd hd-2 problem-header")
            return [fill(heading, part.text)]
        case Prose():
            return paragraphs(part.text)
        case Code():
            box = etree.Element("pre")
            fill(etree.SubElement(box, "code"), part.text)
            return [box]
        case Explanation():
            element = etree.Element("solution")
            box = etree.SubElement(element, "div", {"class": "detailed-solution"})
            etree.SubElement(box, "p").text = "Explication" if context.language == "fr" else "Explanation"
            for inner in part.parts:
                box.extend(_content(inner, context))
            return [element]
    return []


def response(part: Input, context: Context) -> XML:
    """Return what takes an answer."""
    match part:
        case Radio():
            return _radio(part)
        case Select():
            return _select(part)
        case Checks():
            return _checks(part)
        case Number():
            return _number(part)
        case Line():
            return _line(part)


def _radio(part: Radio) -> XML:
    element = etree.Element("multiplechoiceresponse")
    group = etree.SubElement(element, "choicegroup", {"type": "MultipleChoice"})
    if part.shuffle:
        group.set("shuffle", "true")
    for item in part.choices:
        choice = etree.SubElement(group, "choice", {"correct": attribute(item.correct)})
        if item.fixed:
            choice.set("fixed", "true")
        shielded(fill(choice, item.text))
        _hint(choice, "choicehint", item.hint)
    return element


def _select(part: Select) -> XML:
    element = etree.Element("optionresponse")
    box = etree.SubElement(element, "optioninput")
    for item in part.choices:
        option = etree.SubElement(box, "option", {"correct": attribute(item.correct)})
        option.text = option_text(plain(item.text))
        _hint(option, "optionhint", item.hint)
    return element


def _checks(part: Checks) -> XML:
    element = etree.Element("choiceresponse")
    group = etree.SubElement(element, "checkboxgroup")
    for item in part.choices:
        choice = shielded(fill(etree.SubElement(group, "choice", {"correct": attribute(item.correct)}), item.text))
        for selected, hint in (("true", item.selected), ("false", item.unselected)):
            if hint:
                fill(etree.SubElement(choice, "choicehint", {"selected": selected}), hint.text)
    for compound in part.compounds:
        fill(etree.SubElement(group, "compoundhint", {"value": compound.value}), compound.text)
    return element


def _number(part: Number) -> XML:
    element = etree.Element("numericalresponse", {"answer": plain(part.answer)})
    if part.tolerance:
        etree.SubElement(element, "responseparam", {"type": "tolerance", "default": plain(part.tolerance)})
    _others(element, part.others)
    etree.SubElement(element, "formulaequationinput")
    _hint(element, "correcthint", part.hint)
    return element


def _line(part: Line) -> XML:
    kind = "ci regexp" if part.regexp else "ci"
    element = etree.Element("stringresponse", {"answer": plain(part.answer), "type": kind})
    _hint(element, "correcthint", part.hint)
    _others(element, part.others)
    for item in part.wrong:
        hint = _hint(element, "stringequalhint", item.hint or Hint(""))
        hint.set("answer", plain(item.text))
    etree.SubElement(element, "textline", {"size": "20"})
    return element


def _others(element: XML, answers: tuple[Answer, ...]) -> None:
    for item in answers:
        other = etree.SubElement(element, "additional_answer", {"answer": plain(item.text)})
        _hint(other, "correcthint", item.hint)


def _hint(parent: XML, tag: str, hint: Hint | None) -> XML:
    """Append a hint, where there is one."""
    if hint is None:
        return parent
    element = fill(etree.SubElement(parent, tag), hint.text)
    if hint.label:
        element.set("label", plain(hint.label))
    return element


def _input(element: XML) -> XML:
    """Return the part of a response that takes a label."""
    tags = ("choicegroup", "checkboxgroup", "optioninput", "formulaequationinput", "textline")
    return next(_of(element, tags))


def _of(element: XML, tags: tuple[str, ...]) -> Iterator[XML]:
    return (child for child in element if child.tag in tags)
