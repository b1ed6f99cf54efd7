"""Rules, locations, diagnostics and the report that gathers them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a finding is; errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return list(Severity).index(self)


class Text(NamedTuple):
    """A text for people, in both languages."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in `language`; French unless it is `en`."""
        return self.en if language == "en" else self.fr

    def for_learners(self, language: str) -> str:
        """Return the text as learners of a course in `language` read it; English unless that is `fr`."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file that an author wrote.

    Attributes:
        path: as shown to the user, with `/`.
        line: 1-based.
        column: 1-based, in characters.
        length: how many characters of the line the finding is about.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong; `message` and `hint` are formats filled with a finding's values.

    Attributes:
        code: `MF` and four digits, never reused.
        slug: English, for machines.
        severity: before `checks.ignore` and `--fail-on`.
        message: what is wrong.
        hint: what to do; may be empty.
        why: why it matters, for `moocfab explain`.
        fails: an example that yields the finding.
        passes: the same example, mended.
        from_absence: whether it is concluded from what is not there, which a file that cannot be read may have held.
    """

    code: str
    slug: str
    severity: Severity
    message: Text
    hint: Text
    why: Text
    fails: str
    passes: str
    from_absence: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"MF[1-9]\d{3}", self.code):
            raise ValueError(f"not a code: {self.code}")

    def at(self, location: Location, *, related: Iterable[Location] = (), **values: object) -> Diagnostic:
        """Return the finding of this rule at `location`, with what its texts name."""
        return Diagnostic(self, location, values, tuple(related))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: which rule, where, with which values."""

    rule: Rule
    location: Location
    values: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Location, ...] = ()

    @property
    def severity(self) -> Severity:
        """Return the rule's severity."""
        return self.rule.severity

    def message(self, language: str = "fr") -> str:
        """Return what is wrong, in `language`."""
        return self._filled(self.rule.message, language)

    def hint(self, language: str = "fr") -> str:
        """Return what to do, in `language`; empty where there is nothing to add."""
        return self._filled(self.rule.hint, language)

    def _filled(self, text: Text, language: str) -> str:
        values = {
            name: value.in_language(language) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return text.in_language(language).format_map(values)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by file, line, column, code."""
        place = self.location
        return (place.path, place.line, place.column, self.rule.code, self.message("en"))


@dataclass(frozen=True)
class Report:
    """All findings of one run, sorted, each once."""

    findings: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Diagnostic]) -> Report:
        """Return the report of `findings`, sorted, twins dropped."""
        unique = {finding.sort_key: finding for finding in findings}
        return cls(tuple(unique[key] for key in sorted(unique)))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings have `severity`."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, level: Severity = Severity.ERROR) -> bool:
        """Return whether a finding is at or above `level`."""
        return any(finding.severity.rank <= level.rank for finding in self.findings)
