"""Settings from several places: what one does not say, the next one says; positions stay with whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moocfab.source.data import Mark, Marks, Origin, Path, Sourced


def over(above: Sourced, below: Sourced) -> Sourced:
    """Return the data of `above`, and of `below` what it lacks: mappings key by key, all else as a whole.

    The result's origin is that of `above`, with `below` behind it.
    """
    origin = Origin(above.origin.path, above.origin.marks, (*above.origin.others, below.origin))
    return Sourced(merged(above.data, below.data), origin)


def merged(above: Any, below: Any) -> Any:
    """Return `above`, and of `below` what it lacks: mappings key by key, all else as a whole."""
    if not isinstance(above, Mapping) or not isinstance(below, Mapping):
        return above
    own = {key: merged(value, below[key]) if key in below else value for key, value in above.items()}
    return {**below, **own}


def replaced(sourced: Sourced, steps: Path, value: Any, origin: str) -> Sourced:
    """Return `sourced` with another value at `steps`, which is a path of keys, written by `origin`."""
    marks = sourced.origin.marks
    kept = Marks(
        {path: mark for path, mark in marks.values.items() if path[: len(steps)] != steps},
        {path: mark for path, mark in marks.keys.items() if path[: len(steps)] != steps},
    )
    own = Origin(origin, Marks({steps: Mark(1, 1)}))
    return Sourced(_put(sourced.data, steps, value), Origin(sourced.origin.path, kept, (own, *sourced.origin.others)))


def _put(data: Any, steps: Path, value: Any) -> Any:
    if not steps:
        return value
    holder = data if isinstance(data, Mapping) else {}
    return {**holder, steps[0]: _put(holder.get(steps[0]), steps[1:], value)}
