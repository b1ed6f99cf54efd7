"""The lines of one question: what is asked, headings, hints on demand, feedback over several lines, lists.

Studio looks for these in this order, wherever they stand; what is left are lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from moocfab.diagnostics import Rule, Text
from moocfab.source.studio import rules
from moocfab.source.studio.model import (
    Checks,
    Choice,
    Code,
    Difference,
    Explanation,
    Heading,
    Hint,
    Label,
    Line,
    Misread,
    Number,
    Place,
    Prose,
    Radio,
    Select,
)

RADIO = re.compile(r"\s*\((.{0,3})\)\s*")
CHECK = re.compile(r"\s*\[(.?)\]\s*")
ANSWER = re.compile(r"(s?)=\s*(.*)", re.DOTALL)
OTHER = re.compile(r"(or|not)=\s*(.*)", re.DOTALL)
LONE = re.compile(r"\s*\{\{.*?\}\}", re.DOTALL)
UNDERLINE = re.compile("==+")
_HINT = re.compile(r"\s*\|\|(.*?)\|\|(.*?)\s*")
_FEEDBACK = re.compile(r"\s*\{\{(.*?)\}\}", re.DOTALL)
_TITLE = re.compile(r"(.*?)::", re.DOTALL)
_OPTION = re.compile(r"\s*\((.*?)\)\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A line, or what is left of one, or the lines that a feedback goes over."""

    text: str
    line: int
    column: int = 1

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return the place of the characters from `start` to `end`, without the spaces around, on one line."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        at = self.cut(start, end)
        return Place(at.line, at.column, max(1, len(at.text.partition("\n")[0].rstrip())))

    def cut(self, start: int, end: int | None = None) -> Span:
        """Return a part of the line."""
        before = self.text[:start]
        lines = before.count("\n")
        column = start - before.rfind("\n") if lines else self.column + start
        return Span(self.text[start:end], self.line + lines, column)

    @property
    def blank(self) -> bool:
        """Return whether nothing stands there."""
        return not self.text.strip()


Item = Span | Heading | Label | Select | Radio | Checks | Number | Line | Explanation | Code | Prose


@dataclass(slots=True)
class Notes:
    """What is found on the way."""

    hints: list[Hint] = field(default_factory=list)
    misread: list[Misread] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def report(self, rule: Rule, place: Place, **values: object) -> None:
        """Take a finding."""
        self.misread.append(Misread(rule, place, values))

    def differs(self, importer: str, place: Place, fr: str, en: str) -> None:
        """Take what the converter of `importer` makes otherwise."""
        self.differences.append(Difference(importer, place, Text(fr, en)))

    def unclosed(self, place: Place, opening: str, closing: str, fr: str = "", en: str = "") -> None:
        """Report an opening mark without its closing one."""
        self.report(rules.UNCLOSED, place, opening=opening, closing=closing, but=Text(fr, en))


def starts(text: str) -> bool:
    """Return whether Studio takes the line for a choice, an answer or a feedback."""
    return any(pattern.match(text) for pattern in (RADIO, CHECK, ANSWER, LONE))


def lay_out(spans: list[Span], notes: Notes) -> list[Item]:
    """Return the question's lines, with headings, labels and lists in their places; hints go to `notes`."""
    return _selects(_joined(_labels(spans, notes), notes), notes)


def feedback(span: Span, form: str, notes: Notes) -> tuple[str, Hint | None]:
    """Return a line without its `{{…}}`, and that as a hint."""
    match = _FEEDBACK.search(span.text)
    if match is None:
        return span.text.strip(), None
    rest = span.text[: match.start()] + span.text[match.end() :]
    place = span.place(match.start(1) - 2, match.end())
    title = _TITLE.match(match.group(1))
    start = match.start(1) + (title.end() if title else 0)
    text = span.text[start : match.end(1)].strip()
    if not text:
        notes.report(rules.FEEDBACK, place, problem=Text("elle est vide", "it is empty"), form=form)
        return span.text.strip(), None
    if "{{" in rest:
        second = Text("il y en a une seconde sur la ligne", "there is a second one on the line")
        notes.report(rules.FEEDBACK, span.place(span.text.index("{{", match.end()), None), problem=second, form=form)
    return rest.strip(), Hint(text, title.group(1).strip() if title else "", span.place(start, match.end(1)))


