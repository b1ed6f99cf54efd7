"""Files that a course publishes, and the names that they get on the platform.

Both platforms flatten names (`/` becomes `_`) and lose one of two that become the same, so that names
are made flat and ASCII here: what pages refer to is what the platform keeps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.course.pictures import Copy, Treatment
from moocfab.course.rules import TWIN_ASSETS
from moocfab.diagnostics import Diagnostic, Location
from moocfab.safe.pictures import ENDINGS


@dataclass(frozen=True)
class Download:
    """A file of the course that is published as it is, or a picture: its name, its path, where it was first named."""

    name: str
    path: Path
    location: Location


@dataclass(slots=True)
class Statics:
    """The files that were asked for, by published name.

    Attributes:
        files: those of the course.
        made: drawings that were cleaned or scaled.
        copies: what a build makes of pictures.
        places: where each was first named.
    """

    files: dict[str, Path] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, Treatment] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path, location: Location) -> tuple[str, Diagnostic | None]:
        """Publish the file `name` of the course; return its published name, and the collision if there is one."""
        published = static_name(name)
        return published, self._take(published, name, path, location)

    def scaled(self, name: str, data: bytes, width: int) -> str:
        """Publish a copy of the drawing `name` that is `width` pixels wide; return its published name."""
        stem, dot, ending = static_name(name).rpartition(".")
        published = f"{stem}-{width}{dot}{ending}"
        self.made[published] = data
        return published

    def copy_of(self, name: str, path: Path, treatment: Treatment, location: Location) -> tuple[str, Diagnostic | None]:
        """Publish what becomes of the picture `name`; return its published name, another one where its pixels are.

        Who wants to download it gets it as it is, under its own name.
        """
        recipe, plain = treatment.recipe, static_name(name)
        stem, _, ending = plain.rpartition(".")
        ending = ending if ending.lower() in ENDINGS[recipe.format] else ENDINGS[recipe.format][0]
        size = f"{recipe.width}x{recipe.height}" if recipe.cut else str(recipe.width)
        published = plain if recipe.plain and plain.endswith(f".{ending}") else f"{stem}-{size}.{ending}"
        self.copies.setdefault(published, treatment)
        return published, self._take(published, name, path, location)

    def _take(self, published: str, name: str, path: Path, location: Location) -> Diagnostic | None:
        """Publish a file under a name; return the collision if there is one."""
        other = self._sources.setdefault(published, name)
        self.files.setdefault(published, path)
        self.places.setdefault(published, location)
        if other != name and self.files[published] != path:
            return TWIN_ASSETS.at(location, name=name, other=other)
        return None

    def published(self) -> Mapping[str, Path | bytes]:
        """Return published names to files, or to what they hold, sorted."""
        found: dict[str, Path | bytes] = {**self.files, **self.made}
        return dict(sorted(found.items()))

    def copied(self) -> Mapping[str, Copy]:
        """Return published names to the copies of pictures that a build makes."""
        return {name: Copy(self.files[name], item, self.places[name]) for name, item in sorted(self.copies.items())}

    def downloads(self) -> tuple[Download, ...]:
        """Return the files that were asked for, sorted by their published names."""
        return tuple(
            Download(self._sources[name], path, self.places[name]) for name, path in sorted(self.files.items())
        )

    def weight(self) -> int:
        """Return the bytes of all of them; a copy takes no more than a byte for a pixel, or its original."""
        kept = sum(path.stat().st_size for name, path in self.files.items() if name not in self.copies)
        copies = sum(
            min(self.files[name].stat().st_size, item.recipe.width * item.recipe.height)
            for name, item in self.copies.items()
        )
        return kept + copies + sum(map(len, self.made.values()))


def static_name(name: str) -> str:
    """Return the flat ASCII name of a file of the course, given by its path with `/`."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    plain = unicodedata.normalize("NFKD", "_".join(parts).replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^A-Za-z0-9_.-]", "_", plain.encode("ascii", "ignore").decode()).lstrip(".~") or "_"
