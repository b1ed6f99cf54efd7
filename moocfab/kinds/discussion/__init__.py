"""`discussion`: a forum in the unit, found again under its category on the forum's page."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes, renamed, says_more, valid
from moocfab.kinds.fields import PlainName, Words


class DiscussionSpec(Spec):
    """Fields of `discussion`; `forum` is the id that learners' messages hang on, the element's own by default."""

    category: Annotated[Words, Field(min_length=1)]
    topic: Annotated[Words, Field(min_length=1)] | None = None
    forum: PlainName | None = None


SAME_FORUM = Rule(
    "MF4261",
    "same-forum",
    Severity.ERROR,
    Text("le forum « {forum} » est déjà à {other}", "the forum “{forum}” is already at {other}"),
    Text("retirez « forum: », ou donnez-lui un autre identifiant", "remove “forum:”, or give it another id"),
    Text("Les messages de l'un paraîtraient dans l'autre.", "The messages of one would appear in the other."),
    ":::{discussion}\n:id: b\n:category: Module 1\n:forum: a\n:::  (« a » existe déjà)",
    ":::{discussion}\n:id: b\n:category: Module 1\n:::",
)
SAME_TOPIC = Rule(
    "MF4262",
    "same-topic",
    Severity.WARNING,
    Text("« {topic} » de « {category} » est déjà à {other}", "“{topic}” in “{category}” is already at {other}"),
    Text("donnez-lui un autre « topic: »", "give it another “topic:”"),
    Text(
        "Sur la page du forum, rien ne distingue deux sujets du même nom.",
        "On the forum's page nothing tells two topics of one name apart.",
    ),
    "deux fois :category: Module 1 et :topic: Questions",
    ":topic: Questions sur le signal, puis :topic: Questions sur le câble",
)


def topic(spec: DiscussionSpec, context: Context) -> str:
    """Return the topic's name on the forum's page: the platforms need one."""
    return spec.topic or spec.title or ("Vos questions" if context.language == "fr" else "Your questions")


def check(spec: DiscussionSpec, context: Context) -> None:
    """Report what two forums of the course share."""
    forum, name = spec.forum or context.name, topic(spec, context)
    other = context.taken("forum", forum, "forum")
    if other is not None:
        context.report(SAME_FORUM.at(context.at("forum"), forum=forum, other=other, related=(other,)))
    step = "topic" if spec.topic else "title" if spec.title else "category"
    other = context.taken("topic", f"{spec.category}\0{name}", step)
    if other is not None:
        context.report(
            SAME_TOPIC.at(context.at(step), topic=name, category=spec.category, other=other, related=(other,))
        )


def write(spec: DiscussionSpec, context: Context) -> Block:
    """Return the block; form seen to work: discussion of the reference courses."""
    values = attributes(
        url_name=context.name,
        display_name=spec.title,
        discussion_category=spec.category,
        discussion_target=topic(spec, context),
        discussion_id=spec.forum or context.name,
    )
    return Block(etree.Element("discussion", values))


_READ = {"display_name": "title", "discussion_category": "category", "discussion_target": "topic"}


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a forum; its id is kept, for learners' messages hang on it."""
    if element.tag != "discussion" or says_more(element, {*_READ, "discussion_id", "url_name", "xblock-family"}):
        return None
    fields = renamed(element, _READ)
    forum = element.get("discussion_id")
    if forum and forum != element.get("url_name"):
        fields["forum"] = forum
    return valid(DiscussionSpec, fields)


def preview(spec: DiscussionSpec, context: Context) -> str:
    """Return a frame that says which forum stands here."""
    label = "Forum\u00a0:" if context.language == "fr" else "Discussion:"
    return f"<p><strong>{label}</strong> {escape(spec.category)} › {escape(topic(spec, context))}</p>"


KIND = Kind(
    name="discussion",
    spec=DiscussionSpec,
    tags={"fun": "discussion", "openedx": "discussion"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    rules=(SAME_FORUM, SAME_TOPIC),
    offered={"discussion": {**_READ, "discussion_id": "forum"}},
    not_offered={
        "discussion": {
            "sort_key": Text(
                "la page du forum range ses sujets par ordre alphabétique", "the forum's page sorts its topics by name"
            )
        }
    },
)
