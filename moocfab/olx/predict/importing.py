"""The whole import, step by step, after `xml_importer.py` of the platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from moocfab.diagnostics import Text
from moocfab.olx.predict import assets, definition, policy
from moocfab.olx.predict.loading import Loader, label
from moocfab.olx.predict.model import Arrived, Key, Lost, Prediction, Refused, Tree
from moocfab.safe import archives
from moocfab.safe.archives import Entry
from moocfab.safe.xml import XML
from moocfab.targets import Target

_INDEX = "index_in_children_list"
_PARENT = re.compile(r"/([^/]+)/([^/@]+)$|type@([^+]+)\+block@([^@]+)$")


def is_read(name: str) -> bool:
    """Return whether an importer reads into a file of this name."""
    return name.endswith((".xml", ".html", ".json"))


def predict_archive(path: Path, target: Target) -> Prediction:
    """Return what `target` makes of an archive.

    Raises:
        InputError: the file cannot be opened.
    """
    endings = target.importing.endings
    if not path.name.endswith(endings):
        wanted = ", ".join(endings)
        return Prediction(Text(f"le nom doit finir par {wanted}", f"the name must end in {wanted}"))
    try:
        files = archives.read(path, keep=is_read)
    except archives.ArchiveError as error:
        return Prediction(Text(error.fr, error.en))
    return predict(files, target)


def predict(files: Mapping[str, Entry], target: Target) -> Prediction:
    """Return what `target` makes of an archive's files (names in the archive, top folder included)."""
    try:
        return _import(_course_folder(files), target)
    except Refused as refused:
        return Prediction(refused.reason)
    except RecursionError:
        return Prediction(Text("policy.json est trop profondément emboîté", "policy.json is nested too deep"))


def _course_folder(files: Mapping[str, Entry]) -> Tree:
    """Return the files below the first folder that holds a course.xml.

    Raises:
        Refused: there is none.
    """
    found = [name for name in files if name.rpartition("/")[2] == "course.xml"]
    if not found:
        raise Refused("il n'y a pas de course.xml", "there is no course.xml")
    folder = min(found, key=lambda name: (name.count("/"), name)).rpartition("/")[0]
    start = f"{folder}/" if folder else ""
    return Tree({name[len(start) :]: entry for name, entry in files.items() if name.startswith(start)})


def _import(tree: Tree, target: Target) -> Prediction:
    importing = target.importing
    # 1. The root: where the course's files are found.
    try:
        root = definition.read(tree, "course.xml", importing, bom=True)
    except Lost as lost:
        raise Refused(lost.reason.fr, lost.reason.en) from lost
    run = root.get("url_name") or root.get("slug") or root.get("name")
    if root.tag != "course" or not run:
        raise Refused("course.xml n'a pas de « url_name »", "course.xml has no “url_name”")
    # 2. What the policy says of the course.
    settings = policy.load(tree, run)
    policy.check(tree, target, run, settings)
    course_settings = settings.get(f"course/{run}", {})
    # 3. All blocks, from the root down.
    loader = Loader(target, tree, settings)
    try:
        course = loader.load(root)
    except Lost as lost:
        raise Refused(lost.reason.fr, lost.reason.en) from lost
    lost_key = importing.mismatched_key and not (root.get("org") and root.get("course"))
    if lost_key:
        loader.store, course.children, course.empty = {}, [], False
    _resolve(loader, course)
    if importing.drafts:
        _drafts(loader, course)
    # 4. What the store takes of them.
    stored = _stored(loader, course, orphans=importing.orphans)
    _check_stored(stored, course, target, course_settings)
    declared = dict.fromkeys(_declared(tree, root, target, forced=lost_key))
    arrived = {block.key for block in stored}
    above = Text("ce qui le contient ne vient pas", "what holds it does not arrive")
    vanished = {key: loader.lost[key].reason if key in loader.lost else above for key in declared if key not in arrived}
    return Prediction(
        None, course, tuple(stored), vanished, loader.renamed,
        policy.static_tabs(tree, course_settings), assets.published(tree.below("static")),
    )  # fmt: skip


def _resolve(loader: Loader, course: Arrived) -> None:
    """Put at every place the block that the store holds under that name: the last one that was loaded."""
    path: set[int] = set()

    def settle(block: Arrived) -> None:
        path.add(id(block))
        kept = [loader.store.get((child.key[0], child.name), child) for child in block.children]
        block.children[:] = [child for child in kept if id(child) not in path]
        for child in block.children:
            settle(child)
        path.discard(id(block))

    settle(course)


