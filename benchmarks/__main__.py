"""All measures, one after the other; fails where a goal is missed."""

from __future__ import annotations

import sys

from benchmarks import cli, gift, media

if __name__ == "__main__":
    sys.exit(not all([cli.main(), gift.main(), media.main()]))
