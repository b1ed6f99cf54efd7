"""`cloze`: a text with blanks, each a small question of a kind that the registry gives.

Forms seen to work: responses and inputs with `inline="true"`, each input with its own `label`; one point each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Annotated, Any, Literal, Union

from lxml import etree
from pydantic import Field, create_model

from moocfab.diagnostics import Text
from moocfab.kinds import brackets
from moocfab.kinds.cloze.rules import RULES, TWICE, UNPLACED
from moocfab.kinds.contract import XML, Context, Kind
from moocfab.kinds.fields import Markdown, Model, Words
from moocfab.kinds.problem import SHOW_ANSWER_LATER, ProblemSpec, problem_kind, read_settings
from moocfab.kinds.question import DECIMAL_POINT, Part, QuestionKind, folded, read_explanation, solution
from moocfab.prose.markdown import blocks, plain_markdown
from moocfab.safe.xml import fragments

_NAME = re.compile(r"[\w-]+")
_NOT_OWN = {*ProblemSpec.model_fields, "ask", "explain"}


class ClozeSpec(ProblemSpec):
    """Fields of `cloze`; its blanks are of the kinds that the registry gives it."""

    text: Annotated[Markdown, Field(min_length=1)]
    blanks: dict[str, Any]
    explain: Markdown | None = None


def kind(*kinds: QuestionKind) -> Kind:
    """Return the kind of a text whose blanks are of `kinds`."""
    known = {kind.name: kind for kind in kinds}
    models = tuple(_blank(kind) for kind in kinds)
    blank: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007
    several: Any = Annotated[dict[str, blank], Field(min_length=1)]
    spec = create_model("ClozeSpec", __base__=ClozeSpec, __doc__=ClozeSpec.__doc__, blanks=(several, ...))
    rules = tuple(dict.fromkeys(rule for kind in kinds for rule in kind.rules if rule != SHOW_ANSWER_LATER))
    return problem_kind(
        "cloze",
        spec,
        lambda value, context: _content(known, value, context),
        lambda element, _content: _read(kinds, element),
        lambda value, context: _preview(known, value, context),
        check=lambda value, context: _check(known, value, context),
        rules=(*RULES, *rules),
        body="text",
    )


def _blank(kind: QuestionKind) -> type[Model]:
    """Return the model of a blank: the kind's own fields, and what names its input."""
    fields = {
        name: (info.annotation, deepcopy(info)) for name, info in kind.spec.model_fields.items() if name not in _NOT_OWN
    }
    own: dict[str, Any] = {"kind": (Literal[kind.name], ...), "label": (Words | None, None), **fields}
    return create_model(f"{kind.spec.__name__}Blank", __base__=Model, **own)


def _question(known: Mapping[str, QuestionKind], name: str, blank: Any) -> Any:
    """Return a blank as the question of its kind, which asks what its label says."""
    fields = {field: getattr(blank, field) for field in type(blank).model_fields if field not in ("kind", "label")}
    fields["ask"] = plain_markdown(blank.label or name)
    return known[blank.kind].spec.model_construct(**fields)


def _check(known: Mapping[str, QuestionKind], spec: ClozeSpec, context: Context) -> None:
    found = brackets.filled(_nodes(spec, context), spec.blanks, lambda _name: etree.Element("span"))[1]
    for name, blank in spec.blanks.items():
        if name not in found:
            near = brackets.near(spec.text, name)
            guess = Text(f" (vouliez-vous dire [{near}] ?)", f" (did you mean [{near}]?)") if near else Text("", "")
            context.report(UNPLACED.at(context.at("blanks", name), name=name, guess=guess))
        elif found.count(name) > 1:
            context.report(TWICE.at(context.at("text"), name=name))
        inside = context.around(f"{context.name}-{name}", "blanks", name)
        known[blank.kind].check_part(_question(known, name, blank), inside)


def _nodes(spec: ClozeSpec, context: Context) -> list[XML]:
    return context.nodes(brackets.marked(spec.text, spec.blanks), "text")


