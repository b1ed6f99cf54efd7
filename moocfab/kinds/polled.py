"""What polls and surveys share: what learners pick from, and the Markdown that xblock-poll reads."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from html import escape
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import BeforeValidator, Field, StringConstraints

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.choices import SHOWS_NOTHING, check_shown
from moocfab.kinds.contract import XML, Context, Spec
from moocfab.kinds.fields import Markdown, Model, SourcePath, Words
from moocfab.prose.markdown import inline
from moocfab.safe.xml import fragments
from moocfab.source.markdown import FIT
from moocfab.source.slug import slug

# What Markdown would take for a sign, in a text that is Markdown already.
_SIGNS = re.compile(r"[\\`*_\[\]{}#]")
_START = re.compile(r"[-+>]|\d+(?=\.)")
_KEY_LENGTH = 40

SAME_ITEM = Rule(
    "MF4501", "same-poll-key", Severity.ERROR,
    Text("la clé « {key} » sert déjà : deux textes d'un sondage ne peuvent partager leurs votes",
         "the key “{key}” is already used: two texts of a poll cannot share their votes"),
    Text("changez l'un des deux textes, ou donnez-lui une clé : « {{text: …, key: autre}} »",
         "change one of the two texts, or give it a key: “{{text: …, key: other}}”"),
    Text("Les votes sont rangés sous une clé, tirée du texte quand rien n'est dit.",
         "Votes are kept under a key, made from the text where nothing is said."),
    "answers: [Oui, oui, Non]", "answers: [Oui, Plutôt oui, Non]",
)  # fmt: skip
ALT_LOST = Rule(
    "MF4502", "poll-alt-lost", Severity.WARNING,
    Text("{target} ne lit pas « alt » à côté d'une image de sondage",
         "{target} does not read “alt” beside a picture of a poll"),
    Text("dites dans « text » ce que montre l'image, et retirez « alt »",
         "say in “text” what the picture shows, and remove “alt”"),
    Text("Qui ne voit pas l'image n'en saurait rien.", "Who does not see the picture would learn nothing of it."),
    "{text: A, image: a.png, alt: Un câble}", "{text: A (un câble), image: a.png}",
)  # fmt: skip
SHOWN_TO_MANY = Rule(
    "MF4503", "poll-again-in-public", Severity.ERROR,
    Text("avec plus d'un vote, les résultats doivent rester privés",
         "with more than one vote, results must stay private"),
    Text("ajoutez « results: private », ou retirez « submissions »", "add “results: private”, or remove “submissions”"),
    Text("Qui a vu les résultats voterait une seconde fois en les connaissant ; Studio refuse ce réglage.",
         "Who has seen the results would vote again knowing them; Studio refuses this setting."),
    "submissions: 3", "submissions: 3\nresults: private",
)  # fmt: skip
RULES = (SAME_ITEM, ALT_LOST, SHOWN_TO_MANY, SHOWS_NOTHING)


def _short(value: Any) -> Any:
    return value if isinstance(value, dict | Model) else {"text": value}


Key = Annotated[Words, StringConstraints(pattern=r"^[\w.-]{1,40}$")]


class Answer(Model):
    """What learners pick; `key` is what the platform keeps votes under."""

    text: Annotated[Markdown, Field(min_length=1)]
    key: Key | None = None

    def kept_as(self) -> str:
        """Return the key of the votes: it does not change when others are added."""
        return self.key or _slug(self.text)


class Pictured(Answer):
    """A text to pick or to answer, with a picture."""

    image: SourcePath | None = None
    alt: Words | None = None


Answers = tuple[Annotated[Answer, BeforeValidator(_short, json_schema_input_type=Words | Answer)], ...]
Pictures = tuple[Annotated[Pictured, BeforeValidator(_short, json_schema_input_type=Words | Pictured)], ...]


class PolledSpec(Spec):
    """What polls and surveys say of their votes."""

    feedback: Markdown | None = None
    results: Literal["shown", "private"] | None = None
    submissions: Annotated[int, Field(ge=1)] | Literal["unlimited"] | None = None


def _slug(text: str) -> str:
    """Return the key of a text; of one without letters and digits, its digest."""
    return slug(text)[:_KEY_LENGTH].strip("-") or hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def check(spec: PolledSpec, context: Context, **lists: Sequence[Answer]) -> None:
    """Report votes that would be mixed up or seen too early, and descriptions of pictures that get lost."""
    for field, items in lists.items():
        seen: set[str] = set()
        for index, item in enumerate(items):
            if item.kept_as() in seen:
                context.report(SAME_ITEM.at(context.at(field, index), key=item.kept_as()))
            seen.add(item.kept_as())
            check_shown(item.text, context, field, index, "text")
            if isinstance(item, Pictured) and item.alt and not _describes(context):
                context.report(ALT_LOST.at(context.at(field, index, "alt"), target=context.target.title))
    if spec.submissions not in (None, 1) and spec.results != "private":
        context.report(SHOWN_TO_MANY.at(context.at("submissions")))


def _describes(context: Context) -> bool:
    """Return whether pictures have a description there; FUN's polls are older, see poll of its reference course."""
    return context.target.importer == "openedx"


