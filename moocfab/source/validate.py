"""From data to pydantic models; each of pydantic's errors becomes a finding on its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import PurePosixPath
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from moocfab.diagnostics import Diagnostic, Text
from moocfab.source.data import Sourced
from moocfab.source.hints import HINTS, NONE
from moocfab.source.meant import meant
from moocfab.source.rules import MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE

Model = TypeVar("Model", bound=BaseModel)
Steps = tuple[str | int, ...]

# pydantic's error types that the models of a course can meet; a test lists those that lack a text.
MESSAGES: Mapping[str, Text] = {
    "string_type": Text("un texte est attendu", "a text is expected"),
    "string_too_short": Text("le texte est vide ou trop court", "the text is empty or too short"),
    "string_too_long": Text(
        "le texte est trop long ({max_length} caractères au plus)",
        "the text is too long ({max_length} characters at most)",
    ),
    "string_pattern_mismatch": Text(
        "la forme n'est pas celle attendue ({pattern})", "it has not the expected form ({pattern})"
    ),
    "int_type": Text("un nombre entier est attendu", "a whole number is expected"),
    "int_parsing": Text("un nombre entier est attendu", "a whole number is expected"),
    "int_from_float": Text("un nombre entier est attendu", "a whole number is expected"),
    "int_parsing_size": Text("le nombre est trop grand", "the number is too large"),
    "float_type": Text("un nombre est attendu", "a number is expected"),
    "float_parsing": Text("un nombre est attendu", "a number is expected"),
    "finite_number": Text("un nombre fini est attendu", "a finite number is expected"),
    "bool_type": Text("écrivez true ou false", "write true or false"),
    "bool_parsing": Text("écrivez true ou false", "write true or false"),
    "greater_than": Text("un nombre supérieur à {gt} est attendu", "a number above {gt} is expected"),
    "greater_than_equal": Text("un nombre d'au moins {ge} est attendu", "a number of at least {ge} is expected"),
    "less_than": Text("un nombre inférieur à {lt} est attendu", "a number below {lt} is expected"),
    "less_than_equal": Text("un nombre d'au plus {le} est attendu", "a number of at most {le} is expected"),
    "list_type": Text("une liste est attendue", "a list is expected"),
    "tuple_type": Text("une liste est attendue", "a list is expected"),
    "dict_type": Text("une suite de « clé: valeur » est attendue", "keys and values are expected"),
    "model_type": Text("une suite de « clé: valeur » est attendue", "keys and values are expected"),
    "model_attributes_type": Text("une suite de « clé: valeur » est attendue", "keys and values are expected"),
    "too_short": Text(
        "il en faut au moins {min_length} (il y en a {actual_length})",
        "at least {min_length} are needed (there are {actual_length})",
    ),
    "too_long": Text(
        "il en faut au plus {max_length} (il y en a {actual_length})",
        "at most {max_length} are allowed (there are {actual_length})",
    ),
    "literal_error": Text("valeurs possibles : {expected}", "possible values: {expected}"),
    "enum": Text("valeurs possibles : {expected}", "possible values: {expected}"),
    "none_required": Text("rien n'est attendu ici", "nothing is expected here"),
    "union_tag_invalid": Text("valeurs possibles : {expected_tags}", "possible values: {expected_tags}"),
    "union_tag_not_found": Text("« kind » manque", "“kind” is missing"),
}


class ValueProblem(ValueError):
    """What a validator of ours says of a value, in both languages."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(fr, en)


def validate(model: type[Model], sourced: Sourced, *, mend: bool = False) -> tuple[Model | None, list[Diagnostic]]:
    """Return `sourced` as a `model`, or None with a finding for each error.

    With `mend`, what is wrong is left out where the model can do without, so that the rest is still checked.
    """
    try:
        return model.model_validate(sourced.data), []
    except ValidationError as error:
        items = error.errors(include_url=False)
        misspelt = _misspelt(model, sourced.data, items)
        follows = [
            item for item in items if _follows(item, items) or _steps(sourced.data, item["loc"]) in misspelt.values()
        ]
        findings = unique(_finding(item, model, sourced) for item in items if item not in follows)
        return (_mended(model, sourced.data, items, misspelt) if mend else None), findings


def _misspelt(model: type[BaseModel], data: Any, items: Iterable[Any]) -> dict[Steps, Steps]:
    """Return where an unknown key stands for a missing one, and where that would stand."""
    missing = {_steps(data, item["loc"]) for item in items if item["type"] == "missing"}
    unknown = [_steps(data, item["loc"]) for item in items if item["type"] == "extra_forbidden"]
    pairs = {steps: (*steps[:-1], near(str(steps[-1]), _fields(model, steps[:-1])) or "") for steps in unknown if steps}
    return {steps: wanted for steps, wanted in pairs.items() if wanted in missing}


def _follows(item: Any, errors: Iterable[Any]) -> bool:
    """Return whether a list is only too short because pydantic leaves out its wrong items when it counts."""
    return item["type"] == "too_short" and any(
        len(other["loc"]) > len(item["loc"]) and other["loc"][: len(item["loc"])] == item["loc"] for other in errors
    )


