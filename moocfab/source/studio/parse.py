"""From the notation to what it says."""

from __future__ import annotations

import re

from moocfab.diagnostics import Text
from moocfab.source.studio import rules
from moocfab.source.studio.groups import answers, checks, radios
from moocfab.source.studio.layout import Item, Notes, Span, lay_out, report_inside
from moocfab.source.studio.model import (
    INPUTS,
    Checks,
    Code,
    Explanation,
    Heading,
    Label,
    Notation,
    Part,
    Place,
    Prose,
    Question,
    Radio,
    Select,
)

_IN_CODE = Text("dans le code", "in code")
_CLOSING = re.compile(r"\[/(explanation|code)\]", re.IGNORECASE)
_STRAY_ANSWER = re.compile(r"\s+s?=\s*\S|\s*(or|not)\s?=")
_STRAY_MARK = re.compile(r"\s*(\(\s*[xX@!]*\s*\)|\[\s*[xX]?\s*\])")


def parse(text: str) -> Notation:
    """Read the notation; nothing in it is an error that stops, everything odd is in `misread`."""
    lines = [Span(line, number) for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)]
    notes = Notes()
    sections = _sections(lines, notes)
    questions = tuple(_question(section, notes) for section in sections)
    if not questions:
        notes.report(rules.NO_INPUT, Place(1, 1))
    misread = sorted(notes.misread, key=lambda finding: finding.place)
    return Notation(questions, tuple(notes.hints), tuple(misread), tuple(notes.differences))


def _sections(lines: list[Span], notes: Notes) -> list[list[Span]]:
    """Cut at `---` lines: not the first line, not the last, not a second one with nothing between."""
    sections: list[list[Span]] = [[]]
    for index, line in enumerate(lines):
        again = len(sections) > 1 and all(span.blank for span in sections[-1])
        if line.text.strip() == "---" and 0 < index < len(lines) - 1 and not again:
            sections.append([])
            place = line.place()
        else:
            sections[-1].append(line)
    filled = [section for section in sections if not all(line.blank for line in section)]
    if len(sections) > 1:
        notes.differs("fun", place, "« --- » y est inconnu", "“---” is unknown there")
    return filled


def _question(section: list[Span], notes: Notes) -> Question:
    items = answers(checks(radios(lay_out(section, notes), notes), notes), notes)
    items = _fenced(items, "explanation", notes)
    items = _fenced(items, "code", notes)
    question = Question(tuple(_prose(items, notes)), next(line for line in section if not line.blank).place())
    _check(question, notes)
    return question


def _fenced(items: list[Item], word: str, notes: Notes) -> list[Item]:
    """Put what stands between two `[word]` marks together; the second may be `[/word]`."""
    first, second = (re.compile(rf"\[{slash}{word}\]", re.IGNORECASE) for slash in ("", "/?"))
    found: list[Item] = []
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        opening = first.search(item.text) if isinstance(item, Span) else None
        if not isinstance(item, Span) or opening is None:
            found.append(item)
            continue
        inside: list[Item] = []
        part: Item = item.cut(opening.end())
        while (closing := second.search(part.text) if isinstance(part, Span) else None) is None and waiting:
            inside.append(part)
            part = waiting.pop()
        if not item.cut(0, opening.start()).blank:
            found.append(item.cut(0, opening.start()))
        place = item.place(opening.start(), opening.end())
        if isinstance(part, Span) and closing is not None:
            inside.append(part.cut(0, closing.start()))
            if not part.cut(closing.end()).blank:
                waiting.append(part.cut(closing.end()))
        else:
            inside.append(part)
        bracket = next((i for i in inside if isinstance(i, Span) and "]" in i.text), None)
        if closing is None or bracket is not None:
            notes.unclosed(
                place, f"[{word}]", f"[{word}]", " et n'écrivez aucun « ] » avant", " and write no “]” before it"
            )
        found.append(_made(inside, place, word, notes))
    return found


