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

_SHARE, _TIMES = 0.12, 3
"""Of small words: what a text has at least in its own language, and how often those of another."""

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
    seen = seen_in(" ".join(bare(cue.text) for cue in cues))
    if seen and language in NAMES and seen != language:
        yield Trouble(code=rules.OTHER_LANGUAGE.code, line=cues[0].line, values={"declared": declared, "seen": seen})


def seen_in(text: str) -> str:
    """Return the language that a text is in without doubt, one of `NAMES`; empty where that cannot be told."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _LEAST:
        return ""
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in own) / len(words) for name, own in _words().items()}
    best, second = sorted(shares, key=lambda name: -shares[name])[:2]
    return best if shares[best] >= _SHARE and shares[best] >= _TIMES * shares[second] else ""


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return each language's small words, without those that another has too."""
    text = resources.files("moocfab.media.captions").joinpath("words.toml").read_text("utf-8")
    lists = {name: words.split() for name, words in tomllib.loads(text).items()}
    shared = Counter(word for words in lists.values() for word in set(words))
    return {name: frozenset(word for word in words if shared[word] == 1) for name, words in lists.items()}
