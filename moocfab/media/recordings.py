"""The recordings that a course's texts play: found, judged, and planned as files of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from moocfab.course.edition import Edition
from moocfab.course.statics import static_name
from moocfab.diagnostics import Diagnostic, Location, Text
from moocfab.kinds.contract import MediaRequest
from moocfab.media import plan, rules
from moocfab.media.captions import Captions
from moocfab.media.captions import rules as captions
from moocfab.media.captions.transcript import passages
from moocfab.media.inventory import DETAILS, Inventory
from moocfab.media.jobs import Chosen, Job
from moocfab.media.plan import Master, MediaPlan, Output, Role
from moocfab.media.probe import Unusable
from moocfab.media.profiles import Listening, Profile
from moocfab.media.wishes import Wish
from moocfab.prose import Asked, Heard, Passage, Recording, recordings
from moocfab.prose.audio import timed
from moocfab.quantity import number
from moocfab.safe.addresses import is_web

PROFILE = "audio"
"""What sounds are made by that name no profile."""

_ROOM = 0.5
_SILENT = Text("il n'a pas de son", "it has no sound")
_ON_SCREEN = (
    captions.LARGE_CUE,
    captions.FAST_CUE,
    captions.BRIEF_CUE,
    captions.LASTING_CUE,
    captions.OVERLAP,
    captions.ROLLING,
)


@dataclass(frozen=True)
class _Made:
    """A recording that will be made: its master, as learners get it, its output and its job."""

    master: Master
    recording: Recording
    output: Output
    job: Job


@dataclass(frozen=True)
class Played:
    """A recording that a text asks for, and the wish that it becomes."""

    asked: Asked
    wish: Wish

    @property
    def elsewhere(self) -> bool:
        """Return whether another site has it."""
        return is_web(self.asked.source)


def played(edition: Edition) -> Iterator[Played]:
    """Yield the recordings that an edition's texts play, in order, each as often as it is played."""
    course, target = edition.course, edition.target
    for _, _, unit in course.units():
        for element in unit.walk():
            for steps, text in _strings(element.spec):
                begin = element.origin.within(steps, 1, 1)
                for heard in recordings(text, target, path=begin.path, line=begin.line):
                    yield _played(edition, element.name, element.file, heard)
    for page in (*([course.overview] if course.overview else []), *course.pages):
        begin = page.origin.within(("body",), 1, 1)
        for heard in recordings(page.text, target, path=begin.path, line=begin.line):
            yield _played(edition, page.name, page.file, heard)


def planned(found: MediaPlan, inventory: Inventory, heard: Sequence[Played]) -> MediaPlan:
    """Return a plan with the recordings of its edition; what is wrong with them goes to the inventory."""
    known: dict[tuple[str, Asked], Recording | None] = {}
    made: dict[str, _Made] = {}
    for one in heard:
        key = one.wish.file, one.asked
        if one.elsewhere:
            known[key] = Recording(one.asked.source, 0, 0, _passages(inventory, one.wish, None))
            continue
        item = _made(inventory, one.wish)
        known[key] = known.get(key) or (item.recording if item else None)
        if item:
            made.setdefault(item.output.name, item)
    return replace(
        found,
        recordings=known,
        statics={**found.statics, **{name: item.master.path for name, item in made.items()}},
        outputs=(*found.outputs, *(item.output for item in made.values())),
        jobs=tuple({job.key: job for job in (*found.jobs, *(item.job for item in made.values()))}.values()),
    )


def _played(edition: Edition, name: str, file: str, heard: Heard) -> Played:
    asked, language = heard.asked, edition.course.settings.language
    transcript = {language: asked.transcript} if timed(asked.transcript) else {}
    request = MediaRequest(asked.source, transcript, profile=asked.profile or None)
    after_braces = heard.origin.of("") is not None
    return Played(asked, Wish(edition, name, request, file, heard.origin, source="" if after_braces else "source"))


