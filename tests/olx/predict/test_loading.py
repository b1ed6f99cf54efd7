"""What becomes of blocks: names, fields, children; whole archives stand in `conformance/test_truth.py`."""

from __future__ import annotations

import pytest

from tests.olx.predict.one_unit import TARGETS, foresee, inside


@TARGETS
@pytest.mark.parametrize("name", ["a b", "a/b", "a+b", "a&amp;b", "a#b", "a@b", "l'an", "a,b", "a(b)"])
def test_name_with_other_characters_vanishes(target: str, name: str) -> None:
    found = foresee(target, f'<problem url_name="{name}"><p>?</p></problem>')
    assert inside(found) == set()
    assert len(found.vanished) == 1


@TARGETS
def test_percent_in_a_name_refuses_the_course(target: str) -> None:
    assert foresee(target, '<problem url_name="a%b"><p>?</p></problem>').refused


def test_accent_in_a_name_is_lost_for_html_on_fun() -> None:
    unit = '<html url_name="été">x</html><problem url_name="été"><p/></problem>'
    assert inside(foresee("fun", unit)) == {("problem", "été")}
    assert len(inside(foresee("openedx", unit))) == 2


@TARGETS
def test_second_block_of_a_name_is_renamed_lost_or_the_only_one(target: str) -> None:
    inline = foresee(target, '<problem url_name="p"><p/></problem><problem url_name="p"><p/><p/></problem>')
    assert inline.renamed == {("problem", "p"): ("problem", "*")}
    pointer = foresee(target, '<problem url_name="p"/><problem url_name="p"/>', problem__p_dot_xml="<problem/>")
    assert (inside(pointer), pointer.renamed) == ({("problem", "p")}, {})
    html = foresee(target, '<html url_name="h" display_name="A">a</html><html url_name="h" display_name="B">b</html>')
    assert html.course is not None
    unit = html.course.children[0].children[0].children[0]
    assert [block.attributes["display_name"] for block in unit.children] == ["B", "B"]


def test_unknown_tag_refuses_on_fun_and_hides_on_openedx() -> None:
    unit = '<machin url_name="m" a="1"/>'
    fun, openedx = foresee("fun", unit), foresee("openedx", unit)
    assert fun.refused is not None
    assert "machin" in fun.refused.fr
    assert openedx.hidden == {("machin", "m")}


@TARGETS
def test_unknown_pointer_without_its_file_vanishes(target: str) -> None:
    assert set(foresee(target, '<machin url_name="m" xblock-family="xblock.v1"/>').vanished) == {("machin", "m")}


@TARGETS
def test_pure_xblock_as_a_pointer_arrives_with_its_defaults(target: str) -> None:
    found = foresee(target, '<poll url_name="p"/>', poll__p_dot_xml='<poll question="?"/>')
    assert found.empty == {("poll", "p")}
    assert [block.ignored for block in found.stored if block.key[0] == "poll"] == [("question",)]


@TARGETS
@pytest.mark.parametrize(
    "element",
    [
        '<problem url_name="x" max_attempts="beaucoup"/>',
        '<problem url_name="x" weight="1,5"/>',
        '<problem url_name="x" group_access="{5: [1]}"/>',
        '<lti_consumer url_name="x" inline_height="grand"/>',
        '<lti_consumer url_name="x" custom_parameters="a=b"/>',
        '<poll url_name="x" answers="{}"/>',
        '<edx_sga url_name="x" points="dix"/>',
        '<split_test url_name="x" user_partition_id="100"/>',
    ],
)
def test_value_of_a_wrong_type_makes_its_block_vanish(target: str, element: str) -> None:
    found = foresee(target, element)
    assert {name for _, name in found.vanished} == {"x"}
    assert inside(found) == set()


def test_forum_needs_no_file_on_openedx() -> None:
    pointer = '<discussion url_name="d"/>'
    assert inside(foresee("openedx", pointer)) == {("discussion", "d")}
    assert inside(foresee("fun", pointer)) == set()
    found = foresee(
        "openedx", '<discussion url_name="d" a="b"/>', discussion__d_dot_xml='<discussion discussion_id="i"/>'
    )
    (forum,) = (block for block in found.stored if block.key[0] == "discussion")
    assert (forum.attributes["discussion_id"], forum.empty, forum.sources) == ("i", False, ("discussion/d.xml",))


@TARGETS
def test_condition_on_what_is_no_block_s_key_vanishes(target: str) -> None:
    block = '<conditional url_name="c" sources="{}"><html url_name="h">x</html></conditional>'
    assert ("conditional", "c") in inside(foresee(target, block.format("i4x://O/1/problem/p; i4x://O/1/problem/q")))
    assert ("conditional", "c") not in inside(foresee(target, block.format("p")))


@TARGETS
def test_second_block_of_a_title_gets_a_name_of_the_platform(target: str) -> None:
    found = foresee(target, '<problem display_name="P"><p/></problem><problem display_name="P"><b/></problem>')
    assert inside(found) == {("problem", "P"), ("problem", "*")}


def test_children_of_a_lost_parent_stay_on_fun_alone() -> None:
    unit = '<vertical url_name="w" due="bientôt"><html url_name="h">x</html></vertical>'
    assert inside(foresee("fun", unit)) == {("html", "h")}
    assert inside(foresee("openedx", unit)) == set()


def test_library_content_is_a_pointer_on_fun() -> None:
    unit = '<library_content url_name="l" max_count="1"><problem url_name="p"><p/></problem></library_content>'
    fun = foresee("fun", unit)
    assert (inside(fun), set(fun.vanished)) == ({("problem", "p")}, {("library_content", "l")})
    assert inside(foresee("openedx", unit)) == {("library_content", "l"), ("problem", "p")}
    file = unit.replace(' url_name="l"', "")
    pointer = foresee("fun", '<library_content url_name="l"/>', library_content__l_dot_xml=file)
    assert inside(pointer) == {("library_content", "l"), ("problem", "p")}


def test_fragile_container_goes_with_a_lost_child() -> None:
    unit = '<password_container url_name="c"><problem url_name="absent"/></password_container>'
    assert inside(foresee("fun", unit)) == set()
    assert inside(foresee("fun", unit.replace("password_container", "randomize"))) == {("randomize", "c")}


def test_video_with_an_unknown_edx_id_is_lost_on_openedx() -> None:
    video = '<video url_name="w" edx_video_id="1">{}</video>'
    assert foresee("openedx", video.format("")).vanished
    assert not foresee("openedx", video.format('<video_asset client_video_id="a"/>')).vanished
    assert foresee("fun", video.format('<source src="a.mp4"/>')).refused


@TARGETS
def test_blocks_that_hold_themselves_end(target: str) -> None:
    pointer = '<randomize url_name="a"/>'
    once = foresee(target, pointer, randomize__a_dot_xml=f"<randomize>{pointer}</randomize>")
    assert inside(once) == {("randomize", "a")}
