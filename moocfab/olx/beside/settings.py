"""The escape hatch: settings of the platform as they are, checked against the target's list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from moocfab.course.edition import Edition
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.olx.beside.rules import OWN_SETTING, PLAIN_KEY, SECRET_SETTING, SETTING_TYPE, UNKNOWN_SETTING
from moocfab.olx.predict.fields import takes_json
from moocfab.source.validate import guess

# What moocfab writes, and the key of course.yml that says it.
OWN: Mapping[str, str] = {
    "display_name": "title", "language": "language", "start": "dates", "end": "dates", "enrollment_start": "dates",
    "enrollment_end": "dates", "course_image": "image", "graceperiod": "grading", "grading_policy": "grading",
    "enable_timed_exams": "timed", "cohort_config": "groups", "user_partitions": "groups", "self_paced": "pacing",
    "tabs": "tabs", "pdf_textbooks": "textbooks", "certificates": "certificates", "license": "license",
    "cert_html_view_enabled": "certificates", "certificates_display_behavior": "certificates",
    "entrance_exam_enabled": "entrance_exam", "entrance_exam_minimum_score_pct": "entrance_exam",
    "entrance_exam_id": "entrance_exam", "discussion_topics": "topics",
}  # fmt: skip
SECRETS = frozenset({"lti_passports", "matlab_api_key", "annotation_token_secret", "xqa_key", "giturl"})
_EXPECTED = {
    "string": Text("un texte", "a text"),
    "integer": Text("un nombre entier", "a whole number"),
    "float": Text("un nombre", "a number"),
    "boolean": Text("true ou false", "true or false"),
    "date": Text("une date", "a date"),
    "duration": Text("une durée", "a duration"),
    "list": Text("une liste", "a list"),
    "json": Text("une suite de « clé: valeur »", "keys and values"),
}


def values(edition: Edition) -> dict[str, Any]:
    """Return the settings that go to this target: the course's, its own over them."""
    return {**edition.course.settings.settings, **edition.settings.settings}


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Yield settings that the target would not take, and those that are not to be here."""
    target, known = edition.target, edition.target.fields_of("course")
    for name, value in values(edition).items():
        place, wrong = _place(edition, name)
        if name in SECRETS:
            yield SECRET_SETTING.at(place, name=name)
        elif name in OWN:
            yield OWN_SETTING.at(place, name=name, instead=f"{OWN[name]}:")
        elif name not in known:
            yield UNKNOWN_SETTING.at(place, target=target.title, name=name, guess=guess(name, sorted(known)))
        elif not _takes(known[name], value):
            yield SETTING_TYPE.at(wrong, name=name, expected=_EXPECTED[known[name]])
        elif target.importing.plain_keys:
            for key in unplain(value):
                yield PLAIN_KEY.at(wrong, target=target.title, name=key)


def _place(edition: Edition, name: str) -> tuple[Location, Location]:
    """Return where a setting is named, and where its value stands."""
    own = ("targets", edition.target.name) if name in edition.settings.settings else ()
    origin, steps = edition.course.origin, (*own, "settings", name)
    return origin.key(*steps), origin.at(*steps)


def _takes(kind: str, value: Any) -> bool:
    """Return whether a field takes a value; a truth value must be one, for people's sake."""
    if kind == "boolean":
        return isinstance(value, bool)
    return takes_json(kind, value)


def unplain(value: Any) -> Iterator[str]:
    """Yield the keys, at any depth, that Dogwood's store cannot hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if is_unplain(str(key)):
                yield str(key)
            yield from unplain(inner)
    elif isinstance(value, list):
        for item in value:
            yield from unplain(item)


def is_unplain(key: str) -> bool:
    """Return whether a key has a dot or a dollar sign."""
    return "." in key or "$" in key
