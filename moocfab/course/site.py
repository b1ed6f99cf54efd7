"""One edition while it is written: what leads where in it, the files that it publishes, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from moocfab.course import anchors
from moocfab.course.addresses import of_units
from moocfab.course.edition import Edition
from moocfab.course.model import Element
from moocfab.course.pictures import Treatment, Why, card, lost, treatment
from moocfab.course.references import References
from moocfab.course.rules import BAD_PICTURE, CARD_CUT, DRAWING_CLEANED, HEAVY_ASSET, NOT_A_PICTURE
from moocfab.course.schedule import Schedule, schedule
from moocfab.course.statics import Download, Statics
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.contract import Block, Picture, VideoFiles
from moocfab.prose import Asked, Credit, Recording
from moocfab.safe import pictures
from moocfab.safe.pictures import Facts, Recipe
from moocfab.source.rules import MISSING_FILE

COURSE_FILE = "course.yml"
CARDS = ("PNG", "JPEG")
"""What platforms show in their catalogues."""

UNSHOWN = (".tif", ".tiff", ".bmp", ".heic", ".heif", ".psd", ".ai", ".eps", ".jp2", ".svgz", ".wmf", ".emf")
NOT_SHOWN = Text("les navigateurs ne montrent pas ce format", "browsers do not show this format")
MOST_CUT = 0.2
"""Share of a card that may be cut off without a word."""


@dataclass(slots=True)
class Site:
    """One edition while it is written: what leads where, the files it publishes, the findings, the tasks.

    Attributes:
        todo: what people have to do after the import, in order, each once.
        taken: use and value of what may be used once, to the element that did and where.
        write: makes the blocks of elements that another called by a title holds.
        places: file of a unit or page to its address and its title; `#name` of a page that no file holds.
        anchors: file of a unit or page to what `#…` leads to there, and its title if it has one.
        references: the edition's figures and terms, which any text may refer to.
        credits: whom pictures are owed to, each with the title and the address of the page that shows it.
        owners: file of a unit to whom its module says that its videos belong.
        schedule: when everything begins.
        modules: file of a unit to the name of its module.
        prefixes: name of an element to the prefix that its module has in this course.
        videos: element's name to where its video will be.
        recordings: file and what it asks for there to the sound that is made of it; None where nobody looked for any.
        seen: pictures that were looked at, to what their headers say; None for drawings and for what is no picture.
    """

    edition: Edition
    videos: Mapping[str, VideoFiles] = field(default_factory=dict)
    statics: Statics = field(default_factory=Statics)
    findings: list[Diagnostic] = field(default_factory=list)
    todo: list[Text] = field(default_factory=list)
    taken: dict[tuple[str, str], tuple[str, Location]] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    write: Callable[[Sequence[Element], str], tuple[Block, ...]] = field(default=lambda _elements, _title: ())
    anchors: Mapping[str, anchors.Anchors] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    schedule: Schedule = field(default_factory=Schedule)
    modules: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    references: References = field(default_factory=References)
    credits: list[tuple[Credit, str, str]] = field(default_factory=list)
    recordings: Mapping[tuple[str, Asked], Recording | None] | None = None
    seen: dict[Path, Facts | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        edition: Edition,
        videos: Mapping[str, VideoFiles] | None = None,
        recordings: Mapping[tuple[str, Asked], Recording | None] | None = None,
    ) -> Site:
        """Return the site of an edition, nothing written yet."""
        addresses = of_units(edition)
        units = {unit.file: (addresses[unit.file], str(unit.head.title)) for _, _, unit in edition.course.units()}
        pages = {
            page.file or f"#{page.name}": (f"/course/{page.name}/", str(page.settings.title))
            for page in edition.course.pages
        }
        marks = {page.file: anchors.of_page(page) for page in edition.course.pages}
        if edition.course.overview:
            marks[edition.course.overview.file] = anchors.of_page(edition.course.overview)
        marks |= {
            unit.file: anchors.of_unit(unit, addresses[unit.file], module.prefix)
            for module, _, unit in edition.course.units()
        }
        owners = {unit.file: module.settings.owner for module, _, unit in edition.course.units()}
        references = References.of(edition)
        return cls(
            edition,
            videos or {},
            findings=references.findings,
            references=references,
            recordings=recordings,
            places={**pages, **units},
            anchors=marks,
            owners={file: owner for file, owner in owners.items() if owner},
            schedule=schedule(edition)[0],
            modules={unit.file: module.name for module, _, unit in edition.course.units()},
            prefixes={item.name: module.prefix for module, _, unit in edition.course.units() for item in unit.walk()},
        )

    def publish(self, file: str, reference: str, location: Location) -> str:
        """Publish a file of the course named in `file`; return its address, `/static/…`."""
        name, path = self.found(file, reference, location)
        return reference if path is None else self.published(name, path, location)

    def found(self, file: str, reference: str, location: Location) -> tuple[str, Path | None]:
        """Return the name and the place of a file of the course named in `file`, reported where it is not there."""
        folder = self.edition.course.folder
        if folder is None:
            self.findings.append(MISSING_FILE.at(location, name=reference, guess=""))
            return reference, None
        name = folder.join(file, unquote(reference))
        path, problem = folder.find(name, location)
        if problem:
            self.findings.append(problem)
        return name, path

    def published(self, name: str, path: Path, location: Location) -> str:
        """Publish a file as it is, a drawing without what does not draw; return its address."""
        published, collision = self.statics.add(name, path, location)
        if collision:
            self.findings.append(collision)
        self.weigh(name, path, location)
        if path.suffix.lower() == ".svg" and not self.pointer(path) and path not in self.seen:
            self.seen[path] = None
            self.cleaned(name, published, path, location)
        return f"/static/{published}"

    def shown(self, file: str, reference: str, location: Location) -> str:
        """Publish a picture named in `file` as a page shows it, or any other file; return its address."""
        name, path = self.found(file, reference, location)
        if path is None:
            return reference
        if path.suffix.lower() in UNSHOWN:
            self.findings.append(BAD_PICTURE.at(location, name=reference, why=NOT_SHOWN))
        facts = self.facts(name, path, location)
        named = path.suffix.removeprefix(".")
        found = treatment(facts, self.edition.target.pictures, named=named) if facts else None
        return self.copied(name, path, found, location) if found else self.published(name, path, location)

    def card(self, location: Location) -> str:
        """Publish the course's picture, cut to the shape of the target's card; return its address, empty where none."""
        reference, target = self.edition.course.settings.image, self.edition.target
        name, path = self.found(COURSE_FILE, reference, location) if reference else ("", None)
        if path is None:
            return reference or ""
        try:
            facts = None if self.pointer(path) else pictures.facts(path, CARDS)
        except pictures.NotAPicture:
            facts = None  # A check tells that it is none.
        if facts and lost(facts, target.pictures) > MOST_CUT:
            share, (width, height) = round(100 * lost(facts, target.pictures)), target.pictures.card
            self.findings.append(CARD_CUT.at(location, share=share, width=width, height=height, target=target.title))
        found = card(facts, target.pictures) if facts else None
        return self.copied(name, path, found, location) if found else self.published(name, path, location)

    def picture(self, file: str, reference: str, widest: int, location: Location) -> Picture | None:
        """Publish a picture named in `file`, a smaller copy where it is wider than `widest` pixels."""
        known = self.statics.files.get(reference.removeprefix("/static/"))
        name, path = (reference, known) if known else self.found(file, reference, location)
        if path is None or self.pointer(path):
            return None
        try:
            width, height = pictures.size(path)
            size = min(width, widest), height if width <= widest else max(1, round(height * widest / width))
            if path.suffix.lower() == ".svg" and width > widest:
                data, taken = pictures.clean(path, size)
                self.tell(name, taken, location)
                address = f"/static/{self.statics.scaled(name, data or b'', widest)}"
            elif known and width <= widest:
                address = reference
            else:
                facts = self.facts(name, path, location)
                found = treatment(facts, self.edition.target.pictures, widest) if facts else None
                if found is None and width > widest:
                    found = Treatment(Recipe(*size, "PNG"), (Why.WIDE,))
                address = self.copied(name, path, found, location) if found else self.published(name, path, location)
            return Picture(address, *size, size[0] / width)
        except pictures.NotAPicture as error:
            self.findings.append(NOT_A_PICTURE.at(location, name=reference, why=error.why))
            return None

    def copied(self, name: str, path: Path, treatment: Treatment, location: Location) -> str:
        """Publish what becomes of a picture; return its address."""
        published, collision = self.statics.copy_of(name, path, treatment, location)
        if collision:
            self.findings.append(collision)
        return f"/static/{published}"

    def facts(self, name: str, path: Path, location: Location) -> Facts | None:
        """Return what the header of a picture made of pixels says, None with a finding where it is none."""
        if path.suffix.lower() not in pictures.SHOWN or self.pointer(path):
            return None
        if path not in self.seen:
            try:
                self.seen[path] = pictures.facts(path)
            except pictures.NotAPicture as error:
                self.seen[path] = None
                self.findings.append(BAD_PICTURE.at(location, name=name, why=error.why))
        return self.seen[path]

    def cleaned(self, name: str, published: str, path: Path, location: Location) -> None:
        """Publish a drawing without what does not draw, and tell what was taken from it."""
        try:
            data, taken = pictures.clean(path)
        except pictures.NotAPicture as error:
            self.findings.append(BAD_PICTURE.at(location, name=name, why=error.why))
            return
        if data is not None:
            self.statics.made[published] = data
        self.tell(name, taken, location)

    def tell(self, name: str, taken: Sequence[str], location: Location) -> None:
        """Report what was taken from a drawing."""
        if taken:
            self.findings.append(DRAWING_CLEANED.at(location, name=name, taken=", ".join(taken)))

    def downloads(self) -> tuple[Download, ...]:
        """Return the files of the course that are published, but for those that only stand for what Git LFS has."""
        return tuple(item for item in self.statics.downloads() if not self.pointer(item.path))

    def pointer(self, path: Path) -> bool:
        """Return whether a file only stands for what Git LFS has."""
        folder = self.edition.course.folder
        return folder is not None and path in folder.pointers

    def weigh(self, name: str, path: Path, location: Location) -> None:
        """Report a file that the target finds heavy, where it is first asked for."""
        limit, size = self.edition.target.limits.asset_bytes, path.stat().st_size
        first = self.taken.setdefault(("asset", name), (name, location))[1] == location
        if limit and size > limit and first:
            target, megabytes = self.edition.target.title, (-(-size // 1_000_000), limit // 1_000_000)
            self.findings.append(
                HEAVY_ASSET.at(location, name=name, size=megabytes[0], target=target, limit=megabytes[1])
            )
