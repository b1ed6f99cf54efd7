"""The store that a team shares: asked before a medium is made, given what was made; whatever fails, work goes on.

An entry is a folder `ab/cdef…` of files that are named by their digest, and `entry.json`, written last, which says
which of them are what. So two machines that make the same medium at once never mix what they give, and what was cut
in the middle is not there.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from moocfab.course import Course
from moocfab.diagnostics import Diagnostic, Location, Rule, Text
from moocfab.media import cache
from moocfab.media import shared_rules as rules
from moocfab.media.remote import NotInstalled, NotReached, Remote, Trouble, known
from moocfab.safe.addresses import split

NONE = "none"
"""Stands for an address where a machine is to do without the team's."""

VARIABLE = "MOOCFAB_SHARED_CACHE"
OPTION = "--shared-cache"
ENTRY = "entry.json"
DAY = 86_400
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OF_TROUBLE = {Trouble.SILENT: rules.SILENT, Trouble.REFUSED: rules.REFUSED, Trouble.ABSENT: rules.ABSENT}
_EXTRAS = {"s3": "moocfab[s3]", "s3a": "moocfab[s3]", "az": "fsspec[abfs]"}
T = TypeVar("T")


@dataclass(frozen=True)
class Address:
    """Where the shared store is, and who says so.

    Attributes:
        text: `protocol://…`, or a folder.
        endpoint: of a service that speaks S3 and is not Amazon's.
        location: where that was written.
        base: what a folder is relative to.
    """

    text: str
    location: Location
    endpoint: str = ""
    base: Path = field(default_factory=Path)

    @property
    def full(self) -> str:
        """Return the address with a protocol."""
        if "://" in self.text:
            return self.text
        return (self.base / Path(self.text).expanduser()).absolute().as_uri()

    def problems(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with it, whether or not anything is there."""
        protocol = self.full.partition("://")[0]
        if split(self.full).password:
            yield rules.PASSWORD.at(self.location)
        elif not known(protocol):
            yield rules.UNKNOWN_PROTOCOL.at(self.location, protocol=protocol)

    @classmethod
    def of(cls, course: Course, asked: str | None = None) -> Address | None:
        """Return the address that is asked for, else that of a course; None where there is none."""
        settings = course.settings.cache
        text = asked or settings.shared or ""
        if text in ("", NONE):
            return None
        location = Location(OPTION) if asked else course.origin.at("cache", "shared")
        base = Path.cwd() if asked else course.beside("cache", "shared")
        return cls(text, location, settings.endpoint or "", base)

    @classmethod
    def of_environment(cls) -> Address | None:
        """Return the address that `MOOCFAB_SHARED_CACHE` gives, None where it gives none."""
        text = os.environ.get(VARIABLE, "")
        return None if text in ("", NONE) else cls(text, Location(VARIABLE), base=Path.cwd())


@dataclass(frozen=True)
class Entry:
    """What `entry.json` says.

    Attributes:
        maker: who made the files.
        files: name to digest and number of bytes.
        used: when it was asked for, in seconds since 1970, give or take a day.
    """

    key: str
    maker: str
    files: Mapping[str, tuple[str, int]]
    used: float

    @classmethod
    def read(cls, data: bytes, key: str) -> Entry:
        """Return what was written of the entry `key`.

        Raises:
            ValueError: it is something else.
        """
        noted = json.loads(data)
        try:
            files = {str(name): (str(sha256), int(size)) for name, (sha256, size) in noted["files"].items()}
            found = cls(str(noted["key"]), str(noted["maker"]), files, float(noted["used"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(ENTRY) from error
        sound = all(_NAME.fullmatch(name) and _DIGEST.fullmatch(digest) for name, (digest, _) in files.items())
        if found.key != key or not sound:
            raise ValueError(ENTRY)
        return found

    def written(self) -> bytes:
        """Return it as `read` takes it."""
        noted = {"format": 1, "key": self.key, "maker": self.maker, "used": self.used, "files": self.files}
        return json.dumps(noted).encode()


@dataclass(slots=True)
class Shared:
    """A shared store during a build; once it fails it is left alone, and said so once.

    Attributes:
        findings: what it did not do.
        fetched: how many entries it gave.
    """

    address: Address
    findings: list[Diagnostic] = field(default_factory=list)
    fetched: int = 0
    _remote: Remote | None = None
    _down: bool = False
    _only_read: bool = False
    _spoilt: set[str] = field(default_factory=set)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def holds(self, key: str, names: Collection[str], cancelled: threading.Event) -> bool:
        """Return whether an entry with such files is there; whether they are whole is seen when they are fetched.

        Raises:
            Cancelled: `cancelled` was set.
        """
        entry = self._asked(lambda remote: self._entry(remote, key, cancelled), cancelled)
        return entry is not None and not set(names).difference(entry.files)

    def fetch(self, key: str, names: Collection[str], folder: Path, cancelled: threading.Event) -> Entry | None:
        """Bring the files of an entry into `folder`; None where there is none that can be used.

        Raises:
            Cancelled: `cancelled` was set.
        """
        entry = self._asked(lambda remote: self._fetched(remote, key, names, folder, cancelled), cancelled)
        with self._lock:
            self.fetched += entry is not None
        return entry

    def give(self, entry: Entry, folder: Path, cancelled: threading.Event) -> None:
        """Put an entry there whose files lie in `folder`, unless another machine did meanwhile.

        Raises:
            Cancelled: `cancelled` was set.
        """
        remote = self._remote
        if remote is None or self._only_read or self._down:
            return
        try:
            if entry.key in self._spoilt or self._entry(remote, entry.key, cancelled) is None:
                for name, (digest, _) in entry.files.items():
                    remote.upload(folder / name, _place(entry.key, digest), cancelled)
                remote.write(_place(entry.key, ENTRY), entry.written(), cancelled)
        except NotReached as error:
            with self._lock:
                first, self._only_read = not self._only_read, True
                if first:
                    self._report(rules.ABSENT if error.trouble is Trouble.ABSENT else rules.NOT_GIVEN, error.why)

    def _asked(self, work: Callable[[Remote], T | None], cancelled: threading.Event) -> T | None:
        """Do some work where the store answers."""
        try:
            with self._lock:
                if self._down:
                    return None
                remote = self._remote = self._remote or self._opened(cancelled)
            return work(remote)
        except NotReached as error:
            self._give_up(_OF_TROUBLE[error.trouble], error.why)
        except NotInstalled as error:
            protocol = self.address.full.partition("://")[0]
            command = f"pip install '{_EXTRAS.get(protocol, f'fsspec[{protocol}]')}'"
            self._give_up(rules.NOT_INSTALLED, str(error), command=command)
        return None

    def _opened(self, cancelled: threading.Event) -> Remote:
        remote = Remote.at(self.address.full, self.address.endpoint)
        remote.look(cancelled)
        return remote

    def _give_up(self, rule: Rule, detail: Text | str, **values: object) -> None:
        with self._lock:
            first, self._down = not self._down, True
            if first:
                self._report(rule, detail, **values)

    def _entry(self, remote: Remote, key: str, cancelled: threading.Event) -> Entry | None:
        data = remote.read(_place(key, ENTRY), cancelled)
        try:
            return Entry.read(data, key) if data is not None else None
        except ValueError:
            self._spoil(key, Text("sa description", "its description"))
            return None

    def _fetched(
        self, remote: Remote, key: str, names: Collection[str], folder: Path, cancelled: threading.Event
    ) -> Entry | None:
        entry = self._entry(remote, key, cancelled)
        if entry is None:
            return None
        missing = sorted(set(names).difference(entry.files))
        brought = (name for name in entry.files if not self._brought(remote, entry, name, folder, cancelled))
        spoilt = missing[0] if missing else next(brought, None)
        if spoilt is not None:
            if self._entry(remote, key, cancelled) is None:  # cleaned away meanwhile
                return None
            self._spoil(key, Text(f"fichier {spoilt}", f"file {spoilt}"))
            return None
        self._use(remote, entry, cancelled)
        return entry

    def _brought(self, remote: Remote, entry: Entry, name: str, folder: Path, cancelled: threading.Event) -> bool:
        """Bring one file into `folder`; return whether it is what was put there."""
        digest, size = entry.files[name]
        path = folder / name
        try:
            remote.download(_place(entry.key, digest), path, cancelled)
        except NotReached as error:
            if error.trouble is Trouble.ABSENT:
                remote.look(cancelled)
                return False
            raise
        return path.stat().st_size == size and cache.digest(path) == digest

    def _use(self, remote: Remote, entry: Entry, cancelled: threading.Event) -> None:
        """Note that an entry was asked for, so that it is not cleaned away first; who may not write does not."""
        now = time.time()
        if now - entry.used > DAY and not self._only_read:
            try:
                used = Entry(entry.key, entry.maker, entry.files, now)
                remote.write(_place(entry.key, ENTRY), used.written(), cancelled)
            except NotReached:
                self._only_read = True

    def _spoil(self, key: str, detail: Text) -> None:
        with self._lock:
            self._spoilt.add(key)
            self._report(rules.DAMAGED, detail, name=_place(key, ENTRY))

    def _report(self, rule: Rule, detail: Text | str, **values: object) -> None:
        facts = {"address": self.address.text, "detail": detail, **values}
        self.findings.append(Diagnostic(rule, self.address.location, facts))


def _place(key: str, name: str) -> str:
    return f"{key[:2]}/{key[2:]}/{name}"