def _content(known: Mapping[str, QuestionKind], spec: ClozeSpec, context: Context) -> list[XML]:
    """Return the text, a response in the place of each blank."""
    made: dict[str, XML] = {}
    before: list[XML] = []
    for name, blank in spec.blanks.items():
        inside = context.around(f"{context.name}-{name}", "blanks", name)
        content = known[blank.kind].content(_question(known, name, blank), inside)
        made[name] = _inline(content, blank.label or name)
        before += [element for element in content if element.tag == "script"]
        before += _said(content, before)
    nodes, found = brackets.filled(_nodes(spec, context), spec.blanks, made.__getitem__)
    for node in nodes:
        # A paragraph ends where a block begins, as the platforms' inputs do.
        for paragraph in [*node.iter("p")] if found else []:
            if any(str(e.tag).endswith("response") for e in paragraph.iter("*")):
                paragraph.tag = "div"
    return [*before, *nodes, *([solution(spec.explain, context)] if spec.explain else [])]


def _inline(content: Sequence[XML], label: str) -> XML:
    """Return the response of a question, to stand within a line: its input is named by an attribute."""
    response = deepcopy(next(element for element in content if str(element.tag).endswith("response")))
    response.tail = None
    for child in [*response.iter("label", "description")]:
        response.remove(child)
    response.set("inline", "true")
    control = next(child for child in response if child.tag in ("optioninput", "textline", "formulaequationinput"))
    control.set("inline", "true")
    control.set("label", label)
    return response


def _said(content: Sequence[XML], before: Sequence[XML]) -> list[XML]:
    """Return the sentence about decimals that a question says, unless another has said it."""
    told = any(element.text in {*DECIMAL_POINT} for element in before)
    says = (text for element in content for text in element.itertext() if text in {*DECIMAL_POINT})
    text = next(says, None)
    if text is None or told:
        return []
    paragraph = etree.Element("p")
    paragraph.text = str(text)
    return [paragraph]


def _read(kinds: Sequence[QuestionKind], element: XML) -> dict[str, Any] | None:
    """Return the fields of a text with responses in its lines."""
    copy = deepcopy(element)
    responses = [e for e in copy.iter("*") if str(e.tag).endswith("response")]
    scripts = {script.text or "": script for script in copy.findall("script")}
    if not responses or any(e.getparent() is copy or e.get("inline") != "true" for e in responses):
        return None
    blanks: dict[str, dict[str, Any]] = {}
    places: dict[XML, str] = {}
    for number, response in enumerate(responses, 1):
        named = next((str(child.get("label")) for child in response if child.get("label")), "")
        name = named if _NAME.fullmatch(named) and named not in blanks else f"trou{number}"
        used = tuple(script for text, script in scripts.items() if f"def {response.get('cfn')}(" in text)
        read = ((kind.name, kind.read_part(Part((), response, None, used))) for kind in kinds)
        kind_name, own = next(((kind_name, own) for kind_name, own in read if own is not None), ("", None))
        if own is None:
            return None
        blanks[name] = {"kind": kind_name, **({"label": named} if named and named != name else {}), **own}
        places[response] = name
    restored = brackets.taken_out(places)
    for box in [*copy.iter("div")]:
        if box.getparent() is copy and not box.attrib:
            box.tag = "p"
    left = [e for e in copy if e.tag not in ("script", "solution", "demandhint") and not _decimal(e)]
    fields = {"text": restored(blocks(left)), "blanks": blanks}
    return {**read_settings(element), **read_explanation(copy.find("solution")), **fields}


def _decimal(element: XML) -> bool:
    return (element.text or "").strip() in {*DECIMAL_POINT}


def _preview(known: Mapping[str, QuestionKind], spec: ClozeSpec, context: Context) -> str:
    """Return the text with its inputs."""

    def made(name: str) -> XML:
        blank = spec.blanks[name]
        inside = context.around(f"{context.name}-{name}", "blanks", name)
        [control] = fragments(known[blank.kind].control(_question(known, name, blank), inside))
        control.tag = "span"
        return control

    nodes, _ = brackets.filled(_nodes(spec, context), spec.blanks, made)
    text = "".join(etree.tostring(node, encoding="unicode", method="html") for node in nodes)
    return f'<div role="group">{text}</div>{folded(spec, context)}'
