"""An edition's archive and what lies beside it, made aside; all of it takes its place together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from moocfab import media
from moocfab.archive import Digests, pack
from moocfab.course.edition import Edition
from moocfab.delivery import documents
from moocfab.diagnostics import Diagnostic, Report
from moocfab.media import Stored
from moocfab.olx.package import Package
from moocfab.olx.verify import verify
from moocfab.safe import paths
from moocfab.safe.paths import Staging


@dataclass(frozen=True)
class Archive:
    """An archive that lies on the disk.

    Attributes:
        target: name of the platform that it is for.
        path: where it lies.
        digests: of its bytes.
        blocks: how many were declared, the course among them, and will arrive.
        changed: whether this build wrote it; an equal one is left alone.
    """

    target: str
    path: Path
    digests: Digests
    blocks: int
    changed: bool


class Clock:
    """The seconds that each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, step: str) -> None:
        """Give the time since the last lap to `step`."""
        now = perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._last
        self._last = now


def hand_on(
    item: Edition, package: Package, folder: Path, stored: Sequence[Stored], report: Report, clock: Clock
) -> tuple[Archive | None, list[Diagnostic]]:
    """Make an archive and what lies beside it, and let all of it take its place together."""
    inside = {f"static/{one.output.name}": one.file.path for one in stored if one.output.static}
    package, stored = package.with_files(inside), [one for one in stored if not one.output.static]
    with paths.staging() as staged:
        packed, differences = archive(item, package, folder, staged)
        if packed is None:
            return None, differences
        clock.lap("archive")
        media.deliver(stored, folder / documents.FOLDER)
        _beside(item, package, packed, stored, report, clock.seconds, staged)
        staged.put()
    media.prune(stored, folder / documents.FOLDER)
    return packed, []


def archive(item: Edition, package: Package, folder: Path, staged: Staging) -> tuple[Archive | None, list[Diagnostic]]:
    """Make the archive of a package; one that would lose something on its platform is not kept."""
    path = folder / f"{item.org}-{item.number}-{item.run}.tar.gz"
    made = staged.file(path)
    with paths.told(path), made.open("wb") as stream:
        digests = pack(package.files, stream)
    differences = verify(package, made, item.target)
    if differences:
        return None, differences
    changed = staged.keep(made, path)
    return Archive(item.target.name, path, digests, sum(1 for _ in package.declared.walk()), changed), []


def gather(archives: Iterable[Archive], output: Path) -> None:
    """Copy archives into one folder, named by their targets too."""
    for item in archives:
        paths.write(output / gathered_name(item), item.path.read_bytes())


def gathered_name(item: Archive) -> str:
    """Return what an archive is called among those of all targets."""
    return f"{item.path.name.removesuffix('.tar.gz')}.{item.target}.tar.gz"


def _beside(
    item: Edition,
    package: Package,
    archive: Archive,
    stored: Sequence[Stored],
    report: Report,
    seconds: Mapping[str, float],
    staged: Staging,
) -> None:
    """Make what lies beside an archive, as far as it changed; other times alone are no change."""
    folder, name = archive.path.parent, archive.path.name
    staged.write(folder / documents.MANIFEST, documents.manifest(item, name, archive.digests, stored))
    staged.write(folder / "todo.md", documents.todo(item, package, name, stored))
    made, path = documents.report(item, package, report, seconds), folder / "report.json"
    if not (path.is_file() and documents.same_report(path.read_bytes(), made)):
        staged.write(path, made)
