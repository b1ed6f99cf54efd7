"""What lies beside an archive: `manifest.json`, `todo.md`, `report.json`, as `source-format.md` lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from moocfab import __version__, quantity
from moocfab.archive import Digests
from moocfab.course.edition import Edition
from moocfab.diagnostics import Report, Text
from moocfab.media import TEASER, Role, Stored
from moocfab.olx.package import Package
from moocfab.reporting.document import document

FOLDER = "media"
"""Below a build's folder: what is handed on beside the archive."""

MANIFEST = "manifest.json"

ROLES: Mapping[Role, Text] = {
    Role.VIDEO: Text("vidéo", "video"),
    Role.CAPTIONS: Text("sous-titres", "captions"),
    Role.POSTER: Text("image d'attente", "poster"),
    Role.PLAYLIST: Text("liste de lecture HLS", "HLS playlist"),
    Role.THUMBNAILS: Text("vignettes", "thumbnails"),
    Role.SOUND: Text("son seul", "sound alone"),
    Role.RECORDING: Text("enregistrement", "recording"),
    Role.PICTURE: Text("image", "picture"),
}


def manifest(edition: Edition, archive: str, digests: Digests, media: Sequence[Stored]) -> bytes:
    """Return `manifest.json`: which file goes where, for which video, with its digest."""
    return _dump(
        {
            "format": 1,
            **_course(edition),
            "archive": {"file": archive, "sha256": digests.archive, "tar_sha256": digests.tar, "size": digests.size},
            "media": [{key: value for key, value in _file(item).items() if value != ""} for item in media],
        }
    )


