"""The probe of many files against a bare loop of PyAV that reads as much, each as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.media.figures import Figure, interleaved, ratios, scratch
from benchmarks.media.masters import slides
from moocfab.media.probe import probe

GOAL, FILES, ROUNDS = 1.3, 200, 5
BARE = """
import sys, av
for path in sys.argv[1:]:
    with av.open(path) as container:
        for packet in container.demux():
            packet.size
        container.seek(0)
        next(container.decode(video=0))
"""


def two_ways() -> Iterator[Figure]:
    """Measure both."""
    with scratch() as folder:
        data = slides(folder / "master.mp4", 2).read_bytes()
        paths = [folder / f"{number}.mp4" for number in range(FILES)]
        for path in paths:
            path.write_bytes(data)

        def bare(_place: Path) -> None:
            subprocess.run([sys.executable, "-c", BARE, *map(str, paths)], check=True)

        def ours(_place: Path) -> None:
            probe(paths)

        taken = interleaved({"bare": bare, "ours": ours}, ROUNDS, folder)
    yield Figure(f"probe of {FILES} files: moocfab / a bare loop of PyAV", ratios(taken["ours"], taken["bare"]), GOAL)
