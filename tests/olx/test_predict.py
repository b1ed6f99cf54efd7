"""What an importer makes of an archive, rule by rule; whole archives stand in `conformance/test_truth.py`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moocfab import targets
from moocfab.olx.predict import Prediction, predict
from moocfab.olx.predict.assets import published
from moocfab.olx.predict.fields import is_date, is_duration, takes_attribute, takes_json, takes_yaml
from moocfab.safe.archives import Entry

ROOT = '<course url_name="r" org="O" course="1"/>'
UNIT = '<vertical url_name="v" display_name="V">{}</vertical>'
COURSE = f'<course><chapter url_name="c"><sequential url_name="s">{UNIT}</sequential></chapter></course>'
AROUND = {("chapter", "c"), ("sequential", "s"), ("vertical", "v")}
TARGETS = pytest.mark.parametrize("target", ["fun", "openedx"])


def foresee(target: str, unit: str = "", **more: str | bytes) -> Prediction:
    """The prediction for a course of one unit, with further files; `/` is written `__`, `.` `_dot_`."""
    files: dict[str, str | bytes] = {"course.xml": ROOT, "course/r.xml": COURSE.format(unit)}
    files |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return of(target, files)


def of(target: str, files: dict[str, Any]) -> Prediction:
    data = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    entries = {f"top/{name}": Entry(len(content), "", content) for name, content in data.items()}
    return predict(entries, targets.load(target))


def inside(prediction: Prediction) -> set[tuple[str, str]]:
    assert prediction.refused is None
    return set(prediction.arrived) - AROUND


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


ESSAY = (
    '<openassessment url_name="x" submission_due="2027-01-01T00:00"><title/><assessments>'
    '<assessment name="peer-assessment" must_grade="2" start=""/><assessment name="staff-assessment" required="True"/>'
    '<assessment name="student-training"><example><answer/><select criterion="c" option="o"/></example></assessment>'
    '</assessments><prompts><prompt><description/></prompt></prompts><rubric><criterion feedback="optional"><name/>'
    '<prompt/><option points="3"><name/><explanation/></option></criterion></rubric></openassessment>'
)


@TARGETS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title/>", ""), ("2027-01-01", "demain"), ('grade="2"', 'grade="deux"'), ('start=""', 'start="soon"'),
        ('start=""', 'required="True"'), ('<assessment name="staff-assessment"', "<assessment"), ("<answer/>", ""),
        (' option="o"', ""), ("<description/>", ""), ("optional", "maybe"), ('points="3"', ""), ("3", "trois"),
        ("<explanation/>", ""), ("<name/><prompt/>", "<prompt/>"), ("<name/><prompt/>", "<name/>"),
    ],
)  # fmt: skip
def test_essay_with_a_part_that_cannot_be_read_vanishes(target: str, old: str, new: str) -> None:
    assert inside(foresee(target, ESSAY)) == {("openassessment", "x")}
    assert old in ESSAY
    assert inside(foresee(target, ESSAY.replace(old, new, 1))) == set()


def test_essay_without_a_rubric_is_the_platform_s_example_on_openedx() -> None:
    essay = '<openassessment url_name="x"><title/></openassessment>'
    assert inside(foresee("openedx", essay)) == {("openassessment", "x")}
    assert inside(foresee("fun", essay)) == set()


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


@TARGETS
def test_html_text_is_found_beside_its_file_or_lost(target: str) -> None:
    files = {"html__f__h_dot_xml": '<html filename="h"/>', "html__f__h_dot_html": "<p>&nbsp;<br>"}
    found = foresee(target, '<html url_name="f:h"/>', **files)
    assert [block.sources for block in found.stored if block.key[0] == "html"] == [("html/f/h.xml", "html/f/h.html")]
    assert foresee(target, '<html url_name="f:h"/>', html__f__h_dot_xml='<html filename="h"/>').vanished


def test_video_with_an_unknown_edx_id_is_lost_on_openedx() -> None:
    video = '<video url_name="w" edx_video_id="1">{}</video>'
    assert foresee("openedx", video.format("")).vanished
    assert not foresee("openedx", video.format('<video_asset client_video_id="a"/>')).vanished
    assert foresee("fun", video.format('<source src="a.mp4"/>')).refused


@TARGETS
@pytest.mark.parametrize(
    "files",
    [
        {},
        {"course.xml": "<course"},
        {"course.xml": '<course org="O" course="1"/>'},
        {"course.xml": ROOT},
        {"course.xml": ROOT, "course/r.xml": "<course>"},
        {"course.xml": ROOT, "course/r.xml": "<course/>", "policies/r/policy.json": "[1]"},
        {"course.xml": ROOT, "course/r.xml": '<course start="demain"/>'},
    ],
)
def test_course_without_a_root_that_can_be_read_is_refused(target: str, files: dict[str, str]) -> None:
    assert of(target, files).refused


@TARGETS
@pytest.mark.parametrize(
    "policy",
    [
        '{"start": "2026-13-45"}',
        '{"start": "\\"2026-01-01\\""}',
        '{"display_name": 42}',
        '{"advanced_modules": "poll"}',
        '{"max_student_enrollments_allowed": "many"}',
        '{"tabs": [{"type": "progress", "name": "P"}]}',
        '{"tabs": [{"type": "courseware", "name": "C"}, {"type": "courseware", "name": "C"}]}',
        '{"tabs": [{"type": "courseware", "name": "C"}, {"type": "course_info", "name": "I"}, {"type": "static_tab"}]}',
        '{"tabs": {"type": "courseware"}}',
        '{"user_partitions": [{"id": 100}]}',
        '{"user_partitions": [{"id": 100, "name": "", "description": "", "version": 3, "scheme": "x", "groups": []}]}',
        "[]",
    ],
)
def test_policy_that_the_platform_does_not_take_refuses_the_course(target: str, policy: str) -> None:
    assert foresee(target, policies__r__policy_dot_json=f'{{"course/r": {policy}}}').refused


@TARGETS
@pytest.mark.parametrize(
    "policy",
    ['{"course/r": {"start": null, "end": "", "tabs": []}}', '{"course/other": 1}', "{bad", "\ufeff{}", "null"],
)
def test_policy_that_says_nothing_is_taken(target: str, policy: str) -> None:
    assert foresee(target, policies__r__policy_dot_json=policy).refused is None


def test_keys_with_a_dot_or_a_dollar_refuse_on_fun() -> None:
    dotted = {"policies__r__policy_dot_json": '{"course/r": {"discussion_topics": {"Semaine 1. Intro": {"id": "a"}}}}'}
    assert foresee("fun", **dotted).refused
    assert not foresee("openedx", **dotted).refused
    assert foresee("fun", '<problem url_name="p" x.y="1"/>').refused
    assert foresee("fun", """<poll url_name="p" answers='[["a", {"b.c": 1}]]'/>""").refused
    assert foresee("fun", policies__r__grading_policy_dot_json='{"GRADE_CUTOFFS": {"$A": 1}}').refused


def test_static_tabs_open_that_have_their_file() -> None:
    tabs = '{"type": "courseware", "name": "C"}, {"type": "static_tab", "name": "A", "url_slug": "a"}'
    policy = f'{{"course/r": {{"tabs": [{tabs}, {{"type": "static_tab", "name": "B", "url_slug": "b"}}]}}}}'
    assert foresee("openedx", policies__r__policy_dot_json=policy, tabs__a_dot_html="").tabs == ("a",)


def draft(parent: str, index: str = "0", unit: str = '<html url_name="dh">x</html>') -> str:
    return f'<vertical parent_url="i4x://O/1/{parent}" index_in_children_list="{index}">{unit}</vertical>'


def test_drafts_arrive_below_their_parent_on_openedx() -> None:
    found = foresee("openedx", drafts__vertical__d_dot_xml=draft("sequential/s"))
    assert inside(found) == {("vertical", "d"), ("html", "dh")}
    assert found.course is not None
    assert [unit.name for unit in found.course.children[0].children[0].children] == ["d", "v"]
    assert inside(foresee("fun", drafts__vertical__d_dot_xml=draft("sequential/s"))) == set()
    assert inside(foresee("openedx", drafts__vertical__d_dot_xml=draft("sequential/absent"))) == set()
    unknown = draft("sequential/s", unit='<machin url_name="m" a="1"/>')
    assert inside(foresee("openedx", drafts__vertical__d_dot_xml=unknown)) == {("vertical", "d")}


def test_draft_without_a_rank_among_others_refuses_the_course() -> None:
    drafts = {
        "drafts__vertical__d_dot_xml": draft("sequential/s"),
        "drafts__discussion__e_dot_xml": draft("vertical/v")
        .replace("vertical parent", "discussion parent")
        .replace('<html url_name="dh">x</html></vertical>', "</discussion>"),
    }
    assert foresee("openedx", **drafts).refused


@TARGETS
def test_blocks_that_hold_themselves_end(target: str) -> None:
    pointer = '<randomize url_name="a"/>'
    once = foresee(target, pointer, randomize__a_dot_xml=f"<randomize>{pointer}</randomize>")
    assert inside(once) == {("randomize", "a")}


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("integer", "3", True), ("integer", '"3"', True), ("integer", "", True), ("integer", "3,5", False),
        ("float", "0.5", True), ("float", "nan", True), ("float", "un", False), ("string", "42", True),
        ("boolean", "peut-être", True), ("list", '["a"]', True), ("list", "[a]", False), ("json", "{}", True),
        ("json", "[]", False), ("date", '"2026-01-01"', True), ("duration", "00:01:00", True),
        ("duration", "60", False), ("list", "null", True),
    ],
)  # fmt: skip
def test_attribute_of_an_xmodule(kind: str, text: str, taken: bool) -> None:
    assert takes_attribute(kind, text) is taken


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("integer", "3", True), ("integer", "", True), ("integer", "trois", False), ("string", "[a: b", True),
        ("list", "[a=b]", True), ("list", "[a=b", False), ("list", "a=b", False), ("json", "{a: 1}", True),
        ("boolean", "?", True), ("float", "0.5", True),
    ],
)  # fmt: skip
def test_attribute_of_a_pure_xblock(kind: str, text: str, taken: bool) -> None:
    assert takes_yaml(kind, text) is taken


@pytest.mark.parametrize(
    "text",
    ["2026-09-01", "2026-09-01T08:00:00Z", "2026-09-01T08:00:00+02:00", "01/09/2026", "2026-09-01 08:00", "2026", "",
     "1 January 2026", "Jan 5, 2026 at 3:00 PM", "20260901", "2026-09-01T08:00:00.123456+00:00"],
)  # fmt: skip
def test_dates_that_are_taken(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["bientôt", "1 janvier 2026", "2026-13-45", "2026-02-30", '"2026-01-01"', "2026-01-01T25:00", "next tuesday-ish",
     "1 2 3 4", "soon"],
)  # fmt: skip
def test_dates_that_are_none(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(("value", "taken"), [(20240101, True), (None, True), ([], False), ({}, False)])
def test_dates_of_json(value: object, taken: bool) -> None:
    assert takes_json("date", value) is taken


def test_durations() -> None:
    assert is_duration("")
    assert is_duration("1:02:03")
    assert not is_duration("24:00:00")
    assert not is_duration("one minute")


def test_assets_are_flattened_and_ignored_ones_left_out() -> None:
    names = ["images/a.png", "é t.png", "a%b.png", "._a", ".DS_Store", "x/b~", "x/._y", "p~q"]
    assert published(names) == {
        "images/a.png": "images_a.png", "é t.png": "é_t.png", "a%b.png": "a%b.png", "p~q": "p_q",
    }  # fmt: skip


KEYS = st.sampled_from(
    ["tabs", "type", "name", "url_slug", "user_partitions", "groups", "id", "version", "scheme", "description", "start",
     "display_name", "lti_passports", "discussion_topics", "sequential/s", "a.b"]
)  # fmt: skip
MARKUP = st.lists(
    st.sampled_from(
        ["<problem", "<html", "<vertical", ' url_name="a"', ' url_name="b c"', ' due="x"', "/>", ">", "</vertical>",
         "&", "<", "<!-- -->", "<machin/>", "é", " ", '<randomize url_name="r"/>', ' filename="../../x"', "<?pi?>"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKUP, MARKUP, st.sampled_from(["fun", "openedx"]))
def test_whatever_is_written_is_foreseen_without_an_error(unit: str, file: str, target: str) -> None:
    files = {f"{tag}__{name}_dot_xml": file for tag in ("problem", "vertical", "randomize") for name in "abr"}
    found = foresee(target, unit, **files)
    assert (found.refused is None) is (found.course is not None)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["courseware", "static_tab", "2026", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=5), st.sampled_from(["fun", "openedx"]))
def test_whatever_the_policy_says_is_foreseen_without_an_error(policy: dict[str, Any], target: str) -> None:
    found = foresee(target, policies__r__policy_dot_json=json.dumps({"course/r": policy, **policy}))
    assert (found.refused is None) is (found.course is not None)


def test_policy_nested_too_deep_is_refused_or_says_nothing() -> None:
    deep = "[" * 900 + "]" * 900
    foresee("fun", policies__r__policy_dot_json=f'{{"course/r": {{"pdf_textbooks": {deep}}}}}')
