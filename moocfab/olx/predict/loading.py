"""How a course's XML becomes blocks: names, pointers, fields, children.

After `ImportSystem.process_xml` of `xmodule/modulestore/xml.py` and `parse_xml` of `xmodule/xml_block.py`
and of XBlock's `xblock/xml.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from moocfab.olx.predict import definition, essay, fields
from moocfab.olx.predict.model import NAMELESS, Arrived, Key, Lost, Refused, Tree
from moocfab.safe.xml import XML
from moocfab.targets import BlockForm, Target

MAX_DEPTH = 60
MAX_BLOCKS = 200_000
_NOT_IN_NAMES = re.compile(r"[^\w.%:~-]")
_CLEANED = re.compile(r"[^\w.-]")
_UNIQUE = frozenset(
    {"problem", "sequential", "video", "course", "chapter", "videosequence", "poll_question", "vertical"}
)
"""Tags whose second block of one name is given another; of other tags the last one wins (`need_uniq_names`)."""
_KEY = re.compile(r"i4x://[^/]+/[^/]+/[^/]+/[^/]+|block-v1:[^+]+\+[^+]+\+[^+]+\+type@[^+]+\+block@.+")
_OPTION = "{http://code.edx.org/xblock/option}"
_NO_BLOCKS: Mapping[str, frozenset[str]] = {
    "course": frozenset({"wiki", "textbook"}),
    "conditional": frozenset({"show", "sources"}),
}
"""Elements of a container that are no blocks."""


@dataclass
class Loader:
    """Loads blocks from one tree of files.

    Attributes:
        policy: of policy.json: `tag/name` to what it sets.
        store: every block that was loaded, by tag and name.
        lost: why a block was not.
        renamed: declared key to the one it got.
        draft: whether an unknown block is lost, as in drafts, and not for what imports it to judge.
    """

    target: Target
    tree: Tree
    policy: Mapping[str, Any] = field(default_factory=dict)
    draft: bool = False
    store: dict[Key, Arrived] = field(default_factory=dict)
    lost: dict[Key, Lost] = field(default_factory=dict)
    renamed: dict[Key, Key] = field(default_factory=dict)
    used: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    count: int = 0
    depth: int = 0

    def load(self, element: XML) -> Arrived:
        """Return the block of an element, its children loaded before it.

        Raises:
            Lost: the importer drops it.
            Refused: the importer gives up.
        """
        self.count += 1
        if self.count > MAX_BLOCKS:
            raise Refused("plus de blocs qu'un import n'en mène à bien", "more blocks than an import gets through")
        if self.depth > MAX_DEPTH:
            raise Lost("les blocs sont trop profondément emboîtés", "blocks are nested too deep")
        declared = label(element)
        self.depth += 1
        try:
            block = self._block(element, declared)
        except Lost as lost:
            self.lost.setdefault(declared, lost)
            raise
        finally:
            self.depth -= 1
        self.store[(block.key[0], block.name)] = block
        if block.key != declared:
            self.renamed[declared] = block.key
        return block

    def _block(self, element: XML, declared: Key) -> Arrived:
        tag = str(element.tag)
        wanted = _wanted(element)
        name = self._name(element, wanted)
        if _NOT_IN_NAMES.search(name):
            raise Lost(f"« {name} » n'est pas un nom de bloc", f"“{name}” is no name of a block")
        if not name.isascii() and tag in self.target.importing.ascii_names:
            raise Lost(f"« {name} » doit être sans accent", f"“{name}” must have no accent")
        key = declared if name == wanted else (tag, NAMELESS)
        form = self.target.block(tag)
        read: Callable[[XML, Arrived, BlockForm], None]
        block = Arrived(key, name)
        if form is None:
            self._unknown(element, block)
        else:
            read = self._xmodule if form.form == "pointer" and not form.optional_file else self._xblock
            read(element, block, form)
        return block

    def _name(self, element: XML, wanted: str) -> str:
        """Return the name that a block is loaded under (`make_name_unique`)."""
        tag, name = str(element.tag), wanted
        if not name or (name in self.used[tag] and tag in _UNIQUE):
            digest = hashlib.sha1(etree.tostring(element), usedforsecurity=False).hexdigest()[:12]
            name = "_".join(part for part in (tag, name, digest) if part)
        self.used[tag].add(name)
        return name

    def _unknown(self, element: XML, block: Arrived) -> None:
        """A tag of no installed block: its content stays closed, a pointer needs its file all the same."""
        if self.draft:
            raise Lost(f"le bloc « {block.key[0]} » n'est pas installé", f"the block “{block.key[0]}” is not installed")
        block.hidden = True
        if definition.is_pointer(element):
            path = definition.path_of(block.key[0], block.name)
            definition.read(self.tree, path, self.target.importing)
            block.sources = (path,)

    def _xmodule(self, element: XML, block: Arrived, form: BlockForm) -> None:
        tag, importing = block.key[0], self.target.importing
        own, path = element, definition.path_of(tag, block.name)
        if definition.is_pointer(element):
            own = definition.read(self.tree, path, importing)
            block.sources = (path,)
        content = self._content(own, block, inline=own is element)
        given = definition.attributes(own)
        policy = self._policy(block)
        for name in form.required:
            if name not in given:
                raise Lost(f"« {name} » manque", f"“{name}” is missing")
        if form.content == "blocks":
            self._children(content, block, form)
        for name in form.references:
            _check_keys(name, given.get(name, ""))
        if form.settings_only:
            self._only_settings(content, tag, inline=content is element)
        self._settle(block, given, policy, fields.takes_attribute)
        if tag == "video" and importing.video_assets and given.get("edx_video_id") and own.find("video_asset") is None:
            raise Lost("« edx_video_id » sans « video_asset »", "“edx_video_id” without a “video_asset”")
        if own is element and not block.sources and self._unread(element, block):
            block.empty = True

    def _content(self, own: XML, block: Arrived, *, inline: bool) -> XML:
        """Return the element that holds the content; an html's text is found, and nothing more."""
        tag, filename = block.key[0], own.get("filename")
        if filename is None:
            return own
        if tag != "html":
            path = f"{tag}/{filename}.xml"
            block.sources += (path,)
            return definition.read(self.tree, path, self.target.importing)
        if inline and not self.target.importing.inline_filename:
            block.empty = True
            return own
        path = definition.html_file(self.tree, block.name, filename) or ""
        data = self.tree.data(path) if path else None
        if data is None:
            raise Lost(
                f"le texte « {filename}.html » n'est pas dans l'archive", f"the text “{filename}.html” is not there"
            )
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            raise Lost(f"{path} n'est pas en UTF-8", f"{path} is not UTF-8") from None
        block.sources += (path,)
        return own

    def _children(self, content: XML, block: Arrived, form: BlockForm) -> None:
        skipped = _NO_BLOCKS.get(block.key[0], frozenset())
        for child in definition.elements(content):
            if child.tag in skipped:
                continue
            try:
                block.children.append(self.load(child))
            except Lost:
                if form.fragile:
                    raise

    def _xblock(self, element: XML, block: Arrived, form: BlockForm) -> None:
        inside = [child for child in definition.elements(element) if not str(child.tag).startswith(_OPTION)]
        for name in form.elements:
            if element.find(name) is None:
                raise Lost(f"l'élément « {name} » manque", f"the element “{name}” is missing")
        if form.essay:
            essay.check(element)
        if form.content == "blocks":
            self._children(element, block, form)
        elif form.content in ("none", "strict") and inside:
            if form.content == "none":
                self.load(inside[0])
            raise Lost(f"il ne peut contenir « {inside[0].tag} »", f"it cannot hold “{inside[0].tag}”")
        given = definition.attributes(element)
        self._settle(block, given, {}, fields.takes_yaml)
        if form.optional_file:
            self._read_besides(block, given)
            return
        bare = not {str(name) for name in element.attrib} - {"url_name", "display_name", "xblock-family"}
        block.empty = bare and self._unread(element, block)
        if block.empty:
            block.ignored += self._unread_attributes(element, block)

    def _read_besides(self, block: Arrived, given: Mapping[str, str]) -> None:
        """Add what a file of the block's name says, where there is one that can be read."""
        path = definition.path_of(block.key[0], block.name)
        try:
            own = definition.attributes(definition.read(self.tree, path, self.target.importing))
        except Lost:
            return
        block.sources = (path,)
        self._settle(block, {**given, **own}, self._policy(block), fields.takes_attribute)

    def _policy(self, block: Arrived) -> Mapping[str, Any]:
        value = self.policy.get(f"{block.key[0]}/{block.name}", {})
        if not isinstance(value, dict):
            raise Lost("policy.json n'y met pas un objet", "policy.json gives it no object")
        return value

    def _settle(
        self, block: Arrived, given: Mapping[str, str], policy: Mapping[str, Any], takes: Callable[[str, str], bool]
    ) -> None:
        """Give a block its fields.

        Raises:
            Lost: a value is not of its field's type.
            Refused: a key that the store cannot hold.
        """
        known = self.target.fields_of(block.key[0])
        block.attributes = given
        block.ignored = tuple(sorted(name for name in given if name not in known))
        for name, kind in known.items():
            if name in policy:
                if not fields.takes_json(kind, policy[name]):
                    raise _mistyped(name, policy[name])
            elif name in given and not takes(kind, given[name]):
                raise _mistyped(name, given[name])
        if self.target.importing.plain_keys:
            plain(policy)
            if takes is fields.takes_attribute:
                plain(dict.fromkeys(block.ignored))
            kinds = {name: kind for name, kind in known.items() if name in given and kind in ("json", "list")}
            plain([fields.from_attribute(kind, given[name]) for name, kind in kinds.items()])

    def _only_settings(self, content: XML, tag: str, *, inline: bool) -> None:
        known = self.target.fields_of(tag)
        for name in [*map(str, content.attrib), *(["url_name"] if inline else [])]:
            if name not in known:
                raise Lost(f"l'attribut « {name} » n'est pas à cette place", f"the attribute “{name}” is out of place")

    def _unread(self, element: XML, block: Arrived) -> bool:
        """Return whether there is a file that was meant for this block, which has nothing inside."""
        inside = next(definition.elements(element), None) is not None
        written = definition.has_text(element) and element.tag == "html"
        path = definition.path_of(block.key[0], element.get("url_name") or block.name)
        return not inside and not written and path in self.tree.files

    def _unread_attributes(self, element: XML, block: Arrived) -> tuple[str, ...]:
        path = definition.path_of(block.key[0], element.get("url_name", ""))
        try:
            unread = definition.read(self.tree, path, self.target.importing)
        except Lost:
            return ()
        return tuple(sorted(definition.attributes(unread)))


