"""What an importer demands of `policy.json` and the files beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.olx.predict.one_unit import TARGETS, foresee


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


KEYS = st.sampled_from(
    ["tabs", "type", "name", "url_slug", "user_partitions", "groups", "id", "version", "scheme", "description", "start",
     "display_name", "lti_passports", "discussion_topics", "sequential/s", "a.b"]
)  # fmt: skip


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
