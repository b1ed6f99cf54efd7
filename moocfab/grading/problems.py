"""The problems of a course that is being packaged, or of an archive as its platform imports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from moocfab.diagnostics import Location
from moocfab.errors import InputError
from moocfab.grading.model import XML
from moocfab.olx.package import Package
from moocfab.olx.predict import Arrived, is_read, predict
from moocfab.safe import archives
from moocfab.safe.archives import Entry
from moocfab.safe.xml import Malformed, parse
from moocfab.targets import Target


@dataclass(frozen=True)
class Problem:
    """A problem: its url_name, its OLX, where its author wrote it."""

    name: str
    element: XML
    location: Location


def of_package(package: Package) -> list[Problem]:
    """Return the problems of a package, in the order in which learners meet them."""
    found = []
    for block in package.declared.walk():
        content = package.files.get(f"problem/{block.name}.xml") if block.tag == "problem" else None
        if isinstance(content, bytes):
            found.append(Problem(block.name, parse(content), block.location))
    return found


def of_archive(path: Path, target: Target) -> list[Problem]:
    """Return the problems that arrive when `target` imports an archive.

    Raises:
        InputError: the file cannot be opened, or the platform refuses it.
    """
    try:
        files = archives.read(path, keep=is_read)
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
    return [_arrived(block, own, inline, path) for block in prediction.course.walk() if block.key[0] == "problem"]


def _arrived(block: Arrived, files: Mapping[str, Entry], inline: Mapping[str, tuple[str, XML]], path: Path) -> Problem:
    """Return a problem as it arrived: from its file, from its parent's, or empty."""
    for source in block.sources:
        if source.endswith(".xml") and (root := _root(files, source)) is not None and root.tag == "problem":
            return Problem(block.name, root, Location(f"{path}!{source}"))
    for name in (block.key[1], block.name):
        if name in inline and not block.empty:
            source, element = inline[name]
            return Problem(block.name, element, Location(f"{path}!{source}", int(str(element.sourceline or 1))))
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
