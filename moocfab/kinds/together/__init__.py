"""`together`: several questions in one problem, answered and graded at once.

A YAML assessment with `together: true` is one; which kinds of questions it takes, the registry says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Annotated, Any, Literal, Union

from pydantic import Field, create_model

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Context, Kind
from moocfab.kinds.fields import Id, Model
from moocfab.kinds.problem import SHOW_ANSWER_LATER, ProblemSpec, problem_kind, read_settings
from moocfab.kinds.question import QuestionKind, parts, previewed, read_texts

SAME_NAME = Rule(
    "MF4201",
    "question-name-twice",
    Severity.ERROR,
    Text("deux questions portent le nom « {name} »", "two questions have the name “{name}”"),
    Text("donnez à l'une des deux un autre « name »", "give one of the two another “name”"),
    Text(
        "Le nom dit de quelle question on parle, dans les contrôles et les réponses rejouées.",
        "The name tells which question is meant, in checks and in played answers.",
    ),
    "questions: [{name: debit, …}, {name: debit, …}]",
    "questions: [{name: debit, …}, {name: bande, …}]",
)

SCRIPT_NAME_TWICE = Rule(
    "MF4202",
    "script-name-twice",
    Severity.ERROR,
    Text("une autre question définit déjà « {name} »", "another question's script defines “{name}” already"),
    Text("donnez-lui un autre nom ici", "give it another name here"),
    Text(
        "Les scripts d'un exercice n'en font qu'un pour la plateforme : le dernier des deux vaudrait pour toutes.",
        "The scripts of a problem are one for the platform: the last of the two would hold for all questions.",
    ),
    "questions: [{script: 'def verifier(…): …'}, {script: 'def verifier(…): …'}]",
    "questions: [{script: 'def verifier_a(…): …'}, {script: 'def verifier_b(…): …'}]",
)


class TogetherSpec(ProblemSpec):
    """Fields of `together`; its questions are of the kinds that the registry gives it."""

    questions: tuple[Any, ...]


def kind(*kinds: QuestionKind) -> Kind:
    """Return the kind of a problem whose questions are of `kinds`."""
    known = {kind.name: kind for kind in kinds}
    models = tuple(_question(kind) for kind in kinds)
    question: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007
    several: Any = Annotated[tuple[question, ...], Field(min_length=1)]
    spec = create_model("TogetherSpec", __base__=TogetherSpec, __doc__=TogetherSpec.__doc__, questions=(several, ...))
    rules = tuple(dict.fromkeys(rule for kind in kinds for rule in kind.rules if rule != SHOW_ANSWER_LATER))
    return problem_kind(
        "together",
        spec,
        lambda value, context: _content(known, value, context),
        lambda element, _content: _read(kinds, element),
        lambda value, context: _preview(known, value, context),
        check=lambda value, context: _check(known, value, context),
        rules=(SAME_NAME, SCRIPT_NAME_TWICE, *rules),
        body="",
    )


def _question(kind: QuestionKind) -> type[Model]:
    """Return the model of a question: the kind's own fields; what holds for the problem stands on it."""
    fields = {
        name: (info.annotation, deepcopy(info))
        for name, info in kind.spec.model_fields.items()
        if name not in ProblemSpec.model_fields
    }
    own: dict[str, Any] = {"kind": (Literal[kind.name], ...), "name": (Id, ...), **fields}
    return create_model(f"{kind.spec.__name__}Question", __base__=Model, **own)


def _inside(spec: TogetherSpec, context: Context) -> Iterator[tuple[Any, Context]]:
    """Yield each question with its surroundings."""
    for index, question in enumerate(spec.questions):
        yield question, context.around(f"{context.name}-{question.name}", "questions", index)


def _check(known: Mapping[str, QuestionKind], spec: TogetherSpec, context: Context) -> None:
    seen: set[str] = set()
    defined: set[str] = set()
    for question, inside in _inside(spec, context):
        if question.name in seen:
            context.report(SAME_NAME.at(inside.at("name"), name=question.name))
        seen.add(question.name)
        kind = known[question.kind]
        kind.check_part(question, inside)
        own = kind.defines(question, inside)
        for name in sorted(own & defined):
            context.report(SCRIPT_NAME_TWICE.at(inside.at("script"), name=name))
        defined |= own


def _content(known: Mapping[str, QuestionKind], spec: TogetherSpec, context: Context) -> list[XML]:
    return [
        element
        for question, inside in _inside(spec, context)
        for element in known[question.kind].content(question, inside)
    ]


def _read(kinds: Sequence[QuestionKind], element: XML) -> dict[str, Any] | None:
    """Return the fields of a problem with several questions, which are named by their number."""
    found = parts(element)
    if len(found) < 2:
        return None
    questions = []
    for number, part in enumerate(found, 1):
        read = ((kind.name, kind.read_part(part)) for kind in kinds)
        name, own = next(((name, own) for name, own in read if own is not None), ("", None))
        if own is None:
            return None
        questions.append({"kind": name, "name": f"q{number}", **read_texts(part), **own})
    return {**read_settings(element), "questions": questions}


def _preview(known: Mapping[str, QuestionKind], spec: TogetherSpec, context: Context) -> str:
    return "".join(
        previewed(question, inside, known[question.kind].control) for question, inside in _inside(spec, context)
    )
