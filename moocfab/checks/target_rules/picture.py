"""The course's picture: there, readable, and as large as the target wants it."""

from __future__ import annotations

from collections.abc import Iterator

from moocfab.checks.target_rules.rules import NO_IMAGE, SMALL_IMAGE, UNREADABLE_IMAGE
from moocfab.course.edition import Edition
from moocfab.course.load import COURSE_FILE
from moocfab.diagnostics import Diagnostic, Text
from moocfab.safe.pictures import NotAPicture, facts


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield what is wrong with it; a file that is not there is told where it is published."""
    course, target = edition.course, edition.target
    name, folder, location = course.settings.image, course.folder, course.origin.at("image")
    width, height = target.conventions.image_width, target.conventions.image_height
    if name is None:
        fr, en = f", d'au moins {width} × {height} pixels", f", of at least {width} × {height} pixels"
        yield NO_IMAGE.at(location, size=Text(fr, en) if width else "")
        return
    path = folder.find(folder.join(COURSE_FILE, name), location)[0] if folder else None
    if folder is None or path is None or path in folder.pointers:
        return
    try:
        own = facts(path, ("PNG", "JPEG"))
    except NotAPicture:
        yield UNREADABLE_IMAGE.at(location, name=name)
        return
    if own.width < width or own.height < height:
        yield SMALL_IMAGE.at(
            location, own_width=own.width, own_height=own.height, target=target.title, width=width, height=height
        )
