"""The command as a whole process: `--help` against bare Python and click, `check` against the bare parsers."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.generated import course

HELP_GOAL = 0.150
CHECK_GOAL = 3.0
UNITS = 500
PARSERS = """
import sys
from pathlib import Path
import yaml
from markdown_it import MarkdownIt
markdown = MarkdownIt("commonmark").enable("table")
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix == ".md":
        _, head, body = path.read_text("utf-8").split("---\\n", 2)
        yaml.load(head, yaml.CSafeLoader)
        markdown.render(body)
    elif path.suffix == ".yml":
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
"""


def seconds(command: Sequence[str]) -> float:
    """Return how long a process takes, start and end included; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def interleaved(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Run every command once a round, after one round that warms the disk; return the times."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if number:
                times[name].append(taken)
    return times


def show(times: Mapping[str, Sequence[float]], goals: Mapping[str, float]) -> bool:
    """Print each figure with its ratio to the first one; return whether the goals are met."""
    base = statistics.median(next(iter(times.values())))
    met = True
    for name, taken in times.items():
        middle = statistics.median(taken)
        line = (
            f"  {name:<36} {min(taken) * 1000:7.0f} {middle * 1000:7.0f} {max(taken) * 1000:7.0f}  ×{middle / base:.2f}"
        )
        if name in goals:
            good = middle <= goals[name]
            met = met and good
            line += f"  goal ≤ {goals[name] * 1000:.0f}: {'met' if good else 'MISSED'}"
        print(line)
    return met


def main() -> bool:
    """Measure, print, and return whether the goals are met."""
    python, moocfab = [sys.executable, "-c"], [sys.executable, "-m", "moocfab"]
    print("start, ms (least, median, most), ratio to bare Python")
    helped = show(
        interleaved(
            {
                "python -c pass": [*python, "pass"],
                "python -c 'import click'": [*python, "import click"],
                "moocfab --help": [*moocfab, "--help"],
            },
            rounds=15,
        ),
        {"moocfab --help": HELP_GOAL},
    )
    with tempfile.TemporaryDirectory() as folder:
        made = str(course(Path(folder) / "cours", UNITS))
        print(f"check of {UNITS} units, ms (least, median, most), ratio to the bare parsers")
        checked = show(
            interleaved(
                {
                    "markdown-it and PyYAML alone": [*python, PARSERS, made],
                    "moocfab check": [*moocfab, "check", made],
                },
                rounds=5,
            ),
            {"moocfab check": CHECK_GOAL},
        )
    return helped and checked


if __name__ == "__main__":
    sys.exit(not main())
