"""Captions compared with what is heard in what was made of their videos."""

from __future__ import annotations

from collections.abc import Mapping

from moocfab.diagnostics import Diagnostic
from moocfab.media.captions import drift
from moocfab.media.jobs import PAUSES
from moocfab.media.pauses import Pause, noted
from moocfab.media.plan import MediaPlan
from moocfab.media.store import Store


def compared(plans: Mapping[str, MediaPlan], store: Store) -> list[Diagnostic]:
    """Return where captions do not follow the speech of the videos that are made, each file once."""
    spoken = {item.path: item for plan in plans.values() for item in plan.spoken}
    found: list[Diagnostic] = []
    for path, item in spoken.items():
        pauses = _pauses(item.key, store)
        if pauses is not None:
            found += [trouble.at(path) for trouble in drift.judged(item.cues, pauses, item.seconds)]
    return found


def _pauses(key: str, store: Store) -> tuple[Pause, ...] | None:
    file = store.find(key).get(PAUSES)
    try:
        return noted(file.path.read_bytes()) if file else None
    except (OSError, ValueError):
        return None
