"""In which language captions are, as far as the small words that every text has tell it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from moocfab.diagnostics import Text
from moocfab.media.captions import rules
from moocfab.media.captions.markup import bare
from moocfab.media.captions.model import Cue, Trouble

_LEAST = 40
"""Words: fewer do not tell."""

_SHARE, _TIMES = 0.2, 3
"""Of small words that another language lacks: what a text has at least in its own, and how often those of the other."""

_WORD = re.compile(r"[^\W\d_]+")

NAMES: Mapping[str, Text] = {
    "fr": Text("français", "French"),
    "en": Text("anglais", "English"),
    "es": Text("espagnol", "Spanish"),
    "de": Text("allemand", "German"),
    "it": Text("italien", "Italian"),
    "pt": Text("portugais", "Portuguese"),
}


def judged(cues: Sequence[Cue], declared: str) -> Iterator[Trouble]:
    """Yield what shows that cues are in another language than is declared; of others than `NAMES` nothing is known."""
    language = declared.partition("-")[0].lower()
    seen = other(" ".join(bare(cue.text) for cue in cues), language) if language in NAMES else ""
    if seen:
        yield Trouble(code=rules.OTHER_LANGUAGE.code, line=cues[0].line, values={"declared": declared, "seen": seen})


def other(text: str, declared: str) -> str:
    """Return the language that a text is in without doubt, and which is not the one declared; else empty."""
    found = [word.lower() for word in _WORD.findall(text)]
    if len(found) < _LEAST:
        return ""
    counts, words = Counter(found), _words()
    shares = {name: sum(counts[word] for word in own) / len(found) for name, own in words.items()}
    likeliest = max(shares, key=lambda name: shares[name])
    own, another = words[declared] - words[likeliest], words[likeliest] - words[declared]
    share, against = (sum(counts[word] for word in small) / len(found) for small in (another, own))
    return likeliest if share >= _SHARE and share >= _TIMES * against else ""


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return the small words of each language."""
    text = resources.files("moocfab.media.captions").joinpath("words.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}
