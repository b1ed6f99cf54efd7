"""How an importer reads a definition file, and when an element is a pointer to one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from moocfab.olx.predict.model import Lost, Tree
from moocfab.safe.xml import XML, Malformed, parse
from moocfab.targets import Importing

_BOM = b"\xef\xbb\xbf"
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_STRIPPED = frozenset(
    {"data_dir", "tabs", "grading_policy", "discussion_blackouts", "course", "org", "url_name", "filename",
     "xml_attributes", "x-is-pointer-node", "slug"}
)  # fmt: skip
"""Attributes that are no settings (`metadata_to_strip`)."""


def read(tree: Tree, path: str, importing: Importing, *, bom: bool | None = None) -> XML:
    """Return the root of a file that is read as UTF-8, whatever it declares.

    Raises:
        Lost: there is no such file, or it cannot be read.
    """
    data = tree.data(path)
    if data is None:
        raise Lost(f"le fichier {path} n'est pas dans l'archive", f"the file {path} is not in the archive")
    if data.startswith(_BOM):
        if not (importing.bom if bom is None else bom):
            raise Lost(f"{path} commence par une marque d'ordre", f"{path} begins with a byte-order mark")
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Lost(f"{path} n'est pas en UTF-8", f"{path} is not UTF-8") from None
    try:
        root = parse(_DECLARATION.sub("", text, count=1))
    except Malformed as error:
        where = f"{path}:{error.line}:{error.column}"
        raise Lost(f"{where} n'est pas du XML : {error.problem}", f"{where} is no XML: {error.problem}") from None
    if not importing.comments:
        etree.strip_elements(root, etree.Comment, with_tail=False)
    if not importing.entities and next(root.iter(etree.Entity), None) is not None:
        raise Lost(f"{path} emploie une entité d'un DOCTYPE", f"{path} uses an entity of a DOCTYPE")
    return root


def is_pointer(element: XML) -> bool:
    """Return whether an element has what a pointer has and nothing else (`xml_block.is_pointer_tag`).

    A name that the platform gave counts as a `url_name`.
    """
    wanted = {"url_name", "org", "course"} if element.tag == "course" else {"url_name"}
    given = {str(name) for name in element.attrib} - {"xblock-family"} | {"url_name"}
    return given == wanted and len(element) == 0 and not has_text(element)


def has_text(element: XML) -> bool:
    """Return whether an element has text of its own before its first child."""
    return bool(element.text and element.text.strip())


def elements(parent: XML) -> Iterator[XML]:
    """Yield the child elements, without comments and processing instructions."""
    yield from (child for child in parent if isinstance(child.tag, str))


def path_of(tag: str, name: str) -> str:
    """Return the file that a pointer leads to; `:` is a folder."""
    return f"{tag}/{name.replace(':', '/')}.xml"


def html_file(tree: Tree, name: str, filename: str) -> str | None:
    """Return where the text of an html is found (`html_block.load_definition`); None where it is not."""
    path = f"{posixpath.dirname(path_of('html', name))}/{filename}.html"
    for candidate in (path, re.sub(r"\.html\.html$", ".html", path)):
        parts = candidate.split("/")
        for start in range(len(parts) - 1):
            found = "/".join(parts[start:])
            if tree.data(found) is not None:
                return found
    return None


def attributes(element: XML) -> dict[str, str]:
    """Return an element's attributes, without those that are no settings."""
    return {str(key): str(value) for key, value in element.items() if key not in _STRIPPED and key != "xblock-family"}
