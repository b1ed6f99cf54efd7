"""What the real platforms did, in data that lies beside the checkout or where MOOCFAB_SHARED says.

Where there is none these tests are left out; where there is, the summary says how many archives were read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MOOCFAB_SHARED") or Path(__file__).parents[3] / "shared")

collect_ignore_glob = [] if (SHARED / "data").is_dir() else ["test_*.py"]


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED
