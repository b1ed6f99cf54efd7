"""Elements from YAML and directives: one model, two spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from moocfab.course import banks
from moocfab.course.identity import of_prose, prefixed
from moocfab.course.model import Element
from moocfab.course.rules import MISSING_ID, NESTED
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.contract import Held, Kind, Questions
from moocfab.kinds.registry import KINDS
from moocfab.prose import only, staff_note
from moocfab.source import Marks, Origin, Sourced
from moocfab.source.data import Mark, Path
from moocfab.source.directives import Directive, Prose, scan
from moocfab.source.folder import Folder
from moocfab.source.hints import HINTS
from moocfab.source.options import typed
from moocfab.source.rules import MISSING_KEY, UNKNOWN_KIND, WRONG_VALUE
from moocfab.source.slug import slug
from moocfab.source.validate import guess, validate

ELEMENT_NAMES = frozenset(KINDS)
_NO_MAPPING = Text("une question commence par « kind: »", "a question begins with “kind:”")
DEEPEST = 8
"""How many elements may hold one another: more is a slip, or an attack."""
(ONLY,) = only.DIRECTIVE.names
(STAFF_NOTE,) = staff_note.DIRECTIVE.names


@dataclass(slots=True)
class Reader:
    """Reads the elements of one unit; findings gather in `findings`.

    `folder` has the files that elements name, `language` is that of the words which a notation leaves unsaid,
    `depth` says how many elements hold what is read.
    """

    unit: str
    file: str
    shown: str
    findings: list[Diagnostic]
    prefix: str | None = None
    attempts: int | None = None
    show_answer: str | None = None
    folder: Folder | None = None
    language: str = "fr"
    depth: int = 0

    def from_markdown(self, text: str, line: int) -> tuple[Element, ...]:
        """Return the elements of a unit's text, whose first line is `line` of the file."""
        pieces, findings = scan(text, self.shown, line=line)
        self.findings += findings
        return tuple(named(self._runs(pieces), self.unit))

    def from_yaml(self, items: list[Any], origin: Origin, key: str) -> tuple[Element, ...]:
        """Return the elements of the list under `key` of a YAML file."""
        read = (self.one(item, origin.below(key, index)) for index, item in enumerate(items))
        return tuple(named((element for element in read if element is not None), self.unit))

    def one(self, data: Any, origin: Origin) -> Element | None:
        """Return the element that a mapping with `kind` declares, or None with findings."""
        if not isinstance(data, dict):
            self.findings.append(WRONG_VALUE.at(origin.at(), key="—", problem=_NO_MAPPING, hint=HINTS["dict_type"]))
            return None
        name = data.get("kind") or ("quiz" if "quiz" in data else None)
        if name is None:
            self.findings.append(MISSING_KEY.at(origin.at(), key="kind"))
            return None
        kind = KINDS.get(str(name))
        if kind is None:
            known = sorted(KINDS)
            found = UNKNOWN_KIND.at(origin.at("kind"), kind=name, known=", ".join(known), guess=guess(str(name), known))
            self.findings.append(found)
            return None
        fields = {key: value for key, value in data.items() if key != "kind"}
        return self._validated(kind, Sourced(fields, origin))

    def _runs(self, pieces: list[Prose | Directive]) -> Iterator[Element]:
        """Yield elements, the prose and page directives between them joined to one text each."""
        run: list[Prose | Directive] = []
        for piece in pieces:
            if not _stands_alone(piece):
                run.append(piece)
                continue
            yield from self._text(run)
            run = []
            if piece.name in KINDS:
                element = self._directive(piece, KINDS[piece.name])
                if element is not None:
                    yield element
            else:
                yield from self._only(piece)
        yield from self._text(run)

    def _only(self, directive: Directive) -> Iterator[Element]:
        """Yield the elements of an `only`, each for those of its targets that they are meant for."""
        targets = only.targets(directive)
        if not targets:
            self.findings.append(only.NO_TARGETS.at(directive.location))
        pieces, findings = scan(directive.body, self.shown, line=directive.body_line)
        self.findings += findings
        for element in self._runs(pieces):
            own = element.spec.only
            both = tuple(name for name in own if name in targets) if own and targets else own or targets
            if own and targets and not both:
                self.findings.append(only.NOWHERE.at(element.origin.at("only"), names=", ".join(targets)))
            yield replace(element, spec=element.spec.model_copy(update={"only": both or own}))

    def _text(self, run: list[Prose | Directive]) -> Iterator[Element]:
        """Yield the text of a run of prose, none where all of it is for the team."""
        if all(isinstance(piece, Directive) and piece.name == STAFF_NOTE for piece in run):
            return
        lines: list[str] = []
        first = run[0].line
        for piece in run:
            lines += [""] * (piece.line - first - len(lines))
            lines += piece.text.split("\n") if isinstance(piece, Prose) else _as_written(piece)
        marks = Marks({(): Mark(first, 1), ("body",): Mark(first - 1, 1, 1, block=True)})
        element = self._validated(KINDS["text"], Sourced({"body": "\n".join(lines)}, Origin(self.shown, marks)))
        if element is not None:
            yield _kept(element, run)

    def _directive(self, directive: Directive, kind: Kind) -> Element | None:
        sourced, findings = typed(directive, kind.spec)
        self.findings += findings
        data, marks = dict(sourced.data), sourced.origin.marks
        if directive.argument and kind.argument:
            data.setdefault(kind.argument, directive.argument)
            marks.values.setdefault((kind.argument,), marks.value(("",)))
        if directive.body.strip() and kind.body:
            data.setdefault(kind.body, directive.body)
            marks.values.setdefault((kind.body,), Mark(directive.body_line - 1, 1, 1, block=True))
        return self._validated(kind, Sourced(data, Origin(self.shown, marks)))

    def _validated(self, kind: Kind, sourced: Sourced) -> Element | None:
        spec, findings = validate(kind.spec, sourced)
        self.findings += findings
        if spec is None:
            return None
        if spec.id is None and kind.name != "text" and spec.url_name is None:
            self.findings.append(MISSING_ID.at(sourced.origin.at(), kind=kind.name))
        name = spec.url_name or (prefixed(self.prefix, spec.id) if spec.id else "")
        held = {
            steps: self._held(_holder(name or self.unit, steps), content, sourced.origin, steps)
            for steps, content in kind.holds(spec).items()
        }
        return Element(kind, spec, name, self.file, sourced.origin, self.attempts, self.show_answer, held)

    def _held(self, holder: str, content: Held, origin: Origin, steps: Path) -> tuple[Element, ...]:
        """Return the elements in a field of the element called `holder`, after which its runs of prose are named."""
        if self.depth == DEEPEST:
            self.findings.append(NESTED.at(origin.at(*steps), limit=DEEPEST))
            return ()
        inside = replace(self, unit=holder, depth=self.depth + 1)
        if isinstance(content, Questions):
            return tuple(inside._drawn(content, origin.at(*steps)))
        if not isinstance(content, str):
            read = (inside.one(item, origin.below(*steps, index)) for index, item in enumerate(content))
            return tuple(named((element for element in read if element is not None), holder))
        return inside.from_markdown(content, origin.inside(steps, 0).line)

    def _drawn(self, content: Questions, location: Location) -> Iterator[Element]:
        """Yield the questions of files, whose ids follow the holder's; a bank in them has none of its own."""
        if self.folder is None:
            return
        found, findings = banks.read(self.folder, self.file, content, location, self.language)
        self.findings += findings
        for bank in found:
            inside = replace(
                self,
                prefix=self.unit,
                file=bank.file,
                shown=self.folder.show(bank.file),
                attempts=bank.attempts or self.attempts,
                show_answer=bank.show_answer or self.show_answer,
                folder=None,
            )
            read = (inside.one(item.data, item.origin) for item in bank.questions)
            yield from (element for element in read if element is not None)


