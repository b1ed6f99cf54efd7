"""From a `<problem>` to its notation, where the notation can say all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from moocfab.kinds.contract import XML
from moocfab.kinds.problem import inner, read_settings
from moocfab.kinds.quiz.markup import plain
from moocfab.source.studio import Notation, parse, write
from moocfab.source.studio.model import (
    Answer,
    Check,
    Checks,
    Choice,
    Code,
    Compound,
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

_EXPLANATIONS = ("Explication", "Explanation")
_MADE = {
    "multiplechoiceresponse": {"choicegroup": {"type", "shuffle", "label"}},
    "choiceresponse": {"checkboxgroup": {"direction", "label"}},
    "optionresponse": {"optioninput": {"options", "correct", "label"}},
    "numericalresponse": {"formulaequationinput": {"label"}, "textline": {"label"}},
    "stringresponse": {"textline": {"size", "label"}},
}
"""Response to the input it has in this notation, and the attributes that the notation can say."""


class _Unsaid(Exception):
    """The notation has no word for it."""


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a problem: its own notation where that is still what the problem is."""
    if element.tag != "problem":
        return None
    fields = {key: value for key, value in read_settings(element).items() if key not in ("hints", "explain")}
    notation = said(element)
    if notation is None:
        return None
    own = (element.get("markdown") or "").replace("\r\n", "\n")
    if own and own != "null" and _is_still(parse(own), notation, element):
        return {**fields, "quiz": own}
    text = write(notation)
    return {**fields, "quiz": text} if same(parse(text), notation) else None


def same(one: Notation, other: Notation) -> bool:
    """Return whether two notations ask for the same answers and tell the same of them, whatever the text around."""
    return _essence(one) == _essence(other)


def _is_still(own: Notation, notation: Notation, element: XML) -> bool:
    """Return whether a problem is what its own notation says; its questions may stand in paragraphs."""
    text = _words("".join(str(part) for part in element.itertext()))
    labels = (part for question in own.questions for part in question.parts if isinstance(part, Label))
    return same(own, notation) and all(_words(label.text) in text for label in labels)


def _essence(notation: Notation) -> list[Any]:
    around = (Prose, Label, Heading, Code)
    parts = [part for question in notation.questions for part in question.parts if not isinstance(part, around)]
    return [*(_bare(part) for part in parts), [_words(hint.text) for hint in notation.hints]]


