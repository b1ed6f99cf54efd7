"""The numbers of partitions and of their groups, which blocks and the policy name alike.

Both platforms have 100 as their first free number and keep numbers in 32 bits.
"""

from __future__ import annotations

import hashlib

FIRST_NUMBER = 100


def number(*names: str) -> int:
    """Return the number of a partition or of its group: from names alone, so that no learner changes groups."""
    digest = hashlib.sha256("\0".join(names).encode("utf-8")).digest()
    return FIRST_NUMBER + int.from_bytes(digest[:4], "big") % 2**30
