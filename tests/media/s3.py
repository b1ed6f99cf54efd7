"""A real S3 service on this machine, and a line to it that can be cut."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moocfab.diagnostics import Location
from moocfab.media import Address, Shared, Store
from moocfab.media.remote import Remote

WRITER = {"AWS_ACCESS_KEY_ID": "WRITER", "AWS_SECRET_ACCESS_KEY": "writes-and-reads"}
READER = {"AWS_ACCESS_KEY_ID": "READER", "AWS_SECRET_ACCESS_KEY": "reads-only"}
NOWHERE = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), "/dev/null")
ALONE = {**NOWHERE, "AWS_EC2_METADATA_DISABLED": "true", "AWS_DEFAULT_REGION": "us-east-1"}
_SECONDS_TO_START = 60.0

GO_ON = threading.Event()
PLACE = Location("moocfab.yml", 3, 12)


def _identity(name: str, given: dict[str, str], *actions: str) -> dict[str, Any]:
    keys = {"accessKey": given["AWS_ACCESS_KEY_ID"], "secretKey": given["AWS_SECRET_ACCESS_KEY"]}
    return {"name": name, "credentials": [keys], "actions": actions}


_IDENTITIES = [
    _identity("writer", WRITER, "Admin", "Read", "List", "Write"),
    _identity("reader", READER, "Read", "List"),
]


@dataclass(frozen=True)
class Share:
    """An address, and the service behind it."""

    address: str
    endpoint: str = ""

    def machine(self, root: Path) -> Store:
        """Return the store of a machine that has nothing yet."""
        return Store.at(root, Shared(Address(self.address, PLACE, self.endpoint)))

    @property
    def files(self) -> Remote:
        return Remote.at(Address(self.address, PLACE).full, self.endpoint)

    def kept(self) -> list[str]:
        return sorted(kept.name for kept in self.files.listing(GO_ON))


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Run SeaweedFS on the loopback, its data in `folder`; give the port that speaks S3."""
    (folder / "data").mkdir()
    (folder / "s3.json").write_text(json.dumps({"identities": _IDENTITIES}), encoding="utf-8")
    names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")
    ports = dict(zip((*names, "s3.port", "s3.port.grpc"), _free(len(names) + 2), strict=True))
    settings = {"dir": folder / "data", "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "s3.config": folder / "s3.json",
                "filer": "true", "s3": "true", "s3.port.iceberg": 0, "s3.port.lance": 0, "s3.autoCreateBucket": "false",
                "master.telemetry": "false", "master.volumeSizeLimitMB": 128, "volume.max": 16, **ports}  # fmt: skip
    weed = Path(sysconfig.get_path("scripts")) / ("weed.exe" if sys.platform == "win32" else "weed")
    bound = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []  # nothing outlives killed tests
    command = [*bound, str(weed), "server", *(f"-{name}={value}" for name, value in settings.items())]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            _wait(process, ports["s3.port"], folder / "log")
            yield ports["s3.port"]
        finally:
            process.kill()


def _free(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    taken = [socket.socket() for _ in range(count)]
    for one in taken:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in taken]
    for one in taken:
        one.close()
    return ports


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as asked:
            asked.sendall(b"GET / HTTP/1.0\r\n\r\n")
            if asked.recv(12).startswith(b"HTTP/1"):
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", errors="replace")[-2000:])


@dataclass(slots=True)
class Line:
    """A line to a port of this machine: it can be cut, or fall silent, once so many bytes have gone through.

    Attributes:
        port: to connect to.
        left: bytes that it still carries; None for as many as there are.
        hangs: whether it falls silent at its end, rather than being cut.
        ended: is set when it has carried all it may.
    """

    port: int
    left: int | None = None
    hangs: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                self.left = None if self.left is None else self.left - len(data)
                if self.left is not None and self.left <= 0:
                    self.ended.set()
                    if self.hangs:
                        return
                    break
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """Give a line to a port."""
    ends: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        line = Line(door.getsockname()[1])

        def serve() -> None:
            with suppress(OSError):
                while True:
                    near, _ = door.accept()
                    if line.ended.is_set() and not line.hangs:
                        near.close()
                        continue
                    far = socket.create_connection(("127.0.0.1", port))
                    ends.extend((near, far))
                    for pair in ((near, far), (far, near)):
                        threading.Thread(target=line.carry, args=pair, daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield line
        door.shutdown(socket.SHUT_RDWR)
    for end in ends:
        end.close()