def elements(folder: Path) -> set[str]:
    """Return the elements that the build in `folder` had media for; none where there was none."""
    try:
        return {str(item.get("element", TEASER)) for item in json.loads((folder / MANIFEST).read_bytes())["media"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def report(edition: Edition, package: Package, found: Report, seconds: Mapping[str, float]) -> bytes:
    """Return `report.json`: every block that was declared, where, and that it arrives; findings; times in seconds.

    A build whose archive would lose a block has failed before this is written.
    """
    return _dump(
        {
            "format": 1,
            "moocfab": __version__,
            **_course(edition),
            "blocks": [
                {
                    "type": block.tag,
                    "url_name": block.name,
                    "path": block.location.path,
                    "line": block.location.line,
                    "arrives": True,
                }
                for block in package.declared.walk()
            ],
            "tabs": list(package.tabs),
            "findings": document(found, language(edition), __version__).model_dump(mode="json")["findings"],
            "seconds": {name: round(value, 3) for name, value in seconds.items()},
        }
    )


def same_report(one: bytes, other: bytes) -> bool:
    """Return whether two reports say the same but for their times."""
    try:
        return {**json.loads(one), "seconds": None} == {**json.loads(other), "seconds": None}
    except (ValueError, TypeError):
        return False


def todo(edition: Edition, package: Package, archive: str, media: Sequence[Stored]) -> bytes:
    """Return `todo.md`: what no archive can carry, in the order in which it is done, in the course's language."""
    told = language(edition)
    heading = Text("À faire pour « {title} » sur {target}", "To do for “{title}” on {target}")
    title = edition.target.title.in_language(told)
    lines = [f"# {heading.in_language(told).format(title=edition.title, target=title)}", ""]
    for number, task in enumerate(_tasks(edition, package, archive, media), 1):
        first, *rest = task.in_language(told).splitlines()
        lines += [f"{number}. {first}", *(f"   {line}".rstrip() for line in rest)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def language(edition: Edition) -> str:
    """Return the language in which what lies beside the archive is told, whoever builds it."""
    return "fr" if edition.course.settings.language.startswith("fr") else "en"


def _tasks(edition: Edition, package: Package, archive: str, media: Sequence[Stored]) -> Iterator[Text]:
    served = [item for item in media if item.output.address]
    if served:
        size = quantity.size(sum(item.file.size for item in served))
        values = {"count": len(served), "size": size, "url": str(edition.media.url)}
        yield _filled(UPLOAD, values)
    yield _filled(IMPORT, {"archive": archive, "key": f"{edition.org} / {edition.number} / {edition.run}"})
    yield from _videos(edition, media)
    yield from package.todo
    yield from _portal(edition, media)
    yield LOOK


def _videos(edition: Edition, media: Sequence[Stored]) -> Iterator[Text]:
    """Yield a task for each video that is handed in at the platform, in the order of the course."""
    for module, _, unit in edition.course.units():
        for element in unit.walk():
            own = [item for item in media if item.output.element == element.name and item.output.uuid]
            if own:
                title = str(element.spec.title or unit.head.title)
                place = f"{module.settings.title} › {unit.head.title}"
                yield _with_files(VIDEO, own, {"title": title, "place": place, "uuid": own[0].output.uuid})


def _portal(edition: Edition, media: Sequence[Stored]) -> Iterator[Text]:
    """Yield what shows the course to those who look for one, and is told by hand."""
    portal = bool(edition.target.conventions.slogan_length)
    slogan = edition.course.settings.about.slogan
    if slogan and portal:
        yield _filled(SLOGAN, {"slogan": str(slogan)})
    teaser = [item for item in media if item.output.element == TEASER]
    if teaser:
        yield _with_files(TEASER_TASK if portal else SERVED_TEASER, teaser, {})


def _with_files(task: Text, media: Sequence[Stored], values: Mapping[str, object]) -> Text:
    """Return a task with a line for each of its files."""
    lines = [Text(*(_line(item, told) for told in ("fr", "en"))) for item in media]
    files = Text("".join(line.fr for line in lines), "".join(line.en for line in lines))
    return _filled(task, {**values, "files": files})


def _line(item: Stored, told: str) -> str:
    words = [ROLES[item.output.role].in_language(told), item.output.language]
    return f"\n- `{FOLDER}/{item.output.name}` ({' '.join(filter(None, words))})"


def _file(item: Stored) -> dict[str, object]:
    output = item.output
    return {
        "file": f"{FOLDER}/{output.name}",
        "element": output.element,
        "role": output.role.value,
        "rendition": output.rendition,
        "language": output.language,
        "address": output.address,
        "video": output.uuid,
        "sha256": item.file.digest,
        "size": item.file.size,
    }


def _course(edition: Edition) -> dict[str, object]:
    key = {"org": edition.org, "number": edition.number, "run": edition.run, "title": edition.title}
    return {"target": edition.target.name, "course": key}


def _filled(text: Text, values: Mapping[str, object]) -> Text:
    """Return a text with its values, those that are texts too in its language."""
    fr, en = (
        {name: value.in_language(told) if isinstance(value, Text) else value for name, value in values.items()}
        for told in ("fr", "en")
    )
    return Text(text.fr.format_map(fr), text.en.format_map(en))


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


UPLOAD = Text(
    "Avant l'importation, déposez le contenu du dossier `media/` (fichiers : {count}, {size}) à l'adresse {url} :\n"
    "les vidéos du cours y sont cherchées sous ces noms.",
    "Before the import, put what the folder `media/` holds (files: {count}, {size}) at {url}:\n"
    "the course's videos are looked for there, under these names.",
)
IMPORT = Text(
    "Dans Studio, ouvrez le cours {key} (créez-le d'abord s'il n'existe pas), puis Outils › Importation,\n"
    "et choisissez `{archive}`. L'importation remplace le contenu du cours et ne s'annule pas.",
    "In Studio, open the course {key} (create it first if there is none), then Tools › Import,\n"
    "and choose `{archive}`. The import replaces the course's content and cannot be undone.",
)
VIDEO = Text(
    "Dans le cours, en tant qu'enseignant, ouvrez « {place} » et déposez dans le lecteur de la vidéo « {title} »"
    " ({uuid}) :{files}",
    "In the course, as an instructor, open “{place}” and drop into the player of the video “{title}” ({uuid}):{files}",
)
SLOGAN = Text(
    "Sur le portail, saisissez l'accroche : « {slogan} »",
    "On the portal, enter the slogan: “{slogan}”",
)
TEASER_TASK = Text(
    "Sur le portail, remettez la bande-annonce et ses sous-titres :{files}",
    "On the portal, hand in the teaser and its captions:{files}",
)
SERVED_TEASER = Text(
    "Montrez la bande-annonce là où votre plateforme présente le cours ; ses fichiers sont parmi ceux déposés :{files}",
    "Show the teaser where your platform presents the course; its files are among those you put there:{files}",
)
LOOK = Text(
    "Parcourez le cours en tant qu'étudiant (« Voir en ligne » dans Studio) avant de l'ouvrir.",
    "Go through the course as a learner (“View live” in Studio) before it opens.",
)
