"""Names for machines, from names for people."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Return a text in lower-case letters without accents and digits, `-` between; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
