"""What is looked for in a text before any is rendered: figures and terms, which others refer to, and recordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from moocfab.diagnostics import Location
from moocfab.prose import glossary, only, staff_note
from moocfab.prose.contract import Asked
from moocfab.source import Origin
from moocfab.source.directives import Directive
from moocfab.source.markdown import Hooks, to_html
from moocfab.targets import Target

MAX_DEPTH = 16
_HOLDERS = ("{figure}", "{glossary}")
_HEARD = "{audio}"


@dataclass(frozen=True)
class Named:
    """A figure or a term, as its author named it."""

    series: Literal["figure", "term"]
    name: str
    location: Location


@dataclass(frozen=True)
class Heard:
    """A recording that a text plays, as its author asked for it, and where."""

    asked: Asked
    origin: Origin


def recordings(text: str, target: Target, *, path: str, line: int) -> Iterator[Heard]:
    """Yield what a Markdown text plays for a target, in its order; it begins at `line` of `path`."""
    if _HEARD in text:
        found = _Survey(target, path)
        to_html(text, found, path=path, line=line)
        yield from found.heard


def survey(text: str, target: Target, *, path: str, line: int) -> Iterator[Named]:
    """Yield what a Markdown text names for a target, in its order; it begins at `line` of `path`."""
    if any(word in text for word in _HOLDERS):
        found = _Survey(target, path)
        to_html(text, found, path=path, line=line)
        yield from found.named


@dataclass(slots=True)
class _Survey(Hooks):
    target: Target
    path: str
    depth: int = 0
    named: list[Named] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    name: str = ""

    def directive(self, directive: Directive, line: int) -> str:
        if directive.name == "figure" and directive.options.get("name"):
            self.named.append(Named("figure", str(directive.options["name"]), directive.origin.at("name")))
        elif directive.name == "glossary":
            for term, offset in glossary.terms(directive.body):
                place = Location(self.path, directive.body_line + offset, 1, len(term))
                self.named.append(Named("term", term, place))
        elif f"{{{directive.name}}}" == _HEARD and self._exported(directive):
            self.heard += _heard(directive)
        if self._exported(directive) and self.depth < MAX_DEPTH:
            inside = _Survey(self.target, self.path, self.depth + 1, self.named, self.heard)
            to_html(directive.body, inside, path=self.path, line=directive.body_line)
        return ""

    def _exported(self, directive: Directive) -> bool:
        if directive.name in staff_note.DIRECTIVE.names:
            return False
        return directive.name not in only.DIRECTIVE.names or self.target.meant(only.targets(directive))


def _heard(directive: Directive) -> Iterator[Heard]:
    """Yield the recording of a directive, where it names one."""
    source = directive.argument or str(directive.options.get("source") or "")
    transcript, profile = (str(directive.options.get(name) or "") for name in ("transcript", "profile"))
    if source:
        yield Heard(Asked(source, transcript, profile), directive.origin)