def _wanted(element: XML) -> str:
    """Return the name that an element asks for; empty where it asks for none."""
    for name in ("url_name", "slug"):
        if name in element.attrib:
            return element.get(name, "")
    for name in ("name", "display_name"):
        if name in element.attrib:
            return _CLEANED.sub("_", element.get(name, ""))
    return ""


def _check_keys(name: str, value: str) -> None:
    for key in filter(None, map(str.strip, value.split(";"))):
        if not _KEY.fullmatch(key):
            raise Lost(f"« {key} » ({name}) ne désigne aucun bloc", f"“{key}” ({name}) names no block")


def label(element: XML) -> Key:
    """Return the key that an element declares."""
    name = element.get("url_name") or element.get("slug") or element.get("name") or element.get("display_name")
    return (str(element.tag), name or NAMELESS)


def plain(value: Any) -> None:
    """Check the keys of all dictionaries in a value.

    Raises:
        Refused: one has a dot, or begins with a dollar.
    """
    if isinstance(value, dict):
        for name, inside in value.items():
            if "." in name or name.startswith("$"):
                raise Refused(f"la clé « {name} » a un point ou commence par $", f"the key “{name}” has a dot or a $")
            plain(inside)
    elif isinstance(value, list):
        for inside in value:
            plain(inside)


def _mistyped(name: str, value: object) -> Lost:
    return Lost(f"« {name} » ne peut valoir « {value} »", f"“{name}” cannot be “{value}”")
