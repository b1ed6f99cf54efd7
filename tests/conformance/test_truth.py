"""The foreseen import against what the real platforms did with every archive of `data/truth`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from moocfab import targets
from moocfab.olx.predict import Prediction, predict_archive

ENDINGS = (".tar.gz", ".tgz", ".TAR.GZ", ".zip")

DISAGREE: dict[tuple[str, str], str] = {
    ("fun", "y45_conditional_without_sources"): "whether a condition has an effect is its block's own meaning, not the "
    "import's: the attribute arrives and waits for sources",
}
"""Archives of which something else is foreseen than was seen, and why."""


def foreseen(prediction: Prediction) -> dict[str, Any]:
    """What a prediction says, in the form of `expected.json`, all orders removed."""
    if prediction.refused is not None:
        return {"import": "refused"}
    return {
        "import": "ok",
        "arrived": prediction.arrived,
        "vanished": frozenset(prediction.vanished),
        "empty": prediction.empty,
        "hidden": prediction.hidden,
        "renamed": frozenset((*key, new[1]) for key, new in prediction.renamed.items()),
        "renamed_assets": {file: name for file, name in prediction.assets.items() if file != name},
        "colliding_assets": {name: sorted(files) for name, files in prediction.colliding.items()},
        "ignored_attributes": frozenset((block.key, block.ignored) for block in prediction.stored if block.ignored),
    }


def seen(entry: dict[str, Any]) -> dict[str, Any]:
    """What the platform did, in the same form. What the policy of the course sets in vain is no block's attribute."""
    if entry["import"] == "refused":
        return {"import": "refused"}
    keys = {
        name: frozenset(tuple(item) for item in entry.get(name, []))
        for name in ("arrived", "vanished", "empty", "hidden", "renamed")
    }
    ignored = [(tag, name, names) for tag, name, names in entry.get("ignored_attributes", []) if tag != "course"]
    return {
        "import": "ok",
        **keys,
        "renamed_assets": entry.get("renamed_assets", {}),
        "colliding_assets": {name: sorted(files) for name, files in entry.get("colliding_assets", {}).items()},
        "ignored_attributes": frozenset(((tag, name), tuple(sorted(names))) for tag, name, names in ignored),
    }


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_every_archive_is_foreseen(target: str, shared: Path, record_property: Callable[[str, object], None]) -> None:
    folder = shared / "data" / "truth" / target
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    archives = {_name(path): path for path in sorted(folder.iterdir()) if path.name.endswith(ENDINGS)}
    assert archives.keys() == expected.keys()
    differing = {
        name for name, path in archives.items()
        if foreseen(predict_archive(path, targets.load(target))) != seen(expected[name])
    }  # fmt: skip
    record_property("read", f"{len(archives)} archives")
    assert differing == {name for folder_name, name in DISAGREE if folder_name == target}


def _name(path: Path) -> str:
    return next(path.name.removesuffix(ending) for ending in ENDINGS if path.name.endswith(ending))
