"""Every video has captions in the course's language."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.checks.rules import NO_CAPTIONS
from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield videos made here that lack them; what is published elsewhere has its captions there."""
    course = edition.course
    language = course.settings.language
    teaser = course.settings.about.teaser
    if teaser and language not in teaser.captions:
        place = course.origin.key("about", "teaser")
        yield NO_CAPTIONS.at(place, name=teaser.video, language=language)
    for _, _, unit in course.units():
        for element in unit.walk():
            request = element.kind.media(element.spec)
            if request and request.source and language not in request.captions:
                name = element.spec.title or request.source
                yield NO_CAPTIONS.at(element.origin.at(), name=name, language=language)
