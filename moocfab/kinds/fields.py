"""What fields of elements hold: the types that specs use, each of which says what to write where a value is none."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from moocfab.source.validate import ValueProblem

ID_PATTERN = r"[a-z0-9][a-z0-9_-]{0,79}"
URL_NAME_PATTERN = r"[A-Za-z0-9_.~-]{1,100}"


def _checked_id(value: str) -> str:
    if not re.fullmatch(ID_PATTERN, value):
        raise ValueProblem(
            "un identifiant s'écrit en minuscules sans accent, chiffres, - et _ (80 au plus)",
            "an id has lower-case letters without accents, digits, - and _ (80 at most)",
        )
    return value


def _as_text(value: Any) -> Any:
    """Take a number or a truth value that YAML saw for the text that the author typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _percent(value: Any) -> Any:
    if isinstance(value, str) and (match := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%", value.strip())):
        share = float(match.group(1).replace(",", ".")) / 100
        if share <= 1:
            return share
    raise ValueProblem("écrivez un pourcentage de 0% à 100%, par exemple 40%", "write a percentage, such as 40%")


_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "j": 86400}


def _duration(value: Any) -> Any:
    match = re.fullmatch(r"(\d+)\s*(s|min|h|d|j)", str(value).strip())
    if not match:
        raise ValueProblem("écrivez une durée : 30s, 15min, 1h ou 2d", "write a duration: 30s, 15min, 1h or 2d")
    return int(match.group(1)) * _UNITS[match.group(2)]


def _checked_url_name(value: str) -> str:
    if not re.fullmatch(URL_NAME_PATTERN, value):
        raise ValueProblem(
            "un url_name n'a que des lettres sans accent, des chiffres et _ - . ~ (100 au plus)",
            "a url_name has letters without accents, digits and _ - . ~ (100 at most)",
        )
    return value


def _checked_name(value: str) -> str:
    if not re.fullmatch(r"[\w.-]+", value, re.ASCII):
        raise ValueProblem(
            "un tel nom n'a que des lettres sans accent, des chiffres et _ - .",
            "such a name has only letters without accents, digits and _ - .",
        )
    return value


Id = Annotated[str, AfterValidator(_checked_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
UrlName = Annotated[
    str,
    AfterValidator(_checked_url_name),
    WithJsonSchema({"type": "string", "pattern": f"^{URL_NAME_PATTERN}$"}),
]
"""A name that imported content must keep: what both platforms read, see `platforms.md`."""
PlainName = Annotated[str, AfterValidator(_checked_name)]
"""A name that other systems keep: a forum's, a parameter's."""
Words = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""A text that may look like a number (a choice `2`, a run `2027`)."""
Markdown = Annotated[Words, "markdown"]
SourcePath = Annotated[str, "path"]
Share = Annotated[
    float,
    BeforeValidator(_percent),
    WithJsonSchema({"type": "string", "pattern": r"^(100([.,]0+)?|\d{1,2}([.,]\d+)?)\s*%$"}),
]
"""A proportion, 0 to 1, written as a percentage."""
Seconds = Annotated[
    int, BeforeValidator(_duration), WithJsonSchema({"type": "string", "pattern": r"^\d+\s*(s|min|h|d|j)$"})
]
"""A number of seconds, written with its unit."""

_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?)|((module)?[+-]\d+[dw]( \d{2}:\d{2})?)"
)


def _checked_date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        return value.strip()
    raise ValueProblem(
        "écrivez une date : 2027-01-18, 2027-01-18 09:00, +2w, +3d 12:00 ou module+6d",
        "write a date: 2027-01-18, 2027-01-18 09:00, +2w, +3d 12:00 or module+6d",
    )


When = Annotated[
    str, BeforeValidator(_checked_date), WithJsonSchema({"type": "string", "pattern": f"^({_DATE.pattern})$"})
]
"""A date, absolute or relative, as `course/dates.py` reads it."""

Groups = dict[str, Annotated[tuple[Words, ...], Field(min_length=1)]]
"""Who sees it: a grouping of course.yml to some of its groups."""

Elements = Annotated[Words | tuple[dict[str, Any], ...], "elements"]
"""Elements that an element holds: mappings with `kind`, or the Markdown with directives of a directive's body.

The kind gets them back, read and named, from `Context.held`.
"""


class Model(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
