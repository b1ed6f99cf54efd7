"""Questions that elements draw from: files in GIFT and YAML, as data with positions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from moocfab.course.files import BankFile
from moocfab.course.rules import NO_BANK
from moocfab.diagnostics import Diagnostic, Location
from moocfab.kinds import gift
from moocfab.kinds.contract import Questions
from moocfab.source import Sourced
from moocfab.source.folder import Folder
from moocfab.source.gift import parse
from moocfab.source.validate import validate

_YAML, GIFT = (".yml", ".yaml"), ".gift"


@dataclass(frozen=True)
class Bank:
    """The questions of one file, each as a mapping with `kind`; what the file says of all its problems."""

    file: str
    questions: tuple[Sourced, ...]
    attempts: int | None = None
    show_answer: str | None = None


def read(
    folder: Folder, file: str, wanted: Questions, location: Location, language: str
) -> tuple[list[Bank], list[Diagnostic]]:
    """Return the files that an element of `file` draws from, in their order, with all that is wrong in them.

    Args:
        folder: holds the course.
        file: of the element.
        wanted: what it names at `location`.
        location: of the name.
        language: of the words that GIFT leaves unsaid (true, false).
    """
    name = folder.join(file, wanted.source)
    listed = folder.inside(name)
    names = [name] if listed is None else [each for each in listed if each.endswith((*_YAML, GIFT))]
    if not names or not all(each.endswith((*_YAML, GIFT)) for each in names):
        return [], [NO_BANK.at(location, name=wanted.source)]
    banks: list[Bank] = []
    findings: list[Diagnostic] = []
    for each in names:
        bank, more = _gift(folder, each, location, language) if each.endswith(GIFT) else _yaml(folder, each, location)
        findings += more
        if bank is not None:
            questions = (Sourced(wanted.completed(item.data), item.origin) for item in bank.questions)
            banks.append(replace(bank, questions=tuple(questions)))
    return banks, findings


def _gift(folder: Folder, name: str, location: Location, language: str) -> tuple[Bank | None, list[Diagnostic]]:
    text, findings = folder.read(name, location)
    if text is None:
        return None, findings
    found = parse(text, folder.show(name))
    questions = []
    findings += found.findings
    for question in found.questions:
        declared, more = gift.declared(question, found.places, language)
        findings += more
        questions.append(declared)
    return Bank(name, tuple(questions)), findings


def _yaml(folder: Folder, name: str, location: Location) -> tuple[Bank | None, list[Diagnostic]]:
    sourced, findings = folder.read_yaml(name, location)
    if sourced is None:
        return None, findings
    settings, more = validate(BankFile, sourced, mend=True)
    findings += more
    if settings is None:
        return None, findings
    questions = _each(settings.questions, sourced)
    return Bank(name, tuple(questions), settings.attempts, settings.show_answer), findings


def _each(questions: Iterable[object], sourced: Sourced) -> Iterable[Sourced]:
    for index, data in enumerate(questions):
        yield Sourced(data, sourced.origin.below("questions", index))
