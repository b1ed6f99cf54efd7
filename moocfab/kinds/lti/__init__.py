"""`lti`: a tool of another site, launched from the course with the learner's identity."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from lxml import etree
from pydantic import AfterValidator, Field

from moocfab.diagnostics import Text
from moocfab.kinds import lti_1p3, marsha
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes, renamed, says_more, valid
from moocfab.kinds.fields import PlainName, Words
from moocfab.kinds.lti.rules import NO_EFFECT, NOT_MARSHA, NOT_SECURE, RULES, SECRET
from moocfab.safe.addresses import is_web, split
from moocfab.source.validate import ValueProblem

OPEN = {"iframe": "iframe", "modal": "modal", "window": "new_window"}
_TELLTALE = re.compile(r"secret|passw|mot_?de_?passe|token|jeton|api_?key|oauth|private_?key", re.IGNORECASE)
_RANDOM = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{24,}")


def _address(value: str) -> str:
    if not is_web(value):
        raise ValueProblem("une adresse commence par https://", "an address begins with https://")
    return value


class LtiSpec(Spec):
    """Fields of `lti`; `credentials` names a passport that people enter in Studio."""

    url: Annotated[str, AfterValidator(_address)]
    credentials: Annotated[Words, Field(min_length=1)]
    parameters: dict[PlainName, Words] = {}
    open: Literal["iframe", "modal", "window"] = "iframe"
    height: Annotated[int, Field(gt=0)] | None = None
    width: Annotated[int, Field(gt=0, le=100)] | None = None
    button: Words | None = None
    description: Words | None = None
    graded: bool = False
    points: Annotated[float, Field(gt=0)] | None = None
    late: bool | None = None
    send: tuple[Literal["username", "email"], ...] = ()


def check(spec: LtiSpec, context: Context) -> None:
    """Report secrets, addresses that do not fit, and options without effect."""
    for steps in secrets(spec):
        context.report(SECRET.at(context.at(*steps), field=steps[-1]))
    if spec.credentials == context.target.video.lti_id:
        _check_marsha(spec, context)
    if spec.open != "window" and spec.url.startswith("http://"):
        context.report(NOT_SECURE.at(context.at("url")))
    for field, reason, instead in idle(spec):
        context.report(NO_EFFECT.at(context.at(field), field=field, reason=reason, instead=instead))


def _check_marsha(spec: LtiSpec, context: Context) -> None:
    if not marsha.is_launch(context.target, spec.url):
        expected = marsha.launch_url(context.target, "…")
        context.report(NOT_MARSHA.at(context.at("url"), credentials=spec.credentials, url=spec.url, expected=expected))
    elif match := marsha.VIDEO.fullmatch(spec.url):
        marsha.check_once(match.group(1), context, "url")


def secrets(spec: LtiSpec) -> list[tuple[str, ...]]:
    """Return the fields that hold what looks like a secret."""
    found: list[tuple[str, ...]] = []
    if ":" in spec.credentials or _RANDOM.fullmatch(spec.credentials):
        found.append(("credentials",))
    parts = split(spec.url)
    if parts.password or any(_TELLTALE.search(name) for name, _ in parse_qsl(parts.query)):
        found.append(("url",))
    return found + [("parameters", name) for name in spec.parameters if _TELLTALE.search(name)]


def idle(spec: LtiSpec) -> list[tuple[str, Text, Text]]:
    """Return the options that do nothing beside the others: field, reason, what would give them effect."""
    found = []
    if not spec.graded:
        found += [(name, *_GRADED) for name in ("points", "late") if getattr(spec, name) is not None]
    if spec.height is not None and spec.open == "window":
        found.append(("height", *_FRAMED))
    if spec.width is not None and spec.open != "modal":
        found.append(("width", *_MODAL))
    return found


_GRADED = (
    Text("l'outil n'est pas noté", "the tool is not graded"),
    Text("ajoutez « graded: true »", "add “graded: true”"),
)
_FRAMED = (
    Text("l'outil s'ouvre dans sa propre fenêtre", "the tool opens in a window of its own"),
    Text("ouvrez-le dans la page (« open: iframe »)", "open it in the page (“open: iframe”)"),
)
_MODAL = (
    Text("seule une fenêtre modale a une largeur", "only a modal window has a width"),
    Text("ajoutez « open: modal »", "add “open: modal”"),
)


def write(spec: LtiSpec, context: Context) -> Block:
    """Return the block, which stands inline on both platforms; form seen to work: lti of the reference courses."""
    if spec.credentials != context.target.video.lti_id:
        context.todo(passport(spec))
    parameters = [f"{name}={value}" for name, value in spec.parameters.items()]
    known = context.target.blocks["lti_consumer"].fields
    values = attributes(
        display_name=spec.title,
        description=spec.description,
        lti_version="lti_1p1" if "lti_version" in known else None,
        lti_id=spec.credentials,
        launch_url=spec.url,
        launch_target=OPEN[spec.open],
        inline_height=spec.height if spec.open == "iframe" else None,
        modal_height=spec.height if spec.open == "modal" else None,
        modal_width=spec.width if spec.open == "modal" else None,
        button_text=spec.button,
        custom_parameters=json.dumps(parameters, ensure_ascii=False) if parameters else None,
        has_score=True if spec.graded else None,
        weight=spec.points if spec.graded else None,
        accept_grades_past_due=spec.late if spec.graded else None,
        ask_to_send_username=True if "username" in spec.send else None,
        ask_to_send_email=True if "email" in spec.send else None,
    )
    return Block(etree.Element("lti_consumer", {"xblock-family": "xblock.v1", **values}))


def passport(spec: LtiSpec) -> Text:
    """Return the task of entering key and secret, which no course holds."""
    line = f"{spec.credentials}:CLÉ:SECRET"
    return Text(
        f'Studio > Paramètres > Paramètres avancés > « LTI Passports » : ajoutez "{line}", avec la clé et le secret '
        f"que donne le fournisseur de {split(spec.url).hostname}.",
        f'Studio > Settings > Advanced settings > “LTI Passports”: add "{line.replace("CLÉ", "KEY")}", with the key '
        f"and the secret that the provider of {split(spec.url).hostname} gives.",
    )


_READ = {
    "display_name": "title", "description": "description", "lti_id": "credentials", "launch_url": "url",
    "button_text": "button", "modal_width": "width", "weight": "points",
}  # fmt: skip
_SWITCHES = {"has_score": "graded", "accept_grades_past_due": "late"}
_OTHER = {
    "url_name", "xblock-family", "lti_version", "launch_target", "inline_height", "modal_height", "custom_parameters",
    "ask_to_send_username", "ask_to_send_email",
}  # fmt: skip


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a tool, None where they would lose something of it."""
    known = {*_READ, *_SWITCHES, *_OTHER}
    if element.tag != "lti_consumer" or says_more(element, known):
        return None
    parameters = _parameters(element.get("custom_parameters") or "[]")
    words = {value: key for key, value in OPEN.items()}
    opened = words.get(element.get("launch_target") or "iframe")
    if parameters is None or opened is None or element.get("lti_version", "lti_1p1") != "lti_1p1":
        return None
    fields = renamed(element, _READ)
    fields.update({field: value.lower() == "true" for field, value in renamed(element, _SWITCHES).items()})
    if not fields.get("graded"):
        fields = {key: value for key, value in fields.items() if key not in ("points", "late")}
    height = element.get("modal_height" if opened == "modal" else "inline_height")
    send = [name for name in ("username", "email") if element.get(f"ask_to_send_{name}") == "true"]
    rest = {"parameters": parameters, "open": opened, "height": height if opened != "window" else None, "send": send}
    return valid(LtiSpec, {**fields, **{key: value for key, value in rest.items() if value}})


