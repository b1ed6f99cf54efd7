"""Become another program within limits, and die with the parent; run by `process` as a script, on its own.

On Linux a program can also be kept from the network (seccomp) and from writing elsewhere than into one folder
(Landlock, where the kernel has it: 5.13 and later); other systems have neither for a program without rights.

A script of its own rather than `preexec_fn`: what runs between fork and exec in a process with threads may
wait for ever for a lock that another thread held.
"""

import ctypes
import os
import struct
import sys

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine to its number for audits and that of its system call `socket` (linux/audit.h, unistd.h)."""
_IO_URING_SETUP, _X32 = 425, 0x40000000
_NO_NEW_PRIVILEGES, _SECCOMP, _SECCOMP_FILTER = 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_WRITES = sum(1 << bit for bit in (1, *range(4, 13)))
"""Write to a file; remove and make files, folders and the like: what the first Landlock knows."""
_TRUNCATES = 1 << 14
"""Known to its third version."""


def main(arguments: list[str]) -> None:
    """Set the limits, then become the program: `parent`, `name=value` for each limit, `--`, the command line."""
    separator = arguments.index("--")
    parent, settings, command = int(arguments[0]), arguments[1:separator], arguments[separator + 1 :]
    _die_with(parent)
    for setting in settings:
        name, _, value = setting.partition("=")
        if name == "WRITABLE":
            _write_only_below(value)
        elif name == "NETWORK":
            _no_network()
        else:
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
    import signal

    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _no_network() -> None:
    """Have Linux refuse every socket to this process and to all that it starts."""
    if sys.platform != "linux":
        return
    machine = os.uname().machine
    if machine not in _SOCKET:
        raise OSError(f"no filter of system calls for {machine}")
    architecture, socket = _SOCKET[machine]
    # Load the architecture, then the number; refuse (EACCES) another architecture and the three calls, allow the rest.
    program = [
        (0x20, 0, 0, 4), (0x15, 0, 4, architecture), (0x20, 0, 0, 0), (0x35, 2, 0, _X32), (0x15, 1, 0, socket),
        (0x15, 0, 1, _IO_URING_SETUP), (0x06, 0, 0, 0x00050000 | 13), (0x06, 0, 0, 0x7FFF0000),
    ]  # fmt: skip
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    pointed = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _SECCOMP_FILTER, pointed, 0, 0):
        raise OSError(ctypes.get_errno(), "the network cannot be closed")


def _write_only_below(folder: str) -> None:
    """Have Linux refuse to write, make or remove anything elsewhere, but for writing to /dev/null."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1:
        return
    writes = _WRITES | (_TRUNCATES if version >= 3 else 0)
    rules = libc.syscall(_LANDLOCK_CREATE, ctypes.create_string_buffer(struct.pack("=Q", writes)), 8, 0)
    for path, allowed in ((folder, writes), (os.devnull, 1 << 1)):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        libc.syscall(_LANDLOCK_ADD, rules, 1, ctypes.create_string_buffer(struct.pack("=Qi", allowed, opened)), 0)
        os.close(opened)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.syscall(_LANDLOCK_RESTRICT, rules, 0):
        raise OSError(ctypes.get_errno(), "the files cannot be closed")
    os.close(rules)


if __name__ == "__main__":
    main(sys.argv[1:])
