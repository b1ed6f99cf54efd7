"""From a question in GIFT to the fields of one of our kinds, the one place that knows both.

What Moodle grades or says and no kind can is a finding where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from moocfab.diagnostics import Diagnostic, Rule
from moocfab.diagnostics import Text as Words
from moocfab.kinds.gift_rules import (
    COUNTED,
    ESSAY,
    FEEDBACK_LOST,
    NUMBERS_DIFFER,
    SEVERAL_RIGHT,
    WEIGHT_LOST,
)
from moocfab.kinds.gift_texts import around, asked, markdown
from moocfab.prose.markdown import plain_markdown
from moocfab.source import Marks, Origin, Sourced
from moocfab.source.data import Path
from moocfab.source.gift.model import (
    Answer,
    Choices,
    Description,
    Essay,
    Number,
    Numbers,
    Pairs,
    Places,
    Question,
    ShortAnswers,
    Text,
    TrueFalse,
)

_TRUE, _FALSE = Words("Vrai", "True"), Words("Faux", "False")
_OPEN, _ANSWER = Words("Question ouverte", "Open question"), Words("Réponse", "Answer")
_WORD, _MISSING = Words("mot", "word"), Words("Mot manquant", "Missing word")
_POOR, _GOOD = Words("À revoir", "To be revised"), Words("Satisfaisante", "Satisfactory")
_WRONG_NUMBER = Words("un nombre faux n'a pas de retour", "a wrong number has no feedback")
_HALF = Words("une réponse à demi juste n'a pas de retour", "an answer that is half right has no feedback")
_INLINE = ("select", "short_text", "numerical")
_STAR = re.compile(r"\\\*|\*")
_ROUNDING = 0.015


@dataclass(slots=True)
class _Fields:
    """The fields of an element and where each stands, while they are gathered."""

    places: Places
    data: dict[str, Any] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    findings: list[Diagnostic] = field(default_factory=list)

    def put(self, key: str, value: Any, text: Text | None = None) -> None:
        """Set a field that was written at `text`."""
        self.data[key] = value
        if text:
            self.mark((key,), text)

    def mark(self, steps: Path, text: Text) -> None:
        """Say where a value stands."""
        self.marks.values[steps] = self.places.mark(text.start, text.end)

    def report(self, rule: Rule, place: Text, **values: Any) -> None:
        """Take a finding at a text."""
        self.findings.append(rule.at(self.places.location(place.start, place.end), **values))


def declared(question: Question, places: Places, language: str) -> tuple[Sourced, list[Diagnostic]]:
    """Return a question as what YAML would say of it, a mapping with `kind`, and what it loses.

    Args:
        question: of a GIFT file.
        places: of that file.
        language: of the words that GIFT leaves unsaid.
    """
    fields = _Fields(places)
    fields.marks.values[()] = places.mark(question.start, question.end)
    if question.id:
        fields.put("id", question.id.text, question.id)
    if question.title:
        fields.put("title", question.title.text, question.title)
    match question.body:
        case Choices():
            _choices(fields, question, question.body)
        case TrueFalse():
            _true_false(fields, question.body, language)
        case ShortAnswers():
            _short(fields, question.body)
        case Numbers():
            _numbers(fields, question.body)
        case Pairs():
            _pairs(fields, question, question.body)
        case Essay():
            _essay(fields, question, language)
        case Description():
            fields.put("kind", "text")
            fields.put("body", markdown(question.ask), question.ask)
    _asked(fields, question)
    if question.after and fields.data["kind"] in _INLINE:
        _place_inline(fields, question, language)
    return Sourced(fields.data, Origin(places.path, fields.marks)), fields.findings


def _asked(fields: _Fields, question: Question) -> None:
    """Set what is asked and explained, unless the kind has it in its own way."""
    kind = fields.data["kind"]
    if kind in ("text", "together", "open_response"):
        return
    fields.put("ask", asked(question), question.ask)
    if question.explain:
        fields.put("explain", markdown(question.explain), question.explain)


def _place_inline(fields: _Fields, question: Question, language: str) -> None:
    """Put the question into its sentence, in the place of the missing word."""
    name = _WORD.for_learners(language)
    while f"[{name}]" in f"{question.ask.text}{question.after}":
        name += "_"
    outside = ("id", "title", "explain")
    own = {key: value for key, value in fields.data.items() if key not in (*outside, "ask")}
    fields.data = {key: value for key, value in fields.data.items() if key in outside}
    fields.marks.values = {
        steps if not steps or steps[0] in outside else ("blanks", name, *steps): mark
        for steps, mark in fields.marks.values.items()
    }
    fields.put("kind", "cloze")
    fields.put("text", around(question, f"[{name}]"), question.ask)
    fields.put("blanks", {name: {"label": _MISSING.for_learners(language), **own}})


def _choices(fields: _Fields, question: Question, body: Choices) -> None:
    right = [answer for answer in body.answers if answer.weight >= 1 or (answer.weight > 0 and not body.single)]
    if body.single:
        for answer in right[1:]:
            fields.report(SEVERAL_RIGHT, answer.text)
        right = right[:1]
    choices = []
    for index, answer in enumerate(body.answers):
        choice: dict[str, Any] = {"text": markdown(answer.text)}
        if answer in right:
            choice["correct"] = True
        if answer.feedback:
            choice["feedback"] = markdown(answer.feedback)
            fields.mark(("choices", index, "feedback"), answer.feedback)
        fields.mark(("choices", index, "text"), answer.text)
        choices.append(choice)
    fields.put("choices", choices)
    if body.single:
        _check_single(fields, body)
        fields.put("kind", "select" if question.after is not None and _is_plain(body.answers) else "single_choice")
        return
    fields.put("kind", "multiple_choice")
    if len(right) > 1:
        fields.put("partial_credit", "edc")
    share = 1 / len(right)
    for answer in right:
        if abs(answer.weight - share) > _ROUNDING:
            _lose_weight(fields, answer, share)
    _count_otherwise(fields, [answer for answer in body.answers if answer not in right], 1 / len(body.answers))


def _count_otherwise(fields: _Fields, wrong: Iterable[Answer], each: float) -> None:
    """Tell of the first box that costs points, but others than here: `each`, or all without partial credit."""
    cost = each if "partial_credit" in fields.data else 1.0
    answer = next((answer for answer in wrong if answer.weight < 0 and abs(answer.weight + cost) > _ROUNDING), None)
    if answer:
        share, weight = f"{100 * cost:.3g}", f"{100 * abs(answer.weight):.3g}"
        fields.report(COUNTED, answer.text, text=answer.text.text, share=share, weight=weight)


def _check_single(fields: _Fields, body: Choices) -> None:
    for answer in body.answers:
        if answer.weight and answer.weight < 1:
            _lose_weight(fields, answer, 0)


def _lose_weight(fields: _Fields, answer: Answer | Number, share: float) -> None:
    weight = f"{100 * answer.weight:.5g}"
    fields.report(WEIGHT_LOST, answer.text, text=answer.text.text, share=f"{100 * share:.5g}", weight=weight)


def _is_plain(answers: Iterable[Answer]) -> bool:
    """Return whether a drop-down list can show the answers."""
    return not any(re.search(r"[<&\\$\"]", answer.text.text) for answer in answers)


def _true_false(fields: _Fields, body: TrueFalse, language: str) -> None:
    choices = []
    for index, (word, value) in enumerate(((_TRUE, True), (_FALSE, False))):
        choice: dict[str, Any] = {"text": word.for_learners(language)}
        right = body.right is value
        said = body.when_right if right else body.when_wrong
        if right:
            choice["correct"] = True
        if said:
            choice["feedback"] = markdown(said)
            fields.mark(("choices", index, "feedback"), said)
        choices.append(choice)
    fields.put("kind", "single_choice")
    fields.put("choices", choices)


def _short(fields: _Fields, body: ShortAnswers) -> None:
    """Set the answers; a `*`, which stands for anything in Moodle, makes regular expressions of them all."""
    regexp = any("*" in answer.text.text.replace("\\*", "") for answer in body.answers)
    fields.put("kind", "short_text")
    for answer in body.answers:
        right = answer.weight >= 1
        if not right and answer.weight > 0:
            _lose_weight(fields, answer, 0)
        if not right and not answer.feedback:
            continue
        key = "answers" if right else "wrong"
        found = fields.data.setdefault(key, [])
        item = {"value": _pattern(answer.text.text) if regexp else answer.text.text.replace("\\*", "*")}
        fields.mark((key, len(found), "value"), answer.text)
        if answer.feedback:
            item["feedback"] = markdown(answer.feedback)
            fields.mark((key, len(found), "feedback"), answer.feedback)
        found.append(item)
    if regexp:
        fields.put("regexp", True)


def _pattern(text: str) -> str:
    """Return the regular expression of a text in which `*` stands for anything, behind a backslash for itself."""
    parts, end = [], 0
    for match in _STAR.finditer(text):
        parts += [re.escape(text[end : match.start()]), ".*" if match.group() == "*" else r"\*"]
        end = match.end()
    return "".join([*parts, re.escape(text[end:])])


def _numbers(fields: _Fields, body: Numbers) -> None:
    fields.put("kind", "numerical")
    full = [answer for answer in body.answers if answer.weight >= 1]
    first = full[0]
    for answer in full[1:]:
        if _middle(answer)[1] != _middle(first)[1]:
            fields.report(NUMBERS_DIFFER, answer.text, text=answer.text.text)
    _right_numbers(fields, full)
    for answer in body.answers:
        if answer.weight < 1:
            _other_number(fields, answer, full)
    if body.otherwise:
        _lose_feedback(fields, body.otherwise, _WRONG_NUMBER)


def _right_numbers(fields: _Fields, full: Sequence[Number]) -> None:
    first = full[0]
    if len(full) == 1 and first.value is None and not first.feedback:
        fields.put("range", {"from": first.low, "to": first.high}, first.text)
        return
    answers = []
    for index, answer in enumerate(full):
        item: dict[str, Any] = {"value": _middle(answer)[0]}
        fields.mark(("answers", index, "value"), answer.text)
        if answer.feedback:
            item["feedback"] = markdown(answer.feedback)
            fields.mark(("answers", index, "feedback"), answer.feedback)
        answers.append(item)
    if len(answers) == 1 and not first.feedback:
        fields.put("answer", answers[0]["value"], first.text)
    else:
        fields.put("answers", answers, first.text)
    if width := _middle(first)[1]:
        fields.put("tolerance", width, first.text)


def _middle(answer: Number) -> tuple[float, float]:
    """Return a number and its tolerance, those of a range from its middle to its ends."""
    if answer.value is not None:
        return answer.value, answer.tolerance
    value, width = (answer.low + answer.high) / 2, (answer.high - answer.low) / 2
    return float(f"{value:.12g}"), float(f"{width:.12g}")


def _other_number(fields: _Fields, answer: Number, full: Sequence[Number]) -> None:
    """Set what earns half: near the answer, or another number; else say what is lost."""
    if answer.feedback:
        _lose_feedback(fields, answer.feedback, _HALF if answer.weight > 0 else _WRONG_NUMBER)
    if answer.weight <= 0:
        return
    first = full[0]
    partial = fields.data.setdefault("partial", {})
    half = abs(answer.weight - 0.5) <= _ROUNDING and len(full) == 1 and first.value is not None
    wider = answer.tolerance > first.tolerance and (first.tolerance or first.value)
    if half and answer.value == first.value and wider and "near" not in partial:
        partial["near"] = answer.tolerance
        fields.mark(("partial", "near"), answer.text)
    elif half and answer.value is not None and not answer.tolerance:
        fields.mark(("partial", "answers", len(partial.setdefault("answers", []))), answer.text)
        partial["answers"].append(answer.value)
    else:
        _lose_weight(fields, answer, 0)
    if not partial:
        del fields.data["partial"]


def _lose_feedback(fields: _Fields, feedback: Text, why: Words) -> None:
    fields.report(FEEDBACK_LOST, feedback, text=feedback.text, why=why)


def _pairs(fields: _Fields, question: Question, body: Pairs) -> None:
    """Set a list for each question; the answers in alphabetical order, which tells nothing."""
    answers = sorted({pair.answer.text for pair in body.pairs}, key=str.casefold)
    before = f"{asked(question)}\n\n" if question.ask.text or question.after else ""
    items: list[dict[str, Any]] = []
    for pair in body.pairs:
        if pair.question is None:
            continue
        steps: Path = ("questions", len(items))
        fields.mark(steps, pair.question)
        fields.mark((*steps, "ask"), pair.question)
        choices = [
            {"text": plain_markdown(text), **({"correct": True} if text == pair.answer.text else {})}
            for text in answers
        ]
        ask = before + markdown(pair.question)
        items.append({"kind": "select", "name": f"q{len(items) + 1}", "ask": ask, "choices": choices})
        fields.mark((*steps, "choices"), pair.answer)
        before = ""
    if question.explain:
        items[-1]["explain"] = markdown(question.explain)
        fields.mark(("questions", len(items) - 1, "explain"), question.explain)
    fields.put("kind", "together")
    fields.put("points", 1)
    fields.put("questions", items)


def _essay(fields: _Fields, question: Question, language: str) -> None:
    """Set a response that the team marks, as Moodle's teachers do: on one point, the general feedback beside it."""
    levels = [{"label": text.for_learners(language), "points": points} for points, text in enumerate((_POOR, _GOOD))]
    criterion: dict[str, Any] = {"name": _ANSWER.for_learners(language), "options": levels}
    if question.explain:
        criterion["prompt"] = markdown(question.explain)
        fields.mark(("rubric", 0, "prompt"), question.explain)
    fields.put("kind", "open_response")
    fields.data.setdefault("title", _OPEN.for_learners(language))
    fields.put("prompts", [asked(question)], question.ask)
    fields.put("steps", {"staff": True})
    fields.put("rubric", [criterion])
    fields.report(ESSAY, question.ask)
