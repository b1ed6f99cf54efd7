"""External tools: secrets stay out, passports are a task, nothing is lost in reading."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from moocfab.kinds.lti import secrets
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse
from tests.kinds.conftest import Placed

LTI = KINDS["lti"]
URL = "https://lti.exemple.org/7"


def spec(**fields: Any) -> Any:
    return LTI.spec.model_validate({"url": URL, "credentials": "exerciseur", **fields})


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"credentials": "nom:cle:secret"}, ("credentials",)),
        ({"credentials": "9f86d081884c7d659a2feaa0c55ad015"}, ("credentials",)),
        ({"url": "https://qui:motdepasse@exemple.org"}, ("url",)),
        ({"url": "https://exemple.org/?access_token=1"}, ("url",)),
        ({"parameters": {"mot_de_passe": "x"}}, ("parameters", "mot_de_passe")),
        ({"parameters": {"oauth_consumer_key": "x"}}, ("parameters", "oauth_consumer_key")),
    ],
)
def test_what_looks_like_a_secret_is_found(fields: dict[str, Any], where: tuple[str, ...]) -> None:
    assert secrets(spec(**fields)) == [where]


@pytest.mark.parametrize(
    "fields",
    [
        {"credentials": "exerciseur"}, {"credentials": "classe virtuelle de l'école"}, {"credentials": "H5P-2027"},
        {"parameters": {"niveau": "2", "clef_usb": "oui"}}, {"url": "https://exemple.org/?exercice=7"},
    ],
)  # fmt: skip
def test_ordinary_words_are_no_secret(fields: dict[str, Any]) -> None:
    assert secrets(spec(**fields)) == []


def test_passport_is_one_task_for_all_tools_of_one_site(placed: Placed) -> None:
    text = "".join(f":::{{lti}} {URL}\n:id: outil-{n}\n:credentials: exerciseur\n:::\n" for n in (1, 2))
    contexts = placed(text, "openedx")
    for context in contexts:
        assert context.element is not None
        LTI.write(context.element.spec, context)
    (task,) = contexts[0].site.todo
    assert "exerciseur:CLÉ:SECRET" in task.fr
    assert "lti.exemple.org" in task.en


def test_marsha_has_its_passport_on_fun_already(placed: Placed) -> None:
    address = "https://marsha.education/lti/documents/3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12"
    (context,) = placed(f":::{{lti}} {address}\n:id: polycopie\n:credentials: marsha\n:::")
    assert context.element is not None
    LTI.check(context.element.spec, context)
    LTI.write(context.element.spec, context)
    assert (context.site.todo, context.site.findings) == ([], [])


@pytest.mark.parametrize("fields", [{"url": "lti.exemple.org"}, {"credentials": ""}, {"parameters": {"a b": "c"}}])
def test_what_no_platform_could_launch_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        spec(**fields)


@pytest.mark.parametrize(
    "attributes",
    [
        'custom_parameters="niveau=2"', 'custom_parameters="[&quot;a=1&quot;, &quot;a=2&quot;]"',
        'custom_parameters="[1]"', 'weight="un" has_score="True"', 'launch_target="popup"', 'lti_version="lti_1p3"',
        'hide_launch="true"', 'ask_to_send_full_name="true"',
    ],
)  # fmt: skip
def test_what_a_tool_could_not_say_again_is_left_to_others(attributes: str) -> None:
    assert LTI.read(parse(f'<lti_consumer lti_id="a" launch_url="{URL}" {attributes}/>'), None) is None
