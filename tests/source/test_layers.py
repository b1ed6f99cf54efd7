"""Settings from several places, each where it was written."""

from __future__ import annotations

from moocfab.source import Sourced
from moocfab.source.layers import merged, over, replaced
from moocfab.source.yaml import parse


def read(text: str, path: str) -> Sourced:
    sourced, findings = parse(text, path)
    assert sourced
    assert findings == []
    return sourced


def test_mappings_are_merged_key_by_key_and_lists_as_a_whole() -> None:
    assert merged({"a": {"b": 1}, "l": [1]}, {"a": {"b": 2, "c": 3}, "l": [2, 3]}) == {"a": {"b": 1, "c": 3}, "l": [1]}


def test_each_value_is_found_where_it_was_written() -> None:
    made = over(read("a: {b: 1}\n", "above.yml"), read("x: 0\na: {b: 2, c: 3}\n", "below.yml"))
    assert made.data == {"a": {"b": 1, "c": 3}, "x": 0}
    places = [str(made.origin.at(*steps)) for steps in (("a", "b"), ("a", "c"), ("x",))]
    assert places == ["above.yml:1:8", "below.yml:2:14", "below.yml:1:4"]
    assert str(made.origin.below("a").at("c")) == "below.yml:2:14"


def test_what_nobody_wrote_is_told_at_its_nearest_place_above() -> None:
    made = over(read("a: {b: 1}\n", "above.yml"), read("x: 0\n", "below.yml"))
    assert made.origin.of("a", "z") is None
    assert str(made.origin.at("a", "z")) == "above.yml:1:4"


def test_a_replaced_value_is_told_by_who_replaced_it() -> None:
    made = replaced(read("a: {b: 1}\n", "file.yml"), ("a", "b"), 2, "VARIABLE")
    assert made.data == {"a": {"b": 2}}
    assert str(made.origin.key("a", "b")) == "VARIABLE:1:1"
    assert replaced(read("c: 1\n", "file.yml"), ("a", "b"), 2, "VARIABLE").data == {"c": 1, "a": {"b": 2}}
