"""The pages of the reference that the code's own words make: commands, files, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from moocfab import targets
from moocfab.cli.app import app
from moocfab.course import schema
from moocfab.targets import Target

COMMANDS = {"fr": "Les commandes", "en": "Commands"}
FILES = {"fr": "Les fichiers", "en": "Files"}
TARGETS = {"fr": "Les plateformes", "en": "Targets"}
KEY = {"fr": "| clé | sens |", "en": "| key | meaning |"}
NEEDED = {"fr": "(obligatoire)", "en": "(required)"}
FACTS = {
    "fr": (
        "fait", "langues", "taille de l'image du cours", "vidéos", "fichier d'un cours", "une archive",
        "Python des questions à script",
    ),
    "en": (
        "fact", "languages", "size of the course's picture", "videos", "a course's file", "an archive",
        "Python of questions with scripts",
    ),
}  # fmt: skip
WIDTH = 92


def commands(language: str) -> str:
    """Return what each command says of itself."""
    group = app(language)
    parts = [f"# {COMMANDS[language]}"]
    for path, command in _walk(group, click.Context(group, info_name="moocfab")):
        context = click.Context(command, info_name=" ".join(path), max_content_width=WIDTH, terminal_width=WIDTH)
        parts += [f"## `{' '.join(path)}`", f"```text\n{command.get_help(context).strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def files(language: str) -> str:
    """Return every key of every file, with its meaning."""
    parts = [f"# {FILES[language]}"]
    for body in schema.schema("en" if language == "en" else "fr").values():
        rows = [f"| `{name}` | {_cell(text)} |" for name, text in _keys(body, body, language)]
        parts += [f"## {body['description'].rstrip('.')}", "\n".join([KEY[language], "| --- | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def platforms(language: str) -> str:
    """Return what each target is and asks for."""
    known = {name: targets.load(name) for name in targets.names()}
    head, *labels = FACTS[language]
    lines = [f"| {head} | " + " | ".join(f"`{name}`" for name in known) + " |", "| --- " * (len(known) + 1) + "|"]
    facts = [_facts(target, language) for target in known.values()]
    lines += [f"| {label} | " + " | ".join(cells) + " |" for label, *cells in zip(labels, *facts, strict=True)]
    named = [f"- `{name}`: {target.title.in_language(language)}" for name, target in known.items()]
    return "\n".join([f"# {TARGETS[language]}", "", *named, "", *lines]) + "\n"


def _facts(target: Target, language: str) -> list[str]:
    own, megabytes = target.conventions, (target.limits.asset_bytes, target.limits.archive_bytes)
    size = f"{own.image_width} × {own.image_height}" if own.image_width else "—"
    unit = {"fr": "Mo", "en": "MB"}[language]
    limits = [f"{limit // 1_000_000} {unit}" if limit else "—" for limit in megabytes]
    return [", ".join(own.languages) or "—", size, target.video.delivery, *limits, target.grader_python]


def _walk(command: click.Command, context: click.Context) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield each command that does something, with its words."""
    if not isinstance(command, click.Group):
        yield tuple(str(context.command_path).split()), command
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            yield from _walk(inner, click.Context(inner, info_name=name, parent=context))


def _keys(
    part: Mapping[str, Any], whole: Mapping[str, Any], language: str, above: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the keys of a schema, those of mappings inside of it after a dot, those of a list after `[]`."""
    required = part.get("required", ())
    for name, field in part.get("properties", {}).items():
        if not isinstance(field, Mapping):
            continue
        key = f"{above}{name}"
        yield key, f"{field.get('description', '')} {NEEDED[language] if name in required else ''}".strip()
        for mark, inner in _inside(field, whole):
            yield from _keys(inner, whole, language, f"{key}{mark}.")


def _inside(field: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the mappings that a field may hold, with what stands for their place in it."""
    for option in (field, *field.get("anyOf", ())):
        if "$ref" in option:
            yield "", whole["$defs"][option["$ref"].rsplit("/", 1)[1]]
        if isinstance(option.get("items"), Mapping):
            yield from ((f"[]{mark}", inner) for mark, inner in _inside(option["items"], whole))
        if isinstance(option.get("additionalProperties"), Mapping):
            yield from ((f".*{mark}", inner) for mark, inner in _inside(option["additionalProperties"], whole))


def _cell(text: str) -> str:
    """Return a text as a cell of a table shows it: braces and stars are no marks there."""
    return text.replace("|", "\\|").replace("{", "\\{").replace("*", "\\*").replace("<", "\\<").replace("$", "\\$")
