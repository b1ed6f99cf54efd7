"""Become another program within limits, and die with the parent; run by `process` as a script, on its own.

A script of its own rather than `preexec_fn`: what runs between fork and exec in a process with threads may
wait for ever for a lock that another thread held.
"""

import os
import sys


def main(arguments: list[str]) -> None:
    """Set the limits, then become the program: `parent`, `name=value` for each limit, `--`, the command line."""
    separator = arguments.index("--")
    parent, settings, command = int(arguments[0]), arguments[1:separator], arguments[separator + 1 :]
    _die_with(parent)
    for setting in settings:
        name, _, value = setting.partition("=")
        _limit(name, int(value))
    os.execv(command[0], command)


def _limit(name: str, value: int) -> None:
    """Lower one limit; macOS has no RLIMIT_AS that holds, and refuses it."""
    import resource

    number = getattr(resource, name, None)
    if number is None:
        return
    hardest = resource.getrlimit(number)[1]
    wanted = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
    try:
        resource.setrlimit(number, (wanted, wanted))
    except (OSError, ValueError):
        if sys.platform == "linux":
            raise


def _die_with(parent: int) -> None:
    """Ask Linux for SIGKILL when the parent ends (prctl(2), PR_SET_PDEATHSIG); it may have ended already."""
    if sys.platform != "linux":
        return
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
