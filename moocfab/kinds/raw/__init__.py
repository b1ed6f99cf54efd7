"""`raw`: a component in OLX as it is, for what no other kind says."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import AfterValidator, Field

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec
from moocfab.kinds.fields import SourcePath, Words
from moocfab.kinds.raw import checks, tools
from moocfab.kinds.raw.malformed import said
from moocfab.kinds.raw.rules import MALFORMED, RULES
from moocfab.safe.xml import Malformed, parse
from moocfab.source.markdown import CODE


class RawSpec(Spec):
    """Fields of `raw`; `reason` says why no other kind will do."""

    olx: Annotated[str, Field(min_length=1), AfterValidator(str.rstrip)]
    reason: Annotated[Words, Field(min_length=1)]
    files: tuple[SourcePath, ...] = ()


def check(spec: RawSpec, context: Context) -> None:
    """Report what is not well-formed, and what the platform would lose."""
    try:
        root = parse(spec.olx)
    except Malformed as error:
        place = context.within(error.line, error.column, 1, "olx")
        context.report(MALFORMED.at(place, problem=said(error.problem)))
        return
    if _DOCTYPE.match(spec.olx):
        context.report(MALFORMED.at(context.within(1, 1, 1, "olx"), problem=_NO_DOCTYPE))
        return
    for finding in checks.Checks.of(root, spec.olx, spec.files, context).findings():
        context.report(finding)


_DOCTYPE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*<!DOCTYPE", re.DOTALL)
_NO_DOCTYPE = Text("un composant n'a pas de <!DOCTYPE>", "a component has no <!DOCTYPE>")


def write(spec: RawSpec, context: Context) -> Block:
    """Return the component, with the blocks that it holds as its children and its files' published names."""
    addresses = {checks.published(file): context.asset(file, "files", n) for n, file in enumerate(spec.files)}
    try:
        root = parse(spec.olx)
    except Malformed:
        return Block(etree.Element("html", filename=context.name), "")
    if addresses:
        _publish(root, addresses)
    if spec.title:
        root.set("display_name", spec.title)
    if task := tools.by_hand(root, spec.title or context.name):
        context.todo(task)
    return _block(root, context)


def _publish(root: XML, addresses: dict[str, str]) -> None:
    """Put the published addresses of files wherever the component names them."""
    names = re.compile("|".join(re.escape(name) for name in sorted(addresses, key=len, reverse=True)))

    def published(text: str) -> str:
        return names.sub(lambda match: addresses[match.group()], text)

    for element in root.iter("*"):
        for name, value in element.items():
            element.set(name, published(str(value)))
        element.text, element.tail = (text and published(text) for text in (element.text, element.tail))


def _block(element: XML, context: Context) -> Block:
    """Return an element as a block; a pure XBlock says its family."""
    form = context.target.blocks.get(str(element.tag))
    element.tail = None
    if form and form.form == "inline" and not element.get("xblock-family"):
        element.set("xblock-family", "xblock.v1")
    held = checks.blocks(element, context.target)
    for child in held:
        element.remove(child)
    if held:
        element.text = None
    return Block(element, None, tuple(_block(child, context) for child in held))


def read(element: XML, content: str | None) -> dict[str, Any] | None:
    """Return any element that stands for itself as it is."""
    if content is not None or str(element.tag) in checks.STRUCTURE:
        return None
    element = deepcopy(element)
    title = element.get("display_name")
    for name in ("url_name", "display_name", "xblock-family"):
        element.attrib.pop(name, "")
    olx = etree.tostring(element, encoding="unicode", with_tail=False)
    fields: dict[str, Any] = {"olx": olx, "reason": "repris tel quel (kept as it was)"}
    files = sorted(set(checks.STATIC.findall(olx)))
    return {**fields, **({"title": title} if title else {}), **({"files": files} if files else {})}


def preview(spec: RawSpec, context: Context) -> str:
    """Return the source: what the platform makes of it is known to the platform alone."""
    label = "Composant tel quel\u00a0:" if context.language == "fr" else "A component as it is:"
    code = f'<pre tabindex="0" style="{CODE}">{escape(spec.olx)}</pre>'
    return f'<figure style="margin: 1.5em 0"><figcaption>{label} {escape(spec.reason)}</figcaption>{code}</figure>'


KIND = Kind(
    name="raw",
    spec=RawSpec,
    tags={"fun": "*", "openedx": "*"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    body="olx",
    rules=RULES,
)
