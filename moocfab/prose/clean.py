"""HTML written as it is, cleaned by an allow-list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import nh3

from moocfab.diagnostics import Location
from moocfab.prose.contract import Page
from moocfab.prose.hosts import framed
from moocfab.safe.addresses import split
from moocfab.safe.xml import XML, fragments
from moocfab.source.rules import REMOVED_HTML

_EXTRA_ATTRIBUTES = {
    "*": {
        "style",
        "class",
        "id",
        "title",
        "lang",
        "dir",
        "role",
        "tabindex",
        "aria-label",
        "aria-hidden",
        "aria-describedby",
        "aria-labelledby",
    },
    "a": {"href", "target", "rel", "download", "hreflang"},
    "iframe": {"src", "title", "height", "width", "allowfullscreen", "style"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "input": {"type", "checked", "disabled"},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload", "width", "height", "poster"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
    "details": {"open"},
}
_EXTRA_TAGS = {"iframe", "figure", "figcaption", "section", "input", "audio", "video", "source", "track", "label"}
_TAGS = set(nh3.ALLOWED_TAGS) | _EXTRA_TAGS
_ATTRIBUTES = {
    name: nh3.ALLOWED_ATTRIBUTES.get(name, set()) | _EXTRA_ATTRIBUTES.get(name, set())
    for name in {*nh3.ALLOWED_ATTRIBUTES, *_EXTRA_ATTRIBUTES}
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESSES = ("href", "src", "cite", "poster")


def cleaned(
    html: str,
    page: Page,
    location: Location,
    found: Callable[[Sequence[str]], Location | None] = lambda _signs: None,
    *,
    written: str | None = None,
) -> str:
    """Return HTML of an author's hand, cleaned, its addresses those of the page.

    What is wrong is told at `location`, or where `found` finds its first signs. `written` is what of it the author
    wrote where that is not all: addresses in the rest are those of the page already, or told of.
    """
    own = {str(value) for piece in fragments(written or html) for node in piece.iter() for value in node.values()}

    def address(tag: str, name: str, value: str) -> str:
        if value not in own:
            return value
        place = found([value]) or location
        return page.link(value, place)[0] if tag == "a" else page.asset(value, place)

    made, removed = clean(html, page.hosts, address)
    if removed:
        place = found([name.removesuffix(">") for name in removed]) or location
        page.report(REMOVED_HTML.at(place, removed=", ".join(removed)))
    return made


def clean(
    html: str, hosts: Collection[str] = (), address: Callable[[str, str, str], str] = lambda _tag, _name, value: value
) -> tuple[str, list[str]]:
    """Return `html` with only what the allow-list has, and the names of what was removed.

    Args:
        html: as it was written.
        hosts: whose pages a frame may show, besides those that are known.
        address: tag, attribute and the address of a file or page of the course to what it becomes.
    """

    def kept(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("iframe", "src"):
            return value if framed(value, hosts) else None
        return address(tag, name, value) if name in _ADDRESSES and _own(value) else value

    made = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        link_rel=None,
        url_schemes=_SCHEMES,
        clean_content_tags={"script", "style"},
    )
    return made, sorted({name for element in fragments(html) for name in _refused(element, hosts)})


def _own(address: str) -> bool:
    """Return whether an address is that of a file of the course, not yet the platform's."""
    parts = split(address)
    platform = address.startswith(("/static/", "/jump_to_id/", "/course/", "/courses/", "/c4x/", "/asset-v1:"))
    return bool(parts.path) and not parts.scheme and not parts.netloc and not platform


def _refused(element: XML, hosts: Collection[str]) -> Iterator[str]:
    """Yield what the allow-list lacks of an element and all below it."""
    for node in element.iter():
        tag = str(node.tag)
        if tag not in _TAGS:
            yield f"<{tag}>"
            continue
        allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set())
        for key, value in node.items():
            name, text = str(key), str(value)
            scheme = text.strip().partition(":")[0].lower() if name in _ADDRESSES and ":" in text else ""
            if name not in allowed:
                yield name
            elif scheme.isalnum() and scheme not in _SCHEMES:
                yield f"{scheme}:"
            elif (tag, name) == ("iframe", "src") and not framed(text, hosts):
                yield f"<iframe src={text}>"
