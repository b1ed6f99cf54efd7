"""Which language the command speaks: `--lang`, then the environment, else French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

VARIABLES = ("MOOCFAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Say:
    """Chooses among the two spellings of a text."""

    language: str

    def __call__(self, fr: str, en: str) -> str:
        """Return the text in the chosen language."""
        return en if self.language == "en" else fr


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return `fr` or `en`; the first of option and variables that says something decides."""
    said = (_option(arguments), *(environment.get(name, "") for name in VARIABLES))
    first = next((value for value in said if value), "")
    return "en" if first.lower().replace("-", "_").split(".")[0].split("_")[0] == "en" else "fr"


def _option(arguments: Sequence[str]) -> str:
    """Return the last value of `--lang`, which click checks later."""
    found = ""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith("--lang="):
            found = argument.partition("=")[2]
    return found
