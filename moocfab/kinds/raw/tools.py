"""Components that launch a tool or need people on the platform; facts from `platforms.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from moocfab.diagnostics import Text
from moocfab.kinds import marsha
from moocfab.kinds.contract import XML
from moocfab.targets import Target

_TARGETS = ("iframe", "modal", "new_window")
_PROCTOR = re.compile(r"https://[\w.-]+\.proctorexam\.com/lti\?id=\d+")
_PASSWORD = Text(
    "dans l'administration de FUN, donnez au conteneur « {name} » ses dates et son mot de passe",
    "in FUN's administration, give the container “{name}” its dates and its password",
)
_PROCTORING = Text(
    "convenez avec FUN de l'examen surveillé « {name} » : dates, inscrits, règlement",
    "arrange the proctored exam “{name}” with FUN: dates, learners, rules",
)
_BY_HAND = {"password_container": _PASSWORD, "proctor_exam": _PROCTORING, "proctoru": _PROCTORING}


def problems(element: XML, target: Target) -> Iterator[Text]:
    """Yield what keeps a tool from being launched."""
    url = element.get("launch_url") or ""
    if element.tag == "proctor_exam" and not _PROCTOR.fullmatch(url):
        form = "https://fun.proctorexam.com/lti?id=123"
        yield Text(f"launch_url n'a pas la forme {form}", f"launch_url has not the form {form}")
    if element.tag != "lti_consumer":
        return
    if not (element.get("lti_id") or "").strip():
        yield Text("lti_id est vide", "lti_id is empty")
    if element.get("launch_target", "iframe") not in _TARGETS:
        yield Text(f"launch_target est l'un de {', '.join(_TARGETS)}", f"launch_target is one of {', '.join(_TARGETS)}")
    if target.video.lti_id and element.get("lti_id") == target.video.lti_id and not marsha.is_launch(target, url):
        form = marsha.launch_url(target, "…")
        yield Text(f"launch_url n'a pas la forme {form}", f"launch_url has not the form {form}")
    if not _is_list(element.get("custom_parameters") or "[]"):
        yield Text('custom_parameters est une liste, ["nom=valeur"]', 'custom_parameters is a list, ["name=value"]')


def by_hand(element: XML, name: str) -> Text | None:
    """Return what people have to set up on the platform for an element, None where nothing."""
    task = _BY_HAND.get(str(element.tag))
    return Text(task.fr.format(name=name), task.en.format(name=name)) if task else None


def _is_list(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
