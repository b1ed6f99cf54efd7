"""A course to OLX: one edition to the files of its archive, and what must arrive of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from lxml import etree

from moocfab.checks.target_rules import weighed
from moocfab.course import credits
from moocfab.course.dates import utc, weeks
from moocfab.course.edition import Edition
from moocfab.course.files import Requires
from moocfab.course.model import Course, Element, Module, Page, Sequence, Unit, required
from moocfab.course.schedule import Schedule, schedule
from moocfab.course.site import Site
from moocfab.course.surroundings import of_element, of_page
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.contract import XML, Block, VideoFiles, attributes
from moocfab.olx import beside, groups, policies
from moocfab.olx.package import Declared, Package
from moocfab.prose import Asked, Recording
from moocfab.safe.xml import serialize

STUDIO_KNOWS = frozenset({"course", "chapter", "sequential", "vertical", "html", "problem", "video", "discussion"})


def write(
    edition: Edition,
    videos: Mapping[str, VideoFiles] | None = None,
    statics: Mapping[str, bytes | Path] | None = None,
    recordings: Mapping[tuple[str, Asked], Recording | None] | None = None,
) -> tuple[Package, list[Diagnostic]]:
    """Return the archive's files and declared blocks, with every finding of its texts and elements.

    Args:
        edition: the course for one target.
        videos: element's name to where its video will be.
        statics: further files of `static/` (captions, recordings).
        recordings: file and what it asks for there to the sound that is made of it.
    """
    site = Site.of(edition, videos, recordings)
    moments, findings = schedule(edition)
    writer = _Writer(edition, site, moments)
    attach(site)
    declared = writer.course()
    writer.beside()
    files: dict[str, bytes | Path] = dict(writer.files)
    writer.tell()
    files.update({f"static/{name}": file for name, file in site.statics.published().items()})
    files.update({f"static/{name}": data for name, data in (statics or {}).items()})
    tabs = tuple(page.name for page in edition.course.pages)
    heard = {item.address: item.size for item in (recordings or {}).values() if item}
    heavy = weighed(edition, site.statics.weight() + sum(heard.values()))
    package = Package(files, declared, tabs, tuple(site.todo), site.downloads(), site.statics.copied())
    return package, [*findings, *site.findings, *beside.check(edition), *heavy]


def attach(site: Site) -> None:
    """Let the elements of `site` have the blocks of those that they hold."""
    site.write = _Writer(site.edition, site, Schedule()).blocks


@dataclass(slots=True)
class _Writer:
    edition: Edition
    site: Site
    schedule: Schedule
    files: dict[str, bytes] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)

    def course(self) -> Declared:
        """Write the root and all below it."""
        edition, course = self.edition, self.edition.course
        root = etree.Element("course", url_name=edition.run, org=edition.org, course=edition.number)
        self.files["course.xml"] = serialize(root)
        element = etree.Element("course")
        children = tuple(self.module(element, module) for module in course.modules)
        etree.SubElement(element, "wiki", slug=f"{edition.org}.{edition.number}.{edition.run}")
        self.files[f"course/{edition.run}.xml"] = serialize(element)
        return Declared("course", edition.run, {}, course.origin.at(), children)

    def module(self, parent: XML, module: Module) -> Declared:
        span = self.schedule.spans.get(module.name)
        # Studio marks the chapter by both (contentstore, xblock_storage_handlers/create_xblock.py).
        exam = True if module is beside.exam_module(self.edition) else None
        element = self.made(
            "chapter",
            attributes(
                display_name=module.settings.title,
                start=_utc(span.start) if span else None,
                visible_to_staff_only=True if module.settings.visible == "staff" else None,
                is_entrance_exam=exam,
                in_entrance_exam=exam,
            ),
        )
        staff = module.settings.visible == "staff"
        children = tuple(self.sequence(element, sequence, staff=staff) for sequence in module.sequences)
        return self.container(parent, element, module.name, module.origin.at(), children)

    def sequence(self, parent: XML, sequence: Sequence, *, staff: bool) -> Declared:
        settings, span = sequence.settings, self.schedule.spans.get(sequence.name)
        own_pace = self.edition.course.settings.pacing == "self"
        staff = staff or settings.visible == "staff"
        element = self.made(
            "sequential",
            attributes(
                display_name=settings.title,
                start=_utc(span.start) if span else None,
                due=_utc(span.due) if span and not own_pace else None,
                relative_weeks_due=weeks(settings.due) if own_pace and settings.due else None,
                format=settings.graded,
                graded=True if settings.graded else None,
                visible_to_staff_only=True if staff else None,
                group_access=groups.access(settings.groups),
                hide_after_due=True if settings.hide_after_due else None,
                is_time_limited=True if settings.timed else None,
                default_time_limit_minutes=-(-settings.timed // 60) if settings.timed else None,
            ),
        )
        children = tuple(self.unit(element, unit, staff=staff) for unit in sequence.units)
        return self.container(parent, element, sequence.name, sequence.origin.at(), children)

    def unit(self, parent: XML, unit: Unit, *, staff: bool) -> Declared:
        """Write a vertical. A unit for staff says so itself: its own address would serve it otherwise."""
        hidden = staff or unit.head.visible == "staff"
        element = self.made(
            "vertical",
            attributes(
                display_name=unit.head.title,
                visible_to_staff_only=True if hidden else None,
                group_access=groups.access(unit.head.groups),
            ),
        )
        blocks = self.blocks(unit.elements, str(unit.head.title))
        children = tuple(self.block(element, block, unit.name, unit.origin.at()) for block in blocks)
        return self.container(parent, element, unit.name, unit.origin.at(), children)

    def made(self, tag: str, values: dict[str, str]) -> XML:
        """Return a container with what its target has of `values`; a check says what it lacks."""
        form = self.edition.target.blocks.get(tag)
        known = form.fields if form else values
        return etree.Element(tag, {name: value for name, value in values.items() if name in known})

    def blocks(self, elements: Iterable[Element], title: str) -> tuple[Block, ...]:
        """Return the blocks of elements that stand together in what is called `title`."""
        elements = tuple(elements)
        titles = default_titles(elements, title)
        found = (self.element(element, own) for element, own in zip(elements, titles, strict=True))
        return tuple(block for pair in found for block in pair)

    def element(self, element: Element, title: str) -> tuple[Block, ...]:
        """Return the block of an element, called `title` where its author gave it no name, and the texts around it.

        A kind that the target lacks leaves nothing: a check says so.
        """
        if self.edition.target.importer not in element.kind.tags:
            return ()
        surroundings = of_element(self.site, element, title)
        element.kind.check(element.spec, surroundings)
        block = element.kind.write(element.spec, surroundings)
        block = replace(block, location=element.origin.at())
        beside = (_text(element, block, "consigne", block.before), block, _text(element, block, "texte", block.after))
        return tuple(self.dressed(element, one, title) for one in beside if one is not None)

    def dressed(self, element: Element, block: Block, title: str) -> Block:
        """Return a block with what every element may say."""
        if not block.element.get("display_name"):
            block.element.set("display_name", title)
        if element.spec.visible == "staff":
            block.element.set("visible_to_staff_only", "true")
        chosen = groups.access(element.spec.groups)
        if chosen:
            block.element.set("group_access", chosen)
        if not block.element.get("url_name"):
            block.element.set("url_name", element.name)
        return block

    def block(self, parent: XML, block: Block, holder: str, location: Location) -> Declared:
        """Write a block where its target reads it from: a file of its own, or its parent's.

        Args:
            parent: the element that gets it.
            block: with what it holds.
            holder: url_name of what holds it, from which a block without a name gets one.
            location: of what holds it.
        """
        element, location = block.element, block.location or location
        name = element.get("url_name") or holder
        element.attrib.pop("url_name", "")
        tag = str(element.tag)
        self.tags.add(tag)
        if block.content is not None:
            self.files[f"{tag}/{name}.html"] = block.content.encode("utf-8")
        children = tuple(
            self.block(element, child, f"{name}-{index}", location) for index, child in enumerate(block.children)
        )
        form = self.edition.target.blocks.get(tag)
        if form is None or form.form == "inline":
            declared = Declared(tag, name, dict(_items(element)), location, children)
            _named(element, name)
            parent.append(element)
            return declared
        return self.container(parent, element, name, location, children)

    def container(
        self, parent: XML, element: XML, name: str, location: Location, children: tuple[Declared, ...]
    ) -> Declared:
        """Write a block into a file of its own; its parent has a pointer with nothing else."""
        tag = str(element.tag)
        etree.SubElement(parent, tag, url_name=name)
        self.files[f"{tag}/{name}.xml"] = serialize(element)
        return Declared(tag, name, dict(_items(element)), location, children)

    def beside(self) -> None:
        """Write what stands beside the blocks: policies, tabs, about pages, the course's picture."""
        edition, course = self.edition, self.edition.course
        if course.overview:
            self.files["about/overview.html"] = self.page(course.overview)
        for page in sorted(course.pages, key=lambda page: bool(page.settings.generated)):
            self.files[f"tabs/{page.name}.html"] = self.page(page)
        about = course.settings.about
        short = about.short_description or about.slogan
        for name, value in (("short_description", short), ("effort", about.effort), ("duration", about.duration)):
            if value:
                self.files[f"about/{name}.html"] = str(value).encode("utf-8")
        self.files |= {name: text.encode("utf-8") for name, text in beside.files(edition, self.site).items()}
        folder = f"policies/{edition.run}"
        modules = tuple(sorted(self.tags - STUDIO_KNOWS))
        self.files[f"{folder}/policy.json"] = policies.policy(
            edition, self.schedule, image=self.image(), modules=modules, more=beside.policy(edition, self.site)
        )
        self.files[f"{folder}/grading_policy.json"] = policies.grading(edition)

    def tell(self) -> None:
        """Add what people do after the import, because of the course's structure."""
        course = self.edition.course
        self.site.todo += groups.tasks(course.settings)
        for module, sequence in course.sequences():
            due = weeks(sequence.settings.due or "") if course.settings.pacing == "self" else None
            if due and "relative_weeks_due" in self.edition.target.blocks["sequential"].fields:
                self.site.todo.append(counted(sequence, due))
            if sequence.settings.requires:
                self.site.todo.append(prerequisite(course, module, sequence, sequence.settings.requires))

    def page(self, page: Page) -> bytes:
        """Return the HTML of a page; one of credits comes after all that may owe something."""
        if page.settings.generated:
            return credits.page(self.site.credits, self.edition.course.settings.language).encode("utf-8")
        context = of_page(self.site, page.name, page.file, page.origin)
        return context.html(page.text, "body").encode("utf-8")

    def image(self) -> str:
        course = self.edition.course
        if not course.settings.image:
            return ""
        return self.site.card(course.origin.at("image")).removeprefix("/static/")