def _made(inside: list[Item], place: Place, word: str, notes: Notes) -> Explanation | Code:
    """Return the explanation or the code; a mark in it that Studio reads is reported."""
    where = Text("dans l'explication", "in the explanation") if word == "explanation" else _IN_CODE
    kept: list[Item] = []
    for item in inside:
        if isinstance(item, Span) or (isinstance(item, Heading) and word == "explanation"):
            kept.append(item)
        else:
            report_inside(type(item), item.place, where, notes)
    if word == "explanation":
        parts = _prose(kept, notes)
        return Explanation(tuple(part for part in parts if isinstance(part, Prose | Heading)), place)
    texts = [item for item in kept if isinstance(item, Span)]
    if len(texts) > 1 and not texts[0].text:
        texts = texts[1:]
    first = Place(texts[0].line, texts[0].column) if texts else place
    return Code("\n".join(item.text for item in texts), first)


def _prose(items: list[Item], notes: Notes) -> list[Part]:
    """Put lines that follow each other together."""
    parts: list[Part] = []
    run: list[Span] = []
    for item in [*items, None]:
        if isinstance(item, Span) and (not run or item.line == run[-1].line + run[-1].text.count("\n") + 1):
            run.append(item)
            continue
        parts += _run(run, notes)
        run = [item] if isinstance(item, Span) else []
        if item is not None and not isinstance(item, Span):
            parts.append(item)
    return parts


def _run(run: list[Span], notes: Notes) -> list[Prose]:
    while run and run[0].blank:
        run = run[1:]
    while run and run[-1].blank:
        run = run[:-1]
    for span in run:
        _check_line(span, notes)
    return [Prose("\n".join(span.text for span in run), Place(run[0].line, run[0].column))] if run else []


def _check_line(span: Span, notes: Notes) -> None:
    """Report a line that is almost a mark."""
    if match := _STRAY_ANSWER.match(span.text):
        problem = Text("« or= » et « not= » suivent une réponse « = »", "“or=” and “not=” follow an answer “=”")
        mend = Text("écrivez-le juste sous la réponse, sans espace", "write it below the answer, without spaces")
        if match.group(1) is None:
            problem = Text("une espace le précède", "a space stands before it")
            mend = Text("retirez l'espace au début de la ligne", "remove the space at the beginning of the line")
    elif match := _STRAY_MARK.match(span.text):
        problem = Text("il y a trop d'espaces", "there are too many spaces")
        mend = Text("écrivez ( ), (x), [ ] ou [x]", "write ( ), (x), [ ] or [x]")
    elif match := _CLOSING.search(span.text):
        problem = Text("rien n'est ouvert", "nothing is open")
        mend = Text(f"ouvrez-le par [{match.group(1)}]", f"open it with [{match.group(1)}]")
    elif span.text.strip() == "---":
        problem = Text("il ne sépare pas deux questions", "it does not separate two questions")
        mend = Text("retirez cette ligne", "remove this line")
        notes.report(rules.STRAY, span.place(), mark="---", problem=problem, mend=mend)
        return
    else:
        return
    notes.report(rules.STRAY, span.place(), mark=match.group(0).strip(), problem=problem, mend=mend)


def _check(question: Question, notes: Notes) -> None:
    """Report what no learner could answer, or hear."""
    if not question.inputs:
        notes.report(rules.NO_INPUT, question.place)
    label: Label | None = None
    before: Label | None = None
    for part in question.parts:
        if isinstance(part, Label):
            if label is not None:
                notes.report(rules.TWO_LABELS, part.place)
                notes.differs("openedx", part.place, "deux questions pour une réponse", "two questions for one answer")
            label = label or part
        elif isinstance(part, INPUTS):
            if label is None:
                notes.report(rules.NO_LABEL, part.place)
            elif label == before:
                notes.differs("fun", label.place, "la même question deux fois", "the same question twice")
            before, label = label, None
        if isinstance(part, Radio | Checks | Select):
            _check_right(part, notes)
    if label is not None:
        notes.differs("openedx", label.place, "une question suit sa réponse", "a question follows its answer")


def _check_right(part: Radio | Checks | Select, notes: Notes) -> None:
    right = sum(choice.correct for choice in part.choices)
    if not right:
        notes.report(rules.NO_RIGHT, part.place)
    elif right > 1 and isinstance(part, Select):
        notes.report(rules.SEVERAL_RIGHT, part.place, count=right)
    elif right > 1 and isinstance(part, Radio):
        notes.report(rules.SEVERAL_RIGHT_RADIO, part.place, count=right)
