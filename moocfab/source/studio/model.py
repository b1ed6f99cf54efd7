"""What the notation says: questions of parts. Texts are XML as the author typed it.

The place of what has a text is that of its text, without marks and spaces before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from moocfab.diagnostics import Rule, Text


class Place(NamedTuple):
    """1-based line and column in the notation, and how many characters."""

    line: int
    column: int
    length: int = 1


NOWHERE = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Hint:
    """A text that answers an answer, and what stands before it instead of the platform's word."""

    text: str
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line underlined with `====`."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines; each that does not begin with a tag is a paragraph."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """What stands between `[code]` marks."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """What is asked, `>>…||…<<`."""

    text: str
    description: str = ""
    place: Place = field(default=NOWHERE, compare=False)
    described: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is shown once the answer is."""

    parts: tuple[Prose | Heading, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a radio group, or one option of a drop-down list."""

    text: str
    correct: bool = False
    fixed: bool = False
    hint: Hint | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Radio:
    """One choice among several."""

    choices: tuple[Choice, ...]
    shuffle: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down list; on one line (`[[a, (b)]]`) its options have no hints."""

    choices: tuple[Choice, ...]
    one_line: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Check:
    """One box, and what is said when it is ticked and when it is not."""

    text: str
    correct: bool = False
    selected: Hint | None = None
    unselected: Hint | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compound:
    """What is said when just these boxes (`A C`) are ticked."""

    value: str
    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Checks:
    """Several choices among several."""

    choices: tuple[Check, ...]
    compounds: tuple[Compound, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A right answer beside the first, or a wrong one that is foreseen."""

    text: str
    hint: Hint | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range, within a tolerance."""

    answer: str
    tolerance: str = ""
    hint: Hint | None = None
    others: tuple[Answer, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, perhaps a pattern."""

    answer: str
    regexp: bool = False
    hint: Hint | None = None
    others: tuple[Answer, ...] = ()
    wrong: tuple[Answer, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


Input = Radio | Select | Checks | Number | Line
Part = Heading | Prose | Code | Label | Explanation | Radio | Select | Checks | Number | Line
INPUTS = (Radio, Select, Checks, Number, Line)


@dataclass(frozen=True, slots=True)
class Question:
    """What stands between two `---`."""

    parts: tuple[Part, ...]
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Return what takes an answer."""
        return tuple(part for part in self.parts if isinstance(part, INPUTS))


@dataclass(frozen=True, slots=True)
class Misread:
    """A finding in the notation."""

    rule: Rule
    place: Place
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a platform's converter makes otherwise; `importer` is the platform's (`fun`, `openedx`)."""

    importer: str
    place: Place
    what: Text


@dataclass(frozen=True, slots=True)
class Notation:
    """A problem as its notation says it; `hints` are those on demand."""

    questions: tuple[Question, ...]
    hints: tuple[Hint, ...] = ()
    misread: tuple[Misread, ...] = field(default=(), compare=False)
    differences: tuple[Difference, ...] = field(default=(), compare=False)