def _text(element: Element, block: Block, name: str, html: str | None) -> Block | None:
    """Return a text that stands beside the block of an element, None where there is none."""
    if html is None:
        return None
    name = f"{element.name}-{name}"
    return Block(etree.Element("html", filename=name, url_name=name), html, location=block.location)


def prerequisite(course: Course, module: Module, sequence: Sequence, requires: Requires) -> Text:
    """Return the task of setting a prerequisite, which no attribute of an archive can: see `platforms.md`."""
    found = required(course, module, requires.sequence)
    title, before = sequence.settings.title, found.settings.title if found else requires.sequence
    score = f"{100 * requires.score:g} %"
    return Text(
        f"Studio > « {title} » > Configurer > Avancé : prérequis « {before} », score minimal {score} "
        f"(cochez d'abord « Utiliser comme prérequis » sur « {before} »).",
        f"Studio > “{title}” > Configure > Advanced: prerequisite “{before}”, minimum score {score} "
        f"(first tick “Make this subsection available as a prerequisite” on “{before}”).",
    )


def counted(sequence: Sequence, due: int) -> Text:
    """Return the task of making weeks from enrolment count, which a switch of the site decides."""
    title = sequence.settings.title
    return Text(
        f"« {title} » est à rendre {due} semaine(s) après l'inscription : demandez à qui tient le site si les "
        "dates relatives y sont permises (CUSTOM_RELATIVE_DATES), sinon rien ne le ferme.",
        f"“{title}” is due {due} week(s) after enrolment: ask who runs the site whether relative dates are "
        "allowed there (CUSTOM_RELATIVE_DATES); otherwise nothing closes it.",
    )


def default_titles(elements: tuple[Element, ...], title: str) -> list[str]:
    """Return what elements are called that have no title: as what holds them, questions by their number.

    Without a name the platforms show one of their own (« Blank Problem »).
    """
    problems = [element for element in elements if "problem" in element.kind.tags.values()]
    if len(problems) < 2:
        return [title] * len(elements)
    numbers = {id(element): number for number, element in enumerate(problems, 1)}
    return [f"Question {numbers[id(element)]}" if id(element) in numbers else title for element in elements]


def _utc(value: datetime | None) -> str | None:
    return None if value is None else utc(value)


def _items(element: XML) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.items()]


def _named(element: XML, name: str) -> None:
    """Put `url_name` first, where people look for it."""
    items = _items(element)
    for key, _ in items:
        del element.attrib[key]
    element.set("url_name", name)
    for key, value in items:
        element.set(key, value)
