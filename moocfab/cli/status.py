"""What the process ends with."""

from enum import IntEnum


class Status(IntEnum):
    """Exit statuses; of several, the highest counts."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    BUG = 4
    INTERRUPTED = 130
