"""What takes an answer: buttons, boxes, numbers and texts, in the order in which Studio looks for them."""

from __future__ import annotations

import re
from collections.abc import Callable

from moocfab.diagnostics import Text
from moocfab.source.patterns import fault
from moocfab.source.studio import rules
from moocfab.source.studio.layout import ANSWER, CHECK, LONE, OTHER, RADIO, UNDERLINE, Item, Notes, Span, feedback
from moocfab.source.studio.model import Answer, Check, Checks, Choice, Compound, Hint, Line, Number, Radio
from moocfab.source.studio.numbers import begins_as_number, check_number, check_range, is_number, is_range

_RADIO_MARK = re.compile(r"[xX@! ]{0,3}")
_CHECK_MARK = re.compile(r"[xX ]?")
_COMPOUND = re.compile(r"\s*\{\{\s*\(\((.*?)\)\)(.*?)\}\}", re.DOTALL)
_SELECTED = re.compile(r"\{\s*(?:s|selected):(.*?)\}", re.IGNORECASE | re.DOTALL)
_UNSELECTED = re.compile(r"\{\s*(?:u|unselected):(.*?)\}", re.IGNORECASE | re.DOTALL)
_TOGETHER = re.compile(r"\b(un)?selected:", re.IGNORECASE)
_TOLERANCE = re.compile(r"(.*?)\+-\s*(.*)")
_AS_TEXT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", re.DOTALL)
_GROUP = re.compile(r"\([^()]*\)")
_CHECK_FORM = "{{selected: …}, {unselected: …}}"


def radios(items: list[Item], notes: Notes) -> list[Item]:
    """Put the lines `( )` that follow each other together."""
    return _grouped(items, RADIO.match, lambda spans: _radio(spans, notes))


def checks(items: list[Item], notes: Notes) -> list[Item]:
    """Put the lines `[ ]` and `{{…}}` that follow each other together."""
    return _grouped(items, lambda text: CHECK.match(text) or LONE.match(text), lambda spans: _checks(spans, notes))


def answers(items: list[Item], notes: Notes) -> list[Item]:
    """Put each answer `=` and the `or=`, `not=` that follow it together."""
    found: list[Item] = []
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        match = ANSWER.match(item.text) if isinstance(item, Span) else None
        if not isinstance(item, Span) or match is None:
            found.append(item)
            continue
        if UNDERLINE.fullmatch(item.text.rstrip()):
            problem = Text("il n'est pas juste sous un titre", "it is not just below a heading")
            mend = Text("écrivez-le sous le titre, sans espace", "write it below the heading, without spaces")
            notes.report(rules.STRAY, item.place(), mark=item.text.strip(), problem=problem, mend=mend)
            continue
        first = item.cut(match.start(2))
        if first.blank:
            notes.report(rules.EMPTY_CHOICE, item.place())
        found.append(_answer(first, bool(match.group(1)), _others(waiting, notes), notes))
    return found


def _grouped(
    items: list[Item],
    belongs: Callable[[str], object],
    made: Callable[[list[Span]], list[Item]],
) -> list[Item]:
    """Replace runs of lines, with empty ones between, by what is made of them."""
    found: list[Item] = []
    run: list[Span] = []
    blanks: list[Span] = []
    for item in [*items, None]:
        if isinstance(item, Span) and belongs(item.text):
            run.append(item)
            blanks = []
        elif isinstance(item, Span) and item.blank and run:
            blanks.append(item)
        else:
            found += made(run) if run else []
            found += blanks
            run, blanks = [], []
            if item is not None:
                found.append(item)
    return found


def _mark(span: Span, match: re.Match[str], usual: re.Pattern[str], notes: Notes) -> str:
    """Return what stands between the brackets; a text that looks like a choice is reported."""
    mark, written = match.group(1), match.group(0).strip()
    if not usual.fullmatch(mark):
        escaped = written.replace("(", "&#40;").replace("[", "&#91;")
        known = "( ), (x), (@), (!)" if written.startswith("(") else "[ ], [x]"
        notes.report(rules.MARK, span.place(0, None), mark=written, escaped=escaped, known=known)
    return mark


def _radio(spans: list[Span], notes: Notes) -> list[Item]:
    choices: list[Choice] = []
    shuffle = False
    if _only_text(spans, RADIO, _RADIO_MARK, notes):
        return [*spans]
    for span in spans:
        match = RADIO.match(span.text)
        if match is None:
            continue
        mark = _mark(span, match, _RADIO_MARK, notes)
        shuffle = shuffle or "!" in mark
        line = span.cut(match.end())
        text, hint = feedback(line, "{{…}}", notes)
        if not text:
            notes.report(rules.EMPTY_CHOICE, span.place())
        choices.append(Choice(text, "x" in mark.lower(), "@" in mark, hint, line.place()))
    return [Radio(tuple(choices), shuffle, spans[0].place())]


