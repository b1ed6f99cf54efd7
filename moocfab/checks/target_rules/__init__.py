"""What the target asks of a course: its key, its card, what the portal shows, names, addresses.

Every figure and convention is the target's data (`targets/*.toml`); facts from `platforms.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moocfab.checks.target_rules import picture
from moocfab.checks.target_rules.rules import (
    CUTOFF_NAME,
    EARLY,
    FORMULA,
    HEAVY_ARCHIVE,
    KEY,
    LANGUAGE,
    LONG_NAME,
    MEDIA_URL,
    NUMBER,
    ORG,
    PORTAL,
    RUN,
    SLOGAN,
)
from moocfab.course.edition import Edition
from moocfab.course.schedule import schedule
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.safe.addresses import is_web, split

_FORMULA = re.compile(r"\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield what this target refuses, loses or asks for."""
    yield from key(edition)
    yield from picture.check(edition)
    yield from portal(edition)
    yield from names(edition)
    yield from served(edition)
    yield from cutoffs(edition)
    yield from early(edition)


def place(edition: Edition, *steps: str) -> Location:
    """Return where the value was written that counts here: what the target says of itself, else the course's."""
    value = edition.settings
    for step in steps:
        value = getattr(value, step, None) if value is not None else None  # type: ignore[assignment]
    origin = edition.course.origin
    return origin.at("targets", edition.target.name, *steps) if value else origin.at(*steps)


def key(edition: Edition) -> Iterator[Diagnostic]:
    """Yield parts of the course's key, and a language, that the target does not take or know."""
    conventions, target = edition.target.conventions, edition.target.title
    for name in ("org", "number", "run"):
        value = str(getattr(edition, name))
        if not re.fullmatch(conventions.key, value, re.ASCII):
            yield KEY.at(place(edition, name), key=name, value=value)
    if conventions.orgs and edition.org not in conventions.orgs:
        known = ", ".join(conventions.orgs)
        yield ORG.at(place(edition, "org"), target=target, value=edition.org, known=known)
    for rule, name, pattern in ((NUMBER, "number", conventions.number), (RUN, "run", conventions.run)):
        value = str(getattr(edition, name))
        if pattern and not re.fullmatch(pattern, value):
            yield rule.at(place(edition, name), value=value, target=target)
    language = edition.course.settings.language
    if conventions.languages and language.partition("-")[0] not in conventions.languages:
        known = ", ".join(conventions.languages)
        yield LANGUAGE.at(place(edition, "language"), target=target, value=language, known=known)


_WANTED = {
    "enrollment_start": Text("le début des inscriptions", "the start of enrolment"),
    "enrollment_end": Text("la fin des inscriptions", "the end of enrolment"),
    "end": Text("la date de fin", "the end date"),
    "slogan": Text("un slogan", "a slogan"),
    "overview": Text("une présentation", "an overview"),
    "teaser": Text("une vidéo de présentation", "a teaser video"),
}
_EXAMPLES = {
    "enrollment_start": "2027-01-04 09:00",
    "enrollment_end": "2027-02-20 23:59",
    "end": "2027-03-15 23:59",
    "slogan": "…",
    "overview": "about/overview.md",
    "teaser": "{video: media/teaser.mp4, captions: {fr: media/teaser.fr.srt}}",
}


def portal(edition: Edition) -> Iterator[Diagnostic]:
    """Yield what the target's portal wants and the course does not say, and a slogan that is too long."""
    settings, origin = edition.course.settings, edition.course.origin
    target, limit = edition.target, edition.target.conventions.slogan_length
    for name in target.conventions.portal:
        part = "about" if name in type(settings.about).model_fields else "dates"
        if getattr(getattr(settings, part), name) is None:
            how = f"« {part}: {{{name}: {_EXAMPLES[name]}}} »"
            what, field = _WANTED[name], f"{part}.{name}"
            yield PORTAL.at(origin.key(part), target=target.title, what=what, how=how, field=field)
    slogan = str(settings.about.slogan or "")
    if limit and len(slogan) > limit:
        yield SLOGAN.at(origin.at("about", "slogan"), length=len(slogan), target=target.title, limit=limit)


def names(edition: Edition) -> Iterator[Diagnostic]:
    """Yield names that are too long, and titles with formulas."""
    limit, target = edition.target.limits.url_name_length, edition.target.title
    for name, title, location, titled in named(edition):
        if limit and len(name) > limit:
            yield LONG_NAME.at(location, name=name, length=len(name), target=target, limit=limit)
        if match := _FORMULA.search(title):
            yield FORMULA.at(titled, formula=match.group())


def named(edition: Edition) -> Iterator[tuple[str, str, Location, Location]]:
    """Yield the name and title of everything, and where each was written."""
    course = edition.course
    yield "", edition.title, course.origin.at(), place(edition, "title")
    for module in course.modules:
        origin = module.origin
        yield module.name, str(module.settings.title), module.declared.at("source"), origin.at("title")
    for _, sequence in course.sequences():
        origin = sequence.origin
        yield sequence.name, str(sequence.settings.title), origin.at("id"), origin.at("title")
    for _, _, unit in course.units():
        yield unit.name, str(unit.head.title), unit.origin.at("id"), unit.origin.at("title")
        for element in unit.walk():
            yield element.name, str(element.spec.title or ""), element.origin.at("id"), element.origin.at("title")


def served(edition: Edition) -> Iterator[Diagnostic]:
    """Yield an address from which no video can be served; media say where one is missing."""
    url = edition.media.url
    parts = split(url or "")
    secret, _, _ = parts.netloc.rpartition("@")
    wrong = not is_web(url or "") or parts.query or parts.fragment or secret
    if url and wrong and edition.target.video.delivery == "files":
        yield MEDIA_URL.at(place(edition, "media", "url"), url=url.replace(secret, "…") if secret else url)


def cutoffs(edition: Edition) -> Iterator[Diagnostic]:
    """Yield names of grades that Dogwood's store cannot hold as keys."""
    if edition.target.importer == "fun":
        for name in edition.course.settings.grading.cutoffs:
            if re.search(r"[.$]", name):
                yield CUTOFF_NAME.at(edition.course.origin.key("grading", "cutoffs", name), name=name)


def early(edition: Edition) -> Iterator[Diagnostic]:
    """Yield dates of the course that come before the target's first year."""
    year, dates = edition.target.conventions.first_year, schedule(edition)[0].course
    for name, moment in dates.items():
        if moment.year < year:
            yield EARLY.at(edition.course.origin.at("dates", name), target=edition.target.title, year=year)


def weighed(edition: Edition, size: int) -> Iterator[Diagnostic]:
    """Yield an archive, of files of `size` bytes together, that the target would not take."""
    limit = edition.target.limits.archive_bytes
    if limit and size > limit:
        origin, target = edition.course.origin, edition.target
        location = origin.key("targets", target.name)
        yield HEAVY_ARCHIVE.at(location, size=megabytes(size), target=target.title, limit=megabytes(limit))


def megabytes(size: int) -> int:
    """Return bytes in whole megabytes, as people count them."""
    return -(-size // 1_000_000)
