"""The last step of every build: the archive, read again, holds what was declared, and the platform keeps it.

Any difference is an error: the platform would say that the import went well.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.diagnostics import Diagnostic, Rule, Text
from moocfab.olx import rules
from moocfab.olx.package import Declared, Package
from moocfab.olx.predict import Arrived, Key, Prediction, is_read, predict
from moocfab.safe import archives
from moocfab.safe.archives import Entry
from moocfab.targets import Target

_BESIDE = frozenset({"url_name", "filename", "xblock-family"})
"""Attributes that are no settings of a block."""
_UNKNOWN = Text("l'import ne le dit pas", "the import does not say")


def verify(package: Package, archive: Path | bytes, target: Target) -> list[Diagnostic]:
    """Return every difference between what was declared and what `target` will make of the packed archive.

    Args:
        package: what was declared.
        archive: the `.tar.gz`, as a file (of any name) or as its bytes.
        target: the platform whose import is foreseen.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        files = archives.read(archive, keep=is_read)
    except archives.ArchiveError as error:
        return [rules.BROKEN_ARCHIVE.at(package.declared.location, reason=Text(error.fr, error.en))]
    return [*compare_files(package, files), *compare(package, predict(files, target))]


def compare_files(package: Package, files: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """Yield files that are not in the archive as they were written, and those that nobody wrote."""
    places = {f"{block.tag}/{block.name}": block.location for block in package.declared.walk()}
    top = min((name.rpartition("/")[0] for name in files if name.rpartition("/")[2] == "course.xml"), default="")
    found = {name.removeprefix(f"{top}/"): entry for name, entry in files.items()}
    for name, content in sorted(package.files.items()):
        place = places.get(name.rpartition(".")[0], package.declared.location)
        if name not in found:
            yield rules.MISSING_FILE.at(place, name=name)
        elif found[name].digest != _digest(content):
            yield rules.CHANGED_FILE.at(place, name=name)
    for name in sorted(found.keys() - package.files.keys()):
        yield rules.UNKNOWN_FILE.at(package.declared.location, name=name)


def compare(package: Package, prediction: Prediction) -> list[Diagnostic]:
    """Return what a prediction lacks of a package, or has besides; every block once, in its place."""
    top = package.declared
    if prediction.refused is not None or prediction.course is None:
        return [rules.REFUSED.at(top.location, reason=prediction.refused or _UNKNOWN)]
    comparison = _Comparison(package, prediction)
    comparison.twins()
    comparison.block(top, prediction.course)
    for slug in package.tabs:
        if slug not in prediction.tabs:
            comparison.findings.append(rules.LOST_TAB.at(top.location, slug=slug))
    for slug in prediction.tabs:
        if slug not in package.tabs:
            comparison.findings.append(rules.UNKNOWN_TAB.at(top.location, slug=slug))
    comparison.assets()
    return comparison.findings


@dataclass
class _Comparison:
    package: Package
    prediction: Prediction
    findings: list[Diagnostic] = field(default_factory=list)
    places: dict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Note below which blocks each block arrives."""
        if self.prediction.course:
            for block in self.prediction.course.walk():
                for child in block.children:
                    self.places[_key(child)].append(_key(block))

    def twins(self) -> None:
        """Find names that are declared twice."""
        seen: dict[Key, Declared] = {}
        for block in self.package.declared.walk():
            first = seen.setdefault((block.tag, block.name), block)
            if first is not block:
                self.findings.append(
                    rules.TWIN.at(block.location, related=[first.location], tag=block.tag, name=block.name)
                )

    def block(self, declared: Declared, arrived: Arrived) -> None:
        """Compare one block and all below it."""
        self.content(declared, arrived)
        wanted = [(child.tag, child.name) for child in declared.children]
        got = [_key(child) for child in arrived.children]
        by_key = dict(zip(got, arrived.children, strict=True))
        for child in declared.children:
            if (child.tag, child.name) in by_key:
                self.block(child, by_key[(child.tag, child.name)])
            else:
                self.absent(child, declared)
        for key in sorted(set(got)):
            if key not in wanted:
                self.findings.append(rules.EXTRA.at(declared.location, tag=key[0], name=key[1]))
            elif got.count(key) > wanted.count(key):
                self.findings.append(rules.REPEATED.at(declared.location, tag=key[0], name=key[1]))
        both = [key for key in got if key in wanted]
        kept = [key for key in wanted if key in got]
        for child, key in zip([c for c in declared.children if (c.tag, c.name) in got], both, strict=False):
            if (child.tag, child.name) != key and sorted(both) == sorted(kept):
                self.report(rules.OUT_OF_ORDER, child)
                break

    def absent(self, child: Declared, parent: Declared) -> None:
        """Say why a block is not below its parent."""
        key = (child.tag, child.name)
        if self.places.get(key):
            tag, name = self.places[key][0]
            self.report(rules.MOVED, child, place=f"{tag} {name}")
        else:
            reason = self.prediction.vanished.get(key, _UNKNOWN)
            self.report(rules.VANISHED, child, reason=reason)

    def content(self, declared: Declared, arrived: Arrived) -> None:
        """Compare what one block holds itself."""
        if arrived.hidden:
            self.report(rules.HIDDEN, declared)
            return
        written = {f"{declared.tag}/{declared.name}.{ending}" for ending in ("xml", "html")} & self.package.files.keys()
        if arrived.empty or not written <= set(arrived.sources):
            self.report(rules.EMPTY, declared)
            return
        for name, value in declared.attributes.items():
            if name not in _BESIDE and arrived.attributes.get(name) != value:
                self.report(rules.CHANGED_FIELD, declared, field=name)

    def report(self, rule: Rule, block: Declared, **values: object) -> None:
        """Add the finding of a rule at a block."""
        self.findings.append(rule.at(block.location, tag=block.tag, name=block.name, **values))  # type: ignore[arg-type]

    def assets(self) -> None:
        """Find files of `static/` that the platform loses or calls something else."""
        top, colliding = self.package.declared.location, self.prediction.colliding
        for name, files in colliding.items():
            self.findings.append(rules.COLLISION.at(top, name=name, files=", ".join(files)))
        for file, name in self.prediction.assets.items():
            if file != name and name not in colliding:
                self.findings.append(rules.RENAMED_ASSET.at(top, file=file, name=name))
        for file in self.package.files:
            if file.startswith("static/") and file.removeprefix("static/") not in self.prediction.assets:
                self.findings.append(rules.LOST_ASSET.at(top, file=file))


def _key(block: Arrived) -> Key:
    return (block.key[0], block.name)


def _digest(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