def _only_text(spans: list[Span], pattern: re.Pattern[str], usual: re.Pattern[str], notes: Notes) -> bool:
    """Return whether no line has a mark as authors write it: the lines are reported, and taken for a text."""
    marks = [(span, match) for span in spans if (match := pattern.match(span.text))]
    if not marks or any(usual.fullmatch(match.group(1)) for _, match in marks):
        return False
    for span, match in marks:
        _mark(span, match, usual, notes)
    return True


def _checks(spans: list[Span], notes: Notes) -> list[Item]:
    choices: list[Check] = []
    compounds: list[Compound] = []
    if _only_text(spans, CHECK, _CHECK_MARK, notes):
        return [*spans]
    lone = not any(CHECK.match(span.text) for span in spans)
    for span in spans:
        match, compound = CHECK.match(span.text), _COMPOUND.match(span.text)
        if match:
            choices.append(_check(span, match, notes))
        elif compound and not lone:
            said = span.place(compound.start(2), compound.end(2))
            compounds.append(Compound(compound.group(1).strip(), compound.group(2).strip(), said))
        else:
            notes.report(rules.LONE_FEEDBACK, span.place())
    for item in compounds:
        _check_letters(item, len(choices), notes)
    return [Checks(tuple(choices), tuple(compounds), spans[0].place())] if choices else []


def _check_letters(compound: Compound, count: int, notes: Notes) -> None:
    known = [chr(ord("A") + index) for index in range(min(count, 26))]
    strange = [letter for letter in compound.value.split() if letter not in known]
    if strange or not compound.value:
        problem = Text(
            f"les choix sont {', '.join(known)}, séparés par une espace",
            f"choices are {', '.join(known)}, a space between them",
        )
        mend = Text("écrivez par exemple {{ ((A C)) texte }}", "write {{ ((A C)) text }}")
        notes.report(rules.IGNORED, compound.place, text=f"(({compound.value}))", problem=problem, mend=mend)


def _check(span: Span, match: re.Match[str], notes: Notes) -> Check:
    mark = _mark(span, match, _CHECK_MARK, notes)
    line = span.cut(match.end())
    start, end = line.text.find("{{"), line.text.find("}}")
    text, selected, unselected = line.text.strip(), None, None
    if 0 <= start < end:
        inner, rest = line.cut(start + 1, end + 1), line.text[:start].rstrip() + line.text[end + 2 :]
        selected, unselected = _said(_SELECTED, inner), _said(_UNSELECTED, inner)
        problem = _feedback_problem(selected, unselected, rest)
        if problem:
            notes.report(rules.FEEDBACK, line.place(start, end + 2), problem=problem, form=_CHECK_FORM)
        if selected or unselected:
            text = rest.strip()
    if not text:
        notes.report(rules.EMPTY_CHOICE, span.place())
    return Check(text, mark.lower() == "x", selected, unselected, line.place())


def _said(pattern: re.Pattern[str], span: Span) -> Hint | None:
    match = pattern.search(span.text)
    if match is None or not match.group(1).strip():
        return None
    return Hint(match.group(1).strip(), place=span.place(match.start(1), match.end(1)))


def _feedback_problem(selected: Hint | None, unselected: Hint | None, rest: str) -> Text | None:
    if not selected and not unselected:
        return Text("elle ne dit pas si la case est cochée ou non", "it does not say whether the box is ticked")
    if any(hint and _TOGETHER.search(hint.text) for hint in (selected, unselected)):
        return Text("ses deux parties ne sont pas séparées", "its two parts are not separated")
    if "{{" in rest or rest.rstrip().endswith("}"):
        return Text("une accolade reste après elle", "a brace is left after it")
    return None


def _others(waiting: list[Item], notes: Notes) -> list[tuple[str, Span]]:
    """Take the `or=` and `not=` that follow, empty lines between them left out."""
    found: list[tuple[str, Span]] = []
    while True:
        index = len(waiting) - 1
        while index >= 0 and isinstance(blank := waiting[index], Span) and not blank.text:
            index -= 1
        item = waiting[index] if index >= 0 else None
        match = OTHER.match(item.text) if isinstance(item, Span) else None
        if not isinstance(item, Span) or match is None:
            return found
        del waiting[index:]
        answer = item.cut(match.start(2))
        if answer.blank:
            notes.report(rules.EMPTY_CHOICE, item.place())
        found.append((match.group(1), answer))


