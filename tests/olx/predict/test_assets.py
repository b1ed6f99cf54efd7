"""The names that files of `static/` get."""

from __future__ import annotations

from moocfab.olx.predict.assets import published


def test_assets_are_flattened_and_ignored_ones_left_out() -> None:
    names = ["images/a.png", "é t.png", "a%b.png", "._a", ".DS_Store", "x/b~", "x/._y", "p~q"]
    assert published(names) == {
        "images/a.png": "images_a.png", "é t.png": "é_t.png", "a%b.png": "a%b.png", "p~q": "p_q",
    }  # fmt: skip
