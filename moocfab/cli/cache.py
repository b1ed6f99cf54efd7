"""The cache of media made smaller: what goes, how much that is, what stays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moocfab.cli import courses as about
from moocfab.cli.language import Say
from moocfab.cli.output import data, message
from moocfab.cli.quantity import size
from moocfab.cli.status import Status
from moocfab.errors import InputError, ToolError

if TYPE_CHECKING:
    from moocfab.course import Course
    from moocfab.media import Store
    from moocfab.media.cleaning import Item
    from moocfab.media.shared import Address


@dataclass(frozen=True)
class Wish:
    """What is to go: bytes that may stay, what another encoder made, of which cache, and whether it is only said."""

    limit: int | None
    older: bool = False
    shared: bool = False
    dry: bool = False


def clean(say: Say, courses: Sequence[Path], wish: Wish) -> Status:
    """Clean the cache that the courses use, else the one of whoever asks.

    Raises:
        InputError: a course cannot be read, or has no shared cache.
        ToolError: a cache cannot be had or written.
    """
    from moocfab.media import Store, folder
    from moocfab.media.tools import ffmpeg

    encoder = ffmpeg().version if wish.older else None
    read: list[Course | None] = [_read(path) for path in _named(courses)]
    if wish.shared:
        addresses = [_address(course) for course in read or [None]]
        for address in {(found.full, found.endpoint): found for found in addresses}.values():
            _distant(say, address, wish, encoder)
        return Status.OK
    for place in dict.fromkeys(folder(None, course.cache if course else None) for course in read or [None]):
        _local(say, Store.at(place), wish, encoder)
    return Status.OK


def _named(courses: Sequence[Path]) -> list[Path]:
    try:
        return about.named(courses)
    except InputError:  # no course around here: the cache of whoever asks
        return []


def _read(path: Path) -> Course:
    from moocfab.course import load

    about.demand_folder(path)
    course, _ = load(path)
    if course is None:
        raise InputError(
            f"course.yml ne peut pas être lu ; « moocfab check {path} » dit pourquoi",
            f"course.yml cannot be read; “moocfab check {path}” says why",
        )
    return course


def _address(course: Course | None) -> Address:
    from moocfab.media import Address

    found = Address.of(course) if course else Address.of_environment()
    if found is None:
        raise InputError(
            "aucun cache partagé : écrivez « cache: {shared: …} » dans moocfab.yml, ou donnez MOOCFAB_SHARED_CACHE",
            "no shared cache: write “cache: {shared: …}” in moocfab.yml, or give MOOCFAB_SHARED_CACHE",
        )
    for finding in found.problems():
        raise InputError(
            f"{finding.location} : {finding.message('fr')}", f"{finding.location}: {finding.message('en')}"
        )
    return found


def _local(say: Say, store: Store, wish: Wish, encoder: str | None) -> None:
    from moocfab.media import cleaning

    with cleaning.local(store) as items:
        going = cleaning.chosen(items, limit=wish.limit, encoder=encoder)
        _tell(say, str(store.root), items, going, wish, lambda: cleaning.remove(store, going))


def _distant(say: Say, address: Address, wish: Wish, encoder: str | None) -> None:
    from moocfab.media import cleaning
    from moocfab.media.remote import NotInstalled, NotReached

    cancelled = threading.Event()
    try:
        remote, items = cleaning.distant(address, cancelled, makers=wish.older)
        going = cleaning.chosen(items, limit=wish.limit, encoder=encoder)
        names = [name for item in going for name in item.names]
        _tell(say, address.text, items, going, wish, lambda: remote.remove(names, cancelled))
    except (NotReached, NotInstalled) as error:
        why = error.why if isinstance(error, NotReached) else None
        fr, en = (why.fr, why.en) if why else (str(error), str(error))
        place = f"{address.location} : « {address.text} »"
        raise ToolError(f"{place} : {fr}", f"{place}: {en}") from error


def _tell(
    say: Say, place: str, items: Sequence[Item], going: Sequence[Item], wish: Wish, remove: Callable[[], None]
) -> None:
    """Say what goes, let it go, and say what stays."""
    if wish.dry:
        for item in going:
            data(f"{_row(item, say)}\n")
    else:
        remove()
    gone, total = sum(item.size for item in going), sum(item.size for item in items)
    busy = sum(item.size for item in items if item.busy)
    verb = say("à retirer", "to be removed") if wish.dry else say("retirés", "removed")
    message(
        say(
            f"{place} : {size(gone, say)} {verb}, {size(total - gone, say)} restent",
            f"{place}: {size(gone, say)} {verb}, {size(total - gone, say)} stay",
        )
    )
    if wish.limit is not None and total - gone > wish.limit:
        used = size(busy, say)
        message(
            say(
                f"C'est plus que demandé : des constructions en cours utilisent {used}.",
                f"That is more than was asked for: running builds use {used}.",
            )
        )


def _row(item: Item, say: Say) -> str:
    when = time.strftime("%Y-%m-%d", time.localtime(item.used)) if item.used else say("inachevé", "half made")
    return f"{size(item.size, say):>10}  {when:<10}  {item.key[:12]}  {item.maker}".rstrip()
