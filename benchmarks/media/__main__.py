"""`python -m benchmarks.media`; fails where a goal is missed."""

from __future__ import annotations

import argparse
import sys

from benchmarks.media import ROUNDS, main

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.media", description="Measure media against bare tools.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of ladders")
    parser.add_argument("--markdown", action="store_true", help="print one table for docs/performance.md")
    given = parser.parse_args()
    sys.exit(not main(given.rounds, markdown=given.markdown))
