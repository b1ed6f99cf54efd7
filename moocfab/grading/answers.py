"""A file of answers to play: problem to `right`, `wrong` and `partial` answers, in the order of its inputs.

`{"p-cable": {"right": ["choice_1"], "wrong": ["choice_0"], "partial": [["choice_0"]], "partial_earns": 0.5}}`;
`partial_earns` is a share of the problem's points; without it what `partial` earns is told, not judged. Other keys are
notes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moocfab.errors import InputError, reason
from moocfab.grading.model import Answer


@dataclass(frozen=True)
class Given:
    """Answers to one problem, by what they are meant to be, and the share that the partial ones earn."""

    answers: Mapping[str, tuple[Answer, ...]]
    partial_earns: float | None = None

    def share(self, word: str) -> float | None:
        """Return the share that answers of this sort earn; None where the file does not say."""
        return {"right": 1.0, "wrong": 0.0}.get(word, self.partial_earns)


def read(path: Path) -> dict[str, Given]:
    """Return the answers of a file, by the problem's url_name.

    Raises:
        InputError: it cannot be read or is not of that form.
    """
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        why = reason(error)
        raise InputError(f"{path} : {why.fr}", f"{path}: {why.en}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} n'est pas du JSON : {error}", f"{path} is no JSON: {error}") from None
    if not isinstance(data, dict):
        raise _shape(path, "?")
    return {str(name): _given(path, str(name), value) for name, value in data.items()}


def _given(path: Path, name: str, value: Any) -> Given:
    if not isinstance(value, dict):
        raise _shape(path, name)
    found = {}
    for word in ("right", "wrong", "partial"):
        answers = value.get(word)
        if answers is None:
            continue
        if not isinstance(answers, list) or not all(isinstance(item, str | list | dict) for item in answers):
            raise _shape(path, name)
        found[word] = tuple(answers)
    share = value.get("partial_earns")
    if share is not None and (isinstance(share, bool) or not isinstance(share, int | float)):
        raise _shape(path, name)
    return Given(found, share)


def _shape(path: Path, name: str) -> InputError:
    form = '{"url_name": {"right": [...], "wrong": [...]}}'
    return InputError(f"{path} : « {name} » n'a pas la forme {form}", f"{path}: “{name}” is not of the form {form}")
