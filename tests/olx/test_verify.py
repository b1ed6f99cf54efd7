"""The last step of a build: an archive that differs from what was declared is never let through."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from moocfab import targets
from moocfab.archive import pack
from moocfab.diagnostics import Location
from moocfab.olx import rules
from moocfab.olx.package import Declared, Package
from moocfab.olx.predict import is_read, predict
from moocfab.olx.verify import compare, verify
from moocfab.safe.archives import read

Files = dict[str, bytes | Path]
LTI = '<lti_consumer url_name="w" xblock-family="xblock.v1" launch_url="https://a.fr/" inline_height="500"/>'
TABS = (
    '{"type": "courseware", "name": "Cours"}, {"type": "course_info", "name": "Infos"}, '
    '{"type": "static_tab", "name": "FAQ", "url_slug": "faq"}'
)
FILES: Files = {
    "course.xml": b'<course url_name="r" org="O" course="1"/>',
    "course/r.xml": b'<course><chapter url_name="c"/></course>',
    "chapter/c.xml": b'<chapter display_name="C"><sequential url_name="s"/></chapter>',
    "sequential/s.xml": b'<sequential due="2027-01-01"><vertical url_name="v"/><vertical url_name="u"/></sequential>',
    "vertical/v.xml": f'<vertical><html url_name="h"/><problem url_name="p"/>{LTI}</vertical>'.encode(),
    "vertical/u.xml": b'<vertical><problem url_name="q"/></vertical>',
    "html/h.xml": b'<html filename="h" display_name="Texte"/>',
    "html/h.html": b"<p>Bonjour</p>",
    "problem/p.xml": b'<problem max_attempts="2"><p>?</p></problem>',
    "problem/q.xml": b"<problem><p>?</p></problem>",
    "tabs/faq.html": b"<p>FAQ</p>",
    "static/a_b.png": b"\x89PNG",
    "policies/r/policy.json": f'{{"course/r": {{"tabs": [{TABS}]}}}}'.encode(),
}


def declared(tag: str, name: str, line: int, *children: Declared, **attributes: str) -> Declared:
    return Declared(tag, name, attributes, Location("cours.yml", line), children)


LTI_FIELDS = {"launch_url": "https://a.fr/", "inline_height": "500", "xblock-family": "xblock.v1"}
UNIT = (
    declared("html", "h", 5, display_name="Texte", filename="h"),
    declared("problem", "p", 6, max_attempts="2"),
    declared("lti_consumer", "w", 7, **LTI_FIELDS),
)
SEQUENCE = declared(
    "sequential", "s", 3,
    declared("vertical", "v", 4, *UNIT), declared("vertical", "u", 8, declared("problem", "q", 9)),
    due="2027-01-01",
)  # fmt: skip
COURSE = declared("course", "r", 1, declared("chapter", "c", 2, SEQUENCE, display_name="C"))
PACKAGE = Package(FILES, COURSE, ("faq",))


def packed(files: Files) -> bytes:
    stream = io.BytesIO()
    pack(files, stream)
    return stream.getvalue()


def changed(name: str, old: str, new: str) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        content = files[name]
        assert isinstance(content, bytes)
        assert old.encode() in content
        return {**files, name: content.replace(old.encode(), new.encode())}

    return change


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {other: content for other, content in files.items() if other != name}


def also(name: str, content: bytes = b"") -> Callable[[Files], Files]:
    return lambda files: {**files, name: content}


MUTATIONS = {
    "a missing unit": (without("vertical/v.xml"), {"block-vanishes:4"}),
    "a missing problem": (without("problem/p.xml"), {"block-vanishes:6"}),
    "a missing text": (without("html/h.html"), {"block-vanishes:5"}),
    "a missing run": (without("course/r.xml"), {"import-refused:1"}),
    "no root": (without("course.xml"), {"import-refused:1"}),
    "a missing page": (without("tabs/faq.html"), {"tab-lost:1"}),
    "a pointer with an attribute": (
        changed("vertical/v.xml", '<problem url_name="p"', '<problem url_name="p" weight="1"'), {"block-empty:6"},
    ),
    "a pointer with text": (changed("vertical/u.xml", '"q"/>', '"q">x</problem>'), {"block-empty:9"}),
    "a broken unit": (changed("vertical/v.xml", "</vertical>", ""), {"block-vanishes:4"}),
    "an HTML entity": (changed("problem/p.xml", "?", "&nbsp;"), {"block-vanishes:6"}),
    "Latin-1": (also("html/h.html", "é".encode("latin-1")), {"block-vanishes:5"}),
    "a field of a wrong type": (changed("problem/p.xml", '"2"', '"deux"'), {"block-vanishes:6"}),
    "another field of a wrong type": (changed("vertical/v.xml", '"500"', '"haut"'), {"block-vanishes:7"}),
    "a date that is none": (changed("sequential/s.xml", "2027-01-01", "demain"), {"block-vanishes:3"}),
    "another value": (changed("problem/p.xml", '"2"', '"3"'), {"field-changed:6"}),
    "a lost value": (changed("problem/p.xml", ' max_attempts="2"', ""), {"field-changed:6"}),
    "a name twice": (changed("vertical/u.xml", '"q"', '"p"'), {"block-vanishes:9"}),
    "a block in another unit": (
        lambda files: changed("vertical/u.xml", "</vertical>", '<html url_name="h"/></vertical>')(
            changed("vertical/v.xml", '<html url_name="h"/>', "")(files)
        ),
        {"block-moved:5", "block-extra:8"},
    ),
    "a block too many": (changed("vertical/u.xml", "<problem", '<html url_name="h"/><problem'), {"block-extra:8"}),
    "a block repeated": (
        changed("vertical/v.xml", '<html url_name="h"/>', '<html url_name="h"/>' * 2), {"block-repeated:4"},
    ),
    "units exchanged": (
        changed(
            "sequential/s.xml", '<vertical url_name="v"/><vertical url_name="u"/>',
            '<vertical url_name="u"/><vertical url_name="v"/>',
        ),
        {"block-order:4"},
    ),
    "a page too many": (
        lambda files: also("tabs/b.html")(
            changed("policies/r/policy.json", '{"type": "static_tab"',
                    '{"type": "static_tab", "name": "B", "url_slug": "b"}, {"type": "static_tab"')(files)
        ),
        {"tab-extra:1"},
    ),
    "a file of the same name": (also("static/a b.png"), {"static-collision:1"}),
    "a file that is renamed": (also("static/c d.png"), {"static-renamed:1"}),
}  # fmt: skip


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_verify_finds_nothing_in_what_was_declared(target: str, tmp_path: Path) -> None:
    archive = tmp_path / "made.part"
    archive.write_bytes(packed(FILES))
    policy = changed("policies/r/policy.json", '{"type": "course_info", "name": "Infos"}, ', "")
    files = FILES if target == "fun" else policy(FILES)
    assert verify(replace(PACKAGE, files=files), packed(files), targets.load(target)) == []
    assert verify(PACKAGE, archive, targets.load("fun")) == []


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutated_archive_is_found_where_its_block_was_written(mutation: str) -> None:
    mutate, expected = MUTATIONS[mutation]
    archive = packed(mutate(FILES))
    target = targets.load("fun")
    findings = compare(PACKAGE, predict(read(archive, keep=is_read), target))
    assert {f"{finding.rule.slug}:{finding.location.line}" for finding in findings} == expected
    assert {finding.rule.slug for finding in verify(PACKAGE, archive, target)} > {
        item.split(":")[0] for item in expected
    }


def test_file_that_differs_is_found_at_its_block_else_at_the_course() -> None:
    files = {**without("problem/p.xml")(FILES), "html/h.html": b"<p>Autre</p>", "problem/x.xml": b"<problem/>"}
    found = {
        (f.rule.slug, f.location.line): f.message("en") for f in verify(PACKAGE, packed(files), targets.load("fun"))
    }
    assert found[("file-not-packed", 6)] == "“problem/p.xml” is missing from the archive"
    assert found[("file-changed", 5)] == "“html/h.html” is not in the archive as it was written"
    assert found[("file-unknown", 1)] == "nobody asked for “problem/x.xml”, which is in the archive"


@pytest.mark.parametrize(
    "archive", [b"", packed(FILES)[:-40], packed({"a": b"", "../../b": b""})], ids=["nothing", "cut", "hostile"]
)
def test_archive_that_cannot_be_read_is_one_finding(archive: bytes) -> None:
    (finding,) = verify(PACKAGE, archive, targets.load("fun"))
    assert finding.rule.slug == "broken-archive"
    assert "\n" not in finding.message("fr")


def test_name_declared_twice_is_found_though_the_archive_agrees() -> None:
    unit = declared("vertical", "v", 4, declared("html", "h", 5), declared("html", "h", 6))
    course = declared("course", "r", 1, declared("chapter", "c", 2, declared("sequential", "s", 3, unit)))
    files: Files = {
        "course.xml": b'<course url_name="r" org="O" course="1"/>',
        "course/r.xml": b'<course><chapter url_name="c"><sequential url_name="s"><vertical url_name="v">'
        b'<html url_name="h">a</html><html url_name="h">b</html></vertical></sequential></chapter></course>',
    }
    (finding,) = compare(Package(files, course), predict(read(packed(files)), targets.load("openedx")))
    assert (finding.rule.slug, finding.location.line) == ("block-name-twice", 6)
    assert [place.line for place in finding.related] == [5]


def test_unknown_block_is_hidden_on_openedx_and_stops_fun() -> None:
    files = {**FILES, "vertical/u.xml": b'<vertical><machin url_name="q" a="1"/></vertical>'}
    sequence = replace(
        SEQUENCE, children=(SEQUENCE.children[0], declared("vertical", "u", 8, declared("machin", "q", 9)))
    )
    course = declared("course", "r", 1, declared("chapter", "c", 2, sequence))
    package = Package(files, course, ("faq",))
    fun = compare(package, predict(read(packed(files)), targets.load("fun")))
    assert [finding.rule.slug for finding in fun] == ["import-refused"]
    policy = changed("policies/r/policy.json", '{"type": "course_info", "name": "Infos"}, ', "")
    openedx = compare(package, predict(read(packed(policy(files))), targets.load("openedx")))
    assert [(finding.rule.slug, finding.location.line) for finding in openedx] == [("block-unknown", 9)]


def test_file_that_the_platform_ignores_is_found() -> None:
    files = {**FILES, "static/a.txt~": b""}
    (finding,) = verify(replace(PACKAGE, files=files), packed(files), targets.load("fun"))
    assert finding.rule.slug == "static-ignored"


def test_every_rule_is_met_here() -> None:
    met = {item.split(":")[0] for _, expected in MUTATIONS.values() for item in expected}
    elsewhere = {
        "broken-archive", "file-not-packed", "file-changed", "file-unknown", "block-name-twice", "block-unknown",
        "static-ignored",
    }  # fmt: skip
    assert met | elsewhere == {rule.slug for rule in rules.RULES}
