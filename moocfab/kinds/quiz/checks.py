"""What is wrong in a quiz on any platform: what Studio misreads, and HTML that is none."""

from __future__ import annotations

from moocfab.diagnostics import Text
from moocfab.kinds.choices import as_html
from moocfab.kinds.contract import Context
from moocfab.kinds.quiz.markup import check_lines, check_text, plain
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.source.studio import parse
from moocfab.source.studio.model import (
    Answer,
    Checks,
    Choice,
    Code,
    Explanation,
    Heading,
    Hint,
    Label,
    Line,
    Number,
    Part,
    Prose,
    Radio,
    Select,
)
from moocfab.source.studio.rules import MARKUP


def check(spec: QuizSpec, context: Context) -> None:
    """Report what the notation's reader and the HTML's found."""
    notation = parse(spec.quiz)
    for finding in notation.misread:
        context.report(finding.rule.at(context.within(*finding.place, "quiz"), **finding.values))
    for question in notation.questions:
        for part in question.parts:
            _check(part, context)
    for hint in notation.hints:
        check_text(hint.text, hint.place, context)


def _check(part: Part, context: Context) -> None:
    match part:
        case Heading() | Code():
            check_text(part.text, part.place, context)
        case Prose():
            check_lines(part.text, part.place, context)
        case Label():
            check_text(part.text, part.place, context)
            check_text(part.description, part.described, context)
        case Explanation():
            for inner in part.parts:
                _check(inner, context)
        case Radio():
            for choice in part.choices:
                check_text(choice.text, choice.place, context)
                _check_hint(choice.hint, context)
        case Select():
            for choice in part.choices:
                check_text(choice.text, choice.place, context, tags=False, attribute=part.one_line)
                _check_option(choice, context)
                _check_hint(choice.hint, context)
        case Checks():
            _check_boxes(part, context)
        case Number() | Line():
            _check_answers(part, context)


def _check_option(choice: Choice, context: Context) -> None:
    """Report what Dogwood's page takes for HTML, and grades as another text."""
    sign = as_html(plain(choice.text), context)
    if sign:
        problem = Text(
            f"« {sign} » dans une option, que FUN prend pour du HTML",
            f"“{sign}” in an option, which FUN takes for HTML",
        )
        context.report(MARKUP.at(context.within(*choice.place, "quiz"), problem=problem))


def _check_boxes(part: Checks, context: Context) -> None:
    for check in part.choices:
        check_text(check.text, check.place, context)
        _check_hint(check.selected, context)
        _check_hint(check.unselected, context)
    for compound in part.compounds:
        check_text(compound.text, compound.place, context)


def _check_answers(part: Number | Line, context: Context) -> None:
    wrong = part.wrong if isinstance(part, Line) else ()
    for item in (Answer(part.answer, part.hint, part.place), *part.others, *wrong):
        check_text(item.text, item.place, context, tags=False, attribute=True)
        _check_hint(item.hint, context)


def _check_hint(hint: Hint | None, context: Context) -> None:
    if hint is not None:
        check_text(hint.text, hint.place, context)
        check_text(hint.label, hint.place, context, tags=False, attribute=True)
