"""What media take, against bare tools, in one interleaved run: `python -m benchmarks.media [--markdown]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.media.again import edited, unchanged
from benchmarks.media.cancelling import stops
from benchmarks.media.figures import HEAD, Figure, machine
from benchmarks.media.ladder import three_ways
from benchmarks.media.probing import two_ways
from moocfab.media import tools

SECONDS = {"camera": 8.0, "slides": 20.0}
"""That masters of ladders last: where the picture costs little, what is ours alone takes a larger part of the whole."""

ROUNDS = 3
"""Of ladders; all of it takes some ten minutes on two processors."""


def measures(rounds: int) -> Iterator[Figure]:
    """Yield every figure as soon as it is measured."""
    for nature, seconds in SECONDS.items():
        yield from three_ways(nature, seconds, rounds)
    yield from edited()
    yield from unchanged()
    yield from two_ways()
    yield from stops()


def main(rounds: int = ROUNDS, *, markdown: bool = False) -> bool:
    """Measure, print a table, and return whether all goals are met.

    Args:
        rounds: of ladders.
        markdown: whether rows alone go to standard output, and each one to the other as soon as it is known.
    """
    found = []
    for figure in measures(rounds):
        found.append(figure)
        print(figure.row(), file=sys.stderr if markdown else sys.stdout, flush=True)
    if markdown:
        rows = "\n".join(figure.row() for figure in found)
        print(f"ffmpeg {tools.ffmpeg().version}, {machine()}.\n\n{HEAD}\n{rows}")
    return all(figure.met for figure in found)
