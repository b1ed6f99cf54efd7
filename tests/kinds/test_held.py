"""Elements that hold others: arms, conditions, locks, one in another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from moocfab import pipeline
from moocfab.kinds.conditional import KIND as CONDITIONAL
from moocfab.kinds.partitions import number
from moocfab.safe.xml import parse

UNIT = "modules/1-premiers-pas/2-le-signal.md"
NESTED = """\
---
title: Le signal
---
:::{single_choice}
---
id: valeurs-bit
choices: [{text: une}, {text: deux, correct: true}]
---
Combien de valeurs un bit peut-il prendre ?
:::

:::::{conditional}
:id: apres
:when: {elements: [valeurs-bit], state: submitted}
:message: Répondez d'abord à {link} & lisez.
Un texte, puis une expérience.

::::{split}
---
id: versions
experiment: Introduction
arms:
  courte: Un **bit**.
  longue:
    - {kind: text, body: Un long bit.}
    - {id: encore, kind: numerical, ask: "Combien ?", answer: 2}
---
::::
:::::
"""


def data(file: bytes | Path) -> bytes:
    """Return a file that is held in memory."""
    assert isinstance(file, bytes)
    return file


@pytest.fixture
def course(base: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(base, tmp_path / "course"))
    (folder / UNIT).write_text(NESTED, encoding="utf-8")
    (folder / "modules/1-premiers-pas/images/chronogramme.svg").unlink()
    return folder


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_an_experiment_stands_in_a_condition(target: str, course: Path) -> None:
    checked = pipeline.check(course, only=[target])
    assert [finding.message("en") for finding in checked.report] == []
    files = checked.packages[target].files
    condition, split = (parse(data(files[name])) for name in ("conditional/apres.xml", "split_test/versions.xml"))
    assert [child.tag for child in condition] == ["html", "split_test"]
    assert condition.get("submitted") == "True"
    assert condition.get("message") == "Répondez d'abord à {link} &amp; lisez."
    own = {"fun": "i4x://MinesTelecom/04901/", "openedx": "block-v1:MinesTelecom+04901+session01+type@"}[target]
    assert str(condition.get("sources")).startswith(f"{own}problem")
    children = json.loads(str(split.get("group_id_to_child")))
    groups = {str(number("random", "Introduction", arm)): arm for arm in ("courte", "longue")}
    assert {groups[key]: value.replace("@", "/").rpartition("/")[2] for key, value in children.items()} == {
        "courte": "versions-courte", "longue": "versions-longue",
    }  # fmt: skip
    policy = json.loads(data(files["policies/session01/policy.json"]))
    partition = policy["course/session01"]["user_partitions"][0]
    assert str(partition["id"]) == split.get("user_partition_id")
    assert {str(group["id"]) for group in partition["groups"]} == set(groups)
    assert {"vertical/versions-courte.xml", "problem/encore.xml", "html/versions-courte-texte.xml"} <= set(files)


def test_a_condition_on_what_it_hides_is_refused(course: Path) -> None:
    unit = course / UNIT
    unit.write_text(NESTED.replace("[valeurs-bit]", "[apres]"), encoding="utf-8")
    codes = {finding.rule.code for finding in pipeline.check(course, only=["fun"]).report}
    assert codes == {"MF4541"}


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ('<conditional sources="i4x://O/N/problem/a;i4x://O/N/problem/b" attempted="True"/>', ["a", "b"]),
        ('<conditional sources="block-v1:O+N+R+type@problem+block@a" correct="true"/>', ["a"]),
        ('<conditional sources="i4x://O/N/poll/a" poll_answer="yes"/>', None),
        ('<conditional attempted="True"/>', None),
        ("<html/>", None),
    ],
)
def test_only_conditions_that_can_be_written_are_read(markup: str, read: list[str] | None) -> None:
    fields = CONDITIONAL.read(parse(markup.encode()), None)
    assert (fields and fields["when"]["elements"]) == read


def test_a_lock_is_a_task_for_people_and_absent_elsewhere(base: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(base, tmp_path / "course"))
    quiz = folder / "modules/1-premiers-pas/quiz-signal.yml"
    lock = "  - {id: blanc, kind: password, elements: [{id: p, kind: numerical, ask: 'Un ?', answer: 1}]}\n"
    quiz.write_text(quiz.read_text("utf-8") + lock, "utf-8")
    checked = pipeline.check(folder)
    assert [finding.rule.code for finding in checked.report] == ["MF3073"]
    assert any("« blanc »" in task.fr for task in checked.packages["fun"].todo)
    assert "problem/p.xml" in checked.packages["fun"].files
