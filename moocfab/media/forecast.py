"""What a build will do with each medium, and at what cost: from plans alone; nothing here reads, writes or runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from moocfab.diagnostics import Text
from moocfab.media.jobs import Action, Chosen, Job, Reason, runs
from moocfab.media.plan import MediaPlan, Output


class State(StrEnum):
    """Whether there is anything to do: it is kept from before, its master or what is made of it changed, it is new."""

    CACHED = "cached"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True)
class Item:
    """What will be done for one element and target.

    Attributes:
        target: its name.
        element: url_name, or `TEASER`.
        job: what makes it.
        outputs: the files that it gives.
        state: whether there is anything to do.
    """

    target: str
    element: str
    job: Job
    outputs: tuple[Output, ...]
    state: State

    @property
    def bytes(self) -> int:
        """Return how much its files will take, more or less."""
        names = {output.file for output in self.outputs}
        return sum(file.usual for file in self.job.files if file.name in names)


@dataclass(frozen=True)
class Forecast:
    """What a build will do.

    Attributes:
        items: in the order of the course, for one target after the other.
        processor: seconds of one processor.
        seconds: on the clock, where `processors` work on nothing else.
        bytes: of all files.
    """

    items: tuple[Item, ...]
    processor: float
    seconds: float
    bytes: int


def forecast(
    plans: Mapping[str, MediaPlan], *, kept: Collection[str], before: Collection[tuple[str, str]], processors: int
) -> Forecast:
    """Say what a build will do.

    Args:
        plans: target's name to plan.
        kept: keys of the jobs whose files are there.
        before: targets and elements that the build before had media for.
        processors: how many there are.
    """
    items = tuple(
        Item(name, element, job, outputs, _state(name, element, job, kept, before))
        for name, plan in plans.items()
        for element, job, outputs in _made(plan)
    )
    missing = {item.job.key: item.job for item in items if item.state is not State.CACHED}
    todo = runs(missing.values())
    processor = sum(run.cost for run in todo)
    longest = max((run.cost / min(run.width, processors) for run in todo), default=0.0)
    return Forecast(items, processor, max(longest, processor / processors), sum(item.bytes for item in items))


def _made(plan: MediaPlan) -> list[tuple[str, Job, tuple[Output, ...]]]:
    """Return what each job gives each element."""
    jobs = {job.key: job for job in plan.jobs}
    found: dict[tuple[str, str], list[Output]] = {}
    for output in plan.outputs:
        found.setdefault((output.element, output.key), []).append(output)
    return [(element, jobs[key], tuple(outputs)) for (element, key), outputs in found.items()]


def _state(target: str, element: str, job: Job, kept: Collection[str], before: Collection[tuple[str, str]]) -> State:
    if job.key in kept:
        return State.CACHED
    return State.CHANGED if (target, element) in before else State.NEW


ACTIONS: Mapping[Action, Text] = {
    Action.ENCODE: Text("encoder", "encode"),
    Action.REMUX: Text("recopier", "copy"),
    Action.PACKAGE: Text("mettre en paquets HLS", "package as HLS"),
    Action.LISTEN: Text("extraire le son", "extract the sound"),
    Action.SPRITE: Text("faire les vignettes", "take thumbnails"),
    Action.POSTER: Text("prendre une image", "take a still"),
    Action.PICTURE: Text("préparer l'image", "prepare the picture"),
    Action.WRITE: Text("écrire", "write"),
}
REASONS: Mapping[Reason, Text] = {
    Reason.CONFORMS: Text("conforme", "conforms"),
    Reason.LADDER: Text("une version par taille d'écran", "a version for each size of screen"),
    Reason.CODEC: Text("elle n'est pas en H.264", "it is not H.264"),
    Reason.RANGE: Text("elle est en HDR", "it is HDR"),
    Reason.SAMPLES: Text("ses couleurs ne sont pas en 4:2:0 8 bits", "its colours are not 4:2:0 in 8 bits"),
    Reason.PIXELS: Text("ses pixels ne sont pas carrés", "its pixels are not square"),
    Reason.ROTATION: Text("elle est à tourner", "it has to be turned"),
    Reason.INTERLACED: Text("elle est entrelacée", "it is interlaced"),
    Reason.SIZE: Text("elle est trop grande", "it is too large"),
    Reason.RATE: Text("elle a trop d'images par seconde", "it has too many frames in a second"),
    Reason.WEIGHT: Text("elle est trop lourde", "it is too heavy"),
    Reason.NOTES: Text("elle dit où, quand ou avec quoi elle a été faite", "it says where, when or how it was made"),
    Reason.COLOURS: Text("ses couleurs ne sont pas celles des navigateurs", "its colours are not those of browsers"),
    Reason.FORMAT: Text("cette plateforme ne montre pas son format", "this platform does not show its format"),
    Reason.NAME: Text("son nom dit un autre format", "its name says another format"),
    Reason.SHAPE: Text("elle est à recadrer pour la vignette", "it has to be cut to the card"),
}
STATES: Mapping[State, Text] = {
    State.CACHED: Text("déjà fait", "made already"),
    State.CHANGED: Text("changé", "changed"),
    State.NEW: Text("nouveau", "new"),
}
CHOSEN: Mapping[Chosen, Text] = {
    Chosen.ELEMENT: Text("choisi pour elle", "chosen for it"),
    Chosen.COURSE: Text("choisi pour le cours", "chosen for the course"),
    Chosen.MEASURED: Text("mesuré sur l'image", "measured on its picture"),
    Chosen.USUAL: Text("d'usage", "usual"),
}
