"""The kinds there are: one line each."""

from __future__ import annotations

from moocfab.kinds import discussion, lti, quiz, raw, single_choice, text, video
from moocfab.kinds.contract import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        text.KIND,
        video.KIND,
        single_choice.KIND,
        quiz.KIND,
        discussion.KIND,
        lti.KIND,
        raw.KIND,
    )
}
RULES = tuple(rule for kind in KINDS.values() for rule in kind.rules)