def _strings(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of a spec, with the path to it."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, BaseModel):
        for name, part in value:
            yield from _strings(part, (*steps, name))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _strings(part, (*steps, name))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _strings(part, (*steps, index))


def _made(inventory: Inventory, wish: Wish) -> _Made | None:
    """Return what a wish becomes, None with findings where it can become nothing."""
    master, listening = _master(inventory, wish), _listening(inventory, wish)
    said = _passages(inventory, wish, master)
    if master is None or listening is None:
        return None
    own = wish.request.profile
    job = replace(
        plan.recording_job(master, *listening), profile=own or PROFILE, chosen=Chosen.ELEMENT if own else Chosen.USUAL
    )
    folder = wish.edition.course.folder
    stem = static_name(folder.join(wish.file, wish.request.source) if folder else wish.request.source)
    name = f"{stem.rpartition('.')[0] or stem}-{plan.short_key(job)}.mp3"
    size = job.files[0].usual
    limit = wish.edition.target.limits.asset_bytes
    if limit and size > limit:
        inventory.findings.append(
            rules.HEAVY_RECORDING.at(
                wish.place,
                name=master.label,
                minutes=round(master.probe.seconds / 60),
                size=_megabytes(size),
                target=wish.edition.target.title,
                limit=limit // 1_000_000,
            )
        )
    output = Output(wish.element, Role.RECORDING, name, job.key, job.files[0].name, location=wish.place, static=True)
    return _Made(master, Recording(f"/static/{name}", master.probe.seconds, size, said), output, job)


def _listening(inventory: Inventory, wish: Wish) -> tuple[Profile, Listening] | None:
    """Return how a recording is made."""
    wanted = wish.request.profile or PROFILE
    profile = inventory.profiles.get(wanted)
    if profile is None:
        place, known = wish.origin.at("profile"), ", ".join(inventory.profiles)
        inventory.findings.append(rules.UNKNOWN_PROFILE.at(place, name=wanted, known=known))
        return None
    return profile, profile.listening or Listening()


def _master(inventory: Inventory, wish: Wish) -> Master | None:
    """Return the file that a recording is made from."""
    name, place = wish.request.source, wish.place
    path = inventory.paths.get((wish.file, name))
    answer = inventory.masters.get(path) if path else None
    if path is None or answer is None:
        return None
    if isinstance(answer, Unusable):
        if answer.word in ("too-large", "too-long"):
            finding = rules.BEYOND_LIMITS.at(place, name=name, detail=answer.detail or answer.word)
        else:
            finding = rules.NOT_SOUND.at(place, name=name, detail=DETAILS[answer.word])
        inventory.findings.append(finding)
        return None
    if answer.sound is None:
        inventory.findings.append(rules.NOT_SOUND.at(place, name=name, detail=_SILENT))
        return None
    if answer.picture is not None:
        inventory.findings.append(rules.FILM_HEARD.at(place, name=name))
    return _whole(inventory, Master(path, name, inventory.states[path], answer, place))


def _whole(inventory: Inventory, master: Master) -> Master | None:
    """Return a master that is as long as it says."""
    sound = master.probe.sound
    if sound is not None and sound.declared > sound.seconds * 1.02 + 1:
        read, said = f"{sound.seconds:.0f} s", f"{sound.declared:.0f} s"
        detail = Text(f"{read} lues sur {said}", f"{read} read of {said}")
        inventory.findings.append(rules.BROKEN_SOUND.at(master.location, name=master.label, detail=detail))
        return None
    return master


def _passages(inventory: Inventory, wish: Wish, master: Master | None) -> tuple[Passage, ...]:
    """Return what is said in a recording, where captions tell."""
    folder = wish.edition.course.folder
    if folder is None or not wish.request.captions:
        return ()
    ((language, reference),) = wish.request.captions.items()
    read = inventory.read_captions(wish, folder, language, reference, wish.origin.at("transcript"))
    if read is None:
        return ()
    inventory.findings += _findings(read, folder.show(folder.join(wish.file, reference)), master)
    return passages(read.cues)


def _findings(read: Captions, path: str, master: Master | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with captions that are only read as a text: not how they follow each other on a screen."""
    yield from (finding for finding in read.findings(path, None) if finding.rule not in _ON_SCREEN)
    end = read.last.end / 1000
    if master is not None and end > master.probe.seconds + _ROOM:
        place = Location(path, read.last.line)
        yield rules.TRANSCRIPT_TOO_LONG.at(place, end=number(end), seconds=number(master.probe.seconds))


def _megabytes(size: int) -> int:
    """Return bytes in whole megabytes, as people count them."""
    return -(-size // 1_000_000)
