"""What a prediction says, and the files that it is made from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from moocfab.diagnostics import Text
from moocfab.safe.archives import Entry

Key = tuple[str, str]
"""Tag and url_name of a block; a block without one stands under its display name, or under `*`."""

NAMELESS = "*"


class Refused(Exception):
    """The importer refuses the whole course."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(fr, en)


class Lost(Exception):
    """The importer drops a block and says nothing."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(fr, en)


@dataclass(frozen=True)
class Tree:
    """The files below the folder that holds course.xml, by their names relative to it."""

    files: Mapping[str, Entry]

    def data(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none."""
        entry = self.files.get(posixpath.normpath(name))
        return None if entry is None or entry.data is None else entry.data

    def below(self, folder: str) -> Iterator[str]:
        """Yield the names of all files below a folder, relative to it, sorted."""
        start = f"{folder}/"
        yield from (name[len(start) :] for name in sorted(self.files) if name.startswith(start))

    def inside(self, folder: str) -> Tree:
        """Return the tree of one folder."""
        return Tree({name: self.files[f"{folder}/{name}"] for name in self.below(folder)})


@dataclass
class Arrived:
    """A block as the platform holds it.

    Attributes:
        key: tag and name; the name is NAMELESS where the platform made it up.
        name: what the platform calls it.
        attributes: what its field values are read from.
        ignored: names of attributes that do nothing.
        children: in order.
        sources: files that it was read from, its own only.
        empty: whether a file or children that were meant for it were not read.
        hidden: whether it is an unknown block, which shows nothing.
    """

    key: Key
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    children: list[Arrived] = field(default_factory=list)
    sources: tuple[str, ...] = ()
    empty: bool = False
    hidden: bool = False

    def walk(self) -> Iterator[Arrived]:
        """Yield this block and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Prediction:
    """What an importer makes of an archive.

    Attributes:
        refused: why the whole course is; None where it is imported.
        course: the tree that learners meet; None where the course is refused.
        stored: every block that the course holds, those outside of the tree too.
        vanished: declared in a file that the platform reads, and not there: why.
        renamed: declared key to the key it got.
        tabs: slugs of the static tabs that open.
        assets: file below `static/` to the name it gets.
    """

    refused: Text | None = None
    course: Arrived | None = None
    stored: tuple[Arrived, ...] = ()
    vanished: Mapping[Key, Text] = field(default_factory=dict)
    renamed: Mapping[Key, Key] = field(default_factory=dict)
    tabs: tuple[str, ...] = ()
    assets: Mapping[str, str] = field(default_factory=dict)

    @property
    def arrived(self) -> frozenset[Key]:
        """Return the keys of all blocks but the course."""
        return frozenset(block.key for block in self.stored)

    @property
    def empty(self) -> frozenset[Key]:
        """Return the keys of blocks that lack what was meant for them, the course's too."""
        course = [self.course] if self.course else []
        return frozenset(block.key for block in [*course, *self.stored] if block.empty)

    @property
    def hidden(self) -> frozenset[Key]:
        """Return the keys of blocks that show nothing."""
        return frozenset(block.key for block in self.stored if block.hidden)

    @property
    def colliding(self) -> dict[str, list[str]]:
        """Return the names that several files get, with those files: one of them survives."""
        names: dict[str, list[str]] = {}
        for file, name in self.assets.items():
            names.setdefault(name, []).append(file)
        return {name: files for name, files in names.items() if len(files) > 1}
