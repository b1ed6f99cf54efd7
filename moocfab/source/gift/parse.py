"""A GIFT file to its questions: one for each block of lines between empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from moocfab.diagnostics import Diagnostic
from moocfab.diagnostics import Text as Words
from moocfab.source.gift.answers import body
from moocfab.source.gift.model import Body, Description, Places, Question, Text
from moocfab.source.gift.rules import CATEGORY, CLOSE, EXTRA, LONELY, NO_TEXT, NOT_READ, OPEN, TITLE_OPEN
from moocfab.source.gift.text import Source

_SAID = re.compile(r"\[(?:id:((?:\\\]|[^\]\x00-\x1f\x7f])+)|tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+))\]")
_CATEGORY = "$CATEGORY:"
_LIKE_CATEGORY = re.compile(r"^[ \t]*(\$\s*[A-Za-z]{4,}\s*:?)", re.MULTILINE)
# What looks like answers: a mark that begins a line, or two in a line; an arrow; a general feedback.
_ANSWER = re.compile(r"^[ \t]*([=~])|(?<![^\s(\[])([=~])(?=\S[^\n]*\s[=~]\S)|(->|####)", re.MULTILINE)
_BRACE = re.compile("[{}]")


@dataclass(frozen=True)
class Gift:
    """What a GIFT file holds, as far as it can be read.

    Attributes:
        questions: those that can be read, in their order.
        places: of their offsets.
        findings: what is wrong; each question that is missing has an error in its lines.
    """

    questions: tuple[Question, ...]
    places: Places
    findings: tuple[Diagnostic, ...] = ()


def parse(text: str, path: str) -> Gift:
    """Read a GIFT file, with plain line ends, as Moodle does.

    The rules were read in https://github.com/moodle/moodle/blob/main/question/format/gift/format.php
    """
    reader = _Reader(Source.of(text, path))
    questions = tuple(reader.questions())
    if "\\n" in text:
        reader.source.check_commands()
    return Gift(questions, reader.source.places, tuple(reader.source.findings))


@dataclass(slots=True)
class _Comments:
    """What a question's comments say."""

    id: Text | None = None
    tags: tuple[Text, ...] = ()


class _Parts(NamedTuple):
    """The fields of a question that stand around and between its braces."""

    ask: Text
    body: Body
    after: Text | None = None
    blank: str = ""
    explain: Text | None = None


