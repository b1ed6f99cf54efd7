"""Files at an address of the team's, whatever keeps them: the only door to fsspec."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from moocfab.diagnostics import Text
from moocfab.errors import Cancelled, reason

PATIENCE, PATIENCE_OF_TRANSFERS = 20.0, 600.0
"""Seconds without a sign of life after which a question, or a file on its way, is given up."""

PARTIAL = ".part"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_POLL = 0.05
_CHUNK = 1 << 20
_BUCKETS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"})
"""Protocols of stores that have no folders to make, and show what is written to them only when all of it is there."""
_RENAMING = frozenset({"file", "local", "sftp", "ssh"})
"""Protocols that let a file take the place of another at once."""

T = TypeVar("T")
Sign = Callable[..., None]


class Trouble(StrEnum):
    """Why files at an address cannot be had."""

    SILENT = "silent"
    REFUSED = "refused"
    ABSENT = "absent"


class NotReached(Exception):
    """The files at an address cannot be had.

    Attributes:
        trouble: what kind of reason.
        why: the reason, for people.
    """

    def __init__(self, trouble: Trouble, why: Text) -> None:
        super().__init__(why.en)
        self.trouble = trouble
        self.why = why


class NotInstalled(Exception):
    """A protocol needs a package that is not there; its text is fsspec's."""


@dataclass(frozen=True)
class Kept:
    """A file at an address: its name below it, its bytes, and when it was written, in seconds since 1970."""

    name: str
    size: int
    written: float


@dataclass(frozen=True)
class Remote:
    """A folder at an address; every method may raise `NotReached`, and `Cancelled` where `cancelled` is set.

    Attributes:
        protocol: `s3`, `file`…
        root: the folder, as fsspec names it.
    """

    protocol: str
    root: str
    _files: Any

    @classmethod
    def at(cls, address: str, endpoint: str = "") -> Remote:
        """Return the folder at an address; nothing is asked of it yet.

        Args:
            address: `protocol://…`.
            endpoint: where a service that speaks S3 is, if it is not Amazon's.

        Raises:
            NotInstalled: a package is missing, or nothing at all serves the protocol.
            NotReached: the address is refused as it is.
        """
        import fsspec

        protocol = address.partition("://")[0]
        try:
            found = fsspec.get_filesystem_class(protocol)
        except (ImportError, ValueError) as error:
            raise NotInstalled(str(error)) from error
        try:
            options = {
                **found._get_kwargs_from_urls(address),
                **(_of_s3(endpoint) if protocol in ("s3", "s3a") else {}),
            }
            files = found(skip_instance_cache=True, **options)
            return cls(protocol, str(files._strip_protocol(address)).rstrip("/"), files)
        except Exception as error:
            raise _told(error) from error

    def look(self, cancelled: threading.Event) -> None:
        """Make sure that the folder is there; of a bucket, the bucket."""
        top = self.root.partition("/")[0] if self.protocol in _BUCKETS else self.root
        _patiently(lambda _sign: self._files.info(top), cancelled)

    def read(self, name: str, cancelled: threading.Event) -> bytes | None:
        """Return the bytes of a small file, None where there is none."""
        try:
            return bytes(_patiently(lambda _sign: self._files.cat_file(self._path(name)), cancelled))
        except NotReached as error:
            if error.trouble is Trouble.ABSENT:
                return None
            raise

    def write(self, name: str, data: bytes, cancelled: threading.Event) -> None:
        """Write a small file, whole or not at all where the protocol can."""

        def go(path: str, _sign: Sign) -> None:
            self._files.pipe_file(path, data)

        self._put(name, go, cancelled, PATIENCE)

    def download(self, name: str, path: Path, cancelled: threading.Event) -> None:
        """Bring a file here.

        Raises:
            OSError: there is no room here.
        """

        def go(sign: Sign) -> None:
            if self._files.async_impl:
                self._files.get_file(self._path(name), str(path), callback=_heard(sign))
            else:
                with self._files.open(self._path(name), "rb") as source, path.open("wb") as made:
                    _copy(source, made, sign)

        try:
            _patiently(go, cancelled, PATIENCE_OF_TRANSFERS)
        except NotReached as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_ROOM:
                raise error.__cause__ from None
            raise

    def upload(self, path: Path, name: str, cancelled: threading.Event) -> None:
        """Bring a file there, whole or not at all where the protocol can."""

        def go(place: str, sign: Sign) -> None:
            if self._files.async_impl:
                self._files.put_file(str(path), place, callback=_heard(sign))
            else:
                with path.open("rb") as source, self._files.open(place, "wb") as made:
                    _copy(source, made, sign)

        self._put(name, go, cancelled, PATIENCE_OF_TRANSFERS)

    def listing(self, cancelled: threading.Event) -> list[Kept]:
        """Return all files."""

        def go(_sign: Sign) -> list[Kept]:
            self._files.invalidate_cache()
            found = self._files.find(self.root, detail=True)
            return [self._kept(path, facts) for path, facts in found.items()]

        return _patiently(go, cancelled, PATIENCE_OF_TRANSFERS)

    def remove(self, names: Sequence[str], cancelled: threading.Event) -> None:
        """Remove files, in order; those that are gone already are none."""
        for name in names:
            with suppress(FileNotFoundError):
                _patiently(lambda _sign, name=name: self._gone(name), cancelled)  # type: ignore[misc]

    def _gone(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))
        if self.protocol not in _BUCKETS:
            with suppress(Exception):  # not empty yet, or no folders at all: libraries say so each in their way
                self._files.rmdir(self._path(name).rpartition("/")[0])

    def _put(self, name: str, go: Callable[[str, Sign], None], cancelled: threading.Event, patience: float) -> None:
        """Let `go` write a file where it belongs, or beside it first."""

        def work(sign: Sign) -> None:
            path = self._path(name)
            if self.protocol not in _BUCKETS:
                self._folders(name)
            if self.protocol not in _RENAMING:
                go(path, sign)
                return
            beside = f"{path}.{uuid4().hex}{PARTIAL}"
            try:
                go(beside, sign)
                self._files.mv(beside, path)
            except BaseException:
                with suppress(Exception):  # libraries fail each in their way; what is left is removed by `clean`
                    self._files.rm_file(beside)
                raise

        _patiently(work, cancelled, patience)

    def _folders(self, name: str) -> None:
        """Make the folders that a file needs, never that of the address: a share that is not there gets nothing."""
        steps = name.split("/")[:-1]
        for count in range(1, len(steps) + 1):
            with suppress(FileExistsError):
                self._files.mkdir(self._path("/".join(steps[:count])), create_parents=False)

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _kept(self, path: str, facts: dict[str, Any]) -> Kept:
        times = ("LastModified", "last_modified", "mtime", "updated", "modify")
        found = next((facts[name] for name in times if facts.get(name)), None) or self._files.modified(path)
        written = found.timestamp() if hasattr(found, "timestamp") else float(found)
        return Kept(path[len(self.root) + 1 :], int(facts.get("size") or 0), written)


