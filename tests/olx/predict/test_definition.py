"""Pointers and the files that they lead to, as an importer reads them."""

from __future__ import annotations

import pytest

from tests.olx.predict.one_unit import TARGETS, foresee, inside


@TARGETS
def test_pointer_is_read_and_colon_is_a_folder(target: str) -> None:
    found = foresee(target, '<problem url_name="a:b"/>', problem__a__b_dot_xml="<problem/>")
    assert inside(found) == {("problem", "a:b")}
    assert not found.empty


@TARGETS
@pytest.mark.parametrize(
    "pointer",
    ['<problem url_name="p" weight="1"/>', '<problem url_name="p">x</problem>', '<problem url_name="p"  a="b"/>'],
)
def test_pointer_with_more_than_a_name_arrives_empty(target: str, pointer: str) -> None:
    found = foresee(target, pointer, problem__p_dot_xml="<problem/>")
    assert found.empty == {("problem", "p")}


def test_comment_makes_a_pointer_none_on_openedx_alone() -> None:
    pointer, file = '<problem url_name="p"><!-- ? --></problem>', "<problem/>"
    assert foresee("openedx", pointer, problem__p_dot_xml=file).empty == {("problem", "p")}
    assert not foresee("fun", pointer, problem__p_dot_xml=file).empty


@TARGETS
@pytest.mark.parametrize(
    "content",
    [b"<problem>", b"<problem>&nbsp;</problem>", b"<problem>&</problem>", "<problem>é</problem>".encode("latin-1")],
)
def test_file_that_cannot_be_read_makes_its_block_vanish(target: str, content: bytes) -> None:
    found = foresee(target, '<problem url_name="p"/>', problem__p_dot_xml=content)
    assert set(found.vanished) == {("problem", "p")}
    assert "problem/p.xml" in found.vanished[("problem", "p")].fr


def test_declared_encoding_is_not_looked_at() -> None:
    file = '<?xml version="1.0" encoding="iso-8859-1"?><problem>é</problem>'
    assert not foresee("openedx", '<problem url_name="p"/>', problem__p_dot_xml=file.encode()).vanished
    assert foresee("openedx", '<problem url_name="p"/>', problem__p_dot_xml=file.encode("latin-1")).vanished


def test_entities_of_a_doctype_are_lost_on_openedx() -> None:
    file = '<!DOCTYPE problem [<!ENTITY e "x">]><problem>&e;</problem>'
    assert foresee("openedx", '<problem url_name="p"/>', problem__p_dot_xml=file).vanished


@TARGETS
def test_html_text_is_found_beside_its_file_or_lost(target: str) -> None:
    files = {"html__f__h_dot_xml": '<html filename="h"/>', "html__f__h_dot_html": "<p>&nbsp;<br>"}
    found = foresee(target, '<html url_name="f:h"/>', **files)
    assert [block.sources for block in found.stored if block.key[0] == "html"] == [("html/f/h.xml", "html/f/h.html")]
    assert foresee(target, '<html url_name="f:h"/>', html__f__h_dot_xml='<html filename="h"/>').vanished
