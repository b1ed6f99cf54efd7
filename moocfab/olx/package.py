"""What goes into an archive, and what must arrive of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from moocfab.course.pictures import Copy
from moocfab.course.statics import Download
from moocfab.diagnostics import Location, Text


@dataclass(frozen=True)
class Declared:
    """A block that the author declared and that must arrive.

    Attributes:
        tag: its OLX tag.
        name: its url_name.
        attributes: as its OLX has them.
        location: where the author wrote it.
        children: in order.
    """

    tag: str
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    location: Location = field(default_factory=lambda: Location("<python>"))
    children: tuple[Declared, ...] = ()

    def walk(self) -> Iterator[Declared]:
        """Yield this block and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Package:
    """A course for one target, ready to be packed.

    Attributes:
        files: name in the archive, below its top folder, to bytes or to the file that holds them.
        declared: the course block with all that must arrive.
        tabs: slugs of static tabs that must arrive.
        todo: what people have to do after the import, in order.
        downloads: files of the course that it publishes.
        copies: name in `static/` to the copy of a picture that it will be; `files` has the picture itself.
    """

    files: Mapping[str, bytes | Path]
    declared: Declared
    tabs: tuple[str, ...] = ()
    todo: tuple[Text, ...] = ()
    downloads: tuple[Download, ...] = ()
    copies: Mapping[str, Copy] = field(default_factory=dict)

    def with_files(self, files: Mapping[str, Path]) -> Package:
        """Return the same with files that a build has made."""
        return replace(self, files={**self.files, **files}) if files else self
