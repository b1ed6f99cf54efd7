"""What all problems share: their settings, their question, explanation and hints, as capa has them.

Forms seen to work: `data/reference` of each platform. On Dogwood the question stands in a paragraph and
again as `label` of the input, and the explanation follows the response; on current Open edX a
`<label>` inside of the response names it and the explanation ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Markdown, Seconds, Spec, attribute

SHOW_ANSWER = Literal[
    "always", "answered", "attempted", "closed", "finished", "correct_or_past_due", "past_due", "never",
    "after_attempts", "after_all_attempts", "after_all_attempts_or_correct", "attempted_no_past_due",
]  # fmt: skip
RANDOMIZE = {"never": "never", "always": "always", "per_student": "per_student", "on_reset": "onreset"}


class SettingsSpec(Spec):
    """The settings that every problem has."""

    points: Annotated[float, Field(gt=0)] | None = None
    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None
    randomize: Literal["never", "always", "per_student", "on_reset"] | None = None
    reset: bool | None = None
    wait: Seconds | None = None


class ProblemSpec(SettingsSpec):
    """What every problem has that is declared field by field."""

    explain: Markdown | None = None
    hints: tuple[Markdown, ...] = ()


class QuestionSpec(ProblemSpec):
    """A problem that is one question."""

    ask: Markdown


def settings(spec: SettingsSpec, context: Context) -> dict[str, str]:
    """Return the attributes of `<problem>`."""
    values: dict[str, object] = {
        "display_name": spec.title,
        "max_attempts": spec.attempts or context.defaults.get("attempts"),
        "weight": spec.points,
        "showanswer": spec.show_answer or context.defaults.get("show_answer"),
        "rerandomize": RANDOMIZE[spec.randomize] if spec.randomize else None,
        "show_reset_button": spec.reset,
        "submission_wait_seconds": spec.wait,
    }
    return {name: attribute(value) for name, value in values.items() if value is not None}


def problem(spec: ProblemSpec, context: Context, content: list[XML]) -> Block:
    """Return `<problem>` around responses, the hints on demand at its end."""
    element = etree.Element("problem", settings(spec, context))
    element.extend(content)
    if spec.hints:
        box = etree.SubElement(element, "demandhint")
        for index, hint in enumerate(spec.hints):
            context.inline(etree.SubElement(box, "hint"), hint, "hints", index)
    return Block(element)


def question(spec: Any, context: Context, response: XML, inputs: list[XML]) -> list[XML]:
    """Return a response with its question before (or in) it and its explanation.

    `spec` has `ask` and `explain`; `inputs` are the elements of the response that take a label.
    """
    asked = context.nodes(spec.ask, "ask")
    label = context.plain(spec.ask)
    explanation = solution(spec.explain, context) if spec.explain else None
    if context.target.labels == "element" and len(asked) == 1 and asked[0].tag == "p":
        box = etree.Element("label")
        box.text = asked[0].text
        box.extend(deepcopy(child) for child in asked[0])
        response.insert(0, box)
        asked = []
    else:
        for item in inputs:
            item.set("label", label)
    content = [*asked, response]
    if explanation is not None and context.target.labels == "element":
        response.append(explanation)
    elif explanation is not None:
        content.append(explanation)
    return content


def solution(explain: str, context: Context) -> XML:
    """Return the explanation in the frame that both platforms style."""
    element = etree.Element("solution")
    box = etree.SubElement(element, "div", {"class": "detailed-solution"})
    heading = etree.SubElement(box, "p")
    heading.text = "Explication" if context.language == "fr" else "Explanation"
    box.extend(context.nodes(explain, "explain"))
    return element


_LATEX = Text("la conversion LaTeX de Studio est abandonnée", "Studio's LaTeX conversion is abandoned")
_INHERITED = Text("se règle sur la séquence", "is set on the sequence")
OFFERED = {
    "problem": {
        "display_name": "title", "max_attempts": "attempts", "weight": "points", "showanswer": "show_answer",
        "rerandomize": "randomize", "show_reset_button": "reset", "submission_wait_seconds": "wait",
    }
}  # fmt: skip
NOT_OFFERED = {
    "problem": {
        "markdown": Text("écrit par le genre `quiz` seulement", "written by the kind `quiz` only"),
        "due": _INHERITED,
        "start": _INHERITED,
        "graceperiod": _INHERITED,
        "show_correctness": _INHERITED,
        "force_save_button": Text("le bouton Enregistrer est toujours là", "the Save button is always there"),
        "use_latex_compiler": _LATEX,
        "source_code": _LATEX,
        "text_customization": Text("les libellés sont ceux de la plateforme", "labels are the platform's"),
        "matlab_api_key": Text("un secret n'a pas sa place dans un cours", "a secret has no place in a course"),
        "grading_method": Text("la plateforme garde le dernier essai", "the platform keeps the last attempt"),
        "markdown_edited": Text("tenu par Studio", "kept by Studio"),
    }
}


def problem_kind(
    name: str,
    spec: type[ProblemSpec],
    responses: Callable[[Any, Context], list[XML]],
    read: Callable[[XML, str | None], dict[str, Any] | None],
    preview: Callable[[Any, Context], str],
    *,
    check: Callable[[Any, Context], None] = lambda _spec, _context: None,
    rules: tuple[Rule, ...] = (),
    body: str = "ask",
) -> Kind:
    """Return the kind of a problem whose `responses` stand in one `<problem>`."""

    def write(value: Any, context: Context) -> Block:
        return problem(value, context, responses(value, context))

    return Kind(
        name=name,
        spec=spec,
        tags={"fun": "problem", "openedx": "problem"},
        write=write,
        read=read,
        preview=preview,
        check=check,
        body=body,
        rules=rules,
        offered=OFFERED,
        not_offered=NOT_OFFERED,
    )


def read_settings(element: XML) -> dict[str, Any]:
    """Return the fields that `settings` wrote."""
    found: dict[str, Any] = {}
    names = {
        "display_name": ("title", str), "max_attempts": ("attempts", int), "weight": ("points", float),
        "showanswer": ("show_answer", str), "submission_wait_seconds": ("wait", lambda text: f"{text}s"),
        "show_reset_button": ("reset", lambda text: text.lower() == "true"),
        "rerandomize": ("randomize", {value: key for key, value in RANDOMIZE.items()}.get),
    }  # fmt: skip
    for name, (field, convert) in names.items():
        text = element.get(name)
        if text is not None:
            found[field] = convert(text)  # type: ignore[operator]
    hints = [inner(hint) for hint in element.iterfind("demandhint/hint")]
    return {**found, "hints": hints} if hints else found


def inner(element: XML, *, without: tuple[str, ...] = ()) -> str:
    """Return what an element holds as HTML, some children left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in without:
            parts.append(etree.tostring(child, encoding="unicode", with_tail=False))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def responses_of(element: XML) -> list[XML]:
    """Return every response of a `<problem>`."""
    return [child for child in element.iter() if isinstance(child.tag, str) and child.tag.endswith("response")]


def read_question(element: XML, response: XML) -> dict[str, Any]:
    """Return `ask` and `explain` of the one response of a `<problem>`."""
    label = response.find("label")
    before = [child for child in element if child.tag not in ("solution", "demandhint", response.tag)]
    if label is not None:
        fields = {"ask": inner(label)}
    elif len(before) == 1 and before[0].tag == "p":
        fields = {"ask": inner(before[0])}
    else:
        fields = {"ask": "\n".join(etree.tostring(e, encoding="unicode", with_tail=False) for e in before)}
    found = response.find("solution")
    found = found if found is not None else element.find("solution")
    box = found.find("div") if found is not None else None
    if box is not None:
        parts = [child for child in box if child.text not in ("Explication", "Explanation")]
        single = len(parts) == 1 and parts[0].tag == "p"
        fields["explain"] = (
            inner(parts[0])
            if single
            else "\n".join(etree.tostring(e, encoding="unicode", with_tail=False) for e in parts)
        )
    return fields
