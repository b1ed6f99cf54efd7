"""What an importer demands of policy.json and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from moocfab.olx.predict import fields
from moocfab.olx.predict.loading import plain
from moocfab.olx.predict.model import Refused, Tree
from moocfab.targets import Importing, Target

_NEEDED = {"static_tab": ("name", "url_slug"), "external_link": ("name", "link")}


def load(tree: Tree, run: str) -> Mapping[str, Any]:
    """Return policy.json of a run; nothing where it is missing or no JSON (`XMLModuleStore.load_policy`).

    Raises:
        Refused: it is JSON, and no object.
    """
    for path in (f"policies/{run}/policy.json", f"policies/{run}.json"):
        found = load_json(tree, path)
        if found:
            if not isinstance(found, dict):
                raise Refused(f"{path} n'est pas un objet JSON", f"{path} is no JSON object")
            return found
    return {}


def load_json(tree: Tree, path: str) -> Any:
    """Return what a file says; None where it is missing or no JSON. A byte-order mark makes it none."""
    data = tree.data(path)
    if data is None:
        return None
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def check(tree: Tree, target: Target, run: str, policy: Mapping[str, Any]) -> None:
    """Check what the policy sets for the course.

    Raises:
        Refused: a value of a wrong type, tabs or groups that the platform does not take.
    """
    course = policy.get(f"course/{run}", {})
    if not isinstance(course, dict):
        raise Refused("policy.json ne met pas un objet pour le cours", "policy.json has no object for the course")
    for name, kind in target.fields_of("course").items():
        if name in course and name != "tabs" and not fields.takes_json(kind, course[name]):
            raise Refused(f"« {name} » ne peut valoir « {course[name]} »", f"“{name}” cannot be “{course[name]}”")
    check_tabs(course.get("tabs"), target.importing)
    check_partitions(course.get("user_partitions"), target.importing)
    if target.importing.plain_keys:
        plain(course)
        found = load_json(tree, f"policies/{run}/grading_policy.json")
        plain(found if found is not None else load_json(tree, "grading_policy.json"))


def check_tabs(tabs: Any, importing: Importing) -> None:
    """Check the list of tabs (`CourseTabList.validate_tabs`).

    Raises:
        Refused: the first ones are others, one stands twice, or lacks what its type needs.
    """
    if not tabs:
        return
    if not isinstance(tabs, list) or not all(isinstance(tab, dict) for tab in tabs):
        raise Refused("« tabs » n'est pas une liste d'objets", "“tabs” is no list of objects")
    types = [tab.get("type") for tab in tabs]
    if importing.dropped_tab and len(types) > 1:
        place = 1 if types[0] == importing.first_tabs[0] else 0
        if types[place] == importing.dropped_tab:
            del types[place]
    first = list(importing.first_tabs)
    if types[: len(first)] != first:
        raise Refused(
            f"les premiers onglets doivent être : {', '.join(first)}", f"the first tabs must be: {', '.join(first)}"
        )
    for kind in importing.single_tabs:
        if types.count(kind) > 1:
            raise Refused(f"l'onglet « {kind} » est là deux fois", f"the tab “{kind}” is there twice")
    for tab in tabs:
        for key in _NEEDED.get(str(tab.get("type")), ()):
            if key not in tab:
                raise Refused(
                    f"un onglet « {tab['type']} » n'a pas de « {key} »", f"a tab “{tab['type']}” has no “{key}”"
                )
        slug = str(tab.get("url_slug", ""))
        if importing.ascii_tab_slugs and not slug.isascii():
            raise Refused(f"l'onglet « {slug} » doit être sans accent", f"the tab “{slug}” must have no accent")


def static_tabs(tree: Tree, course: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the slugs of the static tabs that open: named in the policy, and with a file."""
    tabs = course.get("tabs")
    slugs = [str(tab.get("url_slug")) for tab in tabs if tab.get("type") == "static_tab"] if tabs else []
    return tuple(slug for slug in slugs if tree.data(f"tabs/{slug}.html") is not None)


def check_partitions(partitions: Any, importing: Importing) -> None:
    """Check groups of learners (`UserPartition.from_json`).

    Raises:
        Refused: a partition lacks a key, or its scheme is not taken.
    """
    for partition in partitions or ():
        if not isinstance(partition, dict):
            raise Refused("une partition n'est pas un objet", "a partition is no object")
        for key in ("id", "name", "description", "version", "groups"):
            if key not in partition:
                raise Refused(f"une partition n'a pas de « {key} »", f"a partition has no “{key}”")
        scheme = partition.get("scheme", "random" if partition["version"] == 1 else None)
        if scheme not in importing.partition_schemes:
            raise Refused(f"une partition est de type « {scheme} »", f"a partition's scheme is “{scheme}”")
        groups = partition["groups"]
        if not isinstance(groups, list) or not all(_is_group(group) for group in groups):
            raise Refused("un groupe n'est pas complet", "a group is incomplete")


def _is_group(group: Any) -> bool:
    return isinstance(group, dict) and {"id", "name"} <= group.keys() and group.get("version") == 1
