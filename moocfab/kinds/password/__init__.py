"""`password`: elements that open with a password, on FUN.

Form seen to work: password of FUN's reference course. Dates and password live in the platform's database.
"""

from __future__ import annotations

import re
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import AfterValidator

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes
from moocfab.kinds.fields import Elements
from moocfab.source.validate import ValueProblem

_TAG = "password_container"


def _group(value: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,100}", value, re.ASCII):
        raise ValueProblem(
            "un nom de groupe n'a que des lettres sans accent, des chiffres et _ - . (100 au plus)",
            "a group's name has only letters without accents, digits and _ - . (100 at most)",
        )
    return value


class PasswordSpec(Spec):
    """Fields of `password`; `group` is under which FUN keeps its dates and password, the id by default."""

    elements: Elements
    group: Annotated[str, AfterValidator(_group)] | None = None


def holds(spec: PasswordSpec) -> dict[tuple[str | int, ...], Any]:
    """Return what is locked."""
    return {("elements",): spec.elements}


def write(spec: PasswordSpec, context: Context) -> Block:
    """Return the container with what it locks, and name what an administrator sets."""
    group = spec.group or context.name
    context.todo(
        Text(
            f"dans l'administration de FUN, donnez au conteneur « {group} » ses dates et son mot de passe "
            "(sans eux les apprenants lisent qu'il n'est pas disponible)",
            f"in FUN's administration, give the container “{group}” its dates and its password "
            "(without them learners read that it is not available)",
        )
    )
    values = attributes(url_name=context.name) | {"xblock-family": "xblock.v1"}
    values |= attributes(display_name=spec.title, group_id=group)
    return Block(etree.Element(_TAG, values), None, context.held("elements"))


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a container, what it holds apart."""
    if element.tag != _TAG:
        return None
    fields: dict[str, Any] = {}
    if element.get("display_name"):
        fields["title"] = element.get("display_name")
    group = element.get("group_id")
    return {**fields, "group": group} if group and group != element.get("url_name") else fields


def preview(_spec: PasswordSpec, context: Context) -> str:
    """Return what is behind the password."""
    locked = "Ouvert par un mot de passe" if context.language == "fr" else "Opened by a password"
    return f"<p><em>{escape(locked)}</em></p>{context.previewed('elements')}"


KIND = Kind(
    name="password",
    spec=PasswordSpec,
    tags={"fun": _TAG},
    write=write,
    read=read,
    preview=preview,
    holds=holds,
    apart=("elements",),
    body="elements",
    instead=Text(
        "une séquence réservée à un groupe, « groups: », ou datée, « start: »",
        "a sequence for a group, “groups:”, or with a date, “start:”",
    ),
    offered={_TAG: {"group_id": "group"}},
)
