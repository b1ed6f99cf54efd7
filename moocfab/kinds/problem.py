"""What all problems share: their settings, their hints, their blocks, as capa has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attribute
from moocfab.kinds.fields import Markdown, Seconds
from moocfab.prose.markdown import inline

SHOW_ANSWER = Literal[
    "always", "answered", "attempted", "closed", "finished", "correct_or_past_due", "past_due", "never",
    "after_all_attempts", "after_all_attempts_or_correct", "attempted_no_past_due",
]  # fmt: skip
RANDOMIZE = {"never": "never", "always": "always", "per_student": "per_student", "on_reset": "onreset"}

# What Dogwood does not know (it takes any word and shows nothing), and what it has that comes nearest.
NEAREST_SHOW_ANSWER: Mapping[str, Mapping[str, str]] = {
    "fun": {
        "after_all_attempts": "closed",
        "after_all_attempts_or_correct": "finished",
        "attempted_no_past_due": "attempted",
    }
}
SHOW_ANSWER_LATER = Rule(
    "MF4321",
    "show-answer-unknown-there",
    Severity.WARNING,
    Text(
        "« show_answer: {value} » : {target} ne le connaît pas et fera comme « {nearest} »",
        "“show_answer: {value}”: {target} does not know it and will do as for “{nearest}”",
    ),
    Text("écrivez « show_answer: {nearest} »", "write “show_answer: {nearest}”"),
    Text(
        "Une plateforme ancienne ne connaît pas toutes les conditions pour montrer la réponse.",
        "An old platform does not know all the conditions for showing the answer.",
    ),
    "show_answer: after_all_attempts",
    "show_answer: closed",
)


class SettingsSpec(Spec):
    """The settings that every problem has."""

    points: Annotated[float, Field(ge=0)] | None = None
    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None
    randomize: Literal["never", "always", "per_student", "on_reset"] | None = None
    reset: bool | None = None
    wait: Seconds | None = None


class ProblemSpec(SettingsSpec):
    """What every problem has that is declared field by field, however many questions it holds."""

    hints: tuple[Annotated[Markdown, Field(min_length=1)], ...] = ()


class QuestionSpec(ProblemSpec):
    """A problem that is one question."""

    ask: Annotated[Markdown, Field(min_length=1)]
    explain: Markdown | None = None


def settings(spec: SettingsSpec, context: Context) -> dict[str, str]:
    """Return the attributes of `<problem>`."""
    values: dict[str, object] = {
        "display_name": spec.title,
        "max_attempts": spec.attempts or context.defaults.get("attempts"),
        "weight": spec.points,
        "showanswer": _show_answer(spec.show_answer or context.defaults.get("show_answer"), context),
        "rerandomize": RANDOMIZE[spec.randomize] if spec.randomize else None,
        "show_reset_button": spec.reset,
        "submission_wait_seconds": spec.wait,
    }
    return {name: attribute(value) for name, value in values.items() if value is not None}


def _show_answer(value: str | None, context: Context) -> str | None:
    """Return when the answer is shown, in a word that the target knows."""
    return NEAREST_SHOW_ANSWER.get(context.target.importer, {}).get(value or "", value)


def check_settings(spec: SettingsSpec, context: Context) -> None:
    """Report what the target's problems cannot do."""
    nearest = _show_answer(spec.show_answer, context)
    if nearest != spec.show_answer:
        context.report(
            SHOW_ANSWER_LATER.at(
                context.at("show_answer"), value=spec.show_answer, target=context.target.title, nearest=nearest
            )
        )


def problem(spec: ProblemSpec, context: Context, content: list[XML]) -> Block:
    """Return `<problem>` around responses, the hints on demand at its end."""
    element = etree.Element("problem", settings(spec, context))
    element.extend(content)
    if spec.hints:
        box = etree.SubElement(element, "demandhint")
        for index, hint in enumerate(spec.hints):
            context.inline(etree.SubElement(box, "hint"), hint, "hints", index)
    return Block(element)


def shielded(element: XML) -> XML:
    """Return an element whose content capa puts into the page as it stands, so that `<` and `&` stay what they are.

    The first text of a choice, a label or a description gets there unescaped (`stringify_children`), that of
    its children does not.
    """
    if re.search("[<&]", element.text or ""):
        box = etree.Element("span")
        box.text, element.text = element.text, None
        box.extend(list(element))
        element.append(box)
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
        "attempts_before_showanswer_button": Text(
            "la condition « after_attempts » n'est pas offerte", "the condition “after_attempts” is not offered"
        ),
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

    return written_kind(name, spec, write, read, preview, check=check, rules=rules, body=body)


def written_kind(
    name: str,
    spec: type[SettingsSpec],
    write: Callable[[Any, Context], Block],
    read: Callable[[XML, str | None], dict[str, Any] | None],
    preview: Callable[[Any, Context], str],
    *,
    check: Callable[[Any, Context], None],
    rules: tuple[Rule, ...],
    body: str,
    offered: Mapping[str, str] = {},
) -> Kind:
    """Return the kind of a problem that `write` makes; `offered` are fields of the block beside its settings."""

    def checked(value: Any, context: Context) -> None:
        check_settings(value, context)
        check(value, context)

    return Kind(
        name=name,
        spec=spec,
        tags={"fun": "problem", "openedx": "problem"},
        write=write,
        read=read,
        preview=preview,
        check=checked,
        body=body,
        rules=(SHOW_ANSWER_LATER, *rules),
        offered={"problem": {**OFFERED["problem"], **offered}},
        not_offered={"problem": {name: why for name, why in NOT_OFFERED["problem"].items() if name not in offered}},
    )


_READ: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "display_name": ("title", str),
    "max_attempts": ("attempts", int),
    "weight": ("points", float),
    "showanswer": ("show_answer", str),
    "submission_wait_seconds": ("wait", lambda text: f"{text}s"),
    "show_reset_button": ("reset", lambda text: text.lower() == "true"),
    "rerandomize": ("randomize", {value: key for key, value in RANDOMIZE.items()}.get),
}


def read_settings(element: XML) -> dict[str, Any]:
    """Return the fields that `settings` wrote, and the hints; a value of a wrong type as it stands."""
    found: dict[str, Any] = {}
    for name, (field, convert) in _READ.items():
        text = element.get(name, "").strip('"')
        try:
            value = convert(text) if text else None
        except ValueError:
            value = text
        if value is not None:
            found[field] = value
    hints = [inline(hint) for hint in element.iterfind("demandhint/hint")]
    return {**found, "hints": hints} if hints else found


def inner(element: XML, *, without: tuple[str, ...] = ()) -> str:
    """Return what an element holds as HTML, some children left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in without:
            parts.append(etree.tostring(child, encoding="unicode", with_tail=False))
        parts.append(child.tail or "")
    return "".join(parts).strip()