def _answer(span: Span, textual: bool, others: list[tuple[str, Span]], notes: Notes) -> Number | Line:
    text, hint = _alone(span, notes)
    first = Answer(text, hint, span.place())
    if not textual and is_range(text):
        check_range(text, first.place, notes)
        if hint:
            notes.differs(
                "openedx",
                hint.place,
                "il prend pour un texte un intervalle suivi d'une indication",
                "it takes a range with a feedback for a text",
            )
        return Number(text, "", hint, _other_numbers(others, notes), first.place)
    if not textual and is_number(text):
        return _number(first, _other_numbers(others, notes), notes)
    if not textual and begins_as_number(text):
        problem = Text("selon la plateforme, c'est un nombre ou un texte", "a number or a text, as the platform has it")
        mend = Text(
            "écrivez « s= » devant un texte, ou le nombre seul", "write “s=” before a text, or the number alone"
        )
        notes.report(rules.NUMBER, first.place, text=text, problem=problem, mend=mend)
    return _line(first, others, notes)


def _alone(span: Span, notes: Notes) -> tuple[str, Hint | None]:
    """Return an answer and its feedback, which nothing follows."""
    text, hint = feedback(span, "{{…}}", notes)
    if hint and not span.text.rstrip().endswith("}}"):
        problem = Text("un texte la suit", "a text follows it")
        notes.report(rules.FEEDBACK, hint.place, problem=problem, form="= Paris {{…}}")
    return text, hint


def _number(first: Answer, others: tuple[Answer, ...], notes: Notes) -> Number:
    tolerance = _TOLERANCE.fullmatch(first.text)
    answer = "".join((tolerance.group(1) if tolerance else first.text).split())
    check_number(answer, first.place, notes)
    if tolerance:
        check_number(tolerance.group(2), first.place, notes)
    return Number(answer, tolerance.group(2).strip() if tolerance else "", first.hint, others, first.place)


def _other_numbers(others: list[tuple[str, Span]], notes: Notes) -> tuple[Answer, ...]:
    """Return the further right numbers; what Studio does not take for one is reported."""
    found: list[Answer] = []
    for mark, span in others:
        text, hint = _alone(span, notes)
        if mark == "not" or is_range(text) or "+-" in text or not begins_as_number(text):
            problem = Text("après un nombre, il ne garde que d'autres nombres", "after a number it keeps numbers only")
            mend = Text(
                "écrivez « or= » et un nombre sans tolérance, ou retirez la ligne",
                "write “or=” and a number without tolerance, or remove the line",
            )
            notes.report(rules.IGNORED, span.place(), text=f"{mark}= {text}", problem=problem, mend=mend)
            continue
        check_number(text, span.place(), notes)
        notes.differs(
            "fun", span.place(), "« or= » y est oublié après un nombre", "“or=” is dropped there after a number"
        )
        found.append(Answer(text, hint, span.place()))
    return tuple(found)


def _line(first: Answer, others: list[tuple[str, Span]], notes: Notes) -> Line:
    right: list[Answer] = []
    wrong: list[Answer] = []
    for mark, span in others:
        text, hint = _alone(span, notes)
        (right if mark == "or" else wrong).append(Answer(text, hint, span.place()))
    regexp = first.text.startswith("|")
    answer = first.text[1:].strip() if regexp else first.text
    if regexp:
        patterns = (Answer(answer, place=first.place), *right)
        for pattern in patterns:
            _check_regexp(pattern, notes, alone=len(patterns) == 1)
    return Line(answer, regexp, first.hint, tuple(right), tuple(wrong), first.place)


def _check_regexp(pattern: Answer, notes: Notes, *, alone: bool) -> None:
    """Report a pattern that cannot be read, or that takes more than it says.

    The platforms join them by `|` and put `^` before the first and `$` after the last only.
    """
    try:
        re.compile(pattern.text)
    except (re.error, OverflowError, RecursionError) as error:
        mend = Text(
            "corrigez-la, ou retirez le « | » devant un texte", "mend it, or remove the “|” before a plain text"
        )
        notes.report(rules.REGEXP, pattern.place, text=pattern.text, problem=fault(error), mend=mend)
        return
    whole = pattern.text.startswith("^") and pattern.text.endswith("$")
    if _branches(pattern.text) or not (alone or whole):
        problem = Text("elle accepte aussi ce qui la contient", "it takes what contains it too")
        mend = Text(f"écrivez « ^(?:{pattern.text})$ »", f"write “^(?:{pattern.text})$”")
        notes.report(rules.REGEXP, pattern.place, text=pattern.text, problem=problem, mend=mend)


def _branches(pattern: str) -> bool:
    """Return whether a `|` cuts the whole pattern: one that stands in no set, in no group and behind no backslash."""
    text, inside = _AS_TEXT.sub("", pattern), ""
    while text != inside:
        text, inside = _GROUP.sub("", text), text
    return "|" in text
