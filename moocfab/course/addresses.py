"""Where links to the units of a course lead on a platform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from moocfab.course.edition import Edition
from moocfab.course.model import Unit


def of_units(edition: Edition) -> Mapping[str, str]:
    """Return the address of each unit, by its file.

    A module, a sequence and a unit may share a name: both platforms keep blocks of different types side by side
    (`platforms.md`). `/jump_to_id/` then takes whichever it finds first (edx-platform, `courseware.views.jump_to_id`),
    so such a unit is reached by its first element, whose name nothing else has; but where it is alone in the sequence
    of that name, since both are then one place.
    """
    course = edition.course
    names = Counter([
        *(module.name for module in course.modules),
        *(item.name for _, item in course.sequences() if [unit.name for unit in item.units] != [item.name]),
        *(unit.name for _, _, unit in course.units()),
    ])  # fmt: skip
    return {unit.file: f"/jump_to_id/{_reached(edition, unit, names)}" for _, _, unit in course.units()}


def _reached(edition: Edition, unit: Unit, names: Mapping[str, int]) -> str:
    written = (element.name for element in unit.elements if edition.target.importer in element.kind.tags)
    return next(filter(None, written), unit.name) if names[unit.name] > 1 else unit.name
