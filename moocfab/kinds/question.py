"""One question of a problem: its text, its response, its explanation, in the order each platform wants.

Forms seen to work: `data/reference` of each platform. On Dogwood the question stands in paragraphs and again as
`label` of the input, and the explanation follows the response. On current Open edX a `<label>` in the response
names the input and is shown; the explanation ends the response.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any

from lxml import etree

from moocfab.diagnostics import Rule, Text
from moocfab.kinds.contract import XML, Context, Kind
from moocfab.kinds.problem import ProblemSpec, problem_kind, read_settings, shielded
from moocfab.prose.markdown import blocks, inline, plain_markdown

EXPLANATION = Text("Explication", "Explanation")
YOUR_ANSWER = Text("Votre réponse", "Your answer")
"""The input's name where the question does not end with a sentence."""
DECIMAL_POINT = Text(
    "Écrivez les décimales avec un point : 2.5 et non 2,5.", "Write decimals with a point: 2.5, not 2,5."
)
"""Said beside a number's input: no grader takes a comma."""
_SAYS_POINT = re.compile(r"point décimal|decimal point", re.IGNORECASE)
_INPUTS = ("textline", "formulaequationinput")


@dataclass(frozen=True)
class Part:
    """One question as it stands in a problem.

    Attributes:
        before: what precedes the response since the one before it, scripts apart.
        response: the response.
        after: its explanation, where that follows it.
        scripts: what its check function is written in.
    """

    before: tuple[XML, ...]
    response: XML
    after: XML | None = None
    scripts: tuple[XML, ...] = ()


@dataclass(frozen=True)
class QuestionKind(Kind):
    """A kind whose problem is one question, which may also stand beside others in one problem.

    Attributes:
        content: spec to what stands in `<problem>`.
        read_part: a response to the fields of a spec that are its own, None where it is not of this kind.
        check_part: what can be wrong with the question itself.
        control: spec to the HTML of the input, for the preview.
        defines: spec to the names that its script gives to the whole problem.
    """

    content: Callable[[Any, Context], list[XML]] = field(default=lambda _spec, _context: [])
    read_part: Callable[[Part], dict[str, Any] | None] = field(default=lambda _part: None)
    check_part: Callable[[Any, Context], None] = field(default=lambda _spec, _context: None)
    control: Callable[[Any, Context], str] = field(default=lambda _spec, _context: "")
    defines: Callable[[Any, Context], frozenset[str]] = field(default=lambda _spec, _context: frozenset())


def question_kind(
    name: str,
    spec: type[ProblemSpec],
    content: Callable[[Any, Context], list[XML]],
    read_part: Callable[[Part], dict[str, Any] | None],
    control: Callable[[Any, Context], str],
    check: Callable[[Any, Context], None],
    rules: tuple[Rule, ...],
    *,
    scripted: bool = False,
    defines: Callable[[Any, Context], frozenset[str]] = lambda _spec, _context: frozenset(),
) -> QuestionKind:
    """Return the kind of a problem that is one question; `scripted` says whether it is read from one with a script."""

    def own_part(part: Part) -> dict[str, Any] | None:
        return None if part.scripts and not scripted else read_part(part)

    def read(element: XML, _content: str | None) -> dict[str, Any] | None:
        found = parts(element)
        own = own_part(found[0]) if len(found) == 1 else None
        return None if own is None else {**read_settings(element), **read_texts(found[0]), **own}

    whole = problem_kind(
        name, spec, content, read, lambda value, context: preview(value, context, control), check=check, rules=rules
    )
    inherited = {item.name: getattr(whole, item.name) for item in fields(whole)}
    return QuestionKind(
        **inherited, content=content, read_part=own_part, check_part=check, control=control, defines=defines
    )


def question(spec: Any, context: Context, response: XML, control: XML, note: Text | None = None) -> list[XML]:
    """Return a response with its question before (or in) it and its explanation.

    Args:
        spec: has `ask` and `explain`.
        context: its surroundings.
        response: holds `control`.
        control: the input, which takes the question as its name.
        note: what is said beside the question.
    """
    asked = context.nodes(spec.ask, "ask")
    said = note.for_learners(context.language) if note else ""
    if context.target.labels == "element":
        return _labelled(spec, context, response, asked, said)
    name = context.plain(spec.ask) or YOUR_ANSWER.for_learners(context.language)
    control.set("label", f"{name} {said}".strip())
    content = [*asked, *([_element("p", said)] if said else []), response]
    return [*content, solution(spec.explain, context)] if spec.explain else content