def _drafts(loader: Loader, course: Arrived) -> None:
    """Add what stands in `drafts/` below a block that is there (`_import_course_draft`).

    Raises:
        Refused: they cannot be sorted, since one has no place among its parent's children.
    """
    tree = loader.tree.inside("drafts")
    drafts = Loader(loader.target, tree, loader.policy, draft=True)
    found = []
    for path in tree.files:
        name = path.rpartition("/")[2]
        if name.startswith("._") or _INDEX.encode() not in (tree.data(path) or b""):
            continue
        try:
            element = definition.read(tree, path, loader.target.importing)
            block = drafts.load(element)
        except Lost:
            continue
        index = None if element.tag == "discussion" else element.get(_INDEX)
        if index is not None and not index.strip().lstrip("+-").isdecimal():
            continue
        block.name = name.rpartition(".")[0] or name
        block.key = (block.key[0], block.name)
        block.ignored = tuple(name for name in block.ignored if name not in (_INDEX, "parent_url"))
        found.append((index, element.get("parent_url", element.get("parent_sequential_url", "")), block))
    if len(found) > 1 and any(index is None for index, _, _ in found):
        raise Refused("un brouillon n'a pas de rang", "a draft has no rank")
    for index, parent_url, block in sorted(found, key=lambda draft: int(draft[0] or 0)):
        _insert(course, block, parent_url, int(index or 0))


def _insert(course: Arrived, block: Arrived, parent_url: str, index: int) -> None:
    """Put a draft below its parent, in the place of what is published under its name."""
    named = _PARENT.search(parent_url)
    for parent in list(course.walk()):
        if named and (parent.key[0], parent.name) in ((named[1], named[2]), (named[3], named[4])):
            names = [(child.key[0], child.name) for child in parent.children]
            if (block.key[0], block.name) in names:
                parent.children[names.index((block.key[0], block.name))] = block
            else:
                parent.children.insert(index, block)
            return


def _stored(loader: Loader, course: Arrived, *, orphans: bool) -> list[Arrived]:
    blocks = {(block.key[0], block.name): block for block in course.walk()}
    if orphans:
        blocks |= loader.store
    return [block for block in blocks.values() if block.key[0] != "course"]


def _check_stored(stored: list[Arrived], course: Arrived, target: Target, settings: Mapping[str, Any]) -> None:
    """Check what stops an import half way.

    Raises:
        Refused: a name, a block or a source that the store does not take.
    """
    importing = target.importing
    for block in [course, *stored]:
        tag = block.key[0]
        if "%" in block.name:
            raise Refused(f"« {block.name} » contient %", f"“{block.name}” holds %")
        if block.hidden and importing.unknown == "refused":
            raise Refused(f"le bloc « {tag} » n'est pas installé", f"the block “{tag}” is not installed")
        source = block.attributes.get("source_library_id", "")
        if tag == "library_content" and source.startswith(importing.refused_sources):
            raise Refused(f"la bibliothèque « {source} » n'est pas prise", f"the library “{source}” is not taken")
        exam = tag == "chapter" and block.attributes.get("is_entrance_exam") == "true"
        if exam and settings.get("entrance_exam_enabled") and not importing.entrance_exams:
            raise Refused("l'examen d'entrée n'est pas pris", "the entrance exam is not taken")


def _declared(tree: Tree, root: XML, target: Target, *, forced: bool) -> Iterator[Key]:
    """Yield what files that can be read declare, below the root, wherever it goes wrong afterwards."""
    seen: set[str] = set()

    def below(element: XML, pointer: bool) -> Iterator[Key]:
        tag, name = label(element)
        form = target.block(tag)
        if form is None or form.content != "blocks":
            return
        if pointer and form.form == "pointer":
            path = definition.path_of(tag, name)
            if path in seen:
                return
            seen.add(path)
            try:
                element = definition.read(tree, path, target.importing)
            except Lost:
                return
        if element.get("filename"):
            try:
                element = definition.read(tree, f"{tag}/{element.get('filename')}.xml", target.importing)
            except Lost:
                return
        for child in definition.elements(element):
            if target.block(str(child.tag)) or str(child.tag) not in ("wiki", "textbook", "show", "sources"):
                yield label(child)
                yield from below(child, definition.is_pointer(child))

    yield from below(root, forced or definition.is_pointer(root))
