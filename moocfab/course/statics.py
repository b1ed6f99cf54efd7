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

from moocfab.course.rules import TWIN_ASSETS
from moocfab.diagnostics import Diagnostic, Location


@dataclass(slots=True)
class Statics:
    """The files that were asked for, by published name.

    Attributes:
        files: those of the course.
        made: smaller copies of pictures.
    """

    files: dict[str, Path] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path, location: Location) -> tuple[str, Diagnostic | None]:
        """Publish the file `name` of the course; return its published name, and the collision if there is one."""
        published = static_name(name)
        other = self._sources.setdefault(published, name)
        self.files.setdefault(published, path)
        if other != name and self.files[published] != path:
            return published, TWIN_ASSETS.at(location, name=name, other=other)
        return published, None

    def made_of(self, name: str, data: bytes, width: int) -> str:
        """Publish a copy of the picture `name` that is `width` pixels wide; return its published name."""
        stem, dot, ending = static_name(name).rpartition(".")
        published = f"{stem}-{width}{dot}{ending}"
        self.made[published] = data
        return published

    def published(self) -> Mapping[str, Path | bytes]:
        """Return published names to files, or to what they hold, sorted."""
        found: dict[str, Path | bytes] = {**self.files, **self.made}
        return dict(sorted(found.items()))

    def weight(self) -> int:
        """Return the bytes of all of them."""
        return sum(path.stat().st_size for path in self.files.values()) + sum(map(len, self.made.values()))


def static_name(name: str) -> str:
    """Return the flat ASCII name of a file of the course, given by its path with `/`."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    plain = unicodedata.normalize("NFKD", "_".join(parts).replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^A-Za-z0-9_.-]", "_", plain.encode("ascii", "ignore").decode()).lstrip(".~") or "_"
