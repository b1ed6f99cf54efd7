"""The problems of a course that is being packaged, or of an archive as its platform imports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from moocfab import targets
from moocfab.diagnostics import Location
from moocfab.errors import InputError
from moocfab.grading.model import XML
from moocfab.olx.package import Package
from moocfab.olx.predict import Arrived, is_read, predict
from moocfab.safe import archives
from moocfab.safe.archives import Entry
from moocfab.safe.xml import Malformed, parse
from moocfab.targets import Target

LIBRARY = "static/python_lib.zip"
"""The one asset that scripts may import from (capa_problem.py of the platform)."""


@dataclass(frozen=True)
class Problem:
    """A problem.

    Attributes:
        name: its url_name.
        element: its OLX.
        location: where its author wrote it.
        olx: whether that is the OLX itself.
        library: the course's own modules for scripts, `static/python_lib.zip`; empty where it has none.
    """

    name: str
    element: XML
    location: Location
    olx: bool = False
    library: bytes = field(default=b"", repr=False)

    def line(self, script: XML, line: int) -> Location:
        """Return the place of a 1-based line of a script; that of the problem where it was written otherwise."""
        if not self.olx:
            return self.location
        return Location(self.location.path, int(str(script.sourceline or 1)) + line - 1)


def of_package(package: Package) -> list[Problem]:
    """Return the problems of a package, in the order in which learners meet them."""
    found = []
    for block in package.declared.walk():
        content = package.files.get(f"problem/{block.name}.xml") if block.tag == "problem" else None
        if isinstance(content, bytes):
            found.append(Problem(block.name, parse(content), block.location))
    return found


def of_archives(path: Path, names: Iterable[str]) -> list[tuple[Target, list[Problem]]]:
    """Return the problems that arrive of one archive on each target that is named.

    Raises:
        InputError: none is named, one is unknown, or one refuses the archive.
    """
    wanted, known = sorted(set(names)), ", ".join(targets.names())
    if not wanted:
        raise InputError(
            f"{path} : dites pour quelle plateforme, par --target ({known})",
            f"{path}: say for which platform, by --target ({known})",
        )
    for name in wanted:
        if name not in targets.names():
            raise InputError(
                f"la cible « {name} » n'existe pas ; il y a : {known}",
                f"there is no target “{name}”; there are: {known}",
            )
    return [(targets.load(name), of_archive(path, targets.load(name))) for name in wanted]


def of_archive(path: Path, target: Target) -> list[Problem]:
    """Return the problems that arrive when `target` imports an archive.

    Raises:
        InputError: the file cannot be opened, or the platform refuses it.
    """
    try:
        files = archives.read(path, keep=lambda name: is_read(name) or name.endswith(LIBRARY))
    except archives.ArchiveError as error:
        raise InputError(f"{path} : {error.fr}", f"{path}: {error.en}") from None
    prediction = predict(files, target)
    if prediction.course is None:
        reason = prediction.refused
        raise InputError(
            f"{path} : {target.title.fr} refuse l'archive : {reason.fr if reason else '?'}",
            f"{path}: {target.title.en} refuses the archive: {reason.en if reason else '?'}",
        )
    top = min((name.rpartition("/")[0] for name in files if name.rpartition("/")[2] == "course.xml"), default="")
    own = {name.removeprefix(f"{top}/"): entry for name, entry in files.items() if name.endswith(".xml")}
    inline = dict(_inline(own))
    entry = files.get(f"{top}/{LIBRARY}")
    library = (entry.data if entry else None) or b""
    found = (_arrived(block, own, inline, path) for block in prediction.course.walk() if block.key[0] == "problem")
    return [replace(problem, library=library) for problem in found]


def _arrived(block: Arrived, files: Mapping[str, Entry], inline: Mapping[str, tuple[str, XML]], path: Path) -> Problem:
    """Return a problem as it arrived: from its file, from its parent's, or empty."""
    for source in block.sources:
        if source.endswith(".xml") and (root := _root(files, source)) is not None and root.tag == "problem":
            return Problem(block.name, root, Location(f"{path}!{source}"), olx=True)
    for name in (block.key[1], block.name):
        if name in inline and not block.empty:
            source, element = inline[name]
            return Problem(
                block.name, element, Location(f"{path}!{source}", int(str(element.sourceline or 1))), olx=True
            )
    return Problem(block.name, etree.Element("problem"), Location(str(path)))


def _inline(files: Mapping[str, Entry]) -> Iterator[tuple[str, tuple[str, XML]]]:
    """Yield the problems that stand inside of another file, by url_name, or display name where they have none."""
    for source in sorted(files):
        root = _root(files, source)
        for element in root.iterdescendants("problem") if root is not None else ():
            if len(element):
                yield str(element.get("url_name") or element.get("display_name") or "*"), (source, element)


def _root(files: Mapping[str, Entry], source: str) -> XML | None:
    entry = files.get(source)
    if entry is None or entry.data is None:
        return None
    try:
        return parse(entry.data)
    except Malformed:
        return None
