"""`poll`: one question without a right answer; learners see what the others answered."""

from __future__ import annotations

from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.kinds import polled
from moocfab.kinds.contract import XML, Block, Context, Kind, attributes, valid
from moocfab.kinds.fields import Markdown


class PollSpec(polled.PolledSpec):
    """Fields of `poll`."""

    question: Annotated[Markdown, Field(min_length=1)]
    answers: Annotated[polled.Pictures, Field(min_length=2)]


def check(spec: PollSpec, context: Context) -> None:
    """Report what mixes votes up or gets lost."""
    polled.check(spec, context, answers=spec.answers)


def write(spec: PollSpec, context: Context) -> Block:
    """Return the block, which stands inline; form seen to work: poll of the reference courses."""
    values = attributes(
        display_name=spec.title,
        question=polled.markdown(spec.question, context, "question"),
        answers=polled.pictures(spec.answers, context, "answers"),
        **polled.settings(spec, context),
    )
    return Block(etree.Element("poll", {"xblock-family": "xblock.v1", **values}))


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a poll."""
    answers = polled.read_pictures(element.get("answers"))
    if element.tag != "poll" or answers is None:
        return None
    fields: dict[str, Any] = {"question": element.get("question") or "", "answers": answers}
    if element.get("display_name"):
        fields["title"] = element.get("display_name")
    return valid(PollSpec, {**fields, **polled.read_settings(element)})


def preview(spec: PollSpec, context: Context) -> str:
    """Return the question and what there is to pick."""
    return context.html(spec.question, "question") + polled.picks(
        spec, spec.answers, context, "answers", name=context.name
    )


KIND = Kind(
    name="poll",
    spec=PollSpec,
    tags={"fun": "poll", "openedx": "poll"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    body="question",
    rules=polled.RULES,
    offered={
        "poll": {
            "question": "question", "answers": "answers", "feedback": "feedback",
            "private_results": "results", "max_submissions": "submissions",
        }
    },
)  # fmt: skip
