"""HTML written as it is, cleaned by an allow-list."""

from __future__ import annotations

import re

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
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^<>]*)?)>")
_HANDLER = re.compile(r"\s(on[a-z]+)\s*=")


def clean(html: str) -> tuple[str, list[str]]:
    """Return `html` with only what the allow-list has, and the names of what was removed."""
    import nh3

    tags = set(nh3.ALLOWED_TAGS) | _EXTRA_TAGS
    attributes = {name: set(values) for name, values in nh3.ALLOWED_ATTRIBUTES.items()}
    for name, values in _EXTRA_ATTRIBUTES.items():
        attributes[name] = attributes.get(name, set()) | values
    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
        clean_content_tags={"script", "style"},
    )
    removed = sorted({f"<{match.group(1).lower()}>" for match in _TAG.finditer(html)} - {f"<{tag}>" for tag in tags})
    removed += sorted({match.group(1) for tag in _TAG.finditer(html) for match in _HANDLER.finditer(tag.group(2))})
    if "javascript:" in html and "javascript:" not in cleaned:
        removed.append("javascript:")
    return cleaned, removed
