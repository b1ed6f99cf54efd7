"""Drag and drop: what hangs on items, and what is left to others."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from moocfab.checks import run
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse
from tests.kinds.conftest import Placed

DRAG = KINDS["drag_and_drop"]
TEXT = (
    ":::{{drag_and_drop}}\n---\nid: d\nimage: {image}\nalt: Un signal\n"
    "zones: [{{id: haut, title: Haut, at: [10, 20, 100, 60]}}]\nitems: {items}\n---\nPlacez.\n:::"
)


def data(placed: Placed, items: str) -> dict[str, list[dict[str, object]]]:
    (context,) = placed(TEXT.format(image="/images/vignette.png", items=items), "openedx")
    assert context.element is not None
    found: dict[str, list[dict[str, object]]] = json.loads(
        DRAG.write(context.element.spec, context).element.get("data") or ""
    )
    return found


def test_learners_moves_stay_when_an_item_is_added(placed: Placed) -> None:
    before = data(placed, "[{text: a, zones: [haut]}]")["items"]
    after = data(placed, "[{text: b}, {text: a, zones: [haut]}]")["items"]
    assert after[1:] == before


def test_item_without_words_or_description_is_refused() -> None:
    fields = {"ask": "q", "image": "i.png", "alt": "a", "zones": [{"id": "z", "title": "Z", "at": [0, 0, 1, 1]}]}
    for item in ({}, {"image": "a.png"}):
        with pytest.raises(ValueError, match=r"text|alt"):
            DRAG.spec.model_validate({**fields, "items": [item]})


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"targetImg": "i", "targetImgDescription": "a", "zones": [{"uid": "z"}], "items": []}']
)
def test_data_of_another_shape_is_left_to_others(data: str) -> None:
    block = parse("<drag-and-drop-v2/>")
    block.set("data", data)
    assert DRAG.read(block, None) is None


@pytest.mark.parametrize("kind", ["completion", "drag_and_drop"])
def test_target_that_lacks_the_kind_is_told_the_nearest_thing(placed: Placed, kind: str) -> None:
    instead = KINDS[kind].instead
    assert all("only: [openedx]" in text for text in instead)
    text = TEXT.format(image="/images/vignette.png", items="[{text: a, zones: [haut]}]")
    (context,) = placed(text if kind == "drag_and_drop" else ":::{completion}\n:id: c\n:::")
    edition = context.site.edition
    module = edition.course.modules[0]
    sequence = module.sequences[0]
    assert context.element is not None
    unit = replace(sequence.units[0], elements=(context.element,))
    course = replace(
        edition.course, modules=(replace(module, sequences=(replace(sequence, units=(unit,)), *module.sequences[1:])),)
    )
    found = [finding for finding in run(replace(edition, course=course)) if finding.rule.code == "MF3073"]
    assert [(finding.message("fr"), finding.hint("fr")) for finding in found] == [
        (f"la plateforme « fun » n'a pas « {kind} »", instead.fr)
    ]


def test_when_the_answer_shows_is_written_and_read(placed: Placed) -> None:
    text = TEXT.format(image="/images/vignette.png", items="[{text: a, zones: [haut]}]")
    (context,) = placed(text.replace("id: d\n", "id: d\nshow_answer: never\n"), "openedx")
    assert context.element is not None
    element = DRAG.write(context.element.spec, context).element
    assert element.get("showanswer") == "never"
    assert (DRAG.read(element, None) or {}).get("show_answer") == "never"
