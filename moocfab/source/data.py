"""Data with positions: plain Python values beside the place where each was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from moocfab.diagnostics import Location

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value begins: 1-based line and column, its length on that line.

    `block` says that the text begins on the next line (YAML's `|` and `>`, a directive's body), `indent` how
    many characters stand before it: on each line of a block, else once (a quote).
    """

    line: int
    column: int
    length: int = 1
    block: bool = False
    indent: int = 0


@dataclass(slots=True)
class Marks:
    """The tree of positions beside the data, by path; keys apart from values."""

    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def value(self, path: Sequence[str | int]) -> Mark:
        """Return the place of the value at `path`, else of its nearest ancestor."""
        steps = tuple(path)
        while steps and steps not in self.values:
            steps = steps[:-1]
        return self.values.get(steps, Mark(1, 1))

    def key(self, path: Sequence[str | int]) -> Mark:
        """Return the place of the key at `path`, else of its value or nearest ancestor."""
        steps = tuple(path)
        return self.keys.get(steps) or self.value(steps)

    def below(self, prefix: Sequence[str | int]) -> Marks:
        """Return the positions under `prefix`, with paths from there."""
        start, size = tuple(prefix), len(prefix)
        return Marks(
            {path[size:]: mark for path, mark in self.values.items() if path[:size] == start},
            {path[size:]: mark for path, mark in self.keys.items() if path[:size] == start and path[size:]},
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of a course was written: the file as shown, and the positions of its fields.

    `others` tell where those fields stand that this file does not have, see `layers`.
    """

    path: str = "<python>"
    marks: Marks = field(default_factory=Marks, compare=False, repr=False)
    others: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def at(self, *steps: str | int) -> Location:
        """Return the place of the value at `steps`, or of its nearest ancestor."""
        found = self.of(*steps) or self
        return found._location(found.marks.value(steps))

    def key(self, *steps: str | int) -> Location:
        """Return the place of the key at `steps`."""
        found = self.of(*steps) or self
        return found._location(found.marks.key(steps))

    def of(self, *steps: str | int) -> Origin | None:
        """Return which of the origins has the value at `steps`, None where nobody wrote it."""
        return next((origin for origin in (self, *self.others) if steps in origin.marks.values), None)

    def inside(self, steps: Sequence[str | int], line: int) -> Location:
        """Return the place of the 0-based `line` of the text at `steps`."""
        mark = self.marks.value(steps)
        if line == 0 and not mark.block:
            return self._location(mark)
        return Location(self.path, mark.line + line + (1 if mark.block else 0), 1)

    def within(self, steps: Sequence[str | int], line: int, column: int, length: int = 1) -> Location:
        """Return the place of a 1-based line and column of the text at `steps`.

        Lines of a text that is no block are folded in its file: only the first one has a place of its own.
        """
        mark = self.marks.value(steps)
        if mark.block:
            return Location(self.path, mark.line + line, mark.indent + column, length)
        if line > 1:
            return self._location(mark)
        return Location(self.path, mark.line, mark.column + mark.indent + column - 1, length)

    def below(self, *steps: str | int) -> Origin:
        """Return the origin of the value at `steps`."""
        found = self.of(*steps) or self
        return Origin(found.path, found.marks.below(steps), tuple(other.below(*steps) for other in self.others))

    def _location(self, mark: Mark) -> Location:
        return Location(self.path, mark.line, mark.column, max(1, mark.length))


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value as an author wrote it, and where."""

    data: Any
    origin: Origin


@dataclass(frozen=True)
class SourceText:
    """The text of a field, or of the file that it names.

    Attributes:
        text: with plain line ends.
        place: 1-based line, column and a length to where they were written.
    """

    text: str
    place: Callable[[int, int, int], Location]