_READ: dict[type, tuple[str, Text, str]] = {
    Radio: ("( )", Text("un choix", "a choice"), "&#40;"),
    Checks: ("[ ]", Text("une case à cocher", "a tick box"), "&#91;"),
    Select: ("[[", Text("une liste", "a list"), "&#91;&#91;"),
    Label: (">>", Text("une question", "a question"), "&gt;&gt;"),
    Heading: ("==", Text("un titre", "a heading"), "&#61;&#61;"),
    Explanation: ("[explanation]", Text("une explication", "an explanation"), "&#91;explanation]"),
    Number: ("=", Text("une réponse", "an answer"), "&#61;"),
    Line: ("=", Text("une réponse", "an answer"), "&#61;"),
}


def report_inside(kind: type, place: Place, where: Text, notes: Notes) -> None:
    """Report that Studio reads a `kind` of part though it stands in something else."""
    mark, what, escaped = _READ[kind]
    notes.report(rules.INSIDE, place, where=where, mark=mark, what=what, escaped=escaped)


def _labels(spans: list[Span], notes: Notes) -> list[Item]:
    found: list[Item] = []
    waiting = list(reversed(spans))
    closable = _last(spans, "<<")
    while waiting:
        span = waiting.pop()
        if waiting and UNDERLINE.fullmatch(waiting[-1].text):
            waiting.pop()
            found.append(Heading(span.text.strip(), span.place()))
            continue
        label = _label(span, waiting, closable, found, notes)
        if label is None and not _hint(span, found, notes):
            found.append(span)
    return found


def _label(span: Span, waiting: list[Span], closable: int, found: list[Item], notes: Notes) -> Label | None:
    """Take a label that begins in `span` and the lines that it goes over; what follows it waits again.

    No line after `closable` closes one.
    """
    start = span.text.find(">>")
    if start < 0:
        return None
    lines, rest = [span.cut(start + 2)], 0
    while (
        (end := lines[-1].text.find("<<", 1 if len(lines) == 1 else 0)) < 0
        and rest < len(waiting)
        and span.line < closable
    ):
        rest += 1
        lines.append(waiting[-rest])
        if starts(lines[-1].text) or UNDERLINE.fullmatch(lines[-1].text):
            break
    if end < 0:
        if not span.text[:start].strip():
            notes.unclosed(span.place(start, start + 2), ">>", "<<")
        return None
    del waiting[len(waiting) - rest :]
    last = lines[-1]
    lines[-1] = last.cut(0, end)
    after = last.cut(end + 2)
    if start:
        found.append(span.cut(0, start))
    if starts(span.text[:start]):
        where = Text("dans un choix ou une réponse", "in a choice or an answer")
        report_inside(Label, span.place(start, start + 2), where, notes)
    label = _read_label(lines, notes)
    found.append(label)
    if len(lines) > 1:
        notes.differs("fun", label.place, "la question tient sur plusieurs lignes", "the question is on several lines")
    if not after.blank:
        waiting.append(after)
        if starts(after.text) or ">>" in after.text:
            notes.differs("fun", after.place(), "la ligne de la question continue", "the line of the question goes on")
    return label


def _read_label(lines: list[Span], notes: Notes) -> Label:
    whole = Span("\n".join(line.text for line in lines), lines[0].line, lines[0].column)
    parts = whole.text.split("||")
    second, third = len(parts[0]) + 2, len(parts[0]) + 2 + len("".join(parts[1:2])) + 2
    if any(part.strip() for part in parts[2:]):
        problem = Text("une question n'a qu'une précision", "a question has one description only")
        mend = Text("écrivez-la avant, en texte", "write it before, as text")
        notes.report(rules.IGNORED, whole.place(third), text=whole.text[third:].strip(), problem=problem, mend=mend)
    description = "".join(parts[1:2]).strip()
    if ">>" in whole.text:
        notes.differs("fun", whole.place(), "« >> » figure deux fois", "“>>” stands twice")
    if len(parts) > 1:
        notes.differs("fun", whole.place(second), "la précision « || » y est inconnue", "“||” is unknown there")
    if not parts[0].strip():
        notes.report(rules.EMPTY_CHOICE, whole.place())
    if 0 <= (start := whole.text.find("[[")) < whole.text.find("]]"):
        report_inside(Select, whole.place(start, start + 2), Text("dans la question", "in the question"), notes)
    return Label(parts[0].strip(), description, whole.place(0, len(parts[0])), whole.place(second))


