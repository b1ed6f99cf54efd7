"""Every video, tool and forum of the reference courses, read and written again, is what it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from moocfab import targets
from moocfab.course.edition import Edition
from moocfab.course.files import CourseFile
from moocfab.course.model import Course, Element
from moocfab.course.site import Site
from moocfab.course.surroundings import of_element
from moocfab.kinds.contract import XML, Kind, VideoFiles
from moocfab.kinds.registry import KINDS
from moocfab.safe.archives import read
from moocfab.safe.xml import Malformed, parse

READERS = [KINDS[name] for name in ("video", "lti", "discussion", "raw")]
TAGS = {"video", "libcast_xblock", "lti_consumer", "discussion"}

# What is written otherwise than it was read, by url_name: attribute to what it was, and why.
OTHERWISE = {
    ("fun", "video-cours"): {"inline_height": "420"},  # the frame of a video is as high as the target says, for all
}


def blocks(course: Path, tags: Collection[str] = TAGS) -> Iterator[XML]:
    """Yield the blocks of a course with one of `tags`, pointers followed, with their url_name."""
    for path in sorted((course / "vertical").glob("*.xml")):
        for found in parse(path.read_bytes()).iter(*tags):
            name = found.get("url_name") or ""
            file = course / str(found.tag) / f"{name}.xml"
            block = parse(file.read_bytes()) if file.is_file() else deepcopy(found)
            block.set("url_name", name)
            block.tail = None
            yield block


def again(block: XML, target: str, kind: Kind) -> XML | None:
    """Return the block that a kind writes from what it read of `block`, None where it is not of this kind."""
    fields = kind.read(deepcopy(block), None)
    if fields is None:
        return None
    settings = CourseFile.model_validate(
        {"format": 1, "org": "o", "number": "n", "run": "r", "title": "t", "language": "fr",
         "targets": [target], "modules": ["m"]}
    )  # fmt: skip
    name = block.get("url_name") or ""
    element = Element(kind, kind.spec.model_validate({"id": "x", **fields}), name)
    request = kind.media(element.spec)
    transcripts = {language: f"{name}-{language}.srt" for language in request.captions} if request else {}
    videos = {name: VideoFiles(transcripts=transcripts)}
    context = of_element(Site(Edition(Course(settings, ()), targets.load(target)), videos), element)
    written = kind.write(element.spec, context).element
    written.set("url_name", name)
    return written


def canonical(block: XML) -> str:
    """Return a block as text: attributes sorted, JSON in one spelling, no white space that only indents."""
    copy = deepcopy(block)
    for element in copy.iter("*"):
        element.text = (element.text or "").strip() or None
        element.tail = (element.tail or "").strip() or None
        for name, value in element.items():
            if str(value).startswith(("[", "{")):
                element.set(name, json.dumps(json.loads(str(value)), sort_keys=True))
    return etree.tostring(copy, method="c14n").decode("utf-8")


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_block_of_the_reference_course_is_written_as_it_was_read(
    target: str, shared: Path, record_property: Callable[[str, object], None]
) -> None:
    kinds: dict[str, str] = {}
    for block in blocks(shared / "data" / "reference" / target / "course"):
        name = block.get("url_name") or ""
        kind, written = next((k, w) for k in READERS if (w := again(block, target, k)) is not None)
        for attribute, was in OTHERWISE.get((target, name), {}).items():
            assert block.get(attribute) == was != written.get(attribute)
            block.set(attribute, written.get(attribute) or "")
        assert canonical(written) == canonical(block)
        kinds[name] = kind.name
    record_property("read", ", ".join(f"{name} as {kind}" for name, kind in sorted(kinds.items())))
    assert set(kinds.values()) == {"video", "lti", "discussion"}
    assert len(kinds) == {"fun": 5, "openedx": 4}[target]


def test_block_of_any_archive_is_read_to_a_valid_spec_or_left(
    shared: Path, record_property: Callable[[str, object], None]
) -> None:
    count = archives = 0
    for path in sorted((shared / "data" / "olx").glob("*.tar.gz")):
        archives += 1
        entries = read(path, keep=lambda name: name.endswith(".xml")).values()
        for entry in (entry for entry in entries if entry.data is not None):
            try:
                root = parse(entry.data or b"")
            except Malformed:
                continue
            for found in root.iter(*TAGS):
                for kind in READERS:
                    fields = kind.read(deepcopy(found), None)
                    if fields is not None:
                        assert kind.spec.model_validate({"id": "x", **fields})
                count += 1
    record_property("read", f"{count} blocks of {archives} archives")
    assert count > 20