@dataclass(slots=True)
class _Reader:
    source: Source
    category: str = ""
    end: int = field(default=0)
    """Where the last question ended: a lost brace may swallow blocks."""

    def questions(self) -> Iterator[Question]:
        """Yield the questions that can be read."""
        for start, end in self.source.blocks():
            if start >= self.end:
                self.end = end
                question = self.question(start, end)
                if question is not None:
                    yield question

    def question(self, start: int, end: int) -> Question | None:
        """Return the question in a block, None where there is none or it cannot be read."""
        source = self.source
        before = source.errors
        comments = self.comments(start, end)
        first, last = source.stripped(start, end)
        if first == last:
            for text in (comments.id, *comments.tags):
                if text:
                    source.report(LONELY, text.start, text.end, text=text.text)
            return None
        if source.mask[first] == "$" and self.is_category(first, last):
            return None
        title, first = self.titled(first, last)
        if source.errors > before:
            return None
        found = self.answered(first, last)
        if found is None or source.errors > before:
            return None
        ask, answer, after, blank, explain = found
        return Question(
            ask, answer, start, end, title, after, blank, explain, comments.id, comments.tags, self.category
        )

    def comments(self, start: int, end: int) -> _Comments:
        """Return the id and the tags that a block's comments have."""
        found = _Comments()
        for at, stop in self.source.comments(start, end):
            for match in _SAID.finditer(self.source.raw, at, stop):
                group = match.lastindex or 0
                said = Text(match.group(group).replace("\\]", "]").strip(), "plain", *match.span(group))
                if group == 2:
                    found.tags += (said,)
                elif found.id is None:
                    found.id = said
                else:
                    self.source.report(LONELY, *match.span(), text=match.group())
        return found

    def is_category(self, start: int, end: int) -> bool:
        """Take a category; return whether the block is none of a question's."""
        source = self.source
        if source.mask.startswith(_CATEGORY, start):
            behind = start + len(_CATEGORY)
            name = source.text[behind:end].strip()
            if not name:
                source.report(CATEGORY, start, behind, problem=Words("le nom manque", "the name is missing"))
            elif "\n" in name:
                problem = Words("il faut une ligne vide après elle", "an empty line must follow it")
                source.report(CATEGORY, start, behind, problem=problem)
            else:
                self.category = source.read(behind, end).text
            return True
        like = _LIKE_CATEGORY.match(source.mask, start, end)
        if like and "{" not in source.mask[start:end]:
            source.report(CATEGORY, *like.span(1), problem=Words("elle est inconnue", "it is unknown"))
            return True
        return False

    def titled(self, start: int, end: int) -> tuple[Text | None, int]:
        """Return a question's title, and where its text begins."""
        source = self.source
        if source.mask[start : start + 2] != "::":
            return None, start
        close = source.mask.find("::", start + 2, end)
        if close < 0 or source.mask.find("{", start, close) >= 0:
            source.report(TITLE_OPEN, start, start + 2)
            return None, start
        return source.optional(start + 2, close, "plain"), close + 2

    def answered(self, start: int, end: int) -> _Parts | None:
        """Return what stands around and between the braces of a block."""
        source, mask = self.source, self.source.mask
        opening, closing = mask.find("{", start, end), mask.find("}", start, end)
        category = mask.find(f"\n{_CATEGORY}", start, end) + 1
        if category:
            problem = Words("il faut une ligne vide avant elle", "an empty line must precede it")
            source.report(CATEGORY, category, category + len(_CATEGORY), problem=problem)
            return None
        if opening < 0 and closing < 0:
            return self.description(start, end)
        if not self.is_braced(opening, closing, end):
            return None
        ask = source.read(start, opening)
        after = source.optional(closing + 1, end, ask.format)
        if not ask.text and after is None:
            source.report(NO_TEXT, opening)
            return None
        feedback = mask.rfind("####", opening, closing)
        stop = closing if feedback < 0 else feedback
        explain = None if feedback < 0 else source.optional(feedback + 4, closing, ask.format)
        found = body(source, opening + 1, stop, ask.format)
        if found is None:
            return None
        return _Parts(ask, found, after, self.blank(opening, closing) if after else "", explain)

    def description(self, start: int, end: int) -> _Parts | None:
        """Return a text to be read, None where it looks like a question that lost its braces."""
        source = self.source
        like = _ANSWER.search(source.mask, start, end)
        if like:
            source.report(NOT_READ, *like.span(like.lastindex or 0), mark=like.group(like.lastindex or 0))
            return None
        text = source.read(start, end)
        if not text.text:
            source.report(NO_TEXT, max(0, start - 1))
            return None
        return _Parts(text, Description())

    def blank(self, opening: int, closing: int) -> str:
        """Return what stands in the place of a missing word."""
        text = self.source.text
        before, after = text[max(0, opening - 1) : opening], text[closing + 1 : closing + 2]
        return f"{' ' if before.isspace() else ''}_____{' ' if after.isspace() else ''}"

    def is_braced(self, opening: int, closing: int, end: int) -> bool:
        """Return whether one pair of braces stands in the block, else report."""
        source = self.source
        if opening < 0 or 0 <= closing < opening:
            source.report(CLOSE, closing)
        elif closing < 0:
            self.unclosed(opening, end)
        else:
            found = (source.mask.find("{", opening + 1, end), source.mask.find("}", closing + 1, end))
            extra = min((at for at in found if at >= 0), default=-1)
            if extra < 0:
                return True
            source.report(EXTRA, extra, brace=source.mask[extra])
        return False

    def unclosed(self, opening: int, end: int) -> None:
        """Report a brace that its block does not close, and swallow the blocks up to where it is."""
        source = self.source
        following = _BRACE.search(source.mask, end)
        cut = following is not None and following.group() == "}"
        line = source.places.mark(end, end + 1).line + 1
        blank = Words(f" avant la ligne vide {line}", f" before the empty line {line}") if cut else Words("", "")
        if following is not None and cut:
            self.end = following.end()
        source.report(OPEN, opening, blank=blank)
