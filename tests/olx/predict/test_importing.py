"""The whole import: its root, drafts, and whatever may be written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.olx.predict.one_unit import ROOT, TARGETS, foresee, inside, of


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
