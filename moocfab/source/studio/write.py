"""From what a problem says to its notation."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.source.studio.model import (
    Answer,
    Checks,
    Code,
    Explanation,
    Heading,
    Hint,
    Label,
    Line,
    Notation,
    Number,
    Part,
    Prose,
    Question,
    Radio,
    Select,
)
from moocfab.source.studio.numbers import begins_as_number, is_number, is_range


def write(notation: Notation) -> str:
    """Return the notation's text, which `parse` reads as the same."""
    text = "\n\n---\n\n".join(_question(question) for question in notation.questions)
    hints = "\n".join(f"||{hint.text}||" for hint in notation.hints)
    return "\n\n".join(part for part in (text, hints) if part) + "\n"


def _question(question: Question) -> str:
    return "\n\n".join("\n".join(_lines(part)) for part in question.parts)


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield from (part.text, "====")
        case Prose():
            yield part.text
        case Code():
            yield f"[code]\n{part.text}[/code]"
        case Label():
            yield f">>{part.text}{f'||{part.description}' if part.description else ''}<<"
        case Explanation():
            yield "[explanation]"
            yield "\n\n".join("\n".join(_lines(inner)) for inner in part.parts)
            yield "[explanation]"
        case Radio():
            for choice in part.choices:
                first = "!" if part.shuffle and choice is part.choices[0] else ""
                mark = f"{'x' if choice.correct else ''}{first}{'@' if choice.fixed else ''}"
                yield f"({mark or ' '}) {choice.text}{_hint(choice.hint)}"
        case Checks():
            yield from _checks(part)
        case Select():
            yield from _select(part)
        case Number():
            yield f"= {part.answer}{f' +- {part.tolerance}' if part.tolerance else ''}{_hint(part.hint)}"
            yield from (_other("or", answer) for answer in part.others)
        case Line():
            yield from _line(part)


def _checks(part: Checks) -> Iterator[str]:
    for check in part.choices:
        hints = [
            f"{word}: {hint.text}"
            for word, hint in (("selected", check.selected), ("unselected", check.unselected))
            if hint
        ]
        said = f" {{{{{'}, {'.join(hints)}}}}}" if hints else ""
        yield f"[{'x' if check.correct else ' '}] {check.text}{said}"
    for compound in part.compounds:
        yield f"{{{{ (({compound.value})) {compound.text} }}}}"


def _select(part: Select) -> Iterator[str]:
    texts = [f"({choice.text})" if choice.correct else choice.text for choice in part.choices]
    if part.one_line:
        yield f"[[{', '.join(texts)}]]"
        return
    yield "[["
    yield from (f"{text}{_hint(choice.hint)}" for text, choice in zip(texts, part.choices, strict=True))
    yield "]]"


def _line(part: Line) -> Iterator[str]:
    plain = begins_as_number(part.answer) or is_number(part.answer) or is_range(part.answer)
    yield f"{'s' if plain and not part.regexp else ''}= {'| ' if part.regexp else ''}{part.answer}{_hint(part.hint)}"
    yield from (_other("or", answer) for answer in part.others)
    yield from (_other("not", answer) for answer in part.wrong)


def _other(mark: str, answer: Answer) -> str:
    return f"{mark}= {answer.text}{_hint(answer.hint)}"


def _hint(hint: Hint | None) -> str:
    if hint is None:
        return ""
    return f" {{{{{f'{hint.label}:: ' if hint.label else ''}{hint.text}}}}}"
