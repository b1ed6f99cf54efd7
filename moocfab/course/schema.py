"""JSON Schema of the source files: what editors complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel

from moocfab.course.fields import FIELDS
from moocfab.course.files import AssessmentFile, CourseFile, ModuleFile, UnitHead
from moocfab.course.team import COURSE_KEYS, TeamFile
from moocfab.course.team_fields import TEAM_FIELDS
from moocfab.diagnostics import Text
from moocfab.kinds.registry import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: Mapping[str, tuple[type[BaseModel], Text]] = {
    "course": (CourseFile, Text("Un cours : course.yml.", "A course: course.yml.")),
    "team": (
        TeamFile,
        Text("Ce qu'une équipe décide une fois : moocfab.yml.", "What a team decides once: moocfab.yml."),
    ),
    "module": (ModuleFile, Text("Un module : module.yml.", "A module: module.yml.")),
    "unit": (UnitHead, Text("L'en-tête d'une unité en Markdown.", "The header of a unit in Markdown.")),
    "assessment": (AssessmentFile, Text("Une évaluation, ou une unité en YAML.", "An assessment, or a unit in YAML.")),
}
Json = dict[str, Any]
Language = Literal["fr", "en"]


def schema(language: Language = "fr") -> dict[str, Json]:
    """Return the JSON Schema (2020-12) of each kind of file, by name: course, team, module, unit, assessment."""
    return {name: _file(name, model, text, language) for name, (model, text) in FILES.items()}


def texts(language: str = "fr") -> dict[str, str]:
    """Return the schemas as the text of their files, by name."""
    made = schema("en" if language == "en" else "fr")
    return {name: json.dumps(body, indent=2, ensure_ascii=False) + "\n" for name, body in made.items()}


def modeline(address: str) -> str:
    """Return the first line of a YAML file that tells editors where its schema is."""
    return f"# yaml-language-server: $schema={address}"


def _file(name: str, model: type[BaseModel], text: Text, language: Language) -> Json:
    body = _described(model, language)
    if name == "assessment":
        _with_elements(body, language)
    return {"$schema": DIALECT, "title": f"moocfab {name}", **body, "description": text.in_language(language)}


def _with_elements(body: Json, language: Language) -> None:
    """Let questions and elements be what their kind says; those of one joint problem are its kind's own."""
    definitions: Json = body.setdefault("$defs", {})
    for kind in KINDS.values():
        made = _scoped(_described(kind.spec, language), kind.name)
        definitions.update(made.pop("$defs", {}))
        made["properties"] = {"kind": {"const": kind.name}, **made["properties"]}
        definitions[f"kind_{kind.name}"] = made
    kinds = {"enum": [name for name in KINDS if name != "together"], "description": _text("kind", "kind", language)}
    chosen = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/kind_{name}"},
        }
        for name in KINDS
    ]
    alone = {"anyOf": [{"required": ["kind"]}, {"required": ["quiz"]}]} if "quiz" in KINDS else {"required": ["kind"]}
    definitions["element"] = {"type": "object", "properties": {"kind": kinds}, "allOf": chosen, **alone}
    body["properties"]["elements"]["items"] = {"$ref": "#/$defs/element"}
    joint = {"properties": {"together": {"const": True}}, "required": ["together"]}
    questions = {"items": {"$ref": "#/$defs/element"}, "description": _text("", "questions", language)}
    body["if"], body["else"] = joint, {"properties": {"questions": questions}}
    if "together" in KINDS:
        fields = {"together": True, **dict.fromkeys(("duration", "only", "status", "intro", "elements"), True)}
        whole = dict(definitions["kind_together"])
        whole["properties"] = {**fields, **whole["properties"]}
        body["then"] = whole
        body["properties"] = {**dict.fromkeys(whole["properties"], True), **body["properties"]}
    body["anyOf"] = [{"required": ["questions"]}, {"required": ["elements"]}]


def _described(model: type[BaseModel], language: Language) -> Json:
    """Return pydantic's schema of a model with our texts for its fields, without titles and defaults."""
    made = model.model_json_schema(by_alias=True)
    for owner, part in ((model.__name__, made), *made.get("$defs", {}).items()):
        part.pop("description", None)
        for name, field in part.get("properties", {}).items():
            field["description"] = _text(owner, name, language)
            field.pop("default", None)
    for part in _walk(made):
        if isinstance(part.get("title"), str):
            del part["title"]
    if model is CourseFile:
        _spellings(made)
    return made


def _spellings(made: Json) -> None:
    """Add what course.yml may say shorter, and let it lack what moocfab.yml may say in its place.

    A list of targets, a module by its folder alone. An editor sees one file at a time: what neither of the two says,
    `moocfab check` tells.
    """
    made["required"] = [name for name in made["required"] if name not in COURSE_KEYS]
    properties = made["properties"]
    properties["targets"] = {
        "description": properties["targets"].pop("description"),
        "anyOf": [{"type": "array", "items": {"type": "string"}, "minItems": 1}, properties["targets"]],
    }
    properties["modules"]["items"] = {"anyOf": [{"type": "string"}, properties["modules"]["items"]]}


def _scoped(made: Json, kind: str) -> Json:
    """Put the kind before the names of its definitions: two kinds may have a `Choice` each."""
    for part in _walk(made):
        reference = part.get("$ref")
        if isinstance(reference, str):
            part["$ref"] = reference.replace("#/$defs/", f"#/$defs/{kind}_")
    definitions = {f"{kind}_{name}": part for name, part in made.pop("$defs", {}).items()}
    return {**made, "$defs": definitions}


def _text(owner: str, field: str, language: Language) -> str:
    known = {**TEAM_FIELDS, **FIELDS}
    text = known.get(f"{owner}.{field}") or known.get(field)
    return text.in_language(language) if text else ""


def _walk(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part)
