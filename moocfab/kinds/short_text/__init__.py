"""`short_text`: a word or a few, compared with the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import BeforeValidator, Field

from moocfab.kinds.contract import XML, Context
from moocfab.kinds.fields import Markdown, Model, Words
from moocfab.kinds.problem import QuestionSpec
from moocfab.kinds.question import Part, question, question_kind
from moocfab.kinds.short_text.rules import ALREADY, BAD_REGEXP, NOT_TYPED, OR_IN_ANSWER, REGEXP_LATER, RULES
from moocfab.prose.markdown import inline
from moocfab.source.patterns import fault

# What Python 3 knows and Python 2.7 does not: possessive and atomic groups, local flags, characters by number.
_LATER = re.compile(r"(?<!\\)(?:[*+?}]\+|\(\?>|\(\?[a-zA-Z]*-?[a-zA-Z]*:(?<!\(\?:)|\\[uUN])")
_ANCHORED = re.compile(r"\^\(\?:(.*)\)\$", re.DOTALL)
_TYPED = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "\u00a0": " ", "\u202f": " "}


class ShortAnswer(Model):
    """A text that is right, or that is known to be wrong."""

    value: Annotated[Words, Field(min_length=1)]
    feedback: Markdown | None = None


def _answer(value: Any) -> Any:
    if isinstance(value, dict):
        given = value.get("value")
        return {**value, "value": given.strip()} if isinstance(given, str) else value
    return {"value": value.strip() if isinstance(value, str) else value}


Answers = tuple[Annotated[ShortAnswer, BeforeValidator(_answer, json_schema_input_type=Words | ShortAnswer)], ...]


class ShortTextSpec(QuestionSpec):
    """Fields of `short_text`; an answer that is a text alone has no feedback."""

    answers: Annotated[Answers, Field(min_length=1)]
    wrong: Answers = ()
    case_sensitive: bool = False
    regexp: bool = False
    size: Annotated[int, Field(ge=1, le=200)] | None = None


def check(spec: ShortTextSpec, context: Context) -> None:
    """Report what no learner could answer, or what the graders cannot read."""
    for steps, value in _values(spec):
        if spec.regexp:
            _check_regexp(value, steps, context)
        else:
            _check_typed(spec, value, steps, context)
        if "_or_" in value.lower() and steps[0] == "answers":
            context.report(OR_IN_ANSWER.at(context.at(*steps)))
    _check_twins(spec, context)


def _values(spec: ShortTextSpec) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("answers", "wrong"):
        for index, answer in enumerate(getattr(spec, name)):
            yield (name, index, "value"), answer.value


def _check_regexp(value: str, steps: tuple[str | int, ...], context: Context) -> None:
    """Report what the platforms could not compile: they put it between `^` and `$`."""
    later = _LATER.search(value)
    if later and context.target.grader_python.startswith("2"):
        context.report(
            REGEXP_LATER.at(
                context.at(*steps),
                part=later.group(0),
                target=context.target.title,
                python=context.target.grader_python,
            )
        )
    try:
        re.compile(f"^{value}$")
    except (re.error, OverflowError, RecursionError) as error:
        context.report(BAD_REGEXP.at(context.at(*steps), problem=fault(error, before=1)))


def _check_typed(spec: ShortTextSpec, value: str, steps: tuple[str | int, ...], context: Context) -> None:
    typed = "".join(_TYPED.get(sign, sign) for sign in value)
    others = {answer.value for answer in spec.answers}
    if steps[0] == "answers" and typed != value and typed not in others:
        sign = next(sign for sign in value if sign in _TYPED)
        context.report(NOT_TYPED.at(context.at(*steps), value=value, sign=f"« {sign} »", typed=typed))


def _check_twins(spec: ShortTextSpec, context: Context) -> None:
    """Report answers that one before them accepts already."""
    right = [answer.value for answer in spec.answers]
    seen: list[str] = []
    for steps, value in _values(spec):
        before = seen if steps[0] == "answers" else [*right, *seen[len(right) :]]
        if any(_same(spec, value, other) for other in before):
            context.report(ALREADY.at(context.at(*steps), value=value))
        seen.append(value)


def _same(spec: ShortTextSpec, value: str, other: str) -> bool:
    return value == other or (not spec.case_sensitive and not spec.regexp and value.lower() == other.lower())


def content(spec: ShortTextSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    words = [word for word, said in (("ci", not spec.case_sensitive), ("regexp", spec.regexp)) if said]
    response = etree.Element("stringresponse", answer=_written(spec, 0), type=" ".join(words) or "cs")
    for index, answer in enumerate(spec.answers):
        holder = response if index == 0 else etree.SubElement(response, "additional_answer")
        if index:
            holder.set("answer", _written(spec, index))
        if answer.feedback:
            hint = etree.SubElement(holder, "correcthint")
            context.inline(hint, answer.feedback, "answers", index, "feedback")
    for index, wrong in enumerate(spec.wrong):
        hint = etree.SubElement(response, "regexphint" if spec.regexp else "stringequalhint", answer=wrong.value)
        context.inline(hint, wrong.feedback or "", "wrong", index, "feedback")
    control = etree.SubElement(response, "textline", {"size": str(spec.size)} if spec.size else {})
    return question(spec, context, response, control)


def _written(spec: ShortTextSpec, index: int) -> str:
    """Return an answer as the grader takes it.

    The platforms join regular expressions by `|` and put `^` before the first and `$` after the last
    only: what holds alternatives is anchored here.
    """
    value = spec.answers[index].value
    if spec.regexp and (len(spec.answers) > 1 or "|" in value) and not _is_anchored(value):
        return f"^(?:{value})$"
    return value


def _is_anchored(value: str) -> bool:
    return value.startswith("^") and value.endswith("$") and not value.endswith("\\$") and "|" not in value


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the answers of a question for a word."""
    response = part.response
    control = response.find("textline")
    if response.tag != "stringresponse" or control is None or response.find("hintgroup") is not None:
        return None
    words = response.get("type", "cs").lower().split()
    regexp = "regexp" in words
    fields: dict[str, Any] = {"answers": _read_answers(response, regexp=regexp)}
    wrong = [_read_answer(hint, hint) for hint in response if hint.tag in ("stringequalhint", "regexphint")]
    if wrong:
        fields["wrong"] = wrong
    if "ci" not in words:
        fields["case_sensitive"] = True
    if regexp:
        fields["regexp"] = True
    if control.get("size"):
        fields["size"] = control.get("size")
    return fields


def _read_answers(response: XML, *, regexp: bool) -> list[dict[str, Any]]:
    found = []
    for holder in (response, *response.iterfind("additional_answer")):
        answer = _read_answer(holder, holder.find("correcthint"))
        anchored = _ANCHORED.fullmatch(answer["value"]) if regexp else None
        found.append({**answer, "value": anchored.group(1)} if anchored else answer)
    return found


def _read_answer(holder: XML, hint: XML | None) -> dict[str, Any]:
    value = holder.get("answer") or (holder.text or "").strip()
    said = inline(hint) if hint is not None else ""
    return {"value": value, "feedback": said} if said else {"value": value}


def control(spec: ShortTextSpec, context: Context) -> str:
    """Return the input."""
    return f'<p><input type="text" size="{spec.size or 20}" aria-label="{escape(context.plain(spec.ask))}"/></p>'


KIND = question_kind("short_text", ShortTextSpec, content, read_part, control, check, RULES)
