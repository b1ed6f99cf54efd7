"""Forums: their ids, categories and topics."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse
from tests.kinds.conftest import Placed

DISCUSSION = KINDS["discussion"]


def test_forum_is_named_by_its_element_and_its_topic_by_the_title(placed: Placed) -> None:
    (context,) = placed(":::{discussion}\n:id: forum\n:title: Entraide\n:category: Semaine 1. Introduction\n:::")
    assert context.element is not None
    element = DISCUSSION.write(context.element.spec, context).element
    assert dict(element.items()) == {
        "url_name": "forum", "display_name": "Entraide", "discussion_category": "Semaine 1. Introduction",
        "discussion_target": "Entraide", "discussion_id": "forum",
    }  # fmt: skip


def test_id_of_an_imported_forum_is_kept() -> None:
    olx = '<discussion url_name="a" discussion_id="b" discussion_category="C" discussion_target="D"/>'
    assert DISCUSSION.read(parse(olx), None) == {"category": "C", "topic": "D", "forum": "b"}


def test_forum_without_category_is_left_to_others() -> None:
    assert DISCUSSION.read(parse('<discussion discussion_id="b"/>'), None) is None
    assert DISCUSSION.read(parse('<discussion discussion_category="C" sort_key="1"/>'), None) is None


@pytest.mark.parametrize("forum", ["a b", "été", "a/b", ""])
def test_forum_id_that_the_address_cannot_hold_is_refused(forum: str) -> None:
    with pytest.raises(ValidationError):
        DISCUSSION.spec.model_validate({"category": "C", "forum": forum})
