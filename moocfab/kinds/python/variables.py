"""`$names` in a text: values of the script's variables, told from formulas.

A name is marked before the text is read as Markdown, so that `$a` begins no formula, and stays `$a` within one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from moocfab.kinds.contract import XML

_MARK = "\ue000"
_NAMED = re.compile(r"\$([A-Za-z_]\w*)", re.ASCII)
_DOLLAR = re.compile(
    r"(?P<escaped>\\.)|\$(?P<alone>[A-Za-z_]\w*)\$|\$\$|\$(?P<name>[A-Za-z_]\w*)?", re.ASCII | re.DOTALL
)


def marked(text: str, names: Collection[str]) -> str:
    """Return `text` with its variables marked; `$a$` alone is a formula."""
    inside = False

    def told(match: re.Match[str]) -> str:
        nonlocal inside
        if match["escaped"] or (match["alone"] in names and not inside):
            return match[0]
        if match["alone"] in names:
            inside = False
            return f"{_MARK}{match['alone']}$"
        if match["name"] in names:
            return f"{_MARK}{match['name']}"
        inside = not inside if not match["alone"] else inside
        return match[0]

    return _DOLLAR.sub(told, text)


def restored(elements: list[XML]) -> list[XML]:
    """Return elements whose marked variables are `$names` again."""
    for root in elements:
        for element in root.iter("*"):
            for name, value in element.items():
                element.set(name, str(value).replace(_MARK, "$"))
            element.text, element.tail = (part and part.replace(_MARK, "$") for part in (element.text, element.tail))
    return elements


def unknown(text: str) -> list[str]:
    """Return the `$names` of a text in which the known ones are marked."""
    return _NAMED.findall(text)


def unescaped(text: str, names: Collection[str]) -> str:
    r"""Return Markdown whose `\$a` is `$a` again where the script has an `a`."""
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf"\\\$(?=(?:{known})(?!\w))", "$", text) if known else text
