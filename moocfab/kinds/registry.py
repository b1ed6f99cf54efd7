"""The kinds there are: one line each."""

from __future__ import annotations

from moocfab.kinds import single_choice, text
from moocfab.kinds.contract import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        text.KIND,
        single_choice.KIND,
    )
}
RULES = tuple(rule for kind in KINDS.values() for rule in kind.rules)