def settings(spec: PolledSpec, context: Context) -> dict[str, object]:
    """Return the attributes of both blocks."""
    return {
        "feedback": markdown(spec.feedback, context, "feedback") if spec.feedback else None,
        "private_results": None if spec.results is None else spec.results == "private",
        "max_submissions": 0 if spec.submissions == "unlimited" else spec.submissions,
    }


def pictures(items: Sequence[Pictured], context: Context, field: str) -> str:
    """Return what xblock-poll reads; without `img` the unit fails for learners (`platforms.md`)."""
    found = []
    for index, item in enumerate(items):
        address = context.asset(item.image, field, index, "image") if item.image else ""
        described = {"img_alt": str(item.alt or "")} if _describes(context) else {}
        label = line(item.text, context, field, index, "text")
        found.append([item.kept_as(), {"label": label, "img": address, **described}])
    return json.dumps(found, ensure_ascii=False)


def markdown(text: str, context: Context, *steps: str | int) -> str:
    """Return a text for a field that is Markdown there: plain where it has one paragraph, else HTML."""
    nodes = context.nodes(text, *steps)
    if len(nodes) == 1 and nodes[0].tag == "p" and not nodes[0].attrib:
        return _inside(nodes[0])
    return "\n".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


def line(text: str, context: Context, *steps: str | int) -> str:
    """Return a text of one line for a field that is Markdown there."""
    return _inside(context.inline(etree.Element("p"), text, *steps))


def _inside(element: XML) -> str:
    """Return what an element holds, with the signs of its texts as entities: they are no Markdown."""
    parts = [_quiet(element.text or "", first=True)]
    for child in element:
        tail, child.tail = child.tail, None
        parts += [etree.tostring(child, encoding="unicode"), _quiet(tail or "")]
    return "".join(parts)


def _quiet(text: str, *, first: bool = False) -> str:
    shown = _SIGNS.sub(lambda match: f"&#{ord(match.group())};", escape(text, quote=False))
    if first and (match := _START.match(shown)):
        end = match.end() if shown[0].isdigit() else 0
        shown = f"{shown[:end]}&#{ord(shown[end])};{shown[end + 1 :]}"
    return shown


def read_settings(element: XML) -> dict[str, Any]:
    """Return the fields that `settings` wrote."""
    found: dict[str, Any] = {}
    if element.get("feedback"):
        found["feedback"] = element.get("feedback")
    if element.get("private_results"):
        found["results"] = "private" if element.get("private_results", "").lower() == "true" else "shown"
    if votes := element.get("max_submissions"):
        found["submissions"] = "unlimited" if votes == "0" else votes
    return found


def read_pictures(text: str | None) -> list[dict[str, Any]] | None:
    """Return the items of a list with pictures, None where it is none."""
    pairs = read_pairs(text)
    if pairs is None or not all(isinstance(body, dict) and body.get("label") for _, body in pairs):
        return None
    found = []
    for key, body in pairs:
        item = _item(key, str(body["label"]))
        if body.get("img"):
            item["image"] = body["img"]
        if body.get("img_alt"):
            item["alt"] = body["img_alt"]
        found.append(item)
    return found


def read_answers(text: str | None) -> list[dict[str, Any]] | None:
    """Return the answers of a survey, None where they are none."""
    pairs = read_pairs(text)
    if pairs is None or not all(isinstance(label, str) and label for _, label in pairs):
        return None
    return [_item(key, label) for key, label in pairs]


def _item(key: str, label: str) -> dict[str, Any]:
    """Return the text of an item, and its key where the text does not give it."""
    text = inline(_one(label))
    return {"text": text} if _slug(text) == key else {"text": text, "key": key}


def _one(label: str) -> XML:
    found = fragments(f"<p>{label}</p>")
    return found[0] if found else etree.Element("p")


def read_pairs(text: str | None) -> list[tuple[str, Any]] | None:
    """Return a JSON list of pairs of a key and something, None where it is no such list."""
    try:
        found = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        return None
    return [(str(key), body) for key, body in found]


def picks(spec: PolledSpec, items: Sequence[Answer], context: Context, field: str, *, name: str) -> str:
    """Return radio buttons, as learners see them."""
    rows = []
    for index, item in enumerate(items):
        image = ""
        if isinstance(item, Pictured) and item.image:
            address = context.asset(item.image, field, index, "image")
            image = f'<img src="{escape(address)}" alt="{escape(str(item.alt or ""))}" style="{FIT}"/> '
        label = line(item.text, context, field, index, "text")
        rows.append(f'<p><label><input type="radio" name="{escape(name)}"/> {image}{label}</label></p>')
    thanks = f"<p><em>{line(spec.feedback, context, 'feedback')}</em></p>" if spec.feedback else ""
    return "".join(rows) + thanks