def _parameters(text: str) -> dict[str, str] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(item, str) and "=" in item for item in found):
        return None
    pairs = dict(item.split("=", 1) for item in found)
    return pairs if len(pairs) == len(found) else None


def preview(spec: LtiSpec, context: Context) -> str:
    """Return a frame that says which tool stands here; it is never launched."""
    label = "Outil externe\u00a0:" if context.language == "fr" else "External tool:"
    button = f"<p><button>{escape(spec.button)}</button></p>" if spec.button else ""
    description = f"<p>{escape(spec.description)}</p>" if spec.description else ""
    return f"<p><strong>{label}</strong> {escape(spec.title or spec.url)}</p>{description}{button}"


_1P3 = Text(
    "LTI 1.3 échange ses clés sur la plateforme : réglez-le dans Studio",
    "LTI 1.3 trades its keys on the platform: set it in Studio",
)

KIND = Kind(
    name="lti",
    spec=LtiSpec,
    tags={"fun": "lti_consumer", "openedx": "lti_consumer"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    argument="url",
    rules=RULES,
    offered={
        "lti_consumer": {
            **_READ, **_SWITCHES, "custom_parameters": "parameters", "launch_target": "open", "inline_height": "height",
            "modal_height": "height", "ask_to_send_username": "send", "ask_to_send_email": "send",
        }
    },
    not_offered={
        "lti_consumer": {
            "hide_launch": Text("un outil sans son bouton ne sert à rien", "a tool without its button is of no use"),
            "ask_to_send_full_name": Text("FUN ne le connaît pas", "FUN does not know it"),
            **dict.fromkeys(lti_1p3.FIELDS, _1P3),
            "enable_processors": Text("propre à chaque installation", "of each installation"),
        }
    },
)  # fmt: skip