def _mended(model: type[Model], data: Any, items: Iterable[Any], misspelt: Mapping[Steps, Steps]) -> Model | None:
    """Return the model of `data` without what its errors name, None where that leaves too little.

    A misspelt key is taken for the one that is meant, and a file without its title has one of dots: what hangs on
    them is still checked.
    """
    mended = deepcopy(data)
    for item in items:
        place, steps = _steps(data, item["loc"]), _steps(mended, item["loc"])
        if place in misspelt.values():
            continue
        missing = item["type"] == "missing"
        if missing and len(steps) == 1 and _below(model, steps[0]) is str:
            mended[steps[0]] = "…"
            continue
        if missing:
            steps = steps[:-1]
        # A list keeps its items: those after it would lose their places.
        while steps and not isinstance(steps[-1], str):
            steps = steps[:-1]
        holder = mended
        for step in steps[:-1]:
            holder = holder[step]
        if not steps or not isinstance(holder, dict):
            return None
        value = holder.pop(steps[-1], None)
        if place in misspelt:
            holder[misspelt[place][-1]] = value
    try:
        return model.model_validate(mended)
    except ValidationError:
        return None


def unique(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return `findings` without the twins that a union's branches give."""
    return list({finding.sort_key: finding for finding in findings}.values())


def _finding(item: Any, model: type[BaseModel], sourced: Sourced) -> Diagnostic:
    origin = sourced.origin
    steps = _steps(sourced.data, item["loc"])
    kind: str = item["type"]
    name = str(steps[-1]) if steps else ""
    if kind == "extra_forbidden":
        known = _fields(model, steps[:-1])
        return UNKNOWN_KEY.at(origin.key(*steps), key=name, known=", ".join(known) or "—", guess=guess(name, known))
    if kind == "missing":
        return MISSING_KEY.at(origin.key(*steps[:-1]), key=str(item["loc"][-1]))
    named = next((step for step in reversed(steps) if isinstance(step, str)), PurePosixPath(origin.path).name)
    hint = NONE if "error" in item.get("ctx", {}) else _keys(model, steps, item) or HINTS.get(kind, NONE)
    return WRONG_VALUE.at(origin.at(*steps), key=named, problem=_problem(kind, item), hint=hint)


def _keys(model: type[BaseModel], steps: Iterable[str | int], item: Any) -> Text | None:
    """Return how to write a word as the mapping that stands there, None where that cannot be told."""
    known, given = _known(model, steps), item["input"]
    if item["type"] not in ("model_type", "model_attributes_type", "dict_type") or not known or isinstance(given, list):
        return None
    names = ", ".join(info.alias or name for name, info in known.items())
    needed = {info.alias or name: info for name, info in known.items() if info.is_required()} or dict(
        [*known.items()][:1]
    )
    word = len(needed) == 1 and isinstance(given, str) and next(iter(needed.values())).annotation is str
    shown = "{{{}}}".format(", ".join(f"{name}: {given if word else '…'}" for name in needed))
    return Text(f"écrivez {shown} ; clés possibles : {names}", f"write {shown}; possible keys: {names}")


def _problem(kind: str, item: Any) -> Text:
    context = item.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, ValueProblem):
        return cause.text
    text = MESSAGES.get(kind)
    if text is None:
        return Text(item["msg"], item["msg"])
    french = {key: value.replace(" or ", " ou ") if key == "expected" else value for key, value in context.items()}
    return Text(text.fr.format_map(french), text.en.format_map(context))


def _steps(data: Any, loc: Iterable[str | int]) -> tuple[str | int, ...]:
    """Return the part of pydantic's path that is a path of the data (unions add names of their own)."""
    steps: list[str | int] = []
    rest = list(loc)
    for index, step in enumerate(rest):
        if isinstance(data, dict) and isinstance(step, str) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif index == len(rest) - 1 and isinstance(data, dict):
            steps.append(step)
            break
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _fields(model: type[BaseModel], steps: Iterable[str | int]) -> list[str]:
    """Return the keys that the model takes at `steps`, where they can be told."""
    return [info.alias or name for name, info in _known(model, steps).items()]


def _known(model: type[BaseModel], steps: Iterable[str | int]) -> Mapping[str, FieldInfo]:
    """Return the fields that the model has at `steps`, none where they cannot be told."""
    found: Any = model
    for step in steps:
        found = _below(found, step)
    found = _model_in(found)
    return found.model_fields if found else {}


def _below(annotation: Any, step: str | int) -> Any:
    """Return the type of what stands at `step` of a value of a type, None where that cannot be told."""
    if isinstance(step, int):
        return annotation
    model = _model_in(annotation)
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    fields = model.model_fields if model else {}
    return next((info.annotation for name, info in fields.items() if (info.alias or name) == step), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def near(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is near, or is what people mean by this one."""
    known = list(known)
    return meant(name, known) or _slip(name, known)


def _slip(name: str, known: Sequence[str]) -> str | None:
    """Return the known name that differs by a slip: case, a few letters, two that changed places."""
    word, names = name.lower(), {other.lower(): other for other in known}
    swapped = (other for other in names if sorted(other) == sorted(word))
    found = next(swapped, None) or next(iter(difflib.get_close_matches(word, names, n=1, cutoff=0.7)), None)
    return names[found] if found is not None else None


def guess(name: str, known: Iterable[str]) -> Text:
    """Return « vouliez-vous dire … ? » where a known name is near."""
    found = near(name, known)
    if found is None:
        return Text("", "")
    return Text(f" (vouliez-vous dire « {found} » ?)", f" (did you mean “{found}”?)")
