"""Become another program within limits, and die with the parent; run by `process` as a script, on its own.

On Linux a program can also be kept from the network and from starting others (seccomp), and from writing elsewhere
than into one folder (Landlock, where the kernel has it: 5.13 and later); other systems have none of it for a program
without rights.

A script of its own rather than `preexec_fn`: what runs between fork and exec in a process with threads may
wait for ever for a lock that another thread held.
"""

import ctypes
import os
import struct
import sys

_CALLS = {
    "x86_64": (0xC000003E, {"socket": 41, "clone": 56, "fork": 57, "vfork": 58}),
    "aarch64": (0xC00000B7, {"socket": 198, "clone": 220}),
}
"""Machine to its number for audits and those of its system calls (linux/audit.h, unistd.h)."""
_IO_URING_SETUP, _CLONE3, _X32 = 425, 435, 0x40000000
_CLONE_THREAD = 0x00010000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Steps of a filter (linux/bpf_common.h); it loads the call's number from 0, the architecture from 4, a first
argument from 16."""
_ALLOW, _EACCES, _ENOSYS = 0x7FFF0000, 0x00050000 | 13, 0x00050000 | 38
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
            _refuse(("socket",), _IO_URING_SETUP)
        elif name == "PROCESSES":
            _refuse(("fork", "vfork"), threads_only=True)
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


def _refuse(names: tuple[str, ...], *numbers: int, threads_only: bool = False) -> None:
    """Have Linux refuse calls (EACCES) to this process and to all that it starts.

    Args:
        names: of the calls; a machine may lack some.
        numbers: of calls that are the same on every machine.
        threads_only: whether `clone` may make threads only; `clone3`, whose flags no filter sees, is then unknown,
            so that the C library takes `clone`.
    """
    if sys.platform != "linux":
        return
    machine = os.uname().machine
    if machine not in _CALLS:
        raise OSError(f"no filter of system calls for {machine}")
    architecture, calls = _CALLS[machine]
    program = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _EACCES),
        (_LOAD, 0, 0, 0), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _EACCES),
    ]  # fmt: skip
    for number in (*(calls[name] for name in names if name in calls), *numbers):
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _EACCES)]
    if threads_only:
        program += [
            (_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _ENOSYS),
            (_EQUAL, 0, 3, calls["clone"]), (_LOAD, 0, 0, 16), (_ANY_BIT, 1, 0, _CLONE_THREAD),
            (_RETURN, 0, 0, _EACCES),
        ]  # fmt: skip
    program.append((_RETURN, 0, 0, _ALLOW))
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    pointed = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _SECCOMP_FILTER, pointed, 0, 0):
        raise OSError(ctypes.get_errno(), "the calls cannot be refused")


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
