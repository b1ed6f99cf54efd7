"""What an element or a page is told about the course it stands in: the kinds' `Context`, the texts' `Page`."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from moocfab.course.dates import is_relative, moment
from moocfab.course.elements import ELEMENT_NAMES
from moocfab.course.identity import prefixed
from moocfab.course.model import Element
from moocfab.course.rules import BAD_DATE, BROKEN_LINK, NOT_HERE
from moocfab.course.schedule import Span
from moocfab.course.site import Site
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.contract import XML, Block, Picture, VideoFiles
from moocfab.prose import Asked, Credit, Recording, render
from moocfab.prose.audio import NOT_HERE as NO_PLAYER
from moocfab.prose.figure import label
from moocfab.safe.addresses import split
from moocfab.safe.xml import fragments
from moocfab.source import Origin
from moocfab.source.data import SourceText
from moocfab.source.folder import Folder
from moocfab.targets import Target

NO_FOLDER = Folder(Path(), Path())
"""Stands for the folder of a course that a program made: names are joined in it, nothing is read."""
_PLATFORM_PATHS = ("/jump_to_id/", "/courses/", "/course/", "/c4x/", "/asset-v1:")


@dataclass(slots=True)
class Surroundings:
    """The surroundings of one element or page. Satisfies `kinds.contract.Context` and `prose.contract.Page`."""

    site: Site
    name: str
    file: str
    origin: Origin
    element: Element | None = None
    title: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """Return the prefix of the module that the element stands in."""
        return self.site.prefixes.get(self.element.name, "") if self.element else ""

    @property
    def target(self) -> Target:
        """Return the platform that is written for."""
        return self.site.edition.target

    @property
    def language(self) -> str:
        """Return the course's language."""
        return self.site.edition.course.settings.language

    @property
    def defaults(self) -> Mapping[str, Any]:
        """Return what problems take that say nothing: of the file they stand in, else of the course."""
        course = self.site.edition.course.settings.defaults
        element = self.element
        return {
            "attempts": (element.attempts if element else None) or course.attempts,
            "show_answer": (element.show_answer if element else None) or course.show_answer,
        }

    @property
    def macros(self) -> Mapping[str, str]:
        """Return the course's macros for formulas."""
        return self.site.edition.course.settings.math.macros

    def at(self, *steps: str | int) -> Location:
        """Return where the field was written."""
        return self.origin.at(*steps)

    def within(self, line: int, column: int, length: int, *steps: str | int) -> Location:
        """Return the place of a 1-based line and column of a field's text."""
        return self.origin.within(steps, line, column, length)

    def html(self, text: str, *steps: str | int) -> str:
        """Return the Markdown text of a field as HTML."""
        place = self.origin.within(steps, 1, 1)
        return render(text, self, path=place.path, line=place.line, column=place.column, elements=ELEMENT_NAMES)

    def nodes(self, text: str, *steps: str | int) -> list[XML]:
        """Return the Markdown text of a field as elements for XML, blocks each."""
        return fragments(self.html(text, *steps))

    def inline(self, parent: XML, text: str, *steps: str | int) -> XML:
        """Append the Markdown text of a field to `parent`, without a paragraph around a single one."""
        found = self.nodes(text, *steps)
        if len(found) == 1 and found[0].tag == "p" and not found[0].attrib:
            parent.text = found[0].text
            found = list(found[0])
        parent.extend(found)
        return parent

    def plain(self, text: str) -> str:
        """Return the Markdown text without its marks, on one line; nothing is reported."""
        quiet = replace(self, site=replace(self.site, findings=[], todo=[], credits=[]))
        return " ".join(" ".join("".join(str(part) for part in node.itertext()) for node in quiet.nodes(text)).split())

    def asset(self, reference: str, *place: Any) -> str:
        """Return the published address of a file of the course; `place` is a location or a field's path."""
        return self.site.shown(self.file, reference, self._place(place))

    def download(self, reference: str, location: Location) -> str:
        """Return the published address of a file that is handed over as it is."""
        return self.site.publish(self.file, reference, location)

    def source(self, reference: str, *place: Any) -> SourceText | None:
        """Return the text of a file of the course; `place` is a location or a field's path."""
        folder, location = self.site.edition.course.folder, self._place(place)
        if folder is None:
            return None
        name = folder.join(self.file, unquote(reference))
        text, findings = folder.read(name, location)
        self.site.findings += findings
        shown = folder.show(name)
        return SourceText(text, lambda line, column, length: Location(shown, line, column, length)) if text else None

    def picture(self, reference: str, widest: int, *steps: str | int) -> Picture | None:
        """Return a picture of the course as published, at most `widest` pixels wide."""
        return self.site.picture(self.file, reference, widest, self.at(*steps))

    def asset_size(self, reference: str, location: Location) -> int | None:
        """Return the bytes of a file of the course, where it is there."""
        folder = self.site.edition.course.folder
        if folder is None:
            return None
        path, _ = folder.find(folder.join(self.file, unquote(reference)), location)
        return path.stat().st_size if path else None

    def recording(self, asked: Asked, location: Location) -> Recording | None:
        """Return the sound that is made of a file of the course."""
        known, key = self.site.recordings, (self.file, asked)
        if known is not None and key not in known:
            self.report(NO_PLAYER.at(location))
        return (known or {}).get(key)

    def link(self, reference: str, location: Location) -> tuple[str, str]:
        """Return the address that a link leads to and the title of what it leads to."""
        parts = split(reference)
        if not parts.path and parts.fragment and not parts.scheme:
            return self._named(unquote(parts.fragment), location)
        folder = self.site.edition.course.folder
        if parts.scheme or parts.netloc or not parts.path or reference.startswith(_PLATFORM_PATHS):
            return reference, ""
        name = (folder or NO_FOLDER).join(self.file, unquote(parts.path))
        if name in self.site.places:
            address, title = self.site.places[name]
            if not parts.fragment:
                return address, title
            here = self.site.anchors[name].get(unquote(parts.fragment))
            if here is None:
                self.report(BROKEN_LINK.at(location, address=reference))
                return reference, title
            return here[0], here[1] or title
        path = folder.find(name, location)[0] if folder else None
        if path is None or name.endswith((".md", ".yml", ".yaml")):
            absent = BROKEN_LINK if path is None else NOT_HERE
            self.report(absent.at(location, address=reference))
            return reference, ""
        return self.site.publish(self.file, parts.path, location), ""

    def moment(self, text: str, role: Literal["start", "end"], *steps: str | int) -> datetime | None:
        """Return the moment that the date in a field means, None with a finding where there is none."""
        course = self.site.schedule.course.get("start")
        span = self.site.schedule.spans.get(self.site.modules.get(self.file, ""), Span())
        try:
            return moment(text, self.site.edition.zone, role=role, course=course, module=span.start or course)
        except (ValueError, OverflowError):
            if course or not (self.site.edition.course.settings.dates.start and is_relative(text)):
                self.report(BAD_DATE.at(self.at(*steps), text=text))
            return None

    def _named(self, name: str, location: Location) -> tuple[str, str]:
        """Return the address and the title of `name`: a figure of the course, a place of this file, a made page."""
        figure = self.site.references.figure(name, self.prefix)
        if figure:
            return figure.address(self.file), label(figure.number)
        here = self.site.anchors.get(self.file, {}).get(name) or self.site.places.get(f"#{name}")
        if here is None:
            self.report(BROKEN_LINK.at(location, address=f"#{name}"))
            return f"#{name}", ""
        address, title = here
        _, mark, place = address.rpartition("#")
        return (f"#{place}" if mark else address), title

    @property
    def hosts(self) -> Collection[str]:
        """Return the hosts that the course lets frames show."""
        return self.site.edition.course.settings.embed.hosts

    def called(self, name: str) -> str:
        """Return the name of a figure or a term of this text behind the prefix of its module."""
        return prefixed(self.prefix, name)

    def figure(self, name: str) -> int:
        """Return the number of a figure, 0 where there is none of that name."""
        found = self.site.references.figure(name, self.prefix)
        return found.number if found else 0

    def term(self, name: str) -> str:
        """Return the address of the definition of a term, empty where there is none."""
        found = self.site.references.term(name, self.prefix)
        return found.address(self.file) if found else ""

    def terms(self) -> Collection[str]:
        """Return every term that the course defines, as this text may call it."""
        return self.site.references.names(self.prefix)

    def credit(self, credit: Credit) -> None:
        """Take note of whom a picture is owed to."""
        address, title = self.site.places.get(self.file, ("", str(self.site.edition.title)))
        self.site.credits.append((credit, title, address))

    def video(self) -> VideoFiles:
        """Return where this element's video will be."""
        element, edition = self.element, self.site.edition
        found = self.site.videos.get(self.name, VideoFiles())
        if found.uuid or element is None:
            return found
        return replace(
            found,
            uuid=video_uuid(
                self.site.owners.get(self.file) or f"{edition.org}/{edition.number}", element.spec.id or element.name
            ),
        )

    def taken(self, use: str, value: str, *steps: str | int) -> Location | None:
        """Take `value`, which may be used once in a course; return where another element took it before."""
        name, location = self.site.taken.setdefault((use, value), (self.name, self.at(*steps)))
        return location if name != self.name else None

    def held(self, *steps: str | int) -> tuple[Block, ...]:
        """Return the blocks of the elements in the field at `steps`."""
        elements = self.element.held.get(steps, ()) if self.element else ()
        return self.site.write(elements, self.title)

    def previewed(self, *steps: str | int) -> str:
        """Return what learners see of the elements in the field at `steps`."""
        elements = self.element.held.get(steps, ()) if self.element else ()
        return "".join(item.kind.preview(item.spec, of_element(self.site, item, self.title)) for item in elements)

    def address(self, tag: str, name: str) -> str:
        """Return the key of a block of this course; the importer puts the course's own key in it."""
        edition = self.site.edition
        if self.target.importer == "fun":
            return f"i4x://{edition.org}/{edition.number}/{tag}/{name}"
        return f"block-v1:{edition.org}+{edition.number}+{edition.run}+type@{tag}+block@{name}"

    def find(self, element: str) -> tuple[str, str] | None:
        """Return the tag and the name of the block that becomes of the element with this id."""
        here = [item for _, _, unit in self.site.edition.course.units() for item in unit.walk()]
        own = (item for item in here if item.name == prefixed(self.prefix, element))
        found = next(own, None) or next((item for item in here if element in (item.spec.id, item.name)), None)
        return (found.kind.tags.get(self.target.importer, ""), found.name) if found else None

    @property
    def experiments(self) -> Mapping[str, tuple[str, ...]]:
        """Return the experiments of the course, each with its groups."""
        return self.site.edition.course.settings.experiments

    def report(self, finding: Diagnostic) -> None:
        """Take a finding."""
        self.site.findings.append(finding)

    def todo(self, task: Text) -> None:
        """Take a task for people, unless it was named before."""
        if task not in self.site.todo:
            self.site.todo.append(task)

    def around(self, name: str, *steps: str | int) -> Surroundings:
        """Return the surroundings of what stands in the field at `steps`, called `name`."""
        return replace(self, name=name, origin=self.origin.below(*steps))

    def number(self, series: str) -> int:
        """Return the next number of a series of this text."""
        self._numbers[series] = self._numbers.get(series, 0) + 1
        return self._numbers[series]

    def _place(self, place: tuple[Any, ...]) -> Location:
        if len(place) == 1 and isinstance(place[0], Location):
            return place[0]
        return self.origin.at(*place)


def video_uuid(owner: str, video: str) -> str:
    """Return the Marsha id of a video: sessions share it, and rebuilds never change it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"moocfab:{owner}/{video}"))


def of_element(site: Site, element: Element, title: str = "") -> Surroundings:
    """Return the surroundings of an element, called `title` where its author gave it no name."""
    title = str(element.spec.title or title)
    return Surroundings(site, element.name, element.file, element.origin, element, title)


def of_page(site: Site, name: str, file: str, origin: Origin) -> Surroundings:
    """Return the surroundings of a page that is no element."""
    return Surroundings(site, name, file, origin)