def named(elements: Iterable[Element], unit: str) -> Iterator[Element]:
    """Name the runs of prose of a unit by what stands before them, as far as that has a name."""
    before: str | None = None
    unnamed = False
    for element in elements:
        if not element.name and element.kind.name != "text":
            unnamed = True
        elif not element.name and not unnamed:
            element = replace(element, name=of_prose(unit, before))
        yield element
        before = element.name or before


def _holder(name: str, steps: Path) -> str:
    """Return what the runs of prose in a field are named after: its element, and which of several it is."""
    return "-".join([name, *(slug(str(step)) for step in steps[1:])])


def _stands_alone(piece: Prose | Directive) -> TypeGuard[Directive]:
    """Return whether a piece is an element, or an `only` with elements: it ends the prose before it."""
    if not isinstance(piece, Directive):
        return False
    return piece.name in KINDS or (piece.name == ONLY and any(map(_stands_alone, scan(piece.body, piece.path)[0])))


def _kept(element: Element, run: list[Prose | Directive]) -> Element:
    """Return the text of a run, for some targets only where all of the run is."""
    parts = [piece for piece in run if not (isinstance(piece, Directive) and piece.name == STAFF_NOTE)]
    if not all(isinstance(piece, Directive) and piece.name == ONLY for piece in parts):
        return element
    names = [name for piece in parts if isinstance(piece, Directive) for name in only.targets(piece)]
    return replace(element, spec=element.spec.model_copy(update={"only": tuple(dict.fromkeys(names))}))


def _as_written(directive: Directive) -> list[str]:
    """Return a page directive's lines again, so that the text is rendered as one."""
    return list(directive.source)
