"""What becomes of a picture on a target: a pure function of its header and of how the platform shows pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from moocfab.diagnostics import Location
from moocfab.safe.pictures import ENDINGS, Facts, Recipe
from moocfab.targets.model import PictureDelivery

DENSITY = 2
"""Pixels of a screen for one of CSS, both ways: nearly all phones have two or more, and no platform keeps `srcset`.

Both rewrite what stands between quotes after `/static/` as one address (`static_replace`), so that one file serves
all screens.
"""


class Why(StrEnum):
    """Why a picture is not published as it is."""

    TURNED = "turned"
    NOTED = "noted"
    WIDE = "wide"
    COLOURS = "colours"
    FORMAT = "format"
    NAME = "name"
    CARD = "card"


_UNTOUCHED = frozenset({Why.NOTED, Why.NAME})
"""Reasons for which no pixel of a picture has to change."""

_SLIVER = 0.01
"""Share of a card that is not worth cutting off."""


@dataclass(frozen=True)
class Treatment:
    """What becomes of a picture, and why."""

    recipe: Recipe
    why: tuple[Why, ...]


@dataclass(frozen=True)
class Copy:
    """A file of `static/` that a build makes of a picture, and where the author first named that."""

    source: Path
    treatment: Treatment
    location: Location


def treatment(facts: Facts, target: PictureDelivery, widest: int = 0, *, named: str = "") -> Treatment | None:
    """Return what a picture of a page becomes, None where it is published as it is.

    Args:
        facts: what its header says.
        target: how the platform shows pictures.
        widest: pixels that it may be wide, where that is less than a page is.
        named: the ending of its name, without dot; a wrong one is mended.
    """
    most = widest or DENSITY * target.width
    moving = facts.moving or facts.format == "GIF"
    why = () if moving else tuple(_reasons(facts, target, most))
    if named and named.lower() not in ENDINGS[facts.format]:
        why = (*why, Why.NAME)
    if not why:
        return None
    if set(why) <= _UNTOUCHED:
        return Treatment(Recipe(facts.width, facts.height, facts.format, plain=True), why)
    exact = facts.exact and _format(facts, target) == "WEBP"
    lighter = set(why) <= {Why.WIDE, *_UNTOUCHED} and not widest and _format(facts, target) == facts.format
    return Treatment(Recipe(*_fitted(facts, most), _format(facts, target), lighter=lighter, exact=exact), why)


def card(facts: Facts, target: PictureDelivery) -> Treatment | None:
    """Return what the course's card becomes, None where it is published as it is."""
    width, height = target.card
    scale = min(DENSITY, facts.width / width, facts.height / height)
    size = round(width * scale), round(height * scale)
    why = tuple(_reasons(facts, target, DENSITY * width))
    if lost(facts, target) > _SLIVER:
        return Treatment(
            Recipe(*size, facts.format, cut=True), (*(one for one in why if one is not Why.WIDE), Why.CARD)
        )
    if not why:
        return None
    plain = set(why) <= _UNTOUCHED
    return Treatment(Recipe(*_fitted(facts, DENSITY * width), facts.format, plain=plain), why)


def lost(facts: Facts, target: PictureDelivery) -> float:
    """Return which share of a picture is cut off to make the course's card of it."""
    width, height = target.card
    scale = min(facts.width / width, facts.height / height)
    return 1 - width * scale * height * scale / (facts.width * facts.height)


def _reasons(facts: Facts, target: PictureDelivery, most: int) -> Iterator[Why]:
    if facts.turned:
        yield Why.TURNED
    if facts.width > most:
        yield Why.WIDE
    if facts.foreign or facts.deep:
        yield Why.COLOURS
    if facts.format == "WEBP" and not target.webp:
        yield Why.FORMAT
    if facts.noted:
        yield Why.NOTED


def _format(facts: Facts, target: PictureDelivery) -> str:
    """Return the format of a copy: WebP for a photograph where it is shown, what shows everywhere else."""
    if facts.format == "JPEG":
        return "WEBP" if target.webp else "JPEG"
    if facts.format == "WEBP" and not target.webp:
        return "PNG" if facts.clear or facts.exact else "JPEG"
    return facts.format


def _fitted(facts: Facts, most: int) -> tuple[int, int]:
    if facts.width <= most:
        return facts.width, facts.height
    return most, max(1, round(facts.height * most / facts.width))