def _labelled(spec: Any, context: Context, response: XML, asked: list[XML], said: str) -> list[XML]:
    """Name the input by a `<label>`: the question's last paragraph, what precedes it before the response."""
    if asked and asked[-1].tag == "p" and not asked[-1].attrib:
        *before, last = asked
        label = _element("label", last.text or "")
        label.extend(deepcopy(child) for child in last)
    else:
        before, label = asked, _element("label", YOUR_ANSWER.for_learners(context.language))
    response.insert(0, shielded(label))
    if said:
        response.insert(1, _element("description", said))
    if spec.explain:
        response.append(solution(spec.explain, context))
    return [*before, response]


def solution(explain: str, context: Context) -> XML:
    """Return the explanation in the frame that both platforms style."""
    element = etree.Element("solution")
    box = etree.SubElement(element, "div", {"class": "detailed-solution"})
    box.append(_element("p", EXPLANATION.for_learners(context.language)))
    box.extend(context.nodes(explain, "explain"))
    return element


def says_point(ask: str, context: Context) -> bool:
    """Return whether a decimal comma is usual where the grader takes none, and the question does not say so."""
    return not (context.target.decimal_comma or context.language == "en" or _SAYS_POINT.search(ask))


def _element(tag: str, text: str) -> XML:
    element = etree.Element(tag)
    element.text = text
    return element


def parts(problem_element: XML) -> list[Part]:
    """Return the questions of a `<problem>`.

    Empty where one stands deeper than the problem's top level, or where a script is no question's.
    """
    found: list[Part] = []
    before: list[XML] = []
    scripts: list[XML] = []
    for child in problem_element:
        if not isinstance(child.tag, str) or child.tag == "demandhint":
            continue
        if child.tag == "script":
            scripts.append(child)
        elif child.tag == "solution" and found and not before:
            last = found[-1]
            found[-1] = Part(last.before, last.response, child, last.scripts)
        elif child.tag.endswith("response"):
            found.append(Part(tuple(before), child, None, tuple(scripts)))
            before, scripts = [], []
        else:
            before.append(child)
    count = sum(1 for e in problem_element.iter() if isinstance(e.tag, str) and e.tag.endswith("response"))
    return found if count == len(found) and not before and not scripts else []


def read_texts(part: Part) -> dict[str, Any]:
    """Return `ask` and `explain` of a question."""
    before = [node for node in part.before if node.tag != "br" and _said(node) not in {*DECIMAL_POINT}]
    before += [node for node in part.response if node.tag == "p" and next(node.iter(*_INPUTS), None) is None]
    asked = [blocks(before)] if before else []
    label = part.response.find("label")
    if label is not None and not (before and _said(label) in {*YOUR_ANSWER}):
        described = (e for e in part.response.iterfind("description") if _said(e) not in {*DECIMAL_POINT})
        asked.append(" ".join([inline(label), *map(inline, described)]))
    named = next((str(child.get("label")) for child in part.response if child.get("label")), "")
    found: dict[str, Any] = {"ask": "\n\n".join(text for text in asked if text) or plain_markdown(named)}
    return {**found, **read_explanation(part.response.find("solution") if part.after is None else part.after)}


def read_explanation(explained: XML | None) -> dict[str, Any]:
    """Return `explain` of a `<solution>`."""
    if explained is None:
        return {}
    box = explained.find("div[@class='detailed-solution']")
    nodes = list(explained if box is None else box)
    if nodes and _said(nodes[0]) in {*EXPLANATION} and not len(nodes[0]):
        del nodes[0]
    return {"explain": blocks(nodes)}


def _said(node: XML) -> str:
    return (node.text or "").strip()


def preview(spec: Any, context: Context, control: Callable[[Any, Context], str]) -> str:
    """Return a question with its input, its hints and explanation folded."""
    return f"{previewed(spec, context, control)}{folded(spec, context)}"


def previewed(spec: Any, context: Context, control: Callable[[Any, Context], str]) -> str:
    """Return a question with its input."""
    return f'<div role="group">{context.html(spec.ask, "ask")}{control(spec, context)}</div>'


def folded(spec: Any, context: Context) -> str:
    """Return the hints and the explanation of a question, folded."""
    hints = "".join(f"<li>{context.html(hint, 'hints', index)}</li>" for index, hint in enumerate(spec.hints))
    explain = context.html(spec.explain, "explain") if spec.explain else ""
    title = escape(EXPLANATION.for_learners(context.language))
    folded = f"<details><summary>{title}</summary>{explain}</details>" if explain else ""
    return (f"<ol>{hints}</ol>" if hints else "") + folded
