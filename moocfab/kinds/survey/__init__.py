"""`survey`: several questions with the same answers, none of them right."""

from __future__ import annotations

import json
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.kinds import polled
from moocfab.kinds.contract import XML, Block, Context, Kind, attributes, valid


class SurveySpec(polled.PolledSpec):
    """Fields of `survey`."""

    questions: Annotated[polled.Pictures, Field(min_length=1)]
    answers: Annotated[polled.Answers, Field(min_length=2)]


def check(spec: SurveySpec, context: Context) -> None:
    """Report what mixes votes up or gets lost."""
    polled.check(spec, context, questions=spec.questions, answers=spec.answers)


def write(spec: SurveySpec, context: Context) -> Block:
    """Return the block, which stands inline; form seen to work: survey of the reference courses.

    Learners see `block_name` above it, « Poll » where it is not said.
    """
    answers = [[answer.kept_as(), context.plain(answer.text)] for answer in spec.answers]
    values = attributes(
        display_name=spec.title,
        block_name=context.title,
        questions=polled.pictures(spec.questions, context, "questions"),
        answers=json.dumps(answers, ensure_ascii=False),
        **polled.settings(spec, context),
    )
    return Block(etree.Element("survey", {"xblock-family": "xblock.v1", **values}))


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a survey."""
    questions, answers = polled.read_pictures(element.get("questions")), polled.read_answers(element.get("answers"))
    if element.tag != "survey" or questions is None or answers is None:
        return None
    fields: dict[str, Any] = {"questions": questions, "answers": answers}
    if title := element.get("block_name") or element.get("display_name"):
        fields["title"] = title
    return valid(SurveySpec, {**fields, **polled.read_settings(element)})


def preview(spec: SurveySpec, context: Context) -> str:
    """Return each question with what there is to pick."""
    parts = []
    for index, question in enumerate(spec.questions):
        label = polled.line(question.text, context, "questions", index, "text")
        name = f"{context.name}-{question.kept_as()}"
        picks = polled.picks(spec.model_copy(update={"feedback": None}), spec.answers, context, "answers", name=name)
        parts.append(f"<fieldset><legend>{label}</legend>{picks}</fieldset>")
    thanks = polled.line(spec.feedback, context, "feedback") if spec.feedback else ""
    title = f"<p><strong>{escape(str(spec.title))}</strong></p>" if spec.title else ""
    return title + "".join(parts) + (f"<p><em>{thanks}</em></p>" if thanks else "")


KIND = Kind(
    name="survey",
    spec=SurveySpec,
    tags={"fun": "survey", "openedx": "survey"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    rules=polled.RULES,
    offered={
        "survey": {
            "block_name": "title", "questions": "questions", "answers": "answers",
            "feedback": "feedback", "private_results": "results", "max_submissions": "submissions",
        }
    },
)  # fmt: skip