def _hint(span: Span, found: list[Item], notes: Notes) -> bool:
    """Take a line `||hint||`; Studio removes it, and the empty lines before."""
    match = _HINT.fullmatch(span.text)
    if match is None or not span.text.rstrip().endswith("||"):
        if span.text.lstrip().startswith("||"):
            notes.unclosed(span.place(), "||", "||")
        return False
    if match.group(2).removesuffix("||").strip():
        problem = Text("un indice par ligne", "one hint a line")
        mend = Text("écrivez-le sur sa ligne : ||indice||", "write it on its own line: ||hint||")
        notes.report(rules.IGNORED, span.place(match.start(2)), text=match.group(2), problem=problem, mend=mend)
    if match.group(1).strip():
        notes.hints.append(Hint(match.group(1).strip(), place=span.place(match.start(1), match.end(1))))
    else:
        notes.report(rules.EMPTY_CHOICE, span.place())
    while found and isinstance(found[-1], Span) and found[-1].blank:
        found.pop()
    return True


def _joined(items: list[Item], notes: Notes) -> list[Item]:
    """Put each feedback that goes over several lines on the line where it begins."""
    found: list[Item] = []
    waiting = list(reversed(items))
    last = _last(items, "}}")
    while waiting:
        item = waiting.pop()
        while isinstance(item, Span) and (start := _open(item.text)) is not None:
            after = waiting[-1] if waiting else None
            if not isinstance(after, Span) or starts(after.text):
                if starts(item.text) or item.text.lstrip().startswith("{{") or item.line < last:
                    notes.unclosed(item.place(start, start + 2), "{{", "}}")
                break
            waiting.pop()
            item = Span(f"{item.text}\n{after.text}", item.line, item.column)
        found.append(item)
    return found


def _last(items: Sequence[Item], mark: str) -> int:
    """Return the last line that has a closing mark, 0 where none has."""
    return max((item.line for item in items if isinstance(item, Span) and mark in item.text), default=0)


def _open(text: str) -> int | None:
    """Return where a `{{` begins that the line does not close."""
    start, end = text.rfind("{{"), text.rfind("}}")
    return start if start >= 0 and end < start else None


def _selects(items: list[Item], notes: Notes) -> list[Item]:
    found: list[Item] = []
    waiting = list(reversed(items))
    closable = _last(items, "]]")
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Span) or (start := item.text.find("[[")) < 0:
            found.append(item)
            continue
        lines, rest = [item.cut(start + 2)], 0
        end = lines[0].text.find("]]", 1)
        while (
            end < 0 and item.line < closable and rest < len(waiting) and isinstance(after := waiting[-1 - rest], Span)
        ):
            rest += 1
            lines.append(after)
            end = after.text.find("]]")
        if end < 0:
            if not item.text[:start].strip():
                notes.unclosed(item.place(start, start + 2), "[[", "]]")
            found.append(item)
            continue
        del waiting[len(waiting) - rest :]
        last = lines[-1]
        lines[-1] = last.cut(0, end)
        if not item.cut(0, start).blank:
            found.append(item.cut(0, start))
        place = item.place(start, None)
        found.append(_one_line(lines[0], place, notes) if not rest else _many_lines(lines, place, notes))
        if not last.cut(end + 2).blank:
            waiting.append(last.cut(end + 2))
    return found


def _one_line(span: Span, place: Place, notes: Notes) -> Select:
    """Read `a, (b), c`."""
    choices: list[Choice] = []
    start = 0
    for text in span.text.split(","):
        option = span.cut(start, start + len(text))
        start += len(text) + 1
        right = _OPTION.fullmatch(text)
        if right:
            option = option.cut(right.start(1), right.end(1))
        choices.append(_checked(option.text.strip(), option, notes, correct=bool(right)))
    if "{{" in span.text:
        problem = Text("une liste sur une ligne n'en a pas", "a list on one line has none")
        where = span.text.index("{{")
        notes.report(rules.FEEDBACK, span.place(where, None), problem=problem, form="[[ … ]]")
    return Select(tuple(choices), one_line=True, place=place)


def _many_lines(lines: list[Span], place: Place, notes: Notes) -> Select:
    choices: list[Choice] = []
    for line in lines:
        if line.blank:
            continue
        text, hint = feedback(line, "(b) {{…}}", notes)
        right = len(text) >= 2 and text[0] == "(" and text[-1] == ")"
        inner = line.cut(line.text.index("(") + 1) if right else line
        choices.append(_checked(text[1:-1].strip() if right else text, inner, notes, correct=right, hint=hint))
    return Select(tuple(choices), place=place)


def _checked(text: str, span: Span, notes: Notes, *, correct: bool, hint: Hint | None = None) -> Choice:
    if not text:
        notes.report(rules.EMPTY_CHOICE, span.place())
    place = span.place()
    return Choice(text, correct, hint=hint, place=Place(place.line, place.column, max(1, len(text))))
