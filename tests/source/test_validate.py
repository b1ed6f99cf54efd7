"""What pydantic says, told to teachers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from moocfab.kinds.contract import Model
from moocfab.source.validate import validate
from moocfab.source.yaml import parse


class Part(Model):
    size: int


class Whole(Model):
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


def told(text: str) -> list[str]:
    sourced, findings = parse(text, "a.yml")
    assert sourced
    assert findings == []
    return [f"{item.location} {item.rule.code}" for item in validate(Whole, sourced)[1]]


def test_a_list_of_one_wrong_item_is_not_called_too_short() -> None:
    assert told("parts:\n  - size: x\n") == ["a.yml:2:11 MF2003"]


def test_an_empty_list_is_too_short() -> None:
    assert told("parts: []\n") == ["a.yml:1:8 MF2003"]
