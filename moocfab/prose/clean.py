"""HTML written as it is, cleaned by an allow-list."""

from __future__ import annotations

from collections.abc import Iterator

import nh3

from moocfab.prose.embed import HOSTS
from moocfab.safe.addresses import split
from moocfab.safe.xml import XML, fragments

_EXTRA_ATTRIBUTES = {
    "*": {"style", "class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "aria-describedby"},
    "a": {"href", "target", "rel", "download", "hreflang"},
    "iframe": {"src", "title", "height", "width", "allowfullscreen", "style"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type", "reversed"},
    "input": {"type", "checked", "disabled"},
    "audio": {"src", "controls"},
    "video": {"src", "controls", "width", "height", "poster"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
    "section": {"class"},
}
_EXTRA_TAGS = {"iframe", "figure", "figcaption", "section", "input", "audio", "video", "source", "track", "label"}
_TAGS = set(nh3.ALLOWED_TAGS) | _EXTRA_TAGS
_ATTRIBUTES = {
    name: nh3.ALLOWED_ATTRIBUTES.get(name, set()) | _EXTRA_ATTRIBUTES.get(name, set())
    for name in {*nh3.ALLOWED_ATTRIBUTES, *_EXTRA_ATTRIBUTES}
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESSES = ("href", "src", "cite", "poster")


def clean(html: str) -> tuple[str, list[str]]:
    """Return `html` with only what the allow-list has, and the names of what was removed."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes=_SCHEMES,
        clean_content_tags={"script", "style"},
    )
    return cleaned, sorted({name for element in fragments(html) for name in _refused(element)})


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, None where a frame shows a host that `embed` would not."""
    framed = (tag, name) == ("iframe", "src")
    return None if framed and split(value).hostname not in HOSTS else value


def _refused(element: XML) -> Iterator[str]:
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
            elif _attribute(tag, name, text) is None:
                yield f"<iframe src={text}>"
