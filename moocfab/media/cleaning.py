"""A store made smaller: what has not been used for longest goes first, what a running build uses stays."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from moocfab.media.remote import Kept, Remote
from moocfab.media.shared import DAY, ENTRY, Address, Entry
from moocfab.media.store import Store
from moocfab.media.usage import CLEANING, Use, uses
from moocfab.safe.paths import alone, held, told

_OURS = "moocfab"
"""The maker of what no encoder made."""


@dataclass(frozen=True)
class Item:
    """An entry of a store.

    Attributes:
        key: of it.
        size: bytes of its files.
        used: when it was used last, in seconds since 1970; 0 for what was left half made.
        maker: version of the encoder that made it, empty where nobody knows.
        busy: whether a running build uses it.
        names: of its files, as they lie there.
    """

    key: str
    size: int
    used: float
    maker: str = ""
    busy: bool = False
    names: tuple[str, ...] = field(default=(), compare=False)


def chosen(items: Iterable[Item], *, limit: int | None = None, encoder: str | None = None) -> list[Item]:
    """Return what goes, in order: what another encoder made, then what was used least lately while there is too much.

    Args:
        items: all there are.
        limit: bytes that may stay.
        encoder: version of the encoder whose work stays; None where anybody's does.
    """
    everything = sorted(items, key=lambda item: (item.used, item.key))
    free = [item for item in everything if not item.busy]
    going = [item for item in free if not item.used or (encoder and item.maker not in (encoder, _OURS, ""))]
    total = sum(item.size for item in everything) - sum(item.size for item in going)
    gone = set(going)
    for item in free:
        if limit is None or total <= limit:
            break
        if item not in gone:
            going.append(item)
            total -= item.size
    return going


@contextmanager
def local(store: Store) -> Iterator[list[Item]]:
    """Give the entries of a store of this machine, where no build begins until the block ends.

    Raises:
        ToolError: the store cannot be written.
    """
    if not store.root.is_dir():
        yield []
        return
    with alone(store.root / CLEANING, lambda: None):
        used = list(uses(store.root))
        yield [*(_item(folder, used) for folder in (store.root / "made").glob("*/*")), *_left(store.root)]


def remove(store: Store, items: Iterable[Item]) -> None:
    """Remove entries that `local` gave.

    Raises:
        ToolError: the store cannot be written.
    """
    for item in items:
        folder = store.root / ("work" if not item.used else f"made/{item.key[:2]}")
        folder /= item.key[2:] if item.used else item.key
        with told(folder):
            (folder / ENTRY).unlink(missing_ok=True)  # first: a folder without it is no entry
            shutil.rmtree(folder)


def _item(folder: Path, used: Sequence[Use]) -> Item:
    key = folder.parent.name + folder.name
    own = [use for use in used if key in use.keys]
    noted = folder / ENTRY
    maker, made = "", 0.0
    with suppress(OSError, ValueError, AttributeError):
        made = noted.stat().st_mtime
        maker = str(json.loads(noted.read_bytes()).get("maker", ""))
    last = max([made or 1.0, *(use.when for use in own)])
    return Item(key, _weight(folder), last, maker, any(use.running for use in own))


def _left(root: Path) -> Iterator[Item]:
    """Yield what killed builds left half made."""
    for folder in (root / "work").glob("*"):
        if not held(root / "locks" / f"{folder.name}.lock"):
            yield Item(folder.name, _weight(folder), 0.0)


def _weight(folder: Path) -> int:
    total = 0
    for path in folder.iterdir():
        with suppress(OSError):  # it went while we counted
            total += path.lstat().st_size
    return total


def distant(address: Address, cancelled: threading.Event, *, makers: bool) -> tuple[Remote, list[Item]]:
    """Return the shared store at an address, and its entries.

    What has no description yet is on its way there, for a day.

    Args:
        address: where it is.
        cancelled: stops it.
        makers: whether they are wanted, which is one question for each entry.

    Raises:
        NotReached, NotInstalled: it cannot be had.
    """
    remote, now = Remote.at(address.full, address.endpoint), time.time()
    remote.look(cancelled)
    folders: dict[str, list[Kept]] = {}
    for kept in remote.listing(cancelled):
        folder, _, name = kept.name.rpartition("/")
        if name and folder.count("/") == 1:
            folders.setdefault(folder, []).append(kept)
    items = []
    for folder, files in folders.items():
        key, size = folder.replace("/", ""), sum(kept.size for kept in files)
        names = tuple(sorted((kept.name for kept in files), key=lambda name: not name.endswith(f"/{ENTRY}")))
        noted = next((kept for kept in files if kept.name.endswith(f"/{ENTRY}")), None)
        last = max(kept.written for kept in files)
        if noted is None:
            items.append(Item(key, size, 0.0, busy=now - last < DAY, names=names))
            continue
        maker = _maker(remote.read(noted.name, cancelled), key) if makers else ""
        items.append(Item(key, size, noted.written, maker, names=names))
    return remote, items


def _maker(data: bytes | None, key: str) -> str:
    try:
        return Entry.read(data or b"", key).maker
    except ValueError:
        return ""