def _bare(value: Any) -> Any:
    """Return a part as plain data, its texts without tags and double spaces."""
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, tuple):
        return [_bare(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Explanation):
        return ["Explanation", "".join(_words(part.text) for part in value.parts)]
    names = [name for name in value.__dataclass_fields__ if name not in ("place", "described", "one_line")]
    return [type(value).__name__, *(_bare(getattr(value, name)) for name in names)]


def _words(text: str) -> str:
    return plain(text).replace(" ", "") if "<" in text or "&" in text else "".join(text.split())


def said(element: XML) -> Notation | None:
    """Return what a `<problem>` says, None where the notation has no words for it."""
    try:
        return _problem(element)
    except _Unsaid:
        return None


def _problem(element: XML) -> Notation:
    children = [child for child in element if isinstance(child.tag, str)]
    hints = tuple(Hint(inner(hint)) for hint in element.iterfind("demandhint/hint"))
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        raise _Unsaid
    children = [child for child in children if child.tag != "demandhint"]
    if not any(child.tag in _MADE for child in children):
        raise _Unsaid
    if all(child.tag in _MADE for child in children):
        return Notation(tuple(Question(tuple(_parts([child]))) for child in children), hints)
    return Notation((Question(tuple(_parts(children))),), hints)


def _parts(children: list[XML]) -> Iterator[Part]:
    """Yield parts; a paragraph that the next input's `label` repeats is the question."""
    for index, child in enumerate(children):
        tag = str(child.tag)
        if tag in _MADE:
            yield from _response(child)
        elif tag.endswith("response") or tag == "script" or list(child.iter(*_MADE)):
            raise _Unsaid
        elif tag == "p" and _label_after(children[index + 1 :]) == plain(inner(child)) != "":
            yield Label(inner(child))
        else:
            yield _content(child)


def _label_after(children: list[XML]) -> str | None:
    for child in children:
        if child.tag in _MADE:
            group = _input(child)
            return group.get("label")
    return None


def _content(child: XML) -> Part:
    match child.tag:
        case "h1" | "h2" | "h3":
            return Heading(inner(child))
        case "pre" if len(child) == 1 and child[0].tag == "code":
            return Code(inner(child[0]) + "\n")
        case "solution":
            return _explanation(child)
        case "label":
            return Label(inner(child))
        case "p":
            return Prose(inner(child))
    return Prose(etree.tostring(child, encoding="unicode", with_tail=False))


def _explanation(element: XML) -> Explanation:
    box = element.find("div") if element.find("div") is not None else element
    if box is None:
        raise _Unsaid
    parts = [_content(child) for child in box if isinstance(child.tag, str)]
    if parts and isinstance(parts[0], Prose) and parts[0].text in _EXPLANATIONS:
        parts = parts[1:]
    return Explanation(tuple(part for part in parts if isinstance(part, Prose | Heading)))


def _input(response: XML) -> XML:
    known = _MADE[str(response.tag)]
    found = [child for child in response if child.tag in known]
    if len(found) != 1 or not set(found[0].keys()) <= known[str(found[0].tag)]:
        raise _Unsaid
    return found[0]


def _response(element: XML) -> Iterator[Part]:
    """Yield the question, the input and what stands in the response around it."""
    own = {"responseparam", "additional_answer", "correcthint", "stringequalhint", "description"}
    group = _input(element)
    for child in element:
        if child is group:
            yield _made(element, group)
        elif child.tag == "label":
            yield Label(inner(child), "".join(inner(item) for item in element.iterfind("description")))
        elif isinstance(child.tag, str) and child.tag not in own:
            yield _content(child)


def _made(element: XML, group: XML) -> Input:
    match element.tag:
        case "multiplechoiceresponse":
            _only(element, set())
            return Radio(tuple(_choice(child, "choicehint") for child in group), group.get("shuffle") == "true")
        case "choiceresponse":
            _only(element, set())
            compounds = (Compound(child.get("value", ""), inner(child)) for child in group.iterfind("compoundhint"))
            return Checks(tuple(_check(child) for child in group.iterfind("choice")), tuple(compounds))
        case "optionresponse":
            _only(element, set())
            return _select(group)
        case "numericalresponse":
            _only(element, {"answer"})
            return _number(element)
    _only(element, {"answer", "type"})
    return _line(element)


def _only(element: XML, known: set[str]) -> None:
    if not set(element.keys()) <= known:
        raise _Unsaid


def _choice(element: XML, tag: str) -> Choice:
    _only(element, {"correct", "fixed", "name"})
    text = inner(element, without=(tag,))
    return Choice(text, _true(element.get("correct")), _true(element.get("fixed")), _hint(element.find(tag)))


def _check(element: XML) -> Check:
    _only(element, {"correct", "name"})
    hints = {hint.get("selected", "").lower(): Hint(inner(hint)) for hint in element.iterfind("choicehint")}
    text = inner(element, without=("choicehint",))
    return Check(text, _true(element.get("correct")), hints.get("true"), hints.get("false"))


def _select(group: XML) -> Select:
    if group.get("options") is None:
        return Select(tuple(_choice(option, "optionhint") for option in group.iterfind("option")))
    options = group.get("options", "").strip().strip("()").strip()
    texts = [text.strip() for text in options.strip("'\"").replace("', '", "','").split("','")]
    return Select(tuple(Choice(text, text == group.get("correct", "").strip()) for text in texts), one_line=True)


def _number(element: XML) -> Number:
    params = element.findall("responseparam")
    if len(params) > 1 or any(param.get("type") != "tolerance" for param in params):
        raise _Unsaid
    tolerance = params[0].get("default", "") if params else ""
    hint = _hint(element.find("correcthint"))
    return Number("".join(element.get("answer", "").split()), tolerance, hint, _others(element))


def _line(element: XML) -> Line:
    kinds = set(element.get("type", "").split())
    if "ci" not in kinds or kinds - {"ci", "regexp"}:
        raise _Unsaid
    wrong = (Answer(hint.get("answer", ""), _hint(hint)) for hint in element.iterfind("stringequalhint"))
    hint = _hint(element.find("correcthint"))
    return Line(element.get("answer", ""), "regexp" in kinds, hint, _others(element), tuple(wrong))


def _others(element: XML) -> tuple[Answer, ...]:
    return tuple(
        Answer(other.get("answer") or inner(other, without=("correcthint",)), _hint(other.find("correcthint")))
        for other in element.iterfind("additional_answer")
    )


def _hint(element: XML | None) -> Hint | None:
    if element is None or not inner(element):
        return None
    return Hint(inner(element), element.get("label", ""))


def _true(value: str | None) -> bool:
    return (value or "").lower() == "true"
