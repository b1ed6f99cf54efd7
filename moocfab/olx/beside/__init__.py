"""What stands beside a course's path: updates, handouts, books, certificates, entrance exam, licence, topics.

Forms seen to work: `info/` and `policies/` of the reference courses; the entrance exam was read in Studio's import
(`cms/djangoapps/contentstore/tasks.py`), and breaks Dogwood's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from moocfab.checks.rules import LACKING
from moocfab.course.edition import Edition
from moocfab.course.extras import Certificates, EntranceExam, olx_license
from moocfab.course.load import COURSE_FILE
from moocfab.course.model import Module
from moocfab.course.site import Site
from moocfab.course.surroundings import of_page
from moocfab.diagnostics import Diagnostic, Text
from moocfab.olx.beside import settings
from moocfab.olx.beside.rules import LICENSE_HIDDEN, NO_ENTRANCE_EXAM, PLAIN_KEY, UNGRADED_EXAM, UNKNOWN_EXAM
from moocfab.source.slug import slug

# As Studio writes and sorts them, whatever the course's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NO_TAB = Text(
    "retirez-le : les onglets de cette cible sont {known}",
    "remove it; the tabs of this target are {known}",
)


def policy(edition: Edition, site: Site) -> dict[str, Any]:
    """Return what these say in policy.json; the platform's own settings that the course passes through come last."""
    course = edition.course.settings
    exam, module = entrance_exam(edition), exam_module(edition)
    return {
        "pdf_textbooks": textbooks(edition, site) or None,
        "license": olx_license(course.license) if course.license else None,
        "discussion_topics": {str(topic.name): {"id": topic.forum} for topic in course.topics} or None,
        **(certificates(course.certificates) if course.certificates else {}),
        **(
            {"entrance_exam_enabled": True, "entrance_exam_minimum_score_pct": exam.score}
            if exam and module and edition.target.importing.entrance_exams
            else {}
        ),
        **settings.values(edition),
    }


def files(edition: Edition, site: Site) -> dict[str, str]:
    """Return the files of `info/`: what learners read first."""
    news = []
    for index, update in enumerate(edition.course.settings.updates):
        around = of_page(site, "updates", COURSE_FILE, edition.course.origin.below("updates", index))
        moment = around.moment(update.date, "start", "date")
        if moment is not None:
            day = f"{_MONTHS[moment.month - 1]} {moment.day}, {moment.year}"
            news.append((moment, day, around.html(update.text, "text").strip()))
    news.sort(key=lambda item: item[0])
    made: dict[str, str] = {}
    if news:
        items = [
            {"id": number, "date": day, "content": content, "status": "visible"}
            for number, (_, day, content) in enumerate(news, 1)
        ]
        shown = "".join(f"<li><h2>{escape(day)}</h2>{content}</li>" for _, day, content in reversed(news))
        made = {
            "info/updates.items.json": json.dumps(items, ensure_ascii=False, indent=1),
            "info/updates.html": f"<ol>{shown}</ol>",
        }
    if handouts := edition.course.handouts:
        around = of_page(site, handouts.name, handouts.file, handouts.origin)
        made["info/handouts.html"] = around.html(handouts.text, "body")
    return made


def textbooks(edition: Edition, site: Site) -> list[dict[str, Any]]:
    """Return the books; without a `url` of each chapter Dogwood's page fails."""
    origin, found = edition.course.origin, []
    for index, book in enumerate(edition.course.settings.textbooks):
        chapters = [
            {
                "title": str(chapter.title),
                "url": site.publish(
                    COURSE_FILE, chapter.file, origin.at("textbooks", index, "chapters", place, "file")
                ),
            }
            for place, chapter in enumerate(book.chapters)
        ]
        found.append({"id": book.id or slug(str(book.title)), "tab_title": str(book.title), "chapters": chapters})
    return found


def certificates(said: Certificates) -> dict[str, Any]:
    """Return the one certificate of a course."""
    people = [
        {"name": str(p.name), "title": str(p.title), "organization": str(p.organization), "id": number}
        for number, p in enumerate(said.signatories, 1)
    ]
    certificate = {
        "id": 1,
        "name": str(said.name),
        "description": str(said.description),
        "course_title": str(said.course_title),
        "is_active": said.active,
        "version": 1,
        "signatories": people,
    }
    return {
        "cert_html_view_enabled": True,
        "certificates": {"certificates": [certificate]},
        "certificates_display_behavior": said.show,
    }


def entrance_exam(edition: Edition) -> EntranceExam | None:
    """Return the entrance exam of this target."""
    return edition.settings.entrance_exam or edition.course.settings.entrance_exam


def exam_module(edition: Edition) -> Module | None:
    """Return the module of the entrance exam, where there is one."""
    exam, origin = entrance_exam(edition), edition.course.origin
    if exam is None:
        return None
    wanted = [
        origin.at("modules", index)
        for index, reference in enumerate(edition.course.settings.modules)
        if reference.source.rstrip("/") == exam.module.rstrip("/")
    ]
    return next((module for module in edition.course.modules if module.declared.at() in wanted), None)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield what the target does not have, hold or show."""
    course, target, origin = edition.course.settings, edition.target, edition.course.origin
    yield from settings.check(edition)
    known = [tab.type for tab in (*target.tabs_after, *target.tabs_more)]
    for name in course.tabs:
        if name not in known:
            names = ", ".join(known)
            instead = Text(_NO_TAB.fr.format(known=names), _NO_TAB.en.format(known=names))
            yield LACKING.at(origin.key("tabs", name), target=target.name, field=f"tabs: {name}", instead=instead)
    for index, topic in enumerate(course.topics):
        if target.importing.plain_keys and settings.is_unplain(str(topic.name)):
            yield PLAIN_KEY.at(origin.at("topics", index), target=target.title, name=topic.name)
    if course.license and not target.shows_license:
        yield LICENSE_HIDDEN.at(origin.at("license"), target=target.title)
    yield from _check_exam(edition)


def _check_exam(edition: Edition) -> Iterator[Diagnostic]:
    """Yield what keeps the import, or every learner, from the exam.

    Its score is that of graded points only: `chapter_percentage` in lms/djangoapps/grades/course_grade.py.
    """
    exam, module = entrance_exam(edition), exam_module(edition)
    if exam is None:
        return
    own = ("targets", edition.target.name) if edition.settings.entrance_exam else ()
    place = edition.course.origin.at(*own, "entrance_exam", "module")
    if not edition.target.importing.entrance_exams:
        yield NO_ENTRANCE_EXAM.at(place, target=edition.target.title)
    elif module is None:
        known = ", ".join(reference.source for reference in edition.course.settings.modules)
        yield UNKNOWN_EXAM.at(place, module=exam.module, known=known)
    elif not any(sequence.settings.graded for sequence in module.sequences):
        yield UNGRADED_EXAM.at(place)
