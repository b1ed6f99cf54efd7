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
    """The files that were asked for: published name to file."""

    files: dict[str, Path] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path, location: Location) -> tuple[str, Diagnostic | None]:
        """Publish the file `name` of the course; return its published name, and the collision if there is one."""
        published = static_name(name)
        other = self._sources.setdefault(published, name)
        self.files.setdefault(published, path)
        if other != name and self.files[published] != path:
            return published, TWIN_ASSETS.at(location, name=name, other=other)
        return published, None

    def published(self) -> Mapping[str, Path]:
        """Return published names to files, sorted."""
        return dict(sorted(self.files.items()))


def static_name(name: str) -> str:
    """Return the flat ASCII name of a file of the course, given by its path with `/`."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    plain = unicodedata.normalize("NFKD", "_".join(parts).replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^A-Za-z0-9_.-]", "_", plain.encode("ascii", "ignore").decode()).lstrip(".~") or "_"