def known(protocol: str) -> bool:
    """Return whether anything serves a protocol, with or without its package."""
    if protocol in _BUCKETS | _RENAMING:
        return True
    import fsspec

    return protocol in fsspec.available_protocols()


def _of_s3(endpoint: str) -> dict[str, Any]:
    """Return what S3 is asked with: a service that is down is told of soon, and nothing is answered from memory."""
    settings = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 2}}
    named = {"endpoint_url": endpoint} if endpoint else {}
    return {"config_kwargs": settings, "use_listings_cache": False, **named}


def _patiently(work: Callable[[Sign], T], cancelled: threading.Event, patience: float | None = None) -> T:
    """Do some work on a thread of its own, which is left alone where it hangs: no library lets itself be stopped.

    Args:
        work: is given what it calls whenever it gets on; that raises once nobody waits any more.
        cancelled: ends the waiting.
        patience: seconds without a sign after which it hangs; by default `PATIENCE`.

    Raises:
        NotReached: it fails, or hangs.
        Cancelled: `cancelled` was set.
    """
    last, left, patience = [time.monotonic()], threading.Event(), patience or PATIENCE
    future: Future[T] = Future()

    def sign(*_facts: object, **_more: object) -> None:
        last[0] = time.monotonic()
        if left.is_set():
            raise Cancelled

    def go() -> None:
        try:
            future.set_result(work(sign))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=go, daemon=True, name="shared-cache").start()
    while not wait([future], timeout=_POLL).done:
        if cancelled.is_set():
            left.set()
            raise Cancelled
        if time.monotonic() - last[0] > patience:
            left.set()
            raise NotReached(Trouble.SILENT, Text(f"rien depuis {patience:.0f} s", f"nothing for {patience:.0f} s"))
    try:
        return future.result()
    except Exception as error:
        raise _told(error) from error


def _told(error: Exception) -> Exception:
    """Return what an error of a library means: they have no common kind, not even for a network that is down."""
    if isinstance(error, NotReached | Cancelled):
        return error
    names = [kind.__name__ for kind in type(error).__mro__]
    said = str(error).strip().splitlines()
    own = Text(*[said[0][:200] if said else type(error).__name__] * 2)
    if isinstance(error, FileNotFoundError):
        return NotReached(Trouble.ABSENT, own)
    if any("NoCredentials" in name or "DefaultCredentials" in name for name in names):
        return NotReached(Trouble.REFUSED, Text("aucun identifiant n'est donné", "no credentials are given"))
    if isinstance(error, PermissionError | NotImplementedError) or any(
        "Credential" in name or "Authentication" in name for name in names
    ):
        return NotReached(Trouble.REFUSED, own)
    return NotReached(Trouble.SILENT, reason(error) if isinstance(error, OSError) else own)


def _heard(sign: Sign) -> Any:
    from fsspec.callbacks import Callback

    return Callback(hooks={"sign": sign})


def _copy(source: Any, made: Any, sign: Sign) -> None:
    for piece in iter(partial(source.read, _CHUNK), b""):
        made.write(piece)
        sign()
