"""What a page directive is, and what it is told about the page it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from moocfab.diagnostics import Diagnostic, Location, Rule
from moocfab.source.directives import Directive
from moocfab.targets import Target


class Options(BaseModel):
    """The options of a page directive; keys in the author's spelling."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Protocol):
    """The surroundings of a text: what it may ask for."""

    name: str
    """What no other text of the course is called."""

    @property
    def macros(self) -> Mapping[str, str]:
        """The course's macros for formulas."""

    @property
    def target(self) -> Target:
        """The platform the text is written for."""

    @property
    def language(self) -> str:
        """The course's language."""

    def asset(self, reference: str, location: Location) -> str:
        """Return the published address of a file of the course; a missing one is reported."""

    def asset_size(self, reference: str, location: Location) -> int | None:
        """Return the bytes of a file of the course, where it is there."""

    def link(self, reference: str, location: Location) -> tuple[str, str]:
        """Return the address that a link leads to and the title of what it leads to."""

    def report(self, finding: Diagnostic) -> None:
        """Take a finding."""

    def number(self, series: str) -> int:
        """Return the next number of a series (figures of one text)."""


@dataclass(frozen=True)
class PageDirective:
    """One directive of the page vocabulary.

    Attributes:
        names: the words it answers to.
        options: its options' model.
        argument: whether something follows the braces: the field of `options` that it fills, or empty.
        html: (directive, options, page, render body) to HTML.
        rules: what can be wrong.
    """

    names: tuple[str, ...]
    options: type[Options]
    html: Callable[[Directive, Any, Page, Callable[[str, int], str]], str]
    argument: str = ""
    rules: tuple[Rule, ...] = ()
