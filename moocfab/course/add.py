"""A further module, unit or quiz in a course: new files, and a line in the file that lists them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from moocfab.course.identity import derived
from moocfab.course.load import COURSE_FILE, MODULE_FILE, load
from moocfab.course.model import Course, Module
from moocfab.errors import InputError
from moocfab.safe import paths
from moocfab.source.append import appended
from moocfab.source.edit import apply

UNIT = "---\ntitle: {title}\n---\nÉcrivez ici le texte de l'unité.\n"
QUIZ = (
    "title: {title}\nquestions:\n  - id: {id}\n    kind: single_choice\n    ask: Écrivez ici la question.\n"
    "    choices:\n      - text: une réponse juste\n        correct: true\n      - text: une réponse fausse\n"
    "    explain: Dites ici pourquoi.\n"
)
MODULE = "title: {title}\nsequences:\n  - id: cours\n    title: Cours\n    units: [1-introduction.md]\n"


def module(path: Path, title: str) -> list[Path]:
    """Add a module, with one unit, at the end of the course in `path`; return the files that were written.

    Raises:
        InputError: the course cannot be read, or has such a folder.
        ToolError: a file cannot be written.
    """
    course = _course(path)
    parents = {PurePosixPath(item.file).parent.parent.as_posix() for item in course.modules if item.file}
    parent = max(parents) if parents else "modules"
    folder = f"{parent}/{_numbered(_names(course, parent), title)}"
    new = {
        f"{folder}/{MODULE_FILE}": MODULE.format(title=_quoted(title)),
        f"{folder}/1-introduction.md": UNIT.format(title="Introduction"),
    }
    return _write(course, new, COURSE_FILE, ["modules"], [folder])


def unit(path: Path, name: str, title: str, *, sequence: str | None = None) -> list[Path]:
    """Add a unit to a sequence of the module called `name`, by default its last that is not graded.

    Raises:
        InputError: the course cannot be read, or there is no such module or sequence.
        ToolError: a file cannot be written.
    """
    course = _course(path)
    chosen = _module(course, name)
    index = _sequence(chosen, sequence)
    folder = PurePosixPath(chosen.file).parent.as_posix()
    file = f"{_numbered(_names(course, folder), title)}.md"
    new = {f"{folder}/{file}": UNIT.format(title=_quoted(title))}
    return _write(course, new, chosen.file, ["sequences", index, "units"], [file])


def quiz(path: Path, name: str, title: str, *, graded: str | None = None) -> list[Path]:
    """Add a sequence with an assessment of one question at the end of the module called `name`.

    Raises:
        InputError: the course cannot be read, there is no such module, or no assignment called `graded`.
        ToolError: a file cannot be written.
    """
    course = _course(path)
    chosen = _module(course, name)
    known = [str(item.name) for item in course.settings.grading.assignments]
    if graded is not None and graded not in known:
        raise _unknown(graded, known, "travail noté", "assignment")
    folder = PurePosixPath(chosen.file).parent.as_posix()
    word = _free(derived(title) or "quiz", {item.settings.id for item in chosen.sequences})
    file = f"{_free(word, {PurePosixPath(item).stem for item in _names(course, folder)})}.yml"
    taken = {element.name for _, _, unit in course.units() for element in unit.walk()}
    new = {f"{folder}/{file}": QUIZ.format(title=_quoted(title), id=_free(f"{chosen.name}-{word}-1"[:70], taken))}
    item = [f"id: {word}", f"title: {_quoted(title)}", *([f"graded: {_quoted(graded)}"] if graded else [])]
    return _write(course, new, chosen.file, ["sequences"], [*item, f"units: [{file}]"])


def _course(path: Path) -> Course:
    course, _ = load(path)
    if course is None or course.folder is None:
        raise InputError(
            f"« {path} » ne peut pas être lu ; « moocfab check » dit pourquoi",
            f"“{path}” cannot be read; “moocfab check” says why",
        )
    return course


def _module(course: Course, name: str) -> Module:
    """Return the module that a person means: by its name, its folder, or the folder's path."""
    wanted = name.rstrip("/")
    for item in course.modules:
        folder = PurePosixPath(item.file).parent
        if wanted in (item.name, folder.name, folder.as_posix()):
            return item
    raise _unknown(name, [item.name for item in course.modules], "module", "module")


def _sequence(module: Module, wanted: str | None) -> int:
    settings = [item.settings for item in module.sequences]
    if wanted is not None:
        for index, item in enumerate(settings):
            if item.id == wanted:
                return index
        raise _unknown(wanted, [item.id for item in settings], "séquence", "sequence")
    open_ones = [index for index, item in enumerate(settings) if not item.graded]
    return open_ones[-1] if open_ones else len(settings) - 1


def _unknown(name: str, known: Iterable[str], fr: str, en: str) -> InputError:
    listed = ", ".join(known) or "—"
    return InputError(f"il n'y a pas de {fr} « {name} » ; il y a : {listed}", f"no {en} “{name}”; there are: {listed}")


def _names(course: Course, folder: str) -> list[str]:
    assert course.folder is not None
    base = course.folder.base / folder
    return sorted(path.name for path in base.iterdir()) if base.is_dir() else []


def _numbered(names: Sequence[str], title: str) -> str:
    """Return a name that sorts after `names`, with a number where they have one."""
    word = _free(derived(title) or "suite", {derived(PurePosixPath(name).stem) for name in names})
    numbers = [int(found.group(1)) for name in names if (found := re.match(r"(\d+)[-_. ]", name))]
    return f"{max(numbers, default=0) + 1}-{word}"


def _free(word: str, taken: set[str]) -> str:
    """Return `word`, numbered where it is taken."""
    number = 2
    found = word
    while found in taken:
        found, number = f"{word}-{number}", number + 1
    return found


def _write(
    course: Course, new: Mapping[str, str], lister: str, steps: Sequence[str | int], item: Sequence[str]
) -> list[Path]:
    """Write new files, then the list that names them, so that a course is never left with a name of nothing."""
    assert course.folder is not None
    base = course.folder.base
    listing = base / lister
    data = listing.read_bytes()
    text = data.decode("utf-8-sig")
    try:
        changed = apply(data, [appended(text, steps, item)])
    except ValueError as error:
        raise InputError(
            f"« {lister} » n'a pas la forme attendue ; ajoutez-y vous-même : {' '.join(item)}",
            f"“{lister}” has not the expected form; add there yourself: {' '.join(item)}",
        ) from error
    for name in new:
        if (base / name).exists():
            raise InputError(f"« {name} » existe déjà", f"“{name}” is there already")
    for name, content in new.items():
        paths.write(base / name, content.encode("utf-8"))
    paths.write(listing, changed)
    return [base / name for name in (*new, lister)]


def _quoted(text: str) -> str:
    """Return a text as YAML takes it whatever it holds, plain where that is the same."""
    plain = re.fullmatch(r"[^\W\d_][\w '’.,!?«»()-]*[\w.!?»)]", text)
    return text if plain and text.lower() not in ("true", "false", "null") else json.dumps(text, ensure_ascii=False)
