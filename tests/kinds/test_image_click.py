"""Clicks into pictures: regions follow the picture where it is published smaller."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from moocfab.course.surroundings import Surroundings
from moocfab.kinds.contract import Kind, Spec
from moocfab.kinds.image_click import KIND
from moocfab.kinds.image_click.spec import ImageClickSpec, hollows
from moocfab.safe.xml import parse

Around = Callable[[Kind, Spec, str, str], Surroundings]


def spec(**fields: Any) -> ImageClickSpec:
    regions = [{"rectangle": [100, 50, 20, 10]}, {"polygon": [[0, 0], [100, 0], [100, 100]]}]
    given = {"ask": "Où ?", "image": "/images/vignette.png", "alt": "Un rectangle", "regions": regions}
    return ImageClickSpec.model_validate({**given, **fields})


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_wide_picture_is_published_smaller_with_its_regions(around: Around, target: str) -> None:
    declared = spec(width=384)
    context = around(KIND, declared, target, "fr")
    control = KIND.write(declared, context).element.find(".//imageinput")
    assert control is not None
    assert {name: value for name, value in control.items() if name != "label"} == {
        "src": "/static/images_vignette-384.png", "width": "384", "height": "216", "alt": "Un rectangle",
        "rectangle": "(10,5)-(50,25)", "regions": "[[[0,0],[50,0],[50,50]]]",
    }  # fmt: skip
    [(name, copy)] = context.site.statics.copied().items()
    assert name == "images_vignette-384.png"
    assert list(context.site.statics.published()) == [name]
    recipe = copy.treatment.recipe
    assert (recipe.format, recipe.width, recipe.height, recipe.lighter) == ("PNG", 384, 216, False)


def test_wide_drawing_keeps_what_it_draws(around: Around) -> None:
    declared = spec(width=120, image="images/chronogramme.svg")
    context = around(KIND, declared, "fun", "fr")
    KIND.write(declared, context)
    [(name, data)] = context.site.statics.published().items()
    assert name.endswith("_chronogramme-120.svg")
    assert isinstance(data, bytes)
    root = parse(data)
    assert [root.get(key) for key in ("width", "height", "viewBox")] == ["120", "40", "0 0 240 80"]


def test_alt_is_said_in_words_since_no_platform_shows_it(around: Around) -> None:
    element = KIND.write(spec(), around(KIND, spec(), "openedx", "fr")).element
    assert element.xpath("imageresponse/div/text()") == ["Image : Un rectangle"]


@pytest.mark.parametrize(
    ("polygon", "found"),
    [
        ([(0, 0), (9, 0), (9, 9), (0, 9)], []), ([(0, 0), (9, 9), (9, 0), (0, 9)], []), ([(1, 1), (1, 1), (2, 2)], []),
        ([(0, 0), (9, 0), (9, 9), (5, 2), (0, 9)], [3]), ([(0, 0), (4, 0), (9, 0), (9, 9)], []),
    ],
)  # fmt: skip
def test_hollow_points_are_those_inside_of_the_others(polygon: list[tuple[float, float]], found: list[int]) -> None:
    assert list(hollows(tuple(polygon))) == found


@pytest.mark.parametrize(
    "region",
    [{}, {"rectangle": [1, 2, 3]}, {"polygon": [[1, 2], [3, 4]]}, {"polygon": 3}, {"rectangle": [1, 2, 3, True]},
     {"rectangle": [1, 2, 3, 4], "polygon": [[0, 0], [1, 0], [1, 1]]}],
)  # fmt: skip
def test_region_of_another_shape_is_refused(region: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        spec(regions=[region])
