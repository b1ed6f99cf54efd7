"""What a GIFT file says: questions of parts, each with its place.

Texts are as Moodle has them: lines trimmed, escapes undone, the mark of their format off. Places are offsets in
the file's text, from the first sign of a text, past marks and spaces, to behind its last.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from moocfab.diagnostics import Location
from moocfab.source.data import Mark

Format = Literal["moodle", "html", "plain", "markdown"]


class Text(NamedTuple):
    """A text, how it is written, and where."""

    text: str
    format: Format
    start: int
    end: int


class Answer(NamedTuple):
    """One answer of several.

    Attributes:
        text: what is chosen or typed.
        weight: its share of the points, 1 for a right one; 0 or less is wrong.
        feedback: what is said of it.
        start: where its mark stands, `=` or `~`.
    """

    text: Text
    weight: float
    feedback: Text | None
    start: int


class Choices(NamedTuple):
    """Answers to choose from: one of them, or all those with a weight above 0."""

    single: bool
    answers: tuple[Answer, ...]


class TrueFalse(NamedTuple):
    """A statement that is right or not, what is said to who is wrong, and to who is right."""

    right: bool
    when_wrong: Text | None = None
    when_right: Text | None = None


class ShortAnswers(NamedTuple):
    """Texts to type; `*` in them stands for anything, case does not count."""

    answers: tuple[Answer, ...]


class Number(NamedTuple):
    """The numbers from `low` to `high`, and their share of the points.

    `text` is as written; its `value` and `tolerance` are those of a number, None where a range was written.
    """

    low: float
    high: float
    value: float | None
    tolerance: float
    weight: float
    feedback: Text | None
    text: Text


class Numbers(NamedTuple):
    """Numbers to type, and what is said of any other."""

    answers: tuple[Number, ...]
    otherwise: Text | None = None


class Pair(NamedTuple):
    """What belongs together; a `question` of None makes of `answer` one that belongs to nothing."""

    question: Text | None
    answer: Text
    start: int


class Pairs(NamedTuple):
    """Questions, each to be given its answer."""

    pairs: tuple[Pair, ...]


class Essay(NamedTuple):
    """A text to write, read by people."""


class Description(NamedTuple):
    """No question at all: a text to read."""


Body = Choices | TrueFalse | ShortAnswers | Numbers | Pairs | Essay | Description


class Question(NamedTuple):
    """One question.

    Attributes:
        ask: what is asked; with `after`, what precedes the missing word.
        body: what is answered.
        start: where it begins, its comments included; `end` where it ends.
        title: between `::` and `::`.
        after: what follows the missing word.
        blank: what stands in its place, with the spaces around it.
        explain: the general feedback, after `####`.
        id: of its comment `// [id:…]`.
        tags: of its comments `// [tag:…]`.
        category: the last `$CATEGORY:` before it.
    """

    ask: Text
    body: Body
    start: int
    end: int
    title: Text | None = None
    after: Text | None = None
    blank: str = ""
    explain: Text | None = None
    id: Text | None = None
    tags: tuple[Text, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """The file's name and where its lines begin: offsets to places for people."""

    path: str
    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, path: str) -> Places:
        """Return the places of a file's text."""
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return cls(path, tuple(starts[:-1]))

    def location(self, start: int, end: int | None = None) -> Location:
        """Return the place of what stands from `start` to `end`, its length as far as its first line."""
        mark = self.mark(start, start + 1 if end is None else end)
        return Location(self.path, mark.line, mark.column, mark.length)

    def mark(self, start: int, end: int) -> Mark:
        """Return the mark of what stands from `start` to `end`."""
        line = bisect_right(self.starts, start)
        first = self.starts[line - 1]
        stop = min(end, self.starts[line] - 1) if line < len(self.starts) else end
        return Mark(line, start - first + 1, max(1, stop - start))
